/**
 * Puts values into a text's `{placeholders}`. A text with a bar has a form for one, won or lost, and a form for any other `n`.
 *
 * The templates' filter of the same name does the same.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  const [one, other = one] = text.split("|");
  const form = Math.abs(Number(values.n)) === 1 ? one : other;
  // A real minus, which is as wide as the plus.
  const shown = (/** @type {string | number} */ value) => (typeof value === "number" ? `${value}`.replace("-", "\u2212") : value);
  return form.replace(/\{(\w+)\}/g, (whole, name) => shown((Object.hasOwn(values, name) ? values[name] : undefined) ?? whole));
}
