import { Bytes, Damage } from "./search-bytes.js";
import { fetched, inflated } from "./search-loader.js";
import { simplified } from "./search-tokens.js";

/** @typedef {{ids: Uint32Array, counts: Uint32Array}} Postings  documents of a term, and how often each has it */
/** @typedef {{isWord: boolean, fields: Postings[]}} Term  by field: title, says, tags (pages), heading, body (passages) */
/** @typedef {{name: string, words: string[], values: {key: string, names: string[]}[]}} Facet */
/** @typedef {[anchor: string, level: number, heading: string, text: string]} Passage */
/** @typedef {{address: string, title: string, crumbs: string[], says: string[], talk: string[], passages: Passage[]}} Fragment */
/** @typedef {{pages: number, passages: number, tokens: Record<string, number>, editions: {language: string, folder: string}[], facets: Facet[], synonyms: string[][], lexicon: string, traditional?: string, pinyin?: string}} Header */

const utf8 = new TextEncoder();
const text = new TextDecoder();
const none = { ids: new Uint32Array(), counts: new Uint32Array() };
const fieldCount = 5;

/** Field lengths as tantivy keeps them in a byte: exact up to 40, then eight steps of each size. */
export const lengths = new Float64Array(256);
for (let id = 0, step = 1; id < 255; id += 1) {
  if (id >= 40 && id % 8 === 0) step *= 2;
  lengths[id + 1] = lengths[id] + step;
}

/** The index of a site, of which only what a query needs is loaded. The format is described in `src/search/format.rs`. */
export class SearchIndex {
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();
  /** @type {Uint8Array[]} */
  #boundaries = [];
  /** @type {string[]} */
  #shards = [];
  /** @type {Map<string, Term>} Terms that are known without a file, when the index is in one. */
  #fragments = new Bytes(new Uint8Array());

  /** @param {string} start  address of `start.js` */
  static async open(start) {
    return SearchIndex.#named(start, await coreOf(start));
  }

