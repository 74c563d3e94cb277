import { expand } from "./search-expand.js";
import { SearchIndex } from "./search-index.js";
import { find, parse, spaced } from "./search-query.js";
import { having, scored } from "./search-rank.js";
import { runs } from "./search-tokens.js";

/** @typedef {import("./search-query.js").Query} Query */
/** @typedef {import("./search-index.js").Fragment} Fragment */
/** @typedef {{page: number, passage: number, score: number, others: number[]}} Hit  a page with its best passage, and others that are nearly as good */
/** @typedef {{language?: string, chosen?: Record<string, string[]>, limit?: number}} Wish  the reader's language, and keys of values by the name of their facet */
/** @typedef {{total: number, hits: Hit[], counts: Record<string, Map<number, number>>, query: Query}} Found  `total`: of pages, perhaps more than there are when a phrase is looked for; `counts`: by the name of a facet, how many pages have each value */

// As in `src/search/find.rs`.
const otherEdition = 0.6;
const digits = 1e6;
/** Scores are compared to six digits, as both readers have to agree. @param {number} score */
const rounded = (score) => Math.round(score * digits);

/** The index of the site that this page belongs to. @param {SearchIndex} [before] */
export function openSearch(before) {
  const link = document.querySelector("a[data-index]");
  return SearchIndex.open(new URL(link?.getAttribute("data-index") ?? "", document.baseURI).href, before);
}

/**
 * Finds what somebody typed.
 *
 * @param {SearchIndex} index @param {string} words @param {Wish} [wish] @returns {Promise<Found>}
 */
export async function search(index, words, { language, chosen = {}, limit = 10 } = {}) {
  const understand = async () => {
    const query = parse(words, index);
    await Promise.all(query.tokens.map((token) => expand(index, token)));
    return query;
  };
  let query = await understand();
  // Hanzi that are not there may be Traditional ones, and so may those of a text that is quoted.
  const isInDoubt = query.phrases.length || query.tokens.some(({ kind, expansions }) => kind !== "word" && !expansions.length);
  if (isInDoubt && (await index.learnTraditional())) query = await understand();
  const { tokens, phrases, filters } = query;
  for (const facet of index.facets) for (const key of chosen[facet.name] ?? []) filters.push({ facet, values: find(facet, key) });

  const candidates = await Promise.all(phrases.map(({ terms }) => withAll(index, terms)));
  const [ofPassages, ofPages] = scored(index, tokens);
  const isAllowed = (/** @type {number} */ passage) => candidates.every((passages) => passages.has(passage));
  /** A page's best passage; of two that are as good the first. Without words all that fits the filters is there to browse. */
  const bestOf = (/** @type {number} */ page) => {
    let [best, most] = [-1, -1];
    for (let at = index.first[page]; at < index.first[page + 1]; at += 1) {
      const total = rounded(ofPassages.total(at));
      if (total > most && (!tokens.length || ofPassages.score[at] > 0) && isAllowed(at)) [best, most] = [at, total];
    }
    return best;
  };

  const pages = ofPages.level.count;
  const own = index.header.editions.findIndex((edition) => edition.language === language);
  const wanted = index.facets.map((facet) => filters.filter((filter) => filter.facet === facet).map(({ values }) => values));
  const counted = index.facets.map(() => /** @type {Map<number, number>} */ (new Map()));
  const found = [];
  for (const page of tokens.length ? ofPages.found : filters.length ? ofPages.score.keys() : []) {
    const best = bestOf(page);
    if (best < 0) continue;
    const unfit = index.facets.filter(({ of }, at) => wanted[at].length && !wanted[at].flat().some((value) => of[page].includes(value)));
    // A facet counts what choosing another of its values would give.
    index.facets.forEach((facet, at) => {
      if (unfit.every((other) => other === facet)) for (const value of facet.of[page]) counted[at].set(value, (counted[at].get(value) ?? 0) + 1);
    });
    if (unfit.length) continue;
    const factor = own < 0 || index.facet("edition")?.of[page].includes(own) ? 1 : otherEdition;
    // In descending order of the scores, then in that of the book.
    found.push(rounded((ofPassages.total(best) + ofPages.total(page)) * factor) * pages + pages - 1 - page);
  }
  const order = Float64Array.from(found).sort().reverse();

  let total = order.length;
  /** @type {Hit[]} */
  const hits = [];
  for (let at = 0; at < order.length && hits.length < limit; at += limit) {
    const some = [...order.subarray(at, at + limit)];
    const ranked = some.map((key) => ({ page: pages - 1 - (key % pages), score: Math.floor(key / pages) / digits }));
    // Terms need not stand side by side, so the texts are read, of as many pages as are wanted.
    const fragments = await Promise.all(phrases.length ? ranked.map(({ page }) => index.fragment(page)) : []);
    ranked.forEach(({ page, score }, of) => {
      const first = index.first[page];
      const best = bestOf(page);
      const all = Array.from({ length: index.first[page + 1] - first }, (_, at) => first + at).filter(isAllowed);
      const passage = [best, ...all].find((at) => phrases.every(({ text }) => !fragments[of] || quotable(fragments[of], at - first).some((words) => words.includes(text))));
      if (passage === undefined) total -= 1;
      else {
        const near = all.filter((at) => at !== passage && ofPassages.total(at) > ofPassages.total(passage) / 2);
        hits.push({ page, passage, score, others: near.sort((a, b) => ofPassages.total(b) - ofPassages.total(a)).slice(0, 2) });
      }
    });
  }
  return { total, hits: hits.slice(0, limit), counts: Object.fromEntries(index.facets.map(({ name }, at) => [name, counted[at]])), query };
}

/** The passages that have all of some terms, the last of which may only be begun if it is the only one. @param {SearchIndex} index @param {string[]} terms */
async function withAll(index, terms) {
  const groups = await Promise.all(terms.map(async (term) => (terms.length > 1 ? [(await index.term(term)) ?? []].flat() : index.beginning(term))));
  return new Set(groups.every((group) => group.length) ? having(index, { weight: 1, groups }) : []);
}

/** What may be quoted of a passage and its page. @param {Fragment} fragment @param {number} passage */
function quotable({ title, says, passages }, passage) {
  const [, , heading, text] = passages[passage];
  return [title, heading, text, ...says].map((text) => spaced(runs(text)));
}
