/**
 * Text → terms, exactly as `src/search/tokenizer.rs` does it: every position of a run of hanzi gives the at most two characters
 * that start there; other letters and digits give the words they form.
 */

/** Longer words are known by so many of their first characters. */
const longestWord = 40;

/** Scripts that are written without blanks between words: Thai to Burmese, Khmer, kana and hanzi, Hangul. */
const han =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{323af}]/u;

/** Hanzi in a row, or the letters and digits of a word. */
export const run = new RegExp(`${han.source}+|(?:(?!${han.source})[\\p{Alphabetic}\\p{N}])+`, "gu");

/** Characters and those they are searched as. Traditional ones are added when a query needs them. */
export const alike = new Map([["ς", "σ"]]);

/** What texts are compared by: NFKC, lower case, Simplified characters, Latin letters without accents. @param {string} text */
export function fold(text) {
  const lower = text.normalize("NFKC").toLowerCase();
  return lower.replace(/[\u00c0-\u024fς\u1e00-\u1eff\u3400-\u9fff]/g, (c) => alike.get(c) ?? c.normalize("NFD")[0]);
}

/** Whether a run is one of hanzi. @param {string} run */
export function isHan(run) {
  return han.test(run);
}

/** The runs of a text in order, folded. @param {string} text */
export function runs(text) {
  return (fold(text).match(run) ?? []).map((run) => (isHan(run) ? run : [...run].slice(0, longestWord).join("")));
}

/** The terms of a run. @param {string} run @returns {string[]} */
export function terms(run) {
  return isHan(run) ? [...run].map((c, at, all) => c + (all[at + 1] ?? "")) : [run];
}
