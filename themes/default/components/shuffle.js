/** Chance that can be repeated: the same seed gives the same order, after a reload too. */

/** FNV-1a, 32 bits, of a text's UTF-8. @param {string} text */
export function hash(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** A stream of whole numbers below 2³²: Marsaglia's xorshift32. @param {number} seed */
export function stream(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** A copy in another order (Fisher–Yates). @template T @param {readonly T[]} list @param {number} seed @returns {T[]} */
export function shuffled(list, seed) {
  const next = stream(hash(`${seed}`));
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = next() % (at + 1);
    [copy[at], copy[other]] = [copy[other], copy[at]];
  }
  return copy;
}

/** A seed for a new attempt. */
export function newSeed() {
  return Math.floor(Math.random() * 2 ** 32);
}

/**
 * Reads what `seal.rs` sealed. It keeps the answers of an exam from being seen at a glance, and nothing more: a page that
 * can mark an exam by itself can be made to tell.
 *
 * @param {string} sealed @param {string} key
 */
export function unseal(sealed, key) {
  const next = stream(hash(key));
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0) ^ ((next() >>> 8) & 255));
  return new TextDecoder().decode(bytes);
}
