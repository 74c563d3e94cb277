// The page's own record on lines of JSON, for a test that edits and builds a site between the answers.
// In: {"visit": true} (a page is opened anew), {"set": key, "values": {…}}, {"get": key}. Out: one line for each.
// Usage: THEME=<theme folder> node kept.mjs
import { createInterface } from "node:readline";

const { RecordStore } = await import(`${process.env.THEME}/scripts/record-store.js`);

/** What outlives the pages. @type {Map<string, string>} */
let texts = new Map();
const storage = {
  get length() {
    return texts.size;
  },
  key: (at) => [...texts.keys()][at] ?? null,
  getItem: (key) => texts.get(key) ?? null,
  setItem: (key, text) => void texts.set(key, text),
};
const open = () => new RecordStore(() => storage, "onramp:a");
let store = open();

for await (const line of createInterface({ input: process.stdin })) {
  const { set, values, get, visit, reset } = JSON.parse(line);
  if (reset) texts = new Map();
  if (reset || visit) store = open();
  if (set) store.change(new Map([[set, values]]));
  console.log(JSON.stringify(get ? (store.get(get) ?? null) : store.state));
}
