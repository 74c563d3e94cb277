import { fold, isHan, runs, terms } from "./search-tokens.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Facet} Facet */
/** @typedef {{text: string, kind: "pair" | "lone" | "word", last: boolean, synonyms: Set<string>, weight: number, expansions: import("./search-expand.js").Expansion[]}} Token */
/** @typedef {{terms: string[], text: string}} Phrase */
/** @typedef {{facet: Facet, values: number[]}} Filter */
/** @typedef {{words: string, text: string, tokens: Token[], phrases: Phrase[], filters: Filter[]}} Query  `words` without the filters; `text`: their runs */

// As in `src/search/query.rs` and `src/search/synonyms.rs`, of which this is a translation.
const longestQuery = 400;
const mostTokens = 64;
const mostSynonyms = 16;

/** Understands what was typed: what is no filter and no phrase is text. @param {string} typed @param {SearchIndex} index @returns {Query} */
export function parse(typed, { facets, header }) {
  /** @type {Filter[]} */
  const filters = [];
  // What is written `stage:S3`, `阶段：谈判` or `chapter:"two words"`.
  const names = facets.flatMap((facet) => facet.words).join("|");
  const filter = new RegExp(`(?<!\\S)(${names}):("[^"]*"|\\S+)`, "g");
  const words = fold([...typed].slice(0, longestQuery).join("")).replace(/[“”「」『』]/g, '"').replace(filter, (_, name, word) => {
    const facet = facets.find(({ words }) => words.includes(name));
    if (facet) filters.push({ facet, values: find(facet, word) });
    return "";
  });
  /** @type {Token[]} */
  const tokens = [];
  const all = runs(words);
  all.forEach((run, at) => {
    const kind = !isHan(run) ? "word" : [...run].length > 1 ? "pair" : "lone";
    for (const text of lookedFor(run)) {
      const last = at + 1 === all.length;
      const known = tokens.find((token) => token.text === text);
      if (known) known.last ||= last;
      else tokens.push({ text, kind, last, synonyms: new Set(), weight: 1, expansions: [] });
    }
  });
  tokens.splice(mostTokens);
  const text = spaced(all);
  addSynonyms(text, tokens, header.synonyms);
  const phrases = (words.match(/"[^"]*"/g) ?? []).map((phrase) => {
    const all = runs(phrase);
    // Hanzi at an end may have others beside them, so no blank is asked for there.
    return { terms: all.flatMap(lookedFor), text: spaced(all).slice(isHan(all[0]) ? 1 : 0, isHan(all[all.length - 1]) ? -1 : undefined) };
  });
  return { words, text, tokens, phrases: phrases.filter(({ terms }) => terms.length), filters };
}

/** The values that a word means: by key or name, else by the beginning of one. @param {Facet} facet @param {string} word */
function find({ values }, word) {
  const wanted = fold(word).replaceAll('"', "").trim();
  const all = (/** @type {(text: string) => boolean} */ is) => [...values.keys()].filter((at) => wanted && [values[at].key, ...values[at].names].some((text) => is(fold(text))));
  const exact = all((text) => text === wanted);
  return exact.length ? exact : all((text) => text.startsWith(wanted));
}

/** The terms of a run that a query asks for: its pairs, but not the single hanzi at its end. @param {string} run */
function lookedFor(run) {
  const all = terms(run);
  return all.slice(0, Math.max(1, all.length - (isHan(run) ? 1 : 0)));
}

/** Runs with a blank before, between and behind them, so that a word is found as a whole and hanzi anywhere. @param {string[]} all */
export function spaced(all) {
  return ` ${all.join(" ")} `;
}

/** @param {string} text @param {Token[]} tokens @param {import("./search-index.js").Synonym[][]} groups */
function addSynonyms(text, tokens, groups) {
  for (const group of groups) {
    for (const member of group) {
      if (!text.includes(member[0])) continue;
      for (const token of tokens.filter((token) => member[1].includes(token.text))) {
        for (const other of group) {
          const key = other[1].join(" ");
          if (other !== member && key !== token.text && token.synonyms.size < mostSynonyms) token.synonyms.add(key);
        }
      }
    }
  }
}
