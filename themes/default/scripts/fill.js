/**
 * Puts values into a text's `{placeholders}`. A text with a bar has a form for one and a form for any other `n`.
 *
 * The templates' filter of the same name does the same.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  const [one, other = one] = text.split("|");
  const form = values.n === 1 ? one : other;
  return form.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
