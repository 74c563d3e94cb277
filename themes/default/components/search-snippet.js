import { classOf, fold, han, word } from "./search-tokens.js";

/** @typedef {[start: number, end: number]} Mark  offsets in a text as it stands on the page */

/** What is looked at of a passage; nobody reads on for longer. */
const farthest = 1 << 17;

/** How much of a passage is shown, in halves of a hanzi. */
const width = 180;

/** A letter with what stands above or below it. */
const letters = /\P{M}\p{M}*|\p{M}/gu;

/**
 * Where terms stand in a text, in order. Letters are folded one by one, so that it is known where each stands.
 *
 * @param {string} text
 * @param {Set<string>} wanted  terms of the index; of hanzi one or two
 * @returns {[start: number, end: number, term: string][]}
 */
export function places(text, wanted) {
  /** @type {[number, number, string][]} */
  const found = [];
  let last = 0;
  let run = "";
  let start = 0;
  let before = "";
  let startBefore = 0;
  const close = (/** @type {number} */ end) => {
    if (last === word && wanted.has(run)) found.push([start, end, run]);
  };
  for (const { 0: letter, index } of text.slice(0, farthest).matchAll(letters)) {
    for (const c of fold(letter)) {
      const kind = classOf(c);
      if (kind === word && last === word) {
        run += c;
        continue;
      }
      close(index);
      if (kind === word) [run, start] = [c, index];
      if (kind === han) {
        const end = index + letter.length;
        if (last === han && wanted.has(before + c)) found.push([startBefore, end, before + c]);
        if (wanted.has(c)) found.push([index, end, c]);
        [before, startBefore] = [c, index];
      }
      last = kind;
    }
  }
  close(Math.min(text.length, farthest));
  return found;
}

/** Places that touch are one mark. @param {[number, number, ...unknown[]][]} places @returns {Mark[]} */
export function marks(places) {
  /** @type {Mark[]} */
  const joined = [];
  for (const [start, end] of [...places].sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/**
 * The piece of a text that has most of what was looked for.
 *
 * @param {string} text
 * @param {Set<string>} wanted
 * @returns {{text: string, marks: Mark[], found: number}}  `found` counts the different terms in it
 */
export function snippet(text, wanted) {
  const all = places(text, wanted);
  let best = { at: 0, found: 0 };
  for (let at = 0; at < all.length && at < 500; at += 1) {
    const terms = new Set();
    for (let next = at; next < all.length && all[next][1] - all[at][0] < width / 3; next += 1) terms.add(all[next][2]);
    if (terms.size > best.found) best = { at, found: terms.size };
  }
  const from = startOf(text, best.found ? all[best.at][0] : 0);
  let [to, room] = [from, width];
  while (to < text.length && room > 0) {
    room -= text.charCodeAt(to) > 0x2e7f ? 2 : 1;
    to += 1;
  }
  // Whole words, and whole characters.
  while (to < text.length && /[\p{L}\p{N}\udc00-\udfff]/u.test(text[to]) && text.charCodeAt(to) < 0x2e80) to += 1;
  if (/[\udc00-\udfff]/.test(text[to] ?? "")) to += 1;
  const before = from > 0 ? "…" : "";
  const piece = before + text.slice(from, to).trimEnd().replace(/\n/g, " ") + (text.slice(to).trim() ? "…" : "");
  const shift = before.length - from;
  const inside = marks(all.filter(([start, end]) => start >= from && end <= to));
  return { text: piece, marks: inside.map(([start, end]) => [start + shift, end + shift]), found: best.found };
}

/** Where to begin so that a place is seen with what leads to it: at the start of its sentence or line when that is near. @param {string} text @param {number} place */
function startOf(text, place) {
  if (place < width / 5) return 0;
  const lead = text.slice(place - Math.floor(width / 5), place);
  const end = Math.max(...["。", "！", "？", "；", "\n", ". ", "! ", "? "].map((mark) => lead.lastIndexOf(mark) + (lead.includes(mark) ? mark.length : 0)));
  if (end > 0) return place - lead.length + end;
  const near = Math.max(lead.lastIndexOf(" "), lead.lastIndexOf("，"), lead.lastIndexOf("、")) + 1;
  const start = place - lead.length + near;
  return /[\udc00-\udfff]/.test(text[start]) ? start + 1 : start;
}
