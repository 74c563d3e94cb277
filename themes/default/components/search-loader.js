import { Damage } from "./search-bytes.js";

/** A file that is not there by then will not come (ms). */
const patience = 20000;

/** The most that a file may become when it is inflated; the index of 10,000 pages stays far below. */
const largest = 1 << 26;

/** What a script has brought, by its element: classic scripts are the one way that works from a disk and from a server. */
const brought = new WeakMap();

Object.assign(globalThis, {
  onrampSearch: (/** @type {string} */ _name, /** @type {unknown} */ data) => {
    if (document.currentScript) brought.set(document.currentScript, data);
  },
});

/** What a file of the index holds, as it was written. @param {string} address @param {string} [version] @returns {Promise<string>} */
export function fetched(address, version = "") {
  const there = [...document.querySelectorAll("script")].find((script) => script.src.split("?")[0] === address && !brought.has(script));
  const script = there ?? document.createElement("script");
  const loading = new Promise((resolve, reject) => {
    const settle = () => (typeof brought.get(script) === "string" ? resolve(brought.get(script)) : reject(new Damage(address)));
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    setTimeout(settle, patience);
    if (script.hasAttribute("data-failed")) settle();
  });
  if (!there) {
    script.src = address + version;
    document.head.append(script);
  }
  // What was read is kept by whoever asked; the next try is a new one.
  return loading.finally(() => script.remove());
}

/** @param {string} address @returns {Promise<Uint8Array>} */
export async function inflated(address) {
  const packed = Uint8Array.from(atob(await fetched(address)), (c) => c.charCodeAt(0));
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces = [];
  let length = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    length += piece.value.length;
    if (length > largest) {
      reader.cancel();
      throw new Damage(address);
    }
    pieces.push(piece.value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
