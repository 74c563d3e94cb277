/**
 * The file in which readers carry their progress from one browser to another, and hand it to whoever asks for it:
 * `{"onramp": "<site id>", "v": 1, "title": "…", "exported": "<ISO time>", "items": {…}}`, items as in the record.
 */
import { isItem, newer, version } from "../scripts/record-store.js";

/** @typedef {import("../scripts/record-store.js").Item} Item */

/** Larger than any record that fits into a browser's storage, in bytes. */
export const largest = 12_000_000;

/**
 * @param {string} site  the site's id
 * @param {string} title  the site's title, for people
 * @param {ReadonlyMap<string, Item>} items
 * @param {Date} now
 */
export function fileText(site, title, items, now) {
  const sorted = [...items].sort(([a], [b]) => (a < b ? -1 : 1));
  const file = { onramp: site, v: version, title, exported: now.toISOString(), items: Object.fromEntries(sorted) };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

/**
 * Understands such a file.
 *
 * @param {string} text
 * @param {string} site  the id of the site that it should be of
 * @returns {{items: Map<string, Item>, exported: Date} | {problem: "broken" | "foreign" | "newer" | "plan", title: string}}
 */
export function readFile(text, site) {
  const broken = { problem: /** @type {const} */ ("broken"), title: "" };
  /** @type {unknown} */
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return broken;
  }
  if (typeof file !== "object" || file === null) return broken;
  // The file that a plan saves for the manager; people have both in one folder.
  if ("format" in file && file.format === "onramp-plan") return { problem: "plan", title: "" };
  if (!("onramp" in file) || typeof file.onramp !== "string" || !("v" in file) || typeof file.v !== "number") return broken;
  const title = "title" in file && typeof file.title === "string" ? file.title : file.onramp;
  if (file.onramp !== site) return { problem: "foreign", title };
  if (file.v > version) return { problem: "newer", title };
  const exported = new Date("exported" in file ? String(file.exported) : "");
  if (!("items" in file) || typeof file.items !== "object" || file.items === null || Number.isNaN(exported.getTime())) return broken;
  const entries = Object.entries(file.items);
  // One entry that is not as it should be, and somebody has edited the file or lost a part: nothing of it is trusted.
  if (!entries.every(([key, item]) => key.length < 500 && isItem(item))) return broken;
  return { items: new Map(entries), exported };
}

/**
 * What merging would change, and nothing else.
 *
 * @param {ReadonlyMap<string, Item>} theirs
 * @param {ReadonlyMap<string, Item>} mine
 * @returns {Map<string, Item>}
 */
export function changes(theirs, mine) {
  const changed = [...theirs].filter(([key, item]) => {
    const own = mine.get(key);
    if (!own) return !item.gone;
    return JSON.stringify(newer(own, item)) !== JSON.stringify(own);
  });
  return new Map(changed);
}

/**
 * What the file has and was removed here later. Merging leaves it removed; whoever cleared it by mistake wants it back.
 *
 * @param {ReadonlyMap<string, Item>} theirs
 * @param {ReadonlyMap<string, Item>} mine
 * @returns {Map<string, Item>}
 */
export function cleared(theirs, mine) {
  return new Map([...theirs].filter(([key, item]) => !item.gone && mine.get(key)?.gone && newer(mine.get(key), item).gone));
}
