/** @typedef {import("./search-engine.js").Found} Found */
/** @typedef {import("./search-index.js").Facet} Facet */

/**
 * How many of the pages with the words have each value of a facet: what choosing it would give, as the filters by other facets go on.
 *
 * @param {Facet} facet @param {Found} found @returns {Map<number, number>}
 */
export function countsOf(facet, { pages, unfit }) {
  const counts = new Map();
  for (const page of pages) {
    if (unfit(page).every((other) => other === facet)) for (const value of facet.of[page]) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
