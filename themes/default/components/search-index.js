import { fetched, inflated } from "./search-loader.js";
import { alike } from "./search-tokens.js";

/** @typedef {{ids: ArrayLike<number> & Iterable<number>, counts: ArrayLike<number>}} Postings  where a term is, and how often */
/** @typedef {{key: string, names: string[]}} Value */
/** @typedef {{name: string, words: string[], values: Value[], of: number[][]}} Facet  `of`: the values of each page */
/** @typedef {[anchor: string, level: number, heading: string, text: string]} Passage */
/** @typedef {{address: string, title: string, crumbs: string[], says: string[], talk: string[], passages: Passage[]}} Fragment */
/** @typedef {[text: string, terms: string[]]} Synonym */
/** @typedef {{count: number, isOfPages: boolean, averages: number[], lengths: Float64Array[]}} Level  the passages, or the pages: how many, and by field how long */
/** @typedef {{pages: number, passages: number, averages: number[][], editions: {language: string, folder: string}[], facets: Facet[], synonyms: Synonym[][], lexicon: string, traditional: string, pinyin: string, fragments: string, shards: string, boundaries: string}} Header */

const decoder = new TextDecoder();
const none = { ids: [], counts: [] };

/** The fields of an index: title, says and tags are of pages; from here on, heading and body are of passages. */
export const firstOfPassage = 3;

/** Reads numbers and pieces from the front. */
class Bytes {
  at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  /** Seven bits in a byte, the low ones first. */
  number() {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }

  take(length = this.number()) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  text() {
    return decoder.decode(this.take());
  }
}

/** A word, or hanzi, of the index. */
export class Term {
  /** @type {Postings[] | undefined} */
  #fields;

  /** @param {string} text @param {Uint8Array} bytes */
  constructor(text, bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** Whether a pair of hanzi is one rather than the seam between two. */
  get isWord() {
    return this.bytes[0] > 31;
  }

  /** Where it is, by field. */
  get fields() {
    if (!this.#fields) {
      const bytes = new Bytes(this.bytes);
      const flags = bytes.number();
      this.#fields = [1, 2, 4, 8, 16].map((flag) => (flags & flag ? postings(bytes) : none));
    }
    return this.#fields;
  }

  /** In how many pages or passages it is, in that field where it is most frequent. */
  get frequency() {
    return Math.max(...this.fields.map(({ ids }) => ids.length));
  }
}

/** The index of a site, of which only what a query needs is loaded. The format is described in `src/search/format.rs`. */
export class SearchIndex {
  /** @type {Map<string, Promise<any> | any>} */
  #files = new Map();

  /** @param {string} start  address of `start.js` @param {SearchIndex} [before]  is given back if the site has not been published anew */
  static async open(start, before) {
    // Nothing may have kept an old one of the file whose name stays.
    const name = await fetched(start, `?${Date.now()}`);
    const folder = start.replace(/[^/]*$/, "");
    return name === before?.name ? before : new SearchIndex(folder, name, await inflated(`${folder}${name}.js`));
  }

  /** @param {string} folder @param {string} name @param {Uint8Array} core */
  constructor(folder, name, core) {
    this.folder = folder;
    this.name = name;
    const bytes = new Bytes(core);
    /** @type {Header} */
    const header = (this.header = JSON.parse(bytes.text()));
    const { pages, passages, averages, facets } = header;
    this.facets = facets;
    const byPage = (/** @type {() => any} */ read) => Array.from({ length: pages }, read);
    /** The first passage of each page, and the page of each passage. */
    this.first = [0];
    /** @type {number[]} */
    this.pageOf = [];
    byPage(() => bytes.number()).forEach((count, page) => {
      for (let at = 0; at < count; at += 1) this.pageOf.push(page);
      this.first.push(this.pageOf.length);
    });
    /** @type {Level[]} Passages and pages. */
    this.levels = [passages, pages].map((count, at) => ({ count, isOfPages: at > 0, averages: averages[at], lengths: [] }));
    averages[0].forEach((_, field) => {
      const norms = bytes.take(field < firstOfPassage ? pages : passages);
      const lengths = this.levels.map(({ lengths, count }) => (lengths[field] = new Float64Array(count)));
      this.pageOf.forEach((page, passage) => {
        const isOfPage = field < firstOfPassage;
        const length = lengthOf(norms[isOfPage ? page : passage]);
        lengths[0][passage] = length;
        lengths[1][page] = length + (isOfPage ? 0 : lengths[1][page]);
      });
    });
    for (const facet of facets) facet.of = byPage(() => Array.from({ length: bytes.number() }, () => bytes.number()));
    this.boundaries = header.boundaries.split(" ");
    if (!header.shards) this.#files.set("s/", shard(core.subarray(bytes.at)));
  }

