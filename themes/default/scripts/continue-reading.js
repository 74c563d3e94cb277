import { record } from "./record.js";

/** On the front page: the way back to where the reader was, or on to what comes next. */
class ContinueReading extends HTMLElement {
  connectedCallback() {
    record.subscribe(() => this.show());
    this.show();
  }

  show() {
    /** @type {HTMLAnchorElement[]} */
    const pages = [...document.querySelectorAll(".entries a[data-page]")].flatMap((link) => (link instanceof HTMLAnchorElement && isRead(link) ? [link] : []));
    const place = record.get("place");
    const unread = (/** @type {HTMLAnchorElement} */ link) => !record.get(`read/${link.dataset.page}`);
    const last = pages.findIndex((link) => link.dataset.page === place?.page);
    const begun = last >= 0 || record.keys("read/").length > 0;
    const going = last >= 0 && unread(pages[last]);
    // A chapter's own page is a table of contents more often than a text; nobody is sent there.
    const next = [...pages.slice(last + 1), ...pages.slice(0, last + 1)].find((link) => !link.dataset.lessons && unread(link));
    const link = !begun ? undefined : going ? pages[last] : next;
    this.hidden = link === undefined;
    if (link) this.#fill(link, going ? this.dataset.last : this.dataset.next, going ? place : undefined);
  }

  /** @param {HTMLAnchorElement} link @param {string | undefined} label @param {Record<string, unknown>} [place] */
  #fill(link, label, place) {
    const [words, way, title, chapter] = ["p", "a", "a span", "a small"].map((part) => this.querySelector(part));
    if (!(way instanceof HTMLAnchorElement) || !words || !title || !chapter) return;
    const heading = place?.lang === document.documentElement.lang && typeof place.heading === "string" ? place.heading : "";
    way.href = link.href + (heading && `#${encodeURIComponent(heading)}`);
    words.textContent = label ?? "";
    title.textContent = textOf(link);
    const above = link.closest(".entry")?.querySelector("h3 a");
    chapter.textContent = above && above !== link ? textOf(above) : "";
  }
}

/** Whether it leads to something to read through; a plan, a glossary and cards are for looking up. @param {HTMLAnchorElement} link */
function isRead(link) {
  return /lesson|policy|page/.test(link.dataset.sort ?? "");
}

/** A link's own words, without the mark that it is read. @param {Element} link */
function textOf(link) {
  const words = [...link.childNodes].filter((node) => !(node instanceof Element && node.classList.contains("done-mark")));
  return words.map((node) => node.textContent).join("").trim();
}

customElements.define("continue-reading", ContinueReading);
