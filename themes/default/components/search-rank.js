import { lengths } from "./search-index.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Term} Term */
/** @typedef {import("./search-index.js").Postings} Postings */
/** @typedef {import("./search-expand.js").Expansion} Expansion */
/** @typedef {{page: number, passage: number, score: number}} Ranked */

// As in `src/search/rank.rs` and `src/search/score.rs`, of which this is a translation: the same additions in the same order.
const k1 = 1.2;
const b = 0.75;
const tie = 0.3;
const seam = 0.5;
const weights = [4, 4, 2, 2, 1];
const names = ["title", "says", "tags", "heading", "body"];
/** The fields from here on belong to passages, those before to pages. */
const firstOfPassage = 3;

/** @param {number} all @param {number} found */
const idf = (all, found) => Math.log(1 + (all - found + 0.5) / (found + 0.5));
/** @param {number} idf @param {number} count @param {number} length @param {number} average */
const bm25 = (idf, count, length, average) => (idf * (k1 + 1) * count) / (count + k1 * (1 - b + (b * length) / average));

/** What tokens have given passages, or pages, so far. Made once for an index and cleared for each query, as it is as long as the index. */
class Sums {
  whole = 0;
  #allCount = 0;
  #touchedCount = 0;
  #freshCount = 0;

  /** @param {number} length */
  constructor(length) {
    /** Those that the query, the current token, and the current expansion of it have given anything. */
    this.all = new Uint32Array(length);
    this.touched = new Uint32Array(length);
    this.fresh = new Uint32Array(length);
    const zeros = () => new Float64Array(length);
    [this.score, this.coverage, this.now, this.weight, this.sum, this.most] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
  }

  clear() {
    for (const id of this.found) this.score[id] = this.coverage[id] = 0;
    this.whole = this.#allCount = 0;
  }

