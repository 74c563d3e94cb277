/** When each question and flash card is due again. Kept in the record as `schedule/<page>#<question>`. */
import { interval, remember } from "./fsrs.js";
import { addDays, dayOf, daysBetween, isDay } from "../scripts/calendar-day.js";
import { record } from "../scripts/record.js";

/**
 * @typedef {import("./fsrs.js").Rating} Rating  1 again, 2 hard, 3 good, 4 easy
 * @typedef {{due: string, s: number, d: number, reps: number, lapses: number, last: string, state: "review"}} Schedule
 */

/**
 * Notes an answer: the question comes back when it is about to be forgotten.
 *
 * @param {string} id  `customers/tiers#price-first`; a card is `playbook/too-expensive#card`
 * @param {Rating} rating
 * @param {Date | number} [now]
 */
export function review(id, rating, now = Date.now()) {
  record.set(`schedule/${id}`, after(schedule(id), rating, dayOf(now)));
}

/** What is kept of a question's schedule. @param {string} id @returns {Schedule | undefined} */
export function schedule(id) {
  const item = record.get(`schedule/${id}`);
  // A record comes from a file as well, so its numbers are not taken on trust.
  /** @type {Record<string, unknown>} */
  const { s, d, due, last, reps, lapses } = item ?? {};
  if (!isNumber(s, Number.MIN_VALUE) || !isNumber(d, 1) || !isDay(due) || !isDay(last)) return undefined;
  return { s, d: Math.min(d, 10), due, last, reps: isNumber(reps, 0) ? reps : 0, lapses: isNumber(lapses, 0) ? lapses : 0, state: "review" };
}

/** @param {unknown} value @param {number} least @returns {value is number} */
function isNumber(value, least) {
  return typeof value === "number" && value >= least;
}

/**
 * The schedule after an answer.
 *
 * @param {Schedule | undefined} before @param {Rating} rating @param {string} today @returns {Schedule}
 */
export function after(before, rating, today) {
  // A clock that was put back must not give negative days.
  const elapsed = before ? Math.max(0, daysBetween(before.last, today)) : 0;
  const { s, d } = remember(before, rating, elapsed);
  return {
    due: addDays(today, interval(before, rating, elapsed)),
    s,
    d,
    reps: (before?.reps ?? 0) + 1,
    lapses: (before?.lapses ?? 0) + (before && rating === 1 ? 1 : 0),
    last: today,
    state: "review",
  };
}

/**
 * What is due, in the order in which to ask: first what the reader was sure of and had wrong, then one chapter after another
 * in turn, the longest overdue of each first.
 *
 * @param {Date | number} [now]
 * @returns {string[]} ids
 */
export function due(now = Date.now()) {
  const today = dayOf(now);
  /** @type {{id: string, day: string}[]} */
  const first = [];
  /** @type {Map<string, {id: string, day: string}[]>} */
  const chapters = new Map();
  for (const key of record.keys("schedule/")) {
    const id = key.slice("schedule/".length);
    const day = schedule(id)?.due;
    if (day === undefined || day > today) continue;
    const answer = record.get(`answer/${id}`);
    if (answer?.right === false && answer.sure === true) first.push({ id, day });
    else {
      const chapter = id.split(/[/#]/, 1)[0];
      chapters.set(chapter, [...(chapters.get(chapter) ?? []), { id, day }]);
    }
  }
  const byDay = (/** @type {{day: string}} */ a, /** @type {{day: string}} */ b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);
  const queues = [...chapters.values()].map((queue) => queue.sort(byDay)).sort(([a], [b]) => byDay(a, b));
  const turns = Math.max(0, ...queues.map((queue) => queue.length));
  const interleaved = Array.from({ length: turns }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []));
  return [...first.sort(byDay), ...interleaved.flat()].map(({ id }) => id);
}