  /** @param {string} start @param {string} name  of the core */
  static async #named(start, name) {
    return new SearchIndex(start, name, await inflated(`${folderOf(start)}${name}.js`));
  }

  /** The index as it is now: another one when the site has been published anew. @returns {Promise<SearchIndex>} */
  async renewed() {
    const name = await coreOf(this.start).catch(() => this.name);
    return name === this.name ? this : SearchIndex.#named(this.start, name).catch(() => this);
  }

  /** @param {string} start @param {string} name @param {Uint8Array} core */
  constructor(start, name, core) {
    this.start = start;
    this.name = name;
    this.folder = folderOf(start);
    const bytes = new Bytes(core);
    /** @type {Header} */
    const header = JSON.parse(text.decode(bytes.take(bytes.number())));
    const { pages, passages } = header;
    // Each page and passage has a byte here at least.
    if (!(pages <= core.length && passages <= core.length)) throw new Damage("core");
    this.header = header;
    /** The first passage of each page, and the page of each passage. */
    this.first = new Uint32Array(pages + 1);
    this.pageOf = new Uint32Array(passages);
    for (let page = 0; page < pages; page += 1) {
      this.first[page + 1] = this.first[page] + bytes.number();
      if (this.first[page + 1] > passages) throw new Damage("passages");
      this.pageOf.fill(page, this.first[page], this.first[page + 1]);
    }
    this.norms = [pages, pages, pages, passages, passages].map((length) => bytes.take(length));
    this.values = header.facets.map(() => valuesByPage(bytes, pages));
    this.#fragments = new Bytes(bytes.take(4 * pages));
    const count = bytes.number();
    if (count === 0) {
      this.#boundaries = [new Uint8Array()];
      this.#files.set("s/", Promise.resolve(shard(bytes.take(bytes.end - bytes.at))));
      this.#shards = [""];
    }
    let boundary = new Uint8Array();
    for (let at = 0; at < count; at += 1) {
      this.#boundaries.push((boundary = bytes.afterFront(boundary)));
      this.#shards.push(bytes.hex(5));
    }
  }

  /** @param {string} term @returns {Promise<Term | undefined>} */
  async term(term) {
    const entry = (await this.#shard(this.#shardOf(utf8.encode(term)))).get(term);
    return entry && this.#read(entry);
  }

  /** All terms that begin like this, in order. @param {string} prefix @returns {Promise<[string, () => Term][]>} */
  async prefix(prefix) {
    const bytes = utf8.encode(prefix);
    const last = this.#shardOf(Uint8Array.of(...bytes, 255));
    const shards = [];
    for (let at = this.#shardOf(bytes); at <= last; at += 1) shards.push(this.#shard(at));
    const found = [];
    for (const entries of await Promise.all(shards)) {
      for (const [term, entry] of entries) if (term.startsWith(prefix)) found.push(/** @type {[string, () => Term]} */ ([term, () => this.#read(entry)]));
    }
    return found;
  }

  /** Whether any term begins with a character. @param {string} c */
  async begins(c) {
    const bytes = utf8.encode(c);
    const [first, last] = [this.#shardOf(bytes), this.#shardOf(Uint8Array.of(...bytes, 255))];
    // The first of them is in the shard where the character itself would be, or begins the next one.
    for (let at = first; at <= Math.min(last, first + 1); at += 1) {
      for (const term of (await this.#shard(at)).keys()) if (term.startsWith(c)) return true;
    }
    return false;
  }

  /** Latin words with how many documents have them. @returns {Promise<[string, number][]>} */
  lexicon() {
    const read = (/** @type {Uint8Array} */ content) => {
      const bytes = new Bytes(content);
      const words = [];
      for (let word = new Uint8Array(); bytes.more; ) words.push([text.decode((word = bytes.afterFront(word))), bytes.number()]);
      return words;
    };
    const name = this.header.lexicon;
    return name ? this.#file(`lex.${name}`, read) : Promise.resolve([]);
  }

  /** Makes Traditional characters known to the tokens. @returns {Promise<boolean>} whether they were not before */
  async learnTraditional() {
    const name = this.header.traditional;
    if (!name || simplified.size) return false;
    const pairs = await this.#file(`t2s.${name}`, (content) => [...text.decode(content)]);
    for (let at = 0; at + 1 < pairs.length; at += 2) simplified.set(pairs[at], pairs[at + 1]);
    return true;
  }

  /** The readings of hanzi in titles, headings and what customers say. @returns {Promise<Map<string, string[]>>} */
  async pinyin() {
    const name = this.header.pinyin;
    const read = (/** @type {Uint8Array} */ content) => {
      const readings = new Map();
      for (const line of text.decode(content).split("\n")) {
        const [syllable, characters = ""] = line.split(" ");
        for (const c of characters) readings.set(c, [...(readings.get(c) ?? []), syllable]);
      }
      return readings;
    };
    return name ? this.#file(`pinyin.${name}`, read) : new Map();
  }

  /** @param {number} page @returns {Promise<Fragment>} */
  fragment(page) {
    const name = new Bytes(this.#fragments.bytes, 4 * page).hex(4);
    return this.#file(`f/${name}`, (content) => fragment(JSON.parse(text.decode(content))));
  }

  /** @param {string} name */
  facet(name) {
    return this.header.facets.find((facet) => facet.name === name);
  }

  /** The numbers of the values that a page has. @param {string} name  of the facet @param {number} page @returns {number[]} */
  valuesOf(name, page) {
    const values = this.values[this.header.facets.findIndex((facet) => facet.name === name)];
    return values ? [...values.numbers.subarray(values.starts[page], values.starts[page + 1])] : [];
  }

  /** Whether a page has a value. @param {number} facet @param {number} page @param {number} value */
  has(facet, page, value) {
    const { starts, numbers } = this.values[facet];
    for (let at = starts[page]; at < starts[page + 1]; at += 1) if (numbers[at] === value) return true;
    return false;
  }

  /** @param {{key: string, names: string[]}} value @param {string} language */
  nameOf(value, language) {
    const edition = this.header.editions.findIndex((edition) => edition.language === language);
    return value.names[edition] || value.names.find(Boolean) || value.key;
  }

  /** A file is asked for once, unless it failed. @param {string} name @param {(content: Uint8Array) => any} read @returns {Promise<any>} */
  #file(name, read) {
    const known = this.#files.get(name);
    if (known) return known;
    const file = inflated(`${this.folder}${name}.js`).then(read);
    this.#files.set(name, file);
    file.catch(() => this.#files.delete(name));
    return file;
  }

  /** @param {number} at @returns {Promise<Map<string, Bytes | Term>>} */
  #shard(at) {
    return this.#file(`s/${this.#shards[at]}`, shard);
  }

  /** @param {Uint8Array} term  as UTF-8, whose order is that of the index */
  #shardOf(term) {
    let [low, high] = [0, this.#boundaries.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compare(this.#boundaries[middle], term) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {{bytes: Bytes, term?: Term}} entry @returns {Term} */
  #read(entry) {
    if (entry.term) return entry.term;
    const { bytes } = entry;
    const flags = bytes.bytes[bytes.at];
    bytes.take(1);
    const fields = [];
    for (let field = 0; field < fieldCount; field += 1) {
      fields.push(flags & (1 << field) ? postings(bytes, this.norms[field].length) : none);
    }
    return (entry.term = { isWord: (flags & 32) > 0, fields });
  }
}

/** The numbers of the values of all pages, and where those of each page start. @param {Bytes} bytes @param {number} pages */
function valuesByPage(bytes, pages) {
  const starts = new Uint32Array(pages + 1);
  const numbers = [];
  for (let page = 0; page < pages; page += 1) {
    for (let more = bytes.number(); more > 0; more -= 1) numbers.push(bytes.number());
    starts[page + 1] = numbers.length;
  }
  return { starts, numbers: Uint32Array.from(numbers) };
}

/** The name of the core, from the one file whose name stays, so that nothing may have kept an old one. @param {string} start */
async function coreOf(start) {
  const name = await fetched(start, `?${Date.now()}`);
  if (!/^core\.[0-9a-f]{10}$/.test(name)) throw new Damage(start);
  return name;
}

/** @param {string} path */
function folderOf(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** @param {Uint8Array} content @returns {Map<string, {bytes: Bytes, term?: Term}>} */
function shard(content) {
  const bytes = new Bytes(content);
  const terms = new Map();
  for (let term = new Uint8Array(); bytes.more; ) {
    term = bytes.afterFront(term);
    const length = bytes.number();
    bytes.take(length);
    terms.set(text.decode(term), { bytes: new Bytes(content, bytes.at - length, bytes.at) });
  }
  return terms;
}

/** @param {Bytes} bytes @param {number} documents  how many there are @returns {Postings} */
function postings(bytes, documents) {
  const length = bytes.number();
  if (length > documents) throw new Damage("postings");
  const ids = new Uint32Array(length);
  const counts = new Uint32Array(length);
  for (let at = 0, id = 0; at < length; at += 1) {
    const step = bytes.number();
    id += Math.floor(step / 2);
    if (id >= documents) throw new Damage("postings");
    ids[at] = id;
    counts[at] = step % 2 ? bytes.number() : 1;
  }
  return { ids, counts };
}

/** Whatever a file says, a fragment has texts where texts belong. @param {any} json @returns {Fragment} */
function fragment(json) {
  const list = (/** @type {unknown} */ value) => (Array.isArray(value) ? value : []);
  const texts = (/** @type {unknown} */ value) => list(value).map(String);
  const passages = list(json?.passages).map((one) => /** @type {Passage} */ ([String(one?.[0] ?? ""), Number(one?.[1]), String(one?.[2] ?? ""), String(one?.[3] ?? "")]));
  const address = String(json?.address);
  // It is a path within the site, never an address of its own.
  if (!passages.length || /^[a-z][a-z0-9+.-]*:|^[/\\]|(^|[/\\])\.\.([/\\]|$)/i.test(address)) throw new Damage("fragment");
  return { address, title: String(json.title), crumbs: texts(json.crumbs), says: texts(json.says), talk: texts(json.talk), passages };
}

/** @param {Uint8Array} a @param {Uint8Array} b */
function compare(a, b) {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}