  /** Those that have anything of the query, in no order. */
  get found() {
    return this.all.subarray(0, this.#allCount);
  }

  /** The score of one field for the current expansion. @param {number} id @param {number} score */
  field(id, score) {
    if (this.sum[id] === 0) this.fresh[this.#freshCount++] = id;
    this.sum[id] += score;
    if (score > this.most[id]) this.most[id] = score;
  }

  /** Ends a term: gives each one what it has of it, the best field with a share of the others. @param {(id: number, best: number) => void} give */
  take(give) {
    const count = this.#freshCount;
    this.#freshCount = 0;
    for (let at = 0; at < count; at += 1) {
      const id = this.fresh[at];
      const best = this.most[id] + tie * (this.sum[id] - this.most[id]);
      this.sum[id] = this.most[id] = 0;
      give(id, best);
    }
    return count;
  }

  /** One of the ways in which the current token is found; the best counts. @param {number} id @param {number} score @param {number} weight */
  offer(id, score, weight) {
    if (this.weight[id] === 0) this.touched[this.#touchedCount++] = id;
    if (score > this.now[id]) this.now[id] = score;
    if (weight > this.weight[id]) this.weight[id] = weight;
  }

  /** Ends the current token, which covers a part of the query. @param {number} weight @param {number} part */
  add(weight, part) {
    this.whole += part;
    for (let at = 0; at < this.#touchedCount; at += 1) {
      const id = this.touched[at];
      if (this.coverage[id] === 0) this.all[this.#allCount++] = id;
      this.score[id] += weight * this.now[id];
      this.coverage[id] += part * this.weight[id];
      this.now[id] = this.weight[id] = 0;
    }
    this.#touchedCount = 0;
  }

  /** @param {number} id */
  total(id) {
    const share = this.whole > 0 ? this.coverage[id] / this.whole : 0;
    return this.score[id] * (share * share);
  }
}

/** Ranks what one index holds. */
export class Ranker {
  /** @param {SearchIndex} index */
  constructor(index) {
    this.index = index;
    const { header, norms, first } = index;
    this.average = Object.fromEntries(Object.entries(header.tokens).map(([name, sum]) => [name, sum / header.passages]));
    /** By field, the length of each page's text. */
    this.ofPage = norms.map((ids, field) => {
      const all = new Float64Array(header.pages);
      for (let page = 0; page < header.pages; page += 1) {
        if (field < firstOfPassage) all[page] = lengths[ids[page]];
        else for (let at = first[page]; at < first[page + 1]; at += 1) all[page] += lengths[ids[at]];
      }
      return all;
    });
    this.pageAverage = this.ofPage.map((all) => all.reduce((sum, length) => sum + length, 0) / header.pages);
    this.ofPassages = new Sums(header.passages);
    this.ofPages = new Sums(header.pages);
  }

  /**
   * Scores passages and pages for the tokens of a query. What it returns is good until the next call.
   *
   * @param {{kind: string}[]} tokens @param {Expansion[][]} expansions  of each token
   */
  sums(tokens, expansions) {
    const { pages, passages } = this.index.header;
    const { ofPassages, ofPages } = this;
    ofPassages.clear();
    ofPages.clear();
    tokens.forEach((token, at) => {
      let [mostPassages, mostPages] = [0, 0];
      const isWord = token.kind !== "pair" || expansions[at].some(({ all, found }) => !all && found[0]?.isWord);
      for (const expansion of expansions[at]) {
        const [inPassages, inPages] = this.#offer(expansion, ofPassages, ofPages);
        mostPassages = Math.max(mostPassages, inPassages);
        mostPages = Math.max(mostPages, inPages);
      }
      const weight = isWord ? 1 : seam;
      ofPassages.add(weight, weight * idf(passages, mostPassages));
      ofPages.add(weight, weight * idf(pages, mostPages));
    });
    return { ofPassages, ofPages };
  }

  /**
   * A page's best passage among those allowed; -1 if there is none.
   *
   * @param {{ofPassages: Sums, ofPages: Sums}} sums @param {number} page @param {(passage: number) => boolean} allowed @returns {number}
   */
  best({ ofPassages, ofPages }, page, allowed) {
    if (ofPages.score[page] === 0) return -1;
    let [best, passage] = [0, -1];
    for (let at = this.index.first[page]; at < this.index.first[page + 1]; at += 1) {
      if (ofPassages.score[at] === 0) continue;
      const total = ofPassages.total(at);
      if ((passage < 0 || total > best + 1e-9) && allowed(at)) [best, passage] = [total, at];
    }
    return passage;
  }

  /** Offers where the terms of an expansion are. @param {Expansion} expansion @param {Sums} ofPassages @param {Sums} ofPages @returns {number[]} in how many passages and pages */
  #offer({ weight, terms, found, all }, ofPassages, ofPages) {
    const both = [ofPassages, ofPages];
    const isPinyin = terms[0].startsWith("~");
    if (!all) {
      this.#score(found, isPinyin, ofPassages, ofPages);
      return both.map((sums) => sums.take((id, best) => sums.offer(id, weight * best, weight)));
    }
    const each = found.map((term) => {
      this.#score([term], isPinyin, ofPassages, ofPages);
      return both.map((sums) => {
        /** @type {Map<number, number>} */
        const scores = new Map();
        sums.take((id, best) => scores.set(id, best));
        return scores;
      });
    });
    const least = each.reduce((before, of) => before.map((scores, at) => common(scores, of[at])));
    least.forEach((scores, at) => scores.forEach((best, id) => both[at].offer(id, weight * best, weight)));
    return least.map((scores) => scores.size);
  }

  /** Where any of the terms is, counted as one term. @param {(Term | undefined)[]} terms @param {boolean} isPinyin @param {Sums} ofPassages @param {Sums} ofPages */
  #score(terms, isPinyin, ofPassages, ofPages) {
    for (let field = 0; field < weights.length; field += 1) {
      const postings = united(terms.flatMap((term) => (term?.fields[field].ids.length ? [term.fields[field]] : [])));
      if (!postings.ids.length) continue;
      this.#scorePassages(field, postings, isPinyin, ofPassages);
      this.#scorePages(field, postings, isPinyin, ofPages);
    }
  }

  /** @param {number} field @param {Postings} postings @param {boolean} isPinyin @param {Sums} sums */
  #scorePassages(field, { ids, counts }, isPinyin, sums) {
    const { first, norms, header } = this.index;
    const average = this.average[isPinyin ? `${names[field]}_pinyin` : names[field]];
    const weight = weights[field];
    const length = (/** @type {number} */ id) => (isPinyin ? 1 : lengths[norms[field][id]]);
    if (field >= firstOfPassage) {
      const surprise = idf(header.passages, ids.length);
      for (let at = 0; at < ids.length; at += 1) sums.field(ids[at], weight * bm25(surprise, counts[at], length(ids[at]), average));
      return;
    }
    let found = ids.length;
    if (!isPinyin) found = ids.reduce((sum, page) => sum + first[page + 1] - first[page], 0);
    const surprise = idf(header.passages, found);
    for (let at = 0; at < ids.length; at += 1) {
      const score = weight * bm25(surprise, counts[at], length(ids[at]), average);
      for (let passage = first[ids[at]]; passage < first[ids[at] + 1]; passage += 1) sums.field(passage, score);
    }
  }

  /** @param {number} field @param {Postings} postings @param {boolean} isPinyin @param {Sums} sums */
  #scorePages(field, { ids, counts }, isPinyin, sums) {
    const pages = [];
    const sum = [];
    for (let at = 0; at < ids.length; at += 1) {
      const page = field < firstOfPassage ? ids[at] : this.index.pageOf[ids[at]];
      if (pages[pages.length - 1] === page) sum[sum.length - 1] += counts[at];
      else {
        pages.push(page);
        sum.push(counts[at]);
      }
    }
    const surprise = idf(this.index.header.pages, pages.length);
    const average = isPinyin ? 1 : this.pageAverage[field];
    pages.forEach((page, at) => {
      sums.field(page, weights[field] * bm25(surprise, sum[at], isPinyin ? 1 : this.ofPage[field][page], average));
    });
  }
}

/** In descending order of the score, to six digits, as both readers have to agree. @param {Ranked} a @param {Ranked} b */
export function byRank(a, b) {
  return Math.round(b.score * 1e6) - Math.round(a.score * 1e6) || a.page - b.page;
}

/** @param {Postings[]} all @returns {Postings} */
function united(all) {
  if (all.length === 1) return all[0];
  const most = all.reduce((most, { ids }) => Math.max(most, ids[ids.length - 1]), -1);
  const counted = new Uint32Array(most + 1);
  let found = 0;
  for (const { ids, counts } of all) {
    for (let at = 0; at < ids.length; at += 1) {
      if (counted[ids[at]] === 0) found += 1;
      counted[ids[at]] += counts[at];
    }
  }
  const ids = new Uint32Array(found);
  for (let id = 0, at = 0; id <= most; id += 1) if (counted[id] > 0) ids[at++] = id;
  return { ids, counts: ids.map((id) => counted[id]) };
}

/** What both have, with the lesser of the two scores. @param {Map<number, number>} a @param {Map<number, number>} b */
function common(a, b) {
  const found = new Map();
  for (const [id, score] of a) {
    const other = b.get(id);
    if (other !== undefined) found.set(id, Math.min(score, other));
  }
  return found;
}
