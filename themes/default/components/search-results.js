import { copy } from "../scripts/copy-button.js";
import { element, icon, marked } from "./search-element.js";
import { marks, places, snippet, wantedOf } from "./search-snippet.js";
import { alike } from "./search-tokens.js";
import { at, language, say } from "./search-words.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Fragment} Fragment */
/** @typedef {import("./search-engine.js").Hit} Hit */
/** @typedef {import("./search-snippet.js").Wanted} Wanted */
/** @typedef {import("./search-engine.js").Found} Found */

const copyIcon = "M11 8.5h6a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-6A2.5 2.5 0 0 1 8.5 17v-6A2.5 2.5 0 0 1 11 8.5M15.5 5.5V5A1.5 1.5 0 0 0 14 3.5H5A1.5 1.5 0 0 0 3.5 5v9A1.5 1.5 0 0 0 5 15.5h.5";

/** As many words are marked on the page that a result leads to. */
const mostMarks = 8;

/**
 * What was found, page by page. One that cannot be read says so in its place, as the others can.
 *
 * @param {SearchIndex} index @param {Found} found @param {boolean} inGrid @returns {Promise<HTMLElement[]>}
 */
export async function resultsOf(index, found, inGrid) {
  const wanted = await wantedOf(index, found.query);
  const make = () => Promise.allSettled(found.hits.map(async (hit) => result(index, hit, wanted, await index.fragment(hit.page), inGrid)));
  const known = alike.size;
  let made = await make();
  // What cannot be marked may be written in Traditional characters.
  const isMarked = made.every((one) => one.status === "rejected" || one.value.querySelector("mark"));
  if (!isMarked && (await index.learnTraditional()) > known) made = await make();
  const [first] = made;
  // If none can be read, it is not for one damaged file.
  if (first?.status === "rejected" && made.every(({ status }) => status === "rejected")) throw first.reason;
  return made.map((one) => (one.status === "fulfilled" ? one.value : broken(inGrid)));
}

/**
 * What was found on one page. Rows of a grid in the dialog, where a result holds a button beside its link; articles on a page.
 *
 * @param {SearchIndex} index @param {Hit} hit @param {Wanted} wanted @param {Fragment} fragment @param {boolean} inGrid
 * @returns {HTMLElement}
 */
function result(index, hit, wanted, fragment, inGrid) {
  const mark = (/** @type {string} */ text) => marks(places(text, wanted));
  const row = inGrid ? "row" : undefined;
  const cell = inGrid ? "gridcell" : undefined;
  const isCard = fragment.says.length > 0;

  const passage = fragment.passages[hit.passage - index.pages.from[hit.page]] ?? fragment.passages[0];
  const [anchor, , heading, text] = passage;
  const piece = snippet(text, wanted);
  // A card is known by the customer's words: those that were looked for, else the first.
  const said = fragment.says.find((words) => mark(words).length > 0) ?? fragment.says[0];
  const title = isCard ? said : fragment.title;
  const seen = [title, fragment.title, heading, piece.text].flatMap((text, at) => (at < 3 ? mark(text) : piece.marks).map(([start, end]) => text.slice(start, end)));
  const shown = (/** @type {string} */ text) => marked(text, mark(text));

  const name = element(isCard ? "q" : "span", {}, shown(title));
  const link = element("a", { class: "found-title", href: address(fragment, anchor, seen) }, name);
  const way = [...fragment.crumbs, ...(isCard ? [fragment.title] : []), ...(heading && heading !== fragment.title ? [heading] : [])];
  const steps = way.map((step) => element("span", {}, shown(step)));
  const about = element("p", { class: "found-way" }, element("b", { class: "found-kind" }, kindOf(index, hit.page)), ...steps);
  const words = piece.text && (!isCard || piece.found > 0) && element("p", { class: "found-text" }, marked(piece.text, piece.marks));
  const group = element(inGrid ? "div" : "article", { class: "found", role: inGrid ? "rowgroup" : undefined, lang: foreign(index, hit.page) });
  group.append(element("div", { class: "found-row", role: row }, element("div", { class: "found-cell", role: cell }, link, about, words)));

  if (fragment.talk.length) {
    const talk = element("blockquote", { class: "found-talk", "aria-label": say("talk") }, ...fragment.talk.map((step) => element("p", {}, shown(step))));
    const holds = element("div", { class: "found-cell", role: cell }, talk, copyButton(fragment.talk.join("\n")));
    group.append(element("div", { class: "found-row found-card", role: row }, holds));
  }
  for (const other of hit.others) {
    const [anchor, , heading, text] = fragment.passages[other - index.pages.from[hit.page]] ?? passage;
    if (!heading) continue;
    const piece = snippet(text, wanted);
    const link = element("a", { class: "found-title", href: address(fragment, anchor, seen) }, shown(heading));
    const holds = element("div", { class: "found-cell", role: cell }, link, element("p", { class: "found-text" }, marked(piece.text, piece.marks)));
    group.append(element("div", { class: "found-row found-other", role: row }, holds));
  }
  return group;
}

/** @param {boolean} inGrid */
function broken(inGrid) {
  const cell = element("div", { class: "found-cell", role: inGrid ? "gridcell" : undefined }, element("p", { class: "found-text" }, say("broken_result")));
  return element("div", { class: "found", role: inGrid ? "rowgroup" : undefined }, element("div", { class: "found-row", role: inGrid ? "row" : undefined }, cell));
}

/** Leads to the passage, and tells the page what to mark there. @param {Fragment} fragment @param {string} anchor @param {string[]} seen */
function address(fragment, anchor, seen) {
  const path = fragment.address.split("/").map(encodeURIComponent).join("/");
  const words = [...new Set(seen)].sort((a, b) => b.length - a.length).slice(0, mostMarks);
  const query = words.length ? `?${new URLSearchParams(words.map((word) => ["mark", word]))}` : "";
  return at(path) + query + (anchor && `#${encodeURIComponent(anchor)}`);
}

/** What a value of a facet is called on this page. @param {SearchIndex} index @param {import("./search-index.js").Value} value */
export function nameOf(index, { key, names }) {
  const edition = index.header.editions.findIndex((edition) => edition.language === language);
  return names[edition] || names.find(Boolean) || key;
}

/** @param {SearchIndex} index @param {number} page */
function kindOf(index, page) {
  const facet = index.facet("kind");
  return facet ? nameOf(index, facet.values[facet.of[page][0]]) : "";
}

/** The language of a page of another edition. @param {SearchIndex} index @param {number} page */
function foreign(index, page) {
  const edition = index.header.editions[index.facet("edition")?.of[page][0] ?? -1];
  return edition && edition.language !== language ? edition.language : undefined;
}

/** @param {string} talk */
function copyButton(talk) {
  const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "found-copy", "data-copied": say("copied"), "data-failed": say("copy_failed") }));
  button.append(icon(copyIcon), element("span", {}, say("copy")));
  button.addEventListener("click", () => copy(talk, button));
  return button;
}
