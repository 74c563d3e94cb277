import { distance, expand } from "./search-expand.js";
import { SearchIndex } from "./search-index.js";
import { find, parse, spaced } from "./search-query.js";
import { byRank, Ranker } from "./search-rank.js";
import { runs, simplified } from "./search-tokens.js";

/** @typedef {import("./search-query.js").Query} Query */
/** @typedef {import("./search-expand.js").Expansion} Expansion */
/** @typedef {import("./search-rank.js").Ranked} Ranked */
/** @typedef {Ranked & {others: number[]}} Hit  a page with its best passage, and others that are nearly as good */
/** @typedef {{language?: string, chosen?: Record<string, string[]>, limit?: number}} Wish  the reader's language, and keys of values by the name of their facet */
/**
 * @typedef {object} Found
 * @property {number} total  of pages; more may be counted than there are when a phrase is looked for
 * @property {Hit[]} hits
 * @property {Record<string, Map<number, number>>} counts  by the name of a facet, how many pages have each value
 * @property {string[]} marks  terms to mark
 * @property {string[]} sounds  what was typed in pinyin
 * @property {string[]} missing  what is nowhere
 * @property {string[]} near  nothing was found: queries that may be meant
 * @property {{words: string, total: number} | undefined} wider  nothing was found: the query without what stands in the way
 */

// As in `src/search/find.rs`.
const otherEdition = 0.6;
/** Title, what customers say, headings, text: tags are nothing that one quotes. */
const quotable = [0, 1, 3, 4];

/** The index of the site that this page belongs to. @returns {Promise<SearchIndex>} */
export function openSearch() {
  const link = document.querySelector("a[data-index]");
  return SearchIndex.open(new URL(link?.getAttribute("data-index") ?? "", document.baseURI).href);
}

/**
 * Finds what somebody typed.
 *
 * @param {SearchIndex} index @param {string} words @param {Wish} [wish] @returns {Promise<Found>}
 */
