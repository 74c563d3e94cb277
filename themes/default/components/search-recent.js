/** What was searched for lately, on this device only: no part of the reader's record, so it is in no export. */
const key = `onramp-searches:${document.documentElement.dataset.site ?? ""}`;
const most = 6;

/** @returns {string[]} the latest first */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.map(String).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** @param {string} words */
export function keep(words) {
  const kept = words.trim().slice(0, 200);
  if (kept) store([kept, ...recent().filter((other) => other !== kept)].slice(0, most));
}

export function forget() {
  store([]);
}

/** @param {string[]} all */
function store(all) {
  try {
    if (all.length) localStorage.setItem(key, JSON.stringify(all));
    else localStorage.removeItem(key);
  } catch {
    // Blocked or full storage: the search works as well without.
  }
}
