/**
 * Text → terms, exactly as `src/search/tokenizer.rs` does it: every position of a run of hanzi gives the at most two characters
 * that start there; other letters and digits give the words they form.
 */

/** Longer words are known by so many of their first characters. */
const longestWord = 40;

const separator = 0;
export const word = 1;
export const han = 2;

/** Scripts that are written without blanks between words: Thai to Burmese, Khmer, kana and hanzi, Hangul. */
const hanBlocks = [
  0xe00, 0xeff, 0x1000, 0x109f, 0x1780, 0x17ff, 0x3005, 0x3007, 0x3040, 0x30ff, 0x31f0, 0x31ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xac00, 0xd7a3,
  0xf900, 0xfaff, 0x20000, 0x323af,
];
const letter = /[\p{Alphabetic}\p{N}]/u;

/** @type {Map<string, string>} Traditional characters and the Simplified ones they are searched as; loaded when it is needed. */
export const simplified = new Map();

/** What texts are compared by: NFKC, lower case, Simplified characters, Latin letters without accents. @param {string} text */
export function fold(text) {
  let folded = "";
  for (const c of text.normalize("NFKC").toLowerCase()) folded += foldOne(c);
  return folded;
}

/** @param {string} c */
function foldOne(c) {
  if (c < "\u00c0") return c;
  if (c === "ς") return "σ";
  if (c <= "\u024f" || (c >= "\u1e00" && c <= "\u1eff")) return c.normalize("NFD")[0];
  return simplified.get(c) ?? c;
}

/** @param {string} c @returns {number} how a character of a folded text stands in it */
export function classOf(c) {
  const code = c.codePointAt(0) ?? 0;
  if (code < 0x80) return (code > 96 && code < 123) || (code > 47 && code < 58) ? word : separator;
  for (let at = 0; at < hanBlocks.length; at += 2) {
    if (code < hanBlocks[at]) break;
    if (code <= hanBlocks[at + 1]) return han;
  }
  return letter.test(c) ? word : separator;
}

/**
 * The runs of a text in order, folded.
 *
 * @param {string} text
 * @returns {{han: boolean, text: string}[]}
 */
export function runs(text) {
  const found = [];
  let last = separator;
  let length = 0;
  for (const c of fold(text)) {
    const kind = classOf(c);
    if (kind !== last) {
      length = 0;
      if (kind) found.push({ han: kind === han, text: "" });
    }
    length += 1;
    if (kind && (kind === han || length <= longestWord)) found[found.length - 1].text += c;
    last = kind;
  }
  return found;
}

/** The terms of a run. @param {{han: boolean, text: string}} run @returns {string[]} */
export function terms(run) {
  if (!run.han) return [run.text];
  const characters = [...run.text];
  return characters.map((c, at) => c + (characters[at + 1] ?? ""));
}