export async function search(index, words, wish = {}) {
  let query = parse(words, index);
  let expansions = await Promise.all(query.tokens.map((token) => expand(index, token)));
  if ((query.phrases.length || (await hasUnknown(index, query, expansions))) && (await index.learnTraditional())) {
    query = parse(words, index);
    expansions = await Promise.all(query.tokens.map((token) => expand(index, token)));
  }
  const typed = query.filters.length;
  for (const [name, keys] of Object.entries(wish.chosen ?? {})) {
    const facet = index.header.facets.findIndex((facet) => facet.name === name);
    if (facet >= 0) for (const key of keys) query.filters.push({ facet, values: find(index.header.facets[facet], key), text: "" });
  }
  const { limit = 10 } = wish;
  const found = await ranked(index, query, expansions, wish.language, limit);
  const all = expansions.flat();
  const pinyin = query.tokens.filter((_, at) => expansions[at].some(({ terms }) => terms[0].startsWith("~")));
  /** @type {Found} */
  const result = {
    ...found,
    // Hanzi that no synonym brought in, and words that are there.
    marks: [...new Set([...query.tokens.map(({ text }) => text), ...all.flatMap(({ terms }) => terms)])].filter((term) => !term.startsWith("~")),
    sounds: pinyin.map(({ text }) => text),
    missing: missing(query, expansions),
    near: [],
    wider: undefined,
  };
  if (!found.total) {
    result.near = await near(index, query, expansions);
    const rest = query.filters.slice(0, typed).reduce((text, filter) => text.replace(filter.text, ""), words).replace(/["“”「」『』]/g, "").trim();
    const { total } = await ranked(index, { ...query, phrases: [], filters: [] }, expansions, wish.language, 0);
    if (total) result.wider = { words: rest, total };
  }
  return result;
}

/** @param {SearchIndex} index @param {Query} query @param {Expansion[][]} expansions @param {string | undefined} language @param {number} limit */
async function ranked(index, query, expansions, language, limit) {
  const candidates = await withPhrases(index, query);
  const ranker = rankerOf(index);
  let sums = ranker.sums(query.tokens, expansions);
  const allowed = (/** @type {number} */ passage) => !candidates || candidates.has(passage);
  const own = index.header.editions.findIndex((edition) => edition.language === language);
  const ofEdition = index.header.facets.findIndex(({ name }) => name === "edition");
  /** @type {Ranked[]} */
  let pages = [];
  let [total, least] = [0, 0];
  // Few of thousands are shown, and to sort them all would take longer than to find them.
  const most = candidates ? Infinity : limit;
  const counted = index.header.facets.map(({ values }) => new Uint32Array(values.length));
  const filtered = [...new Set(query.filters.map(({ facet }) => facet))];
  // Without words everything that fits the filters is there to browse.
  const browsed = query.filters.length ? index.header.pages : 0;
  for (const page of query.tokens.length ? sums.ofPages.found : Array(browsed).keys()) {
    const passage = query.tokens.length ? ranker.best(sums, page, allowed) : index.first[page];
    if (passage < 0) continue;
    const unfit = filtered.filter((facet) => !fits(index, page, query, facet));
    if (unfit.length > 1) continue;
    // A facet counts what choosing another of its values would give.
    for (let facet = 0; facet < counted.length; facet += 1) {
      if (unfit.length && unfit[0] !== facet) continue;
      const { starts, numbers } = index.values[facet];
      for (let at = starts[page]; at < starts[page + 1]; at += 1) counted[facet][numbers[at]] += 1;
    }
    if (unfit.length) continue;
    total += 1;
    const factor = own >= 0 && !index.has(ofEdition, page, own) ? otherEdition : 1;
    const score = (sums.ofPassages.total(passage) + sums.ofPages.total(page)) * factor;
    if (Math.round(score * 1e6) < least) continue;
    pages.push({ page, passage, score });
    if (pages.length > 2 * most + 100) {
      pages = pages.sort(byRank).slice(0, most);
      least = Math.round((pages[most - 1]?.score ?? 0) * 1e6);
    }
  }
  pages.sort(byRank);
  if (candidates) {
    pages = await quoting(index, query, pages, candidates, limit);
    total = pages.length;
    // Another query may have been asked meanwhile.
    sums = ranker.sums(query.tokens, expansions);
  }
  const hits = pages.slice(0, limit).map((best) => ({ ...best, others: others(index, sums.ofPassages, best, allowed) }));
  const counts = counted.map((of, facet) => [index.header.facets[facet].name, new Map([...of.entries()].filter(([, count]) => count))]);
  return { total, hits, counts: Object.fromEntries(counts) };
}

/** Whether a page has one of the values that are wanted of a facet. @param {SearchIndex} index @param {number} page @param {Query} query @param {number} facet */
function fits(index, page, { filters }, facet) {
  return filters.some((filter) => filter.facet === facet && filter.values.some((value) => index.has(facet, page, value)));
}

/** Passages of the same page that say nearly as much. @param {SearchIndex} index @param {{total: (id: number) => number}} sums @param {Ranked} best @param {(passage: number) => boolean} allowed */
function others(index, sums, { page, passage }, allowed) {
  const least = sums.total(passage) / 2;
  const found = [];
  for (let at = index.first[page]; at < index.first[page + 1]; at += 1) if (at !== passage && sums.total(at) > least && allowed(at)) found.push(at);
  return found.sort((a, b) => sums.total(b) - sums.total(a) || a - b).slice(0, 2);
}

/** The passages one field of which has all terms of each phrase. @param {SearchIndex} index @param {Query} query @returns {Promise<Set<number> | undefined>} */
async function withPhrases(index, { phrases }) {
  /** @type {Set<number> | undefined} */
  let all;
  for (const { terms } of phrases) {
    const found = await Promise.all(terms.map(async (term) => (terms.length > 1 ? [await index.term(term)] : (await index.prefix(term)).map(([, read]) => read()))));
    /** @type {Set<number>} */
    const passages = new Set();
    for (const field of quotable) {
      const having = found.map((ways) => new Set(ways.flatMap((term) => [...(term?.fields[field].ids ?? [])])));
      for (const id of having[0]) {
        if (!having.every((ids) => ids.has(id))) continue;
        const [start, end] = field < 3 ? [index.first[id], index.first[id + 1]] : [id, id + 1];
        for (let at = start; at < end; at += 1) if (!all || all.has(at)) passages.add(at);
      }
    }
    all = passages;
  }
  return all;
}

/** Terms in one field need not stand side by side, so the texts are read, of as many pages as are wanted. @param {SearchIndex} index @param {Query} query @param {Ranked[]} pages @param {Set<number>} candidates @param {number} limit */
async function quoting(index, { phrases }, pages, candidates, limit) {
  /** @type {Ranked[]} */
  const found = [];
  let at = 0;
  for (; at < pages.length && found.length < limit; at += limit) {
    const fragments = await Promise.all(pages.slice(at, at + limit).map(({ page }) => index.fragment(page)));
    fragments.forEach(({ title, says, passages }, of) => {
      const best = pages[at + of];
      const first = index.first[best.page];
      const stands = (/** @type {number} */ passage) => {
        const [, , heading, text] = passages[passage - first] ?? passages[0];
        const texts = [title, heading, text, ...says].map((text) => spaced(runs(text)));
        return phrases.every((phrase) => texts.some((text) => text.includes(phrase.text)));
      };
      const inPage = [best.passage];
      for (let passage = first; passage < index.first[best.page + 1]; passage += 1) if (candidates.has(passage)) inPage.push(passage);
      const passage = inPage.find(stands);
      if (passage !== undefined) found.push({ ...best, passage });
    });
  }
  return [...found, ...pages.slice(at)];
}

/** Whether a character of hanzi that was not found begins no term at all: it may be a Traditional one. @param {SearchIndex} index @param {Query} query @param {Expansion[][]} expansions */
async function hasUnknown(index, { tokens }, expansions) {
  if (simplified.size) return false;
  const found = new Set(tokens.flatMap(({ text }, at) => (expansions[at].length ? [...text] : [])));
  const doubtful = new Set(tokens.flatMap(({ text, kind }) => (kind === "word" ? [] : [...text].filter((c) => !found.has(c)))));
  for (const c of doubtful) if (!(await index.begins(c))) return true;
  return false;
}

/** What of the query is nowhere: words, and hanzi in a row. @param {Query} query @param {Expansion[][]} expansions */
function missing({ tokens }, expansions) {
  const found = new Set(tokens.flatMap(({ text, kind }, at) => (expansions[at].length && kind !== "word" ? [...text] : [])));
  /** @type {string[]} */
  const missing = [];
  let before = "";
  tokens.forEach(({ text, kind }, at) => {
    if (expansions[at].length) return;
    const unknown = kind === "word" ? text : [...text].filter((c) => !found.has(c)).join("");
    // Pairs overlap by a character.
    if (kind === "pair" && before && before === unknown[0]) missing[missing.length - 1] += unknown.slice(before.length);
    else if (unknown) missing.push(unknown);
    before = kind === "pair" && unknown.length === text.length ? [...text][1] : "";
  });
  return missing;
}

/** Queries that may be meant instead: the nearest word, or what begins with the same character. @param {SearchIndex} index @param {Query} query @param {Expansion[][]} expansions */
async function near(index, { tokens }, expansions) {
  /** @type {string[]} */
  const found = [];
  for (const [at, { text, kind }] of tokens.entries()) {
    if (expansions[at].length || found.length >= 3) continue;
    if (kind === "word") {
      const words = (await index.lexicon()).map(([word, count]) => ({ word, count, far: Math.abs(word.length - text.length) > 3 ? 9 : distance(text, word) }));
      const best = words.filter(({ far }) => far <= Math.max(1, text.length / 3)).sort((a, b) => a.far - b.far || b.count - a.count);
      found.push(...best.slice(0, 2).map(({ word }) => word));
    } else {
      const terms = (await index.prefix([...text][0])).filter(([term]) => [...term].length > 1);
      const count = (/** @type {[string, () => import("./search-index.js").Term]} */ [, read]) => Math.max(...read().fields.map(({ ids }) => ids.length));
      found.push(...terms.sort((a, b) => count(b) - count(a)).slice(0, 2).map(([term]) => term));
    }
  }
  return [...new Set(found)].slice(0, 3);
}

/** @type {WeakMap<SearchIndex, Ranker>} */
const rankers = new WeakMap();

/** @param {SearchIndex} index */
function rankerOf(index) {
  const known = rankers.get(index) ?? new Ranker(index);
  rankers.set(index, known);
  return known;
}
