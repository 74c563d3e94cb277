import { fold, runs, terms } from "./search-tokens.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {{han: boolean, text: string}} Run */
/** @typedef {{text: string, kind: "pair" | "lone" | "word", last: boolean, synonyms: string[][]}} Token */
/** @typedef {{terms: string[], text: string}} Phrase */
/** @typedef {{facet: number, values: number[], text: string}} Filter */
/** @typedef {{tokens: Token[], phrases: Phrase[], filters: Filter[]}} Query */

// As in `src/search/query.rs` and `src/search/synonyms.rs`, of which this is a translation.
const longestQuery = 400;
const mostTokens = 64;
const mostSynonyms = 16;
const quotes = ['""', "“”", "「」", "『』"];
const blank = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

/** Understands what was typed: what is no filter and no phrase is text. @param {string} typed @param {SearchIndex} index @returns {Query} */
export function parse(typed, index) {
  /** @type {Filter[]} */
  const filters = [];
  const words = takeFilters([...typed].slice(0, longestQuery).join(""), index, filters);
  /** @type {Token[]} */
  const tokens = [];
  const all = runs(words);
  all.forEach((run, at) => {
    const kind = !run.han ? "word" : [...run.text].length > 1 ? "pair" : "lone";
    for (const text of lookedFor(run)) {
      const last = at + 1 === all.length;
      const known = tokens.find((token) => token.text === text);
      if (known) known.last ||= last;
      else tokens.push({ text, kind, last, synonyms: [] });
    }
  });
  tokens.splice(mostTokens);
  addSynonyms(spaced(all), tokens, index.header.synonyms);
  return { tokens, phrases: phrasesOf(words), filters };
}

/** Takes out what is written `stage:S3`, `阶段：谈判` or `chapter:"two words"`. @param {string} text @param {SearchIndex} index @param {Filter[]} filters */
function takeFilters(text, index, filters) {
  const { facets } = index.header;
  let rest = "";
  for (let at = 0; at < text.length; ) {
    const piece = text.slice(at);
    const end = piece.search(blank);
    const word = end < 0 ? piece : piece.slice(0, end);
    const colon = word.search(/[:：]/);
    const facet = colon < 0 || colon + 1 >= word.length ? -1 : facets.findIndex(({ words }) => words.includes(fold(word.slice(0, colon))));
    if (facet < 0) {
      rest += word || piece[0];
      at += word.length || 1;
      continue;
    }
    const value = piece.slice(colon + 1);
    const inner = quoted(value);
    const length = colon + 1 + (inner === undefined ? word.length - colon - 1 : inner.length + 2);
    filters.push({ facet, values: find(facets[facet], inner ?? word.slice(colon + 1)), text: piece.slice(0, length) });
    at += length;
  }
  return rest;
}

/** The values that a word means: by key or name, else by the beginning of one. @param {import("./search-index.js").Facet} facet @param {string} word */
export function find(facet, word) {
  const wanted = fold(word).trim();
  const all = (/** @type {(text: string) => boolean} */ is) => facet.values.flatMap(({ key, names }, at) => ([key, ...names].some((text) => is(fold(text))) ? [at] : []));
  const exact = all((text) => text === wanted);
  return exact.length || !wanted ? exact : all((text) => text.startsWith(wanted));
}

/** What stands in quotes at the beginning of a text. @param {string} text */
function quoted(text) {
  const close = quotes.find((pair) => pair[0] === text[0])?.[1];
  const end = close ? text.indexOf(close, 1) : -1;
  return end < 0 ? undefined : text.slice(1, end);
}

/** @param {string} text */
function phrasesOf(text) {
  /** @type {Phrase[]} */
  const phrases = [];
  for (let at = 0; at < text.length; at += 1) {
    const inner = quoted(text.slice(at));
    if (inner === undefined) continue;
    at += inner.length + 1;
    const all = runs(inner);
    const wanted = all.flatMap(lookedFor);
    if (wanted.length) phrases.push({ terms: wanted, text: trimmed(all) });
  }
  return phrases;
}

/** The terms of a run that a query asks for: its pairs, but not the single hanzi at its end. @param {Run} run */
export function lookedFor(run) {
  const all = terms(run);
  return run.han && all.length > 1 ? all.slice(0, -1) : all;
}

/** Runs with a blank before, between and behind them, so that a word is found as a whole and hanzi anywhere. @param {Run[]} all */
export function spaced(all) {
  return all.reduce((text, run) => `${text}${run.text} `, " ");
}

/** Hanzi at an end of a phrase may have others beside them, so no blank is asked for there. @param {Run[]} all */
function trimmed(all) {
  const text = spaced(all);
  return text.slice(all[0]?.han ? 1 : 0, all[all.length - 1]?.han ? -1 : undefined);
}

/** @param {string} text @param {Token[]} tokens @param {string[][]} groups */
function addSynonyms(text, tokens, groups) {
  for (const group of groups) {
    const members = group.map((words) => ({ text: trimmed(runs(words)), terms: runs(words).flatMap(lookedFor) }));
    for (const member of members) {
      if (!member.terms.length || !text.includes(member.text)) continue;
      const others = members.filter((other) => other !== member && other.terms.length).map((other) => other.terms);
      for (const token of tokens.filter((token) => member.terms.includes(token.text))) {
        for (const terms of others) {
          const known = [...token.synonyms, [token.text]].some((other) => other.join(" ") === terms.join(" "));
          if (token.synonyms.length < mostSynonyms && !known) token.synonyms.push(terms);
        }
      }
    }
  }
}
