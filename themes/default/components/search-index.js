import { alike } from "./search-tokens.js";

/** @typedef {{ids: number[] | Uint32Array, counts: number[] | Uint32Array}} Postings  where a term is, and how often */
/** @typedef {{key: string, names: string[]}} Value */
/** @typedef {{name: string, words: string[], values: Value[], of: number[][]}} Facet  `of`: the values of each page */
/** @typedef {[anchor: string, level: number, heading: string, text: string]} Passage */
/** @typedef {{address: string, title: string, crumbs: string[], says: string[], talk: string[], passages: Passage[]}} Fragment */
/** @typedef {[text: string, terms: string[]]} Synonym */
/** @typedef {{count: number, averages: number[]}} Measure  how many there are, and by field how long on the average */
/** @typedef {Measure & {from: number[], to: number[], lengths: Float64Array[]}} Level  the passages, or the pages: which of the others belong to each, and by field how long it is */
/** @typedef {{pages: Measure, passages: Measure, editions: {language: string, folder: string}[], facets: Facet[], synonyms: Synonym[][], lexicon: string, traditional: string, pinyin: string, fragments: string, shards: string, boundaries: string}} Header */

const decoder = new TextDecoder();
const none = { ids: [], counts: [] };

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
  /** @type {Record<string, any>} */
  #files = {};

  /** What `search-rank.js` keeps. @type {any} */
  sums;

  /** The index of the site that this page belongs to. @param {SearchIndex} [before]  is given back if the site has not been published anew */
  static async open(before) {
    const link = /** @type {HTMLElement | null} */ (document.querySelector("a[data-index]"));
    const start = new URL(link?.dataset.index ?? "", document.baseURI).href;
    // Nothing may have kept an old one of the file whose name stays.
    const name = await fetched(`${start}?${Date.now()}`);
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
    const { pages, passages, facets, boundaries } = header;
    this.facets = facets;
    this.boundaries = boundaries.split(" ");
    const byPage = (/** @type {() => any} */ read) => Array.from({ length: pages.count }, read);
    let end = 0;
    const to = byPage(() => (end += bytes.number()));
    const from = [0, ...to.slice(0, -1)];
    const pageOf = to.flatMap((end, page) => Array(end - from[page]).fill(page));
    /** @type {Level} */
    this.pages = { ...pages, from, to, lengths: [] };
    /** @type {Level} */
    this.passages = { ...passages, from: pageOf, to: pageOf.map((page) => page + 1), lengths: [] };
    pages.averages.forEach((_, field) => {
      const own = this.levelOf(field);
      const lengths = (own.lengths[field] = Float64Array.from(bytes.take(own.count), lengthOf));
      const other = own === this.pages ? this.passages : this.pages;
      other.lengths[field] = new Float64Array(other.count).map((sum, id) => {
        for (let at = other.from[id]; at < other.to[id]; at += 1) sum += lengths[at];
        return sum;
      });
    });
    for (const facet of facets) facet.of = byPage(() => Array.from({ length: bytes.number() }, () => bytes.number()));
    if (!header.shards) this.#files["s/"] = shard(core.subarray(bytes.at));
  }

  /** Title, customers' words and tags are of pages, heading and body of passages. @param {number} field */
  levelOf(field) {
    return field < 3 ? this.pages : this.passages;
  }

  /** Several terms, or none of them when one is not there. @param {string[]} texts @returns {Promise<Term[]>} */
  async terms(texts) {
    const found = await Promise.all(texts.map(async (text) => (await this.#shard(this.#shardOf(text))).get(text)));
    return found.every((term) => term !== undefined) ? found : [];
  }

  /** All terms that begin like this, in order. @param {string} beginning @returns {Promise<Term[]>} */
  async beginning(beginning) {
    const shards = [];
    for (let at = this.#shardOf(beginning); at <= this.#shardOf(`${beginning}\uffff`); at += 1) shards.push(this.#shard(at));
    return (await Promise.all(shards)).flatMap((terms) => [...terms.values()].filter(({ text }) => text.startsWith(beginning)));
  }

  /** Latin words with how many documents have them. @returns {Promise<[word: string, count: number][]>} */
  lexicon() {
    return this.#text(this.header.lexicon, (text) => lines(text).map((line) => line.split(" ")));
  }

  /** Makes Traditional characters known to the tokens. @returns {Promise<number>} how many characters are known then */
  async learnTraditional() {
    const learn = (/** @type {string} */ text) => {
      for (const [, from, to] of text.matchAll(/(.)(.)/gu)) alike.set(from, to);
    };
    if (alike.size < 2) await this.#text(this.header.traditional, learn);
    return alike.size;
  }

  /** The readings of hanzi in titles, headings and what customers say: a syllable and its characters on each line. @returns {Promise<string>} */
  pinyin() {
    return this.#text(this.header.pinyin, (text) => text);
  }

  /** @param {number} page @returns {Promise<Fragment>} */
  fragment(page) {
    return this.#text(`f/${this.header.fragments.slice(8 * page, 8 * page + 8)}`, JSON.parse);
  }

  /** @param {string} name */
  facet(name) {
    return this.facets.find((facet) => facet.name === name);
  }

  /** What a site has no use for has no name. @param {string} name @param {(text: string) => any} read @returns {Promise<any>} */
  async #text(name, read) {
    return name ? this.#file(name, (content) => read(decoder.decode(content))) : read("");
  }

  /** A file is asked for once, unless it failed. @param {string} name @param {(content: Uint8Array) => any} read @returns {Promise<any>} */
  #file(name, read) {
    const failed = (/** @type {unknown} */ error) => {
      delete this.#files[name];
      throw error;
    };
    return (this.#files[name] ??= inflated(`${this.folder}${name}.js`).then(read).catch(failed));
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
  if (bytes.at !== content.length) throw new Error("damaged");
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

/** A file that is not there by then will not come (ms). */
const patience = 20000;

/** What the last script has brought, and under which name: it runs right before its own `load`. */
let [called, content] = ["", ""];

/** @type {any} */ (globalThis).onrampSearch = (/** @type {string[]} */ ...brought) => {
  [called, content] = brought;
};

/** What a file of the index holds, as it was written. Classic scripts are the one way that works from a disk and from a server. @param {string} address @returns {Promise<string>} */
function fetched(address) {
  const script = document.createElement("script");
  script.src = address;
  const loading = new Promise((resolve, reject) => {
    script.onload = () => {
      if (called && address.includes(called)) resolve(content);
      reject(called);
      called = "";
    };
    script.onerror = reject;
    setTimeout(reject, patience);
  });
  document.head.append(script);
  // What was read is kept by whoever asked; the next try is a new one.
  return loading.finally(() => script.remove());
}

/** @param {string} address @returns {Promise<Uint8Array>} */
async function inflated(address) {
  const packed = Uint8Array.from(atob(await fetched(address)), (c) => c.charCodeAt(0));
  const whole = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(whole).arrayBuffer());
}
