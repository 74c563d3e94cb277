import { firstOfPassage } from "./search-index.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Level} Level */
/** @typedef {import("./search-index.js").Term} Term */
/** @typedef {import("./search-index.js").Postings} Postings */
/** @typedef {import("./search-expand.js").Expansion} Expansion */
/** @typedef {import("./search-query.js").Token} Token */

// As in `src/search/rank.rs` and `src/search/score.rs`, of which this is a translation: the same additions in the same order.
const k1 = 1.2;
const b = 0.75;
const tie = 0.3;
const weights = [4, 4, 2, 2, 1];
const named = 2;
/** Title, what customers say, heading. */
const names = [0, 1, 3];

/** @param {number} all @param {number} found */
const idf = (all, found) => Math.log(1 + (all - found + 0.5) / (found + 0.5));

/** What tokens have given passages, or pages, so far. */
class Sums {
  /** @type {number[]} Those that have anything of the query, of the current token, of its current expansion, of the current term. */
  found = [];
  /** @type {number[]} */
  #ofToken = [];
  /** @type {number[]} */
  #ofExpansion = [];
  /** @type {number[]} */
  #ofTerm = [];
  #whole = 0;
  #most = 0;

  /** @param {Level} level */
  constructor(level) {
    this.level = level;
    const zeros = () => new Float64Array(level.count);
    [this.score, this.coverage, this.named] = [zeros(), zeros(), zeros()];
    // Of the current token, expansion and term.
    [this.now, this.weight, this.isNamed, this.met, this.least, this.leastNamed, this.sum, this.best, this.bestNamed] = Array.from({ length: 9 }, zeros);
  }

  /** Where a term is in a field. @param {number} field @param {Postings} postings @param {boolean} isPinyin */
  field(field, { ids, counts }, isPinyin) {
    const { count, lengths, averages } = this.level;
    const surprise = idf(count, ids.length);
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at];
      const length = isPinyin ? 1 : lengths[field][id] / averages[field];
      const score = weights[field] * ((surprise * (k1 + 1) * counts[at]) / (counts[at] + k1 * (1 - b + b * length)));
      if (this.sum[id] === 0) this.#ofTerm.push(id);
      this.sum[id] += score;
      this.best[id] = Math.max(this.best[id], score);
      if (names.includes(field)) this.bestNamed[id] = 1;
    }
  }

  /** Ends a term: the best field with a share of the others. Where others must be too, the least of them counts. @param {number} before  how many there were */
  term(before) {
    for (const id of this.#ofTerm) {
      const score = this.best[id] + tie * (this.sum[id] - this.best[id]);
      const isNamed = this.bestNamed[id];
      this.sum[id] = this.best[id] = this.bestNamed[id] = 0;
      if (this.met[id] !== before) continue;
      this.met[id] += 1;
      if (!before) this.#ofExpansion.push(id);
      if (!before || score < this.least[id]) [this.least[id], this.leastNamed[id]] = [score, isNamed];
    }
    this.#ofTerm = [];
  }

  /** Ends one of the ways in which a token is found; the best counts. @param {number} weight @param {number} terms  that must be there @returns {number[]} where they are */
  expansion(weight, terms) {
    const all = this.#ofExpansion.filter((id) => this.met[id] === terms);
    for (const id of this.#ofExpansion) this.met[id] = 0;
    this.#ofExpansion = [];
    for (const id of all) {
      if (this.weight[id] === 0) this.#ofToken.push(id);
      this.now[id] = Math.max(this.now[id], weight * this.least[id]);
      this.weight[id] = Math.max(this.weight[id], weight);
      this.isNamed[id] ||= this.leastNamed[id];
    }
    this.#most = Math.max(this.#most, all.length);
    return all;
  }

  /** Ends a token, which covers a part of the query. @param {number} weight */
  token(weight) {
    const part = weight * idf(this.level.count, this.#most);
    this.#whole += part;
    for (const id of this.#ofToken) {
      if (this.coverage[id] === 0) this.found.push(id);
      this.score[id] += weight * this.now[id];
      this.coverage[id] += part * this.weight[id];
      this.named[id] += part * this.isNamed[id];
      this.now[id] = this.weight[id] = this.isNamed[id] = 0;
    }
    this.#ofToken = [];
    this.#most = 0;
  }

  /** @param {number} id */
  total(id) {
    const whole = this.#whole || 1;
    const square = (/** @type {number} */ share) => share * share;
    return this.score[id] * square(this.coverage[id] / whole) * (1 + (this.level.isOfPages ? 0 : named) * square(square(this.named[id] / whole)));
  }
}

/** Scores passages and pages for the tokens of a query. @param {SearchIndex} index @param {Token[]} tokens */
export function scored(index, tokens) {
  const levels = index.levels.map((level) => new Sums(level));
  for (const { weight, expansions } of tokens) {
    for (const expansion of expansions) offer(index, levels, expansion);
    for (const sums of levels) sums.token(weight);
  }
  return levels;
}

/** The passages that have all terms of an expansion. @param {SearchIndex} index @param {Expansion} expansion */
export function having(index, expansion) {
  return offer(index, index.levels.map((level) => new Sums(level)), expansion)[0];
}

/** Offers where the terms of an expansion are. @param {SearchIndex} index @param {Sums[]} levels @param {Expansion} expansion */
function offer(index, levels, { weight, groups }) {
  groups.forEach((terms, before) => {
    weights.forEach((_, field) => {
      const postings = united(terms.map(({ fields }) => fields[field]), index.levels[field < firstOfPassage ? 1 : 0].count);
      if (!postings.ids.length) return;
      const isPinyin = terms[0].text.startsWith("~");
      const [ofPassages, ofPages] = field < firstOfPassage ? [spread(index, postings), postings] : [postings, grouped(index, postings)];
      levels[0].field(field, ofPassages, isPinyin);
      levels[1].field(field, ofPages, isPinyin);
    });
    for (const sums of levels) sums.term(before);
  });
  return levels.map((sums) => sums.expansion(weight, groups.length));
}

/** Where any of several terms is, counted as one. @param {Postings[]} all @param {number} count  of the pages or passages @returns {Postings} */
function united(all, count) {
  if (all.length === 1) return all[0];
  const sum = new Uint32Array(count);
  for (const { ids, counts } of all) for (let at = 0; at < ids.length; at += 1) sum[ids[at]] += counts[at];
  /** @type {number[]} */
  const ids = [];
  sum.forEach((count, id) => count && ids.push(id));
  return { ids, counts: ids.map((id) => sum[id]) };
}

/** What pages have, their passages have. @param {SearchIndex} index @param {Postings} postings */
function spread({ first }, { ids, counts }) {
  /** @type {{ids: number[], counts: number[]}} */
  const all = { ids: [], counts: [] };
  for (let at = 0; at < ids.length; at += 1) {
    for (let passage = first[ids[at]]; passage < first[ids[at] + 1]; passage += 1) {
      all.ids.push(passage);
      all.counts.push(counts[at]);
    }
  }
  return all;
}

/** A page has what its passages have together. @param {SearchIndex} index @param {Postings} postings */
function grouped({ pageOf }, { ids, counts }) {
  /** @type {{ids: number[], counts: number[]}} */
  const all = { ids: [], counts: [] };
  for (let at = 0; at < ids.length; at += 1) {
    const page = pageOf[ids[at]];
    const last = all.ids.length - 1;
    if (all.ids[last] === page) all.counts[last] += counts[at];
    else {
      all.ids.push(page);
      all.counts.push(counts[at]);
    }
  }
  return all;
}
