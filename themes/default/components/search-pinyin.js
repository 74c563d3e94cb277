/**
 * Where hanzi stand that are read like what was typed: `kehu` or `kh` for 客户, the last syllable perhaps not whole.
 *
 * @param {string} text
 * @param {string[]} typed  lower-case letters
 * @param {Map<string, string[]>} readings  of each character
 * @returns {[start: number, end: number][]}
 */
export function sounding(text, typed, readings) {
  /** @type {[number, number][]} */
  const found = [];
  if (!typed.length || !readings.size) return found;
  for (let start = 0; start < text.length; start += 1) {
    for (const letters of typed) {
      const end = heard(text, start, letters, readings) ?? initials(text, start, letters, readings);
      if (end !== undefined) found.push([start, end]);
    }
  }
  return found;
}

/** @param {string} text @param {number} at @param {string} letters @param {Map<string, string[]>} readings @returns {number | undefined} where the letters end */
function heard(text, at, letters, readings) {
  if (!letters) return at;
  for (const syllable of readings.get(text[at] ?? "") ?? []) {
    if (syllable.startsWith(letters)) return at + 1;
    const end = letters.startsWith(syllable) ? heard(text, at + 1, letters.slice(syllable.length), readings) : undefined;
    if (end !== undefined) return end;
  }
  return undefined;
}

/** @param {string} text @param {number} at @param {string} letters @param {Map<string, string[]>} readings */
function initials(text, at, letters, readings) {
  const fits = [...letters].every((letter, step) => readings.get(text[at + step])?.some((syllable) => syllable[0] === letter));
  return fits && letters.length > 1 ? at + letters.length : undefined;
}
