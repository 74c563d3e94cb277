import { expand } from "./search-expand.js";
import { parse, spaced } from "./search-query.js";
import { having, scored } from "./search-rank.js";
import { alike, runs } from "./search-tokens.js";

/** @typedef {import("./search-query.js").Query} Query */
/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Facet} Facet */
/** @typedef {import("./search-index.js").Fragment} Fragment */
/** @typedef {{page: number, passage: number, score: number, others: number[]}} Hit  a page with its best passage, and others that are nearly as good */
/** @typedef {{language?: string, chosen?: Record<string, string[]>, limit?: number}} Wish  the reader's language, and keys of values by the name of their facet */
/** @typedef {{total: number, hits: Hit[], pages: number[], unfit: (page: number) => Facet[], query: Query}} Found  `total`: of pages, perhaps more than there are when a phrase is looked for; `pages`: with those that filters leave out; `unfit`: the facets of these filters */

// As in `src/search/find.rs`.
const otherEdition = 0.6;

/** Scores are compared to six digits, as both readers have to agree. @param {number} score */
const rounded = (score) => Math.round(score * 1e6) / 1e6;

/**
 * Finds what somebody typed.
 *
 * @param {SearchIndex} index @param {string} words @param {Wish} [wish] @returns {Promise<Found>}
 */
export async function search(index, words, { language, chosen = {}, limit = 10 } = {}) {
  /** @type {Query} */
  let query;
  let known = 0;
  do {
    known = alike.size;
    query = parse(words, index);
    await Promise.all(query.tokens.map((token) => expand(index, token)));
    // Hanzi that are not there may be Traditional ones, and so may those of a text that is quoted. Another query may have learned meanwhile.
  } while ((query.phrases.length || query.filters.some(({ values }) => !values.length) || query.tokens.some(({ kind, expansions }) => kind !== "word" && !expansions.length)) && (await index.learnTraditional()) > known);
  const { tokens, phrases, filters } = query;
  for (const facet of index.facets) for (const key of chosen[facet.name] ?? []) filters.push({ facet, values: [facet.values.findIndex((value) => value.key === key)] });
  const asked = [...new Set(filters.map(({ facet }) => facet))];
  const unfit = (/** @type {number} */ page) => asked.filter((facet) => !filters.some((filter) => filter.facet === facet && filter.values.some((value) => facet.of[page].includes(value))));

  // The passages with the terms of each phrase; one that is the only one need only be begun.
  const wanted = phrases.map(async ({ terms }) => having(index, terms.length > 1 ? await index.terms(terms) : await index.beginning(terms[0]), terms.length));
  const candidates = await Promise.all(wanted);
  const passagesOf = (/** @type {number} */ page) => {
    const all = [];
    for (let at = index.pages.from[page]; at < index.pages.to[page]; at += 1) if (candidates.every((passages) => passages.has(at))) all.push(at);
    return all;
  };

  const [ofPassages, ofPages] = scored(index, tokens);
  const own = index.header.editions.findIndex((edition) => edition.language === language);
  const editions = index.facet("edition")?.of;
  const pages = [];
  const found = [];
  // Without words all that fits the filters is there to browse.
  for (const page of tokens.length ? ofPages.ids : filters.length ? index.pages.from.keys() : []) {
    let [passage, most] = [-1, -1];
    for (const at of passagesOf(page)) {
      const score = rounded(ofPassages.of[at]);
      // Of two that are as good the first.
      if (score > most && (!tokens.length || ofPassages.of[at])) [passage, most] = [at, score];
    }
    if (passage < 0) continue;
    pages.push(page);
    if (unfit(page).length) continue;
    const factor = own < 0 || editions?.[page].includes(own) ? 1 : otherEdition;
    found.push({ page, passage, score: rounded((ofPassages.of[passage] + ofPages.of[page]) * factor) });
  }
  found.sort((a, b) => b.score - a.score || a.page - b.page);

  let total = found.length;
  /** @type {Hit[]} */
  const hits = [];
  for (let at = 0; at < found.length && hits.length < limit; at += limit) {
    const some = found.slice(at, at + limit);
    // Terms need not stand side by side, so the texts are read, of as many pages as are wanted.
    const texts = await Promise.all(phrases.length ? some.map(({ page }) => index.fragment(page)) : []);
    some.forEach(({ page, passage: best, score }, of) => {
      const all = passagesOf(page);
      const passage = [best, ...all].find((at) => phrases.every(({ text }) => quotable(texts[of], at - index.pages.from[page]).some((words) => words.includes(text))));
      if (passage === undefined) total -= 1;
      else {
        const near = all.filter((at) => at !== passage && ofPassages.of[at] > ofPassages.of[passage] / 2);
        hits.push({ page, passage, score, others: near.sort((a, b) => ofPassages.of[b] - ofPassages.of[a]).slice(0, 2) });
      }
    });
  }
  return { total, hits: hits.slice(0, limit), pages, unfit, query };
}

/** What may be quoted of a passage and its page. @param {Fragment} fragment @param {number} passage */
function quotable({ title, says, passages }, passage) {
  const [, , heading, text] = passages[passage];
  return [title, heading, text, ...says].map((text) => spaced(runs(text)));
}
