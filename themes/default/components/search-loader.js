/** A file that is not there by then will not come (ms). */
const patience = 20000;

/** What the last script has brought: it runs right before its own `load`. */
let content = "";

Object.assign(globalThis, {
  onrampSearch: (/** @type {string} */ _name, /** @type {string} */ brought) => {
    content = brought;
  },
});

/**
 * What a file of the index holds, as it was written. Classic scripts are the one way that works from a disk and from a server.
 *
 * @param {string} address @param {string} [version] @returns {Promise<string>}
 */
export function fetched(address, version = "") {
  // One that is on its way already is waited for.
  const script = [...document.scripts].find(({ src }) => src.startsWith(address)) ?? document.createElement("script");
  const loading = new Promise((resolve, reject) => {
    script.onload = () => {
      resolve(content);
      content = "";
    };
    script.onerror = reject;
    setTimeout(reject, patience);
  });
  if (!script.src) {
    script.src = address + version;
    document.head.append(script);
  }
  // What was read is kept by whoever asked; the next try is a new one.
  return loading.finally(() => script.remove());
}

/** @param {string} address @returns {Promise<Uint8Array>} */
export async function inflated(address) {
  const packed = Uint8Array.from(atob(await fetched(address)), (c) => c.charCodeAt(0));
  const whole = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(whole).arrayBuffer());
}
