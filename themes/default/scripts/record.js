/**
 * What this site keeps of its reader, in this browser only. The same keys mean the same in every language:
 *
 * `read/<page>` · `answer/<page>#<question>` · `quiz/<page>#<quiz>` · `scenario/<page>#<id>` · `tick/<page>#<item>` · `ack/<page>` ·
 * `plan/<page>` · `schedule/<page>#<question>` · `place` (where the reader was last)
 */
import { RecordStore } from "./record-store.js";

/** @typedef {Record<string, unknown> & {t: number, gone?: true}} Item  `t`: time of the last change, in ms since 1970 */

const store = new RecordStore(() => localStorage, `onramp:${document.documentElement.dataset.site ?? ""}`);

export const record = {
  /** @param {string} key @returns {Item | undefined} */
  get: (key) => store.get(key),

  /** Replaces an item, writes at once, and tells listeners here and in other tabs. @param {string} key @param {Record<string, unknown>} values */
  set(key, values) {
    store.change(new Map([[key, values]]));
  },

  /** @param {string} key */
  remove(key) {
    store.change(new Map([[key, undefined]]));
  },

  /** The keys that begin so, in order. @param {string} prefix @returns {string[]} */
  keys: (prefix) => store.keys(prefix),

  /** Several changes at once; gives what undoes them. @param {ReadonlyMap<string, Record<string, unknown> | undefined>} changes */
  change: (changes) => store.change(changes),

  /** Takes the newest of each item; gives what undoes that. @param {ReadonlyMap<string, Item>} items */
  merge: (items) => store.merge(items),

  /** Everything, with the marks of what was removed. @returns {ReadonlyMap<string, Item>} */
  get items() {
    return store.items;
  },

  /**
   * @param {(keys: Set<string>) => void} listener  told of changed keys; of none when only `state` changed
   * @returns {() => void} unsubscribes
   */
  subscribe: (listener) => store.subscribe(listener),

  /**
   * `blocked`: the browser lets nothing be kept. `full`: no room. `newer`: a newer version of the site wrote the record, which is
   * then only read. `damaged`: it cannot be understood, nor copied elsewhere, so it is left alone. With each of them the page
   * works on, and forgets when it is closed.
   *
   * @returns {import("./record-store.js").State}
   */
  get state() {
    return store.state;
  },

  /** Where a damaged record was put, if there was one. @returns {string | undefined} */
  get aside() {
    return store.aside;
  },
};

addEventListener("storage", (event) => {
  // A cleared storage names no key.
  if (event.key === store.name) store.arrived(event.newValue);
  else if (event.key === null) store.arrived(null);
});
addEventListener("pagehide", () => store.sync());
// A page from the back-forward cache heard nothing while it lay there.
addEventListener("pageshow", (event) => {
  if (event.persisted) store.sync();
});
