/**
 * Counts what is done of a part of the book.
 *
 * @typedef {{component: string, id: string, pass: boolean}} Item  a quiz, a conversation, a checklist; it may have a pass mark
 * @typedef {{page: string, readable: boolean, items: Item[]}} Page
 * @typedef {{get: (key: string) => (Record<string, unknown> | undefined), keys: (prefix: string) => string[]}} Kept
 * @typedef {{read: number, readable: number, passed: number, quizzes: number, scores: number[], played: number, scenarios: number}} Tally
 */

/** @param {readonly Page[]} pages @param {Kept} kept @returns {Tally} */
export function tally(pages, kept) {
  /** @type {Tally} */
  const sum = { read: 0, readable: 0, passed: 0, quizzes: 0, scores: [], played: 0, scenarios: 0 };
  for (const { page, readable, items } of pages) {
    sum.readable += Number(readable);
    sum.read += Number(readable && kept.get(`read/${page}`) !== undefined);
    for (const { component, id, pass } of items) {
      const result = kept.get(`${component}/${id}`);
      if (component === "quiz") {
        // Without a pass mark nobody passes or fails.
        sum.quizzes += Number(pass);
        sum.passed += Number(pass && result?.passed === true);
        const best = bestScore(result);
        if (best !== undefined) sum.scores.push(best);
      } else if (component === "scenario") {
        sum.scenarios += 1;
        sum.played += Number(result !== undefined);
      }
    }
  }
  return sum;
}

/** A quiz's best score in percent. @param {Record<string, unknown> | undefined} result @returns {number | undefined} */
export function bestScore(result) {
  const best = result?.best ?? result?.score;
  // A record comes from a file as well.
  return typeof best === "number" ? Math.round(Math.min(Math.max(best, 0), 100)) : undefined;
}

/** The page that a key of the record is about: `answer/customers/tiers#a` → `customers/tiers`. @param {string} key */
export function pageOf(key) {
  return key.slice(key.indexOf("/") + 1).split("#", 1)[0];
}

/**
 * Which keys belong to a part: those of its chapter, of its pages, and of pages that are gone from it.
 *
 * @param {Iterable<string>} keys
 * @param {string} chapter  empty for the pages outside of chapters
 * @param {ReadonlySet<string>} pages
 * @returns {string[]}
 */
export function keysOf(keys, chapter, pages) {
  return [...keys].filter((key) => {
    if (!key.includes("/")) return false;
    const page = pageOf(key);
    return pages.has(page) || (chapter !== "" && (page === chapter || page.startsWith(`${chapter}/`)));
  });
}
