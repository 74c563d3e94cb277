/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Level} Level */
/** @typedef {import("./search-index.js").Term} Term */
/** @typedef {import("./search-index.js").Postings} Postings */
/** @typedef {import("./search-query.js").Token} Token */
/** @typedef {{ids: number[], of: Float64Array}} Scores  the passages or pages that have anything of the query, and what each one has */

// As in `src/search/rank.rs` and `src/search/score.rs`, of which this is a translation: the same additions in the same order.
const k1 = 1.2;
const b = 0.75;
const tie = 0.3;
const weights = [4, 4, 2, 2, 1];
/** Whether it is a name: title, what customers say, heading. */
const isName = [1, 1, 0, 1, 0];

/** @param {number} all @param {number} found */
const idf = (all, found) => Math.log(1 + (all - found + 0.5) / (found + 0.5));

/** @param {number} number */
const square = (number) => number * number;

/**
 * Adds up what tokens give passages, or pages. It has much to add, so it is arrays by number that are made once, and each step leaves
 * those that it needed empty.
 *
 * @param {Level} level @param {number} named  what is added to a score, at most, when the query stands in names
 */
function sums(level, named) {
  const { count } = level;
  // What BM25 makes of lengths.
  const lengths = level.lengths.map((lengths, field) => lengths.map((length) => k1 * (1 - b + b * (length / level.averages[field] || 0))));
  const zeros = () => new Float64Array(count);
  // Three each of the query, of the current token, and of the current way in which that is found.
  const [score, coverage, names, now, weight, isNamed, sum, best, isBestNamed] = Array.from({ length: 9 }, zeros);
  /** @type {number[][]} */
  let [found, ofToken, ofWay] = [[], [], []];
  let [whole, most] = [0, 0];

  return {
    /** Where a term is in a field. @param {number} field @param {Postings} postings */
    field(field, { ids, counts }) {
      const surprise = idf(count, ids.length) * (k1 + 1);
      const [weight, length, isNamed] = [weights[field], lengths[field], isName[field]];
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at];
        const score = weight * ((surprise * counts[at]) / (counts[at] + length[id]));
        if (!sum[id]) ofWay.push(id);
        sum[id] += score;
        if (score > best[id]) best[id] = score;
        if (isNamed) isBestNamed[id] = 1;
      }
    },

    /** Ends one of the ways in which a token is found: the best field with a share of the others. Of the ways the best counts. @param {number} share */
    way(share) {
      for (const id of ofWay) {
        const score = share * (best[id] + tie * (sum[id] - best[id]));
        if (!weight[id]) ofToken.push(id);
        if (score > now[id]) now[id] = score;
        if (share > weight[id]) weight[id] = share;
        if (isBestNamed[id]) isNamed[id] = 1;
        sum[id] = best[id] = isBestNamed[id] = 0;
      }
      most = Math.max(most, ofWay.length);
      ofWay = [];
    },

    /** Ends a token, which covers a part of the query. @param {number} share */
    token(share) {
      const part = share * idf(count, most);
      whole += part;
      for (const id of ofToken) {
        if (!coverage[id]) found.push(id);
        score[id] += share * now[id];
        coverage[id] += part * weight[id];
        names[id] += part * isNamed[id];
        now[id] = weight[id] = isNamed[id] = 0;
      }
      ofToken = [];
      most = 0;
    },

    /** Ends the query. @returns {Scores} */
    scores() {
      const scores = { ids: found, of: zeros() };
      for (const id of found) {
        scores.of[id] = score[id] * square(coverage[id] / whole) * (1 + named * square(square(names[id] / whole)));
        score[id] = coverage[id] = names[id] = 0;
      }
      found = [];
      whole = 0;
      return scores;
    },
  };
}

/** Scores passages and pages for the tokens of a query. @param {SearchIndex} index @param {Token[]} tokens @returns {Scores[]} */
export function scored(index, tokens) {
  /** @type {ReturnType<typeof sums>[]} */
  const both = (index.sums ??= [sums(index.passages, 2), sums(index.pages, 0)]);
  for (const { weight, expansions } of tokens) {
    for (const { weight, terms, least } of expansions) {
      weights.forEach((_, field) => postings(index, terms, least, field).forEach((found, at) => both[at].field(field, found)));
      for (const sums of both) sums.way(weight);
    }
    for (const sums of both) sums.token(weight);
  }
  return both.map((sums) => sums.scores());
}

/** The passages that have so many of some terms in one field. @param {SearchIndex} index @param {Term[]} terms @param {number} least */
export function having(index, terms, least) {
  return new Set(weights.flatMap((_, field) => [...postings(index, terms, least, field)[0].ids]));
}

/**
 * In which passages, and in which pages, terms are in a field; several count as one, that is there so often as they are together, or all
 * of them on the average.
 *
 * @param {SearchIndex} index @param {Term[]} terms @param {number} least  how many of them must be there @param {number} field
 * @returns {Postings[]}
 */
function postings(index, terms, least, field) {
  const own = index.levelOf(field);
  const all = terms.map(({ fields }) => fields[field]);
  let [found] = all;
  if (all.length !== 1) {
    const [sum, met] = [new Uint32Array(own.count), new Uint32Array(own.count)];
    for (const { ids, counts } of all) {
      ids.forEach((id, at) => {
        sum[id] += counts[at];
        met[id] += 1;
      });
    }
    /** @type {number[]} */
    const ids = [];
    met.forEach((count, id) => count >= least && ids.push(id));
    found = { ids, counts: Uint32Array.from(ids, (id) => sum[id] / least) };
  }
  return [index.passages, index.pages].map((level) => (level === own ? found : moved(own, found)));
}

/**
 * Where a term is on the other level: what pages have, their passages have, and a page has what its passages have together.
 *
 * @param {Level} level  that of the postings @param {Postings} postings @returns {Postings}
 */
function moved({ from, to }, { ids, counts }) {
  /** @type {{ids: number[], counts: number[]}} */
  const all = { ids: [], counts: [] };
  for (let at = 0; at < ids.length; at += 1) {
    for (let id = from[ids[at]]; id < to[ids[at]]; id += 1) {
      const last = all.ids.length - 1;
      if (all.ids[last] === id) all.counts[last] += counts[at];
      else {
        all.ids.push(id);
        all.counts.push(counts[at]);
      }
    }
  }
  return all;
}
