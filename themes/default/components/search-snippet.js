import { fold, isHan, run, terms } from "./search-tokens.js";

/** @typedef {[start: number, end: number]} Mark  offsets in a text as it stands on the page */
/** @typedef {{terms: Set<string>, sounds: string[], readings: Map<string, string[]>}} Wanted  what is marked: terms, and hanzi that are read like what was typed */

/** What is looked at of a passage; nobody reads on for longer. */
const farthest = 1 << 17;

/** How much of a passage is shown, in halves of a hanzi. */
const width = 180;

/** A letter with what stands above or below it. */
const letters = /\P{M}\p{M}*|\p{M}/gu;

/** @param {import("./search-index.js").SearchIndex} index @param {import("./search-query.js").Query} query @returns {Promise<Wanted>} */
export async function wantedOf(index, { tokens }) {
  const found = tokens.map(({ text, expansions }) => [text, ...expansions.flatMap(({ terms }) => terms.map(({ text }) => text))]);
  const sounds = found.filter((all) => all.some((term) => term.startsWith("~"))).map(([typed]) => typed);
  const readings = new Map();
  for (const line of (sounds.length ? await index.pinyin() : "").split("\n")) {
    const [syllable, characters = ""] = line.split(" ");
    for (const c of characters) readings.set(c, [...(readings.get(c) ?? []), syllable]);
  }
  return { terms: new Set(found.flat()), sounds, readings };
}

/**
 * Where that stands in a text. Letters are folded one by one, so that it is known where each is.
 *
 * @param {string} text @param {Wanted} wanted @returns {[start: number, end: number, what: string][]}
 */
export function places(text, wanted) {
  let folded = "";
  /** @type {Mark[]} */
  const origin = [];
  for (const { 0: letter, index } of text.slice(0, farthest).matchAll(letters)) {
    for (const unit of fold(letter).split("")) {
      folded += unit;
      origin.push([index, index + letter.length]);
    }
  }
  /** @type {[number, number, string][]} */
  const found = [];
  const add = (/** @type {number} */ at, /** @type {number} */ end, /** @type {string} */ what) => found.push([origin[at][0], origin[end - 1][1], what]);
  for (const { 0: whole, index } of folded.matchAll(run)) {
    let at = index;
    for (const term of terms(whole)) {
      const [first] = term;
      if (wanted.terms.has(term)) add(at, at + term.length, term);
      if (isHan(whole) && wanted.terms.has(first)) add(at, at + first.length, first);
      at += first.length;
    }
  }
  for (const typed of wanted.sounds) {
    for (let at = 0; at < folded.length; at += 1) {
      const end = heard(folded, at, typed, wanted.readings) || initials(folded, at, typed, wanted.readings);
      if (end) add(at, end, typed);
    }
  }
  return found;
}

/** Where the letters end if a text is read like them from a place on, the last syllable perhaps not whole. @param {string} text @param {number} at @param {string} letters @param {Map<string, string[]>} readings @returns {number | false | undefined} */
function heard(text, at, letters, readings) {
  for (const syllable of readings.get(text[at]) ?? []) {
    const end = syllable.startsWith(letters) ? at + 1 : letters.startsWith(syllable) && heard(text, at + 1, letters.slice(syllable.length), readings);
    if (end) return end;
  }
}

/** @param {string} text @param {number} at @param {string} letters @param {Map<string, string[]>} readings */
function initials(text, at, letters, readings) {
  const fits = [...letters].every((letter, step) => readings.get(text[at + step])?.some((syllable) => syllable[0] === letter));
  return fits && letters.length > 1 && at + letters.length;
}

/** Places that touch are one mark. @param {[number, number, ...unknown[]][]} places @returns {Mark[]} */
export function marks(places) {
  /** @type {Mark[]} */
  const joined = [];
  for (const [start, end] of places.sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/**
 * The piece of a text that has most of what was looked for.
 *
 * @param {string} text @param {Wanted} wanted @returns {{text: string, marks: Mark[], found: number}}  `found` counts the different terms in it
 */
export function snippet(text, wanted) {
  const all = places(text, wanted);
  let [place, found] = [0, 0];
  all.slice(0, 500).forEach(([start], at) => {
    const near = all.slice(at, at + 100).filter(([, end]) => end < start + width / 3);
    const different = new Set(near.map(([, , what]) => what)).size;
    if (different > found) [place, found] = [start, different];
  });
  // It begins where a place is seen with what leads to it: with its sentence or line when that is near.
  const start = place - width / 5;
  const skipped = text.slice(start, place).match(/^(.*([。！？；\n]|[.!?] )|.*?[ ，、])/s);
  const from = start < 0 ? 0 : whole(text, start + (skipped?.[0].length ?? 0));
  let [to, room] = [from, width];
  while (to < text.length && room > 0) room -= text.charCodeAt(to++) > 0x2e7f ? 2 : 1;
  to = whole(text, to + (text.slice(to).match(/^[\w\u00c0-\u024f]+/)?.[0].length ?? 0));
  const before = from > 0 ? "…" : "";
  const piece = before + text.slice(from, to).trimEnd().replace(/\n/g, " ") + (text.slice(to).trim() ? "…" : "");
  const inside = marks(all.filter(([start, end]) => start >= from && end <= to));
  const shift = before.length - from;
  return { text: piece, marks: inside.map(([start, end]) => [start + shift, end + shift]), found };
}

/** The next place that is in no character's middle. @param {string} text @param {number} at */
function whole(text, at) {
  return at + Number(/[\udc00-\udfff]/.test(text[at] ?? ""));
}
