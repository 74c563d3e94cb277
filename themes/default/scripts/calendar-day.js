/** Days as readers live them: local calendar days, written `2026-11-20`, never shifted to another time zone. */

/** @param {Date | number} time @returns {string} */
export function dayOf(time) {
  const date = new Date(time);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * Calls `update` when another day has begun: pages stay open overnight. A sleeping browser's timers are late, so it is also asked
 * when the page is looked at again.
 *
 * @param {() => void} update
 */
export function onNewDay(update) {
  let day = dayOf(Date.now());
  const look = () => {
    if (day !== (day = dayOf(Date.now()))) update();
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, 60_000);
}

/** Whether a text is a day there is, and one of our time: others are slips. @param {unknown} text @returns {text is string} */
export function isDay(text) {
  return typeof text === "string" && /^(19[7-9]|2[01]\d)\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** How many days `later` comes after `earlier`. @param {string} earlier @param {string} later @returns {number} */
export function daysBetween(earlier, later) {
  // Both at midnight of one time zone that has no summer time, so that every day has 24 hours.
  return Math.round((Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / 86_400_000);
}

/** @param {string} day @param {number} count @returns {string} */
export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}
