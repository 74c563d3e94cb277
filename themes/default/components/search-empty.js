import { button, element } from "./search-element.js";
import { pages, say } from "./search-words.js";

/** @typedef {import("./search-engine.js").Found} Found */
/** @typedef {import("./search-near.js").Hints} Hints */

/**
 * What helps on when nothing or not everything was found: words that are near, less to match, and the ways to look by oneself.
 *
 * @param {Found} found @param {Hints} hints @param {(words: string) => void} ask @returns {HTMLElement[]}
 */
export function nothing(found, { missing, near, wider }, ask) {
  const again = (/** @type {string} */ words) => element("li", {}, button(words, { class: "search-again" }, () => ask(words)));
  const shown = [];
  if (found.total) {
    if (missing.length) shown.push(element("p", { class: "search-missing" }, say("missing", { words: missing.join("” “") })));
    return shown;
  }
  if (near.length) shown.push(element("p", {}, say("near")), element("ul", { class: "search-words" }, ...near.map(again)));
  if (wider) shown.push(element("p", {}, say("without", { n: wider.total })), element("ul", { class: "search-words" }, again(wider.words)));
  return [...shown, wayOut()];
}

/** The index cannot be read. @param {() => void} retry */
export function unread(retry) {
  const words = element("p", { role: "alert" }, say("broken"));
  return element("div", { class: "search-broken" }, words, element("p", { class: "buttons" }, button(say("retry"), { class: "quiet-button strong" }, retry)), wayOut());
}

function wayOut() {
  const links = [element("a", { href: pages.contents }, say("contents")), pages.cards && element("a", { href: pages.cards }, say("cards"))];
  return element("p", { class: "search-way-out" }, say("way_out"), " ", ...links);
}
