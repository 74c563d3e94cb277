import { button, element } from "./search-element.js";
import { pages, say } from "./search-words.js";

/** @typedef {import("./search-engine.js").Found} Found */

/**
 * What helps on when nothing or not everything was found: words that are near, less to match, and the ways to look by oneself.
 *
 * @param {Found} found @param {(words: string) => void} ask @returns {HTMLElement[]}
 */
export function nothing(found, ask) {
  const again = (/** @type {string} */ words) => element("li", {}, button(words, { class: "search-again" }, () => ask(words)));
  const shown = [];
  if (found.total) {
    if (found.missing.length) shown.push(element("p", { class: "search-missing" }, say("missing", { words: found.missing.join("” “") })));
    return shown;
  }
  if (found.near.length) shown.push(element("p", {}, say("near")), element("ul", { class: "search-words" }, ...found.near.map(again)));
  if (found.wider) shown.push(element("p", {}, say("without", { n: found.wider.total })), element("ul", { class: "search-words" }, again(found.wider.words)));
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