  /** @param {string} term @returns {Promise<Term | undefined>} */
  async term(term) {
    return (await this.#shard(this.#shardOf(term))).get(term);
  }

  /** All terms that begin like this, in order. @param {string} beginning @returns {Promise<Term[]>} */
  async beginning(beginning) {
    const shards = [];
    for (let at = this.#shardOf(beginning); at <= this.#shardOf(`${beginning}\uffff`); at += 1) shards.push(this.#shard(at));
    return (await Promise.all(shards)).flatMap((terms) => [...terms.values()].filter(({ text }) => text.startsWith(beginning)));
  }

  /** Latin words with how many documents have them. @returns {Promise<[word: string, count: number][]>} */
  async lexicon() {
    const { lexicon } = this.header;
    const words = (/** @type {Uint8Array} */ content) => lines(decoder.decode(content)).map((line) => line.split(" "));
    return lexicon ? this.#file(lexicon, words) : [];
  }

  /** Makes Traditional characters known to the tokens. @returns {Promise<boolean>} whether they were not before */
  async learnTraditional() {
    const { traditional } = this.header;
    if (!traditional || alike.size > 1) return false;
    for (const [from, to] of await this.#file(traditional, (content) => decoder.decode(content).match(/../gu))) alike.set(from, to);
    return true;
  }

  /** The readings of hanzi in titles, headings and what customers say: a syllable and its characters on each line. @returns {Promise<string>} */
  async pinyin() {
    const { pinyin } = this.header;
    return pinyin ? this.#file(pinyin, (content) => decoder.decode(content)) : "";
  }

  /** @param {number} page @returns {Promise<Fragment>} */
  fragment(page) {
    return this.#file(`f/${this.header.fragments.slice(8 * page, 8 * page + 8)}`, (content) => JSON.parse(decoder.decode(content)));
  }

  /** @param {string} name */
  facet(name) {
    return this.facets.find((facet) => facet.name === name);
  }

  /** A file is asked for once, unless it failed. @param {string} name @param {(content: Uint8Array) => any} read @returns {Promise<any>} */
  async #file(name, read) {
    if (!this.#files.has(name)) this.#files.set(name, inflated(`${this.folder}${name}.js`).then(read));
    try {
      return await this.#files.get(name);
    } catch (error) {
      this.#files.delete(name);
      throw error;
    }
  }

  /** @param {number} at @returns {Promise<Map<string, Term>>} */
  #shard(at) {
    return this.#file(`s/${this.header.shards.slice(10 * at, 10 * at + 10)}`, shard);
  }

  /** The last shard that begins before a term. @param {string} term */
  #shardOf(term) {
    return this.boundaries.findLastIndex((boundary) => boundary <= term);
  }
}

/** Field lengths as tantivy keeps them in a byte: exact up to 40, then eight steps of each size. @param {number} norm */
function lengthOf(norm) {
  return norm < 40 ? norm : 24 + (8 + (norm & 7)) * 2 ** ((norm >> 3) - 4);
}

/** Texts in order, each written as how many characters it shares with the one before, and the rest. @param {string} text */
function lines(text) {
  let line = "";
  return text.split("\n").map((rest) => (line = line.slice(0, rest.charCodeAt(0) - 32) + rest.slice(1)));
}

/** @param {Uint8Array} content */
function shard(content) {
  const bytes = new Bytes(content);
  const terms = new Map(lines(bytes.text()).map((text) => [text, new Term(text, bytes.take())]));
  if (bytes.at !== content.length) throw new Error("This is no part of the index");
  return terms;
}

/** @param {Bytes} bytes @returns {Postings} */
function postings(bytes) {
  const ids = new Uint32Array(bytes.number());
  const counts = new Uint32Array(ids.length);
  let id = 0;
  ids.forEach((_, at) => {
    const step = bytes.number();
    ids[at] = id += step >> 1;
    counts[at] = step % 2 ? bytes.number() : 1;
  });
  return { ids, counts };
}
