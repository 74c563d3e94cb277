/**
 * Light or dark. Runs before the first paint, which is why it waits for nothing and stands in a file of its own.
 *
 * @typedef {"auto" | "light" | "dark"} Appearance
 */

/** @type {readonly Appearance[]} */
export const appearances = ["auto", "light", "dark"];

const key = "onramp-appearance";

/** What the reader chose; `auto` when nothing was, or when the browser keeps nothing. @returns {Appearance} */
export function chosen() {
  try {
    const kept = localStorage.getItem(key);
    return appearances.find((appearance) => appearance === kept) ?? "auto";
  } catch {
    return current();
  }
}

/** What the page shows now. @returns {Appearance} */
export function current() {
  const shown = document.documentElement.dataset.appearance;
  return appearances.find((appearance) => appearance === shown) ?? "auto";
}

/** Shows the page so, and remembers it where that is allowed. @param {Appearance} appearance */
export function choose(appearance) {
  document.documentElement.dataset.appearance = appearance;
  try {
    localStorage.setItem(key, appearance);
  } catch {
    // Blocked or full storage: the choice lasts as long as the page.
  }
}

document.documentElement.dataset.appearance = chosen();
