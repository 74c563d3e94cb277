/**
 * What a reader keeps, in one text of a browser's storage: `{"v": 1, "items": {"read/company/history": {"t": 1764…}, …}}`.
 *
 * Several tabs share that text. Each holds all items in memory, reads the text again before it writes, and takes the newest of
 * each item, so that none undoes another's work. What is removed stays as a mark with a time, or another tab's older copy
 * would bring it back.
 *
 * @typedef {Record<string, unknown> & {t: number, gone?: true}} Item  `t`: time of the last change, in ms since 1970
 * @typedef {"ok" | "blocked" | "full" | "newer" | "damaged"} State
 */

export const version = 1;

/** The latest time that a date can have, in ms since 1970. */
const latest = 8.64e15;

/** An item is an object with a time that a date can have. @param {unknown} value @returns {value is Item} */
export function isItem(value) {
  return typeof value === "object" && value !== null && "t" in value && typeof value.t === "number" && value.t >= 0 && value.t <= latest;
}

/**
 * The newer of two versions of an item. Of two with the same time every tab must take the same, whichever that is.
 *
 * @param {Item | undefined} one @param {Item} other @returns {Item}
 */
export function newer(one, other) {
  if (!one || other.t > one.t) return other;
  if (one.t > other.t) return one;
  return JSON.stringify(one) >= JSON.stringify(other) ? one : other;
}

/**
 * Understands a kept text.
 *
 * @param {string | null} text
 * @returns {{items: Map<string, Item>, state: "ok" | "newer" | "damaged"}} `damaged` when anything in it is not as it should be
 */
export function read(text) {
  /** @type {Map<string, Item>} */
  const items = new Map();
  if (text === null) return { items, state: "ok" };
  /** @type {unknown} */
  let kept;
  try {
    kept = JSON.parse(text);
  } catch {
    return { items, state: "damaged" };
  }
  if (typeof kept !== "object" || kept === null || !("v" in kept) || typeof kept.v !== "number") {
    return { items, state: "damaged" };
  }
  const all = "items" in kept && typeof kept.items === "object" && kept.items !== null ? kept.items : undefined;
  const entries = Object.entries(all ?? {});
  for (const [key, item] of entries) if (isItem(item)) items.set(key, item);
  if (kept.v > version) return { items, state: "newer" };
  return { items, state: all && items.size === entries.length ? "ok" : "damaged" };
}

/** Items as a text; the same items give the same text. @param {ReadonlyMap<string, Item>} items */
export function write(items) {
  const sorted = [...items].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ v: version, items: Object.fromEntries(sorted) });
}

/** The record of one site in one storage. */
export class RecordStore {
  /** @type {Map<string, Item>} */
  #items = new Map();
  /** @type {State} */
  #state = "ok";
  /** The text as it was last seen in the storage. @type {string | null} */
  #seen = null;
  /** @type {Set<(keys: Set<string>) => void>} */
  #listeners = new Set();

  #storage;
  #name;
  #clock;

  /**
   * @param {() => Storage} storage  a function, as even naming `localStorage` throws where it is blocked
   * @param {string} name  the key in the storage
   * @param {() => number} [clock]
   */
  constructor(storage, name, clock = Date.now) {
    this.#storage = storage;
    this.#name = name;
    this.#clock = clock;
    this.#take();
  }

  /** @returns {State} */
  get state() {
    return this.#state;
  }

  /** The key under which a text that could not be understood was kept, the latest of several. @returns {string | undefined} */
  get aside() {
    try {
      const storage = this.#storage();
      const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
      return keys.filter((key) => key.startsWith(`${this.#name}:damaged:`)).sort().at(-1);
    } catch {
      return undefined;
    }
  }

  /** The key in the storage. */
  get name() {
    return this.#name;
  }

  /** @param {string} key @returns {Item | undefined} */
  get(key) {
    const item = this.#items.get(key);
    return item?.gone ? undefined : item;
  }

