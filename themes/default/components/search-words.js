import { fill } from "../scripts/fill.js";

/** @typedef {{language: string, page: string, contents: string, cards: string | null, text: Record<string, string>}} Words */

/** What the search says, and where the edition's own pages are: a script of its own, as pages that are not searched need none of it. */
const words = /** @type {{onrampWords?: Words}} */ (globalThis).onrampWords ?? { language: "", page: "", contents: "", cards: null, text: {} };

export const language = words.language;

/** @param {string} key @param {Record<string, string | number>} [values] */
export function say(key, values = {}) {
  return fill(words.text[key] ?? "", values);
}

/** The pages that the search leads to besides what it finds. */
export const pages = { results: at(words.page), contents: at(words.contents), cards: words.cards === null ? undefined : at(words.cards) };

/** The address of something in the site. @param {string} path  from the site's root, percent-encoded */
export function at(path) {
  return new URL(`${document.documentElement.dataset.root || "./"}${path}`, document.baseURI).href;
}
