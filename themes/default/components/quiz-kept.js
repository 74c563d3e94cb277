/**
 * What the record says about quizzes, with its shape checked in this one place: it may come from a file that somebody edited, or
 * from another version of the site.
 *
 * @typedef {import("./answer.js").Given} Given
 * @typedef {{right: number, all: number, verdicts: Record<string, boolean>}} Marks  of a finished exam, as they were handed in
 * @typedef {{start: number, seen?: number, lang?: string, keys: string[], revs: Record<string, string>, given: Record<string, Given>, done?: number, marks?: Marks}} Open
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string";

/** @param {unknown} value @returns {value is boolean} */
const isVerdict = (value) => typeof value === "boolean";

/**
 * The entries of a value that are as they should be.
 *
 * @template T @param {unknown} value @param {(entry: unknown) => entry is T} is @returns {Record<string, T>}
 */
function entries(value, is) {
  const all = isObject(value) ? Object.entries(value) : [];
  /** @type {[string, T][]} */
  const good = [];
  for (const [name, entry] of all) if (is(entry)) good.push([name, entry]);
  return Object.fromEntries(good);
}

/** @param {unknown} value @returns {value is Given} */
const isGiven = (value) => (Array.isArray(value) ? value.every(isText) : isObject(value) && Object.values(value).every(isText));

/** A kept answer; `undefined` when it is none. @param {unknown} value @returns {Given | undefined} */
export const givenOf = (value) => (isGiven(value) ? value : undefined);

/** The names of the questions that were drawn, in order. @param {unknown} value @returns {string[]} */
export const keysOf = (value) => (Array.isArray(value) ? value.filter(isText) : []);

/** The exam that runs or was taken last. @param {unknown} value @returns {Open | undefined} */
export function openOf(value) {
  if (!isObject(value) || !Number.isFinite(value.start)) return undefined;
  const { start, seen, lang, keys, revs, given, done, marks } = value;
  return {
    start: Number(start),
    seen: Number(seen) || undefined,
    lang: isText(lang) ? lang : undefined,
    keys: keysOf(keys),
    revs: entries(revs, isText),
    given: entries(given, isGiven),
    done: Number(done) || undefined,
    marks: marksOf(marks),
  };
}

/** @param {unknown} value @returns {Marks | undefined} */
function marksOf(value) {
  if (!isObject(value) || !Number.isInteger(value.right) || !Number.isInteger(value.all)) return undefined;
  return { right: Number(value.right), all: Number(value.all), verdicts: entries(value.verdicts, isVerdict) };
}