  /** @param {string} prefix @returns {string[]} */
  keys(prefix) {
    const keys = [];
    for (const [key, item] of this.#items) if (!item.gone && key.startsWith(prefix)) keys.push(key);
    return keys.sort();
  }

  /** Everything, with the marks of what was removed. @returns {ReadonlyMap<string, Item>} */
  get items() {
    return this.#items;
  }

  /**
   * Sets and removes (`undefined`) several items at once; whatever was in an item before is replaced.
   *
   * @param {ReadonlyMap<string, Record<string, unknown> | undefined>} changes
   * @returns {Map<string, Record<string, unknown> | undefined>} what undoes it when it is given to `change`
   */
  change(changes) {
    /** @type {Map<string, Record<string, unknown> | undefined>} */
    const before = new Map();
    for (const [key, values] of changes) {
      const old = this.#items.get(key);
      before.set(key, old?.gone ? undefined : old);
      // A clock that was put back must not make a change older than what it changes.
      const t = Math.min(Math.max(this.#clock(), (old?.t ?? 0) + 1), latest);
      this.#items.set(key, values ? { ...values, t } : { t, gone: true });
    }
    this.#tell(new Set([...this.#write(), ...changes.keys()]));
    return before;
  }

  /**
   * Takes the newest of each item.
   *
   * @param {ReadonlyMap<string, Item>} items
   * @returns {Map<string, Record<string, unknown> | undefined>} what undoes it when it is given to `change`
   */
  merge(items) {
    const before = new Map([...items.keys()].map((key) => [key, this.get(key)]));
    const changed = this.#merge(items);
    this.#tell(new Set([...this.#write(), ...changed]));
    return new Map([...before].filter(([key]) => changed.has(key)));
  }

  /** Writes what is not written yet, and takes over what other tabs wrote. */
  sync() {
    this.#tell(this.#write());
  }

  /**
   * Another tab wrote the text, or (`null`) the reader cleared the storage and wants no copy from memory back.
   *
   * @param {string | null} text
   */
  arrived(text) {
    if (text !== null) return this.sync();
    const gone = new Set(this.#items.keys());
    this.#items.clear();
    this.#seen = null;
    this.#tell(gone);
  }

  /** @param {(keys: Set<string>) => void} listener  told of changed keys; of none when only `state` changed @returns {() => void} */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the storage into memory. @returns {Set<string>} what changed */
  #take() {
    /** @type {Set<string>} */
    let changed = new Set();
    try {
      const text = this.#storage().getItem(this.#name);
      if (text === this.#seen) return changed;
      const kept = read(text);
      changed = this.#merge(kept.items);
      this.#state = kept.state;
      if (kept.state === "damaged" && text !== null) this.#putAside(text);
      this.#seen = text;
    } catch {
      this.#state = "blocked";
    }
    return changed;
  }

  /** Keeps a damaged text under another key. Only then may its place be written over. @param {string} text */
  #putAside(text) {
    const aside = `${this.#name}:damaged:${new Date(this.#clock()).toISOString()}`;
    try {
      this.#storage().setItem(aside, text);
      this.#state = "ok";
    } catch {
      // No room for a copy: the state stays `damaged`, and nothing is written.
    }
  }

  /** @param {ReadonlyMap<string, Item>} items @returns {Set<string>} what changed */
  #merge(items) {
    /** @type {Set<string>} */
    const changed = new Set();
    for (const [key, item] of items) {
      const mine = this.#items.get(key);
      const winner = newer(mine, item);
      if (mine && JSON.stringify(winner) === JSON.stringify(mine)) continue;
      this.#items.set(key, winner);
      changed.add(key);
    }
    return changed;
  }

  /** Reads, then writes if there is anything to write. @returns {Set<string>} what changed by reading */
  #write() {
    const before = this.#state;
    const changed = this.#take();
    if (this.#state !== "newer" && this.#state !== "damaged") {
      try {
        const text = write(this.#items);
        if (this.#items.size > 0 && text !== this.#seen) {
          this.#storage().setItem(this.#name, text);
          this.#seen = text;
        }
        this.#state = "ok";
      } catch (error) {
        this.#state = isQuota(error) ? "full" : "blocked";
      }
    }
    if (this.#state !== before && changed.size === 0) this.#tell(new Set(), true);
    return changed;
  }

  /** @param {Set<string>} keys @param {boolean} [state] also when no key changed */
  #tell(keys, state = false) {
    if (keys.size === 0 && !state) return;
    for (const listener of this.#listeners) {
      try {
        listener(keys);
      } catch (error) {
        // One listener's mistake must not keep the others from hearing.
        reportError(error);
      }
    }
  }
}

/** Storages name a lack of room in several ways. @param {unknown} error */
function isQuota(error) {
  return error instanceof DOMException && ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"].includes(error.name);
}
