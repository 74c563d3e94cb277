/**
 * FSRS-6: how long something stays in memory, and when to ask for it again.
 *
 * The formulas and weights are those of the Free Spaced Repetition Scheduler, version 6, as
 * <https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm> gives them, on the scale of days: intervals are
 * whole days, and several answers on one day do not count as several days of remembering. Numbers are rounded where the
 * package `ts-fsrs` rounds them, so that the tests can compare the two.
 *
 * @typedef {1 | 2 | 3 | 4} Rating  again, hard, good, easy
 * @typedef {{s: number, d: number}} Memory  stability in days: recall is 90 % likely after so many; difficulty from 1 to 10
 */

const w = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014,
  1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/** How likely recall should still be when something is asked for again. */
const retention = 0.9;
const longestInterval = 36500;

const decay = -w[20];
const factor = round(Math.exp(Math.log(0.9) / decay) - 1);
const daysPerStability = round((retention ** (1 / decay) - 1) / factor);

/**
 * What a memory becomes by an answer.
 *
 * @param {Memory | undefined} memory  none before the first answer
 * @param {Rating} rating
 * @param {number} elapsed  whole days since the last answer
 * @returns {Memory}
 */
export function remember(memory, rating, elapsed) {
  if (!memory) return { s: Math.max(w[rating - 1], 0.1), d: clamp(firstDifficulty(rating), 1, 10) };
  const { s, d } = memory;
  const recall = retrievability(s, elapsed);
  return { s: rating === 1 ? forgotten(s, d, recall) : recalled(s, d, recall, rating), d: nextDifficulty(d, rating) };
}

/**
 * In how many days to ask again. A better answer never comes back sooner than a worse one would have, nor on the same day.
 *
 * @param {Memory | undefined} memory  before the answer
 * @param {Rating} rating
 * @param {number} elapsed
 * @returns {number}
 */
export function interval(memory, rating, elapsed) {
  /** @type {Rating[]} */
  const ratings = [1, 2, 3, 4];
  const [again, hard, good, easy] = ratings.map((each) => {
    const days = Math.round(remember(memory, each, elapsed).s * daysPerStability);
    return clamp(days, 1, longestInterval);
  });
  const first = Math.min(again, hard);
  const second = Math.max(hard, first + 1);
  const third = Math.max(good, second + 1);
  return [first, second, third, Math.max(easy, third + 1)][rating - 1];
}

/** How likely recall is. @param {number} s @param {number} elapsed @returns {number} */
export function retrievability(s, elapsed) {
  return round((1 + (factor * elapsed) / s) ** decay);
}

/** @param {number} s @param {number} d @param {number} recall @param {Rating} rating */
function recalled(s, d, recall, rating) {
  const hard = rating === 2 ? w[15] : 1;
  const easy = rating === 4 ? w[16] : 1;
  const gain = Math.exp(w[8]) * (11 - d) * s ** -w[9] * (Math.exp((1 - recall) * w[10]) - 1) * hard * easy;
  return round(clamp(s * (1 + gain), 0.001, 36500));
}

/** @param {number} s @param {number} d @param {number} recall */
function forgotten(s, d, recall) {
  const left = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * Math.exp((1 - recall) * w[14]);
  return clamp(round(s), 0.001, round(clamp(left, 0.001, 36500)));
}

/** @param {Rating} rating */
function firstDifficulty(rating) {
  return round(w[4] - Math.exp((rating - 1) * w[5]) + 1);
}

/** @param {number} d @param {Rating} rating */
function nextDifficulty(d, rating) {
  const change = round((-w[6] * (rating - 3) * (10 - d)) / 9);
  return clamp(round(w[7] * firstDifficulty(4) + (1 - w[7]) * (d + change)), 1, 10);
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/** To eight decimals. @param {number} value */
function round(value) {
  return Math.round(value * 1e8) / 1e8;
}
