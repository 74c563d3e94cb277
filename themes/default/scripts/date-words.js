import { fill } from "./fill.js";

/**
 * A day as the page's language writes it, by the theme's strings `date` and `months`; the templates do the same.
 *
 * @param {string} day  `2026-11-20`
 * @param {{date?: string, months?: string}} words  an element's `dataset`
 * @returns {string}
 */
export function dateWords(day, { date = "{year}-{month}-{day}", months = "" }) {
  const [year, month, ofMonth] = day.split("-").map(Number);
  return fill(date, { year, month, month_name: months.split(",")[month - 1]?.trim() ?? "", day: ofMonth });
}
