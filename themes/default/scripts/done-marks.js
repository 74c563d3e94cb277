import { fill } from "./fill.js";
import { record } from "./record.js";

/** Marks what is read in every list of pages: a tick on a page, a ring on a chapter. The words for both are in a template. */
const template = document.querySelector("template#done-marks");
/** @type {HTMLAnchorElement[]} */
const links = [...document.querySelectorAll("a[data-page]")].filter((link) => link instanceof HTMLAnchorElement);

/** @param {string} page */
function isRead(page) {
  return record.get(`read/${page}`) !== undefined;
}

/**
 * How many of a chapter's pages are read. Where the chapter stands open its pages are known; elsewhere what is kept below its
 * address counts, which may include a page that is gone.
 *
 * @param {HTMLAnchorElement} link @param {number} all @returns {number}
 */
function countRead(link, all) {
  const listed = [...(link.closest("li")?.querySelectorAll("ol a[data-page]") ?? [])].map((below) => pageOf(below));
  if (listed.length === all) return listed.filter(isRead).length;
  return Math.min(all, record.keys(`read/${pageOf(link)}/`).length);
}

/** @param {Element} link */
function pageOf(link) {
  return link instanceof HTMLElement ? link.dataset.page ?? "" : "";
}

/** @param {HTMLAnchorElement} link @param {HTMLTemplateElement} marks */
function mark(link, marks) {
  const all = Number(link.dataset.lessons ?? 0);
  const done = all > 0 ? countRead(link, all) : Number(isRead(pageOf(link)));
  const shown = link.dataset.done;
  const now = all > 0 || done > 0 ? `${done}/${all}` : undefined;
  if (shown === now) return;
  link.querySelector(":scope > .done-mark")?.remove();
  if (now === undefined) {
    delete link.dataset.done;
    return;
  }
  link.dataset.done = now;
  const words = document.createElement("span");
  words.className = "for-ears";
  words.textContent = all > 0 ? fill(marks.dataset.part ?? "", { n: done, all }) : marks.dataset.read ?? "";
  const picture = marks.content.querySelector(all > 0 ? ".ring" : ".tick")?.cloneNode(true);
  const box = document.createElement("span");
  box.className = "done-mark";
  if (picture instanceof Element) {
    picture.classList.toggle("whole", done === all);
    picture.querySelector(".ring-done")?.setAttribute("stroke-dasharray", `${all > 0 ? (100 * done) / all : 0} 100`);
    box.append(picture);
  }
  box.append(words);
  link.append(box);
}

if (template instanceof HTMLTemplateElement && links.length > 0) {
  const markAll = () => links.forEach((link) => mark(link, template));
  record.subscribe((keys) => {
    if ([...keys].some((key) => key.startsWith("read/"))) markAll();
  });
  markAll();
}
