import { addDays, daysBetween, isDay } from "../scripts/calendar-day.js";
import { fill } from "../scripts/fill.js";

/** So many days from the first a search ends, where holidays leave nothing to find. */
const farthest = 20_000;

/** Which days are worked: Monday to Friday but for holidays, and the weekend days that make up for them. */
export class WorkingDays {
  /**
   * @param {string} holidays  days and ranges of days (`2027-02-06/2027-02-12`), separated by blanks
   * @param {string} workdays  likewise
   */
  constructor(holidays = "", workdays = "") {
    this.holidays = ranges(holidays);
    this.workdays = ranges(workdays);
  }

  /** @param {string} day */
  has(day) {
    const among = (/** @type {string[][]} */ ranges) => ranges.some(([first, last]) => first <= day && day <= last);
    if (among(this.workdays)) return true;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !among(this.holidays);
  }

  /**
   * So many working days after a day, or before it; with 0 the day itself or the next one that is worked.
   *
   * @param {string} day @param {number} count
   */
  add(day, count) {
    let found = count === 0 ? addDays(day, -1) : day;
    let left = Math.abs(count) || 1;
    for (let tries = 0; left > 0 && tries < farthest; tries += 1) {
      found = addDays(found, Math.sign(count) || 1);
      if (this.has(found)) left -= 1;
    }
    return found;
  }
}

/** @param {string} text */
function ranges(text) {
  return text
    .split(" ")
    .filter(Boolean)
    .map((range) => {
      const [first, last = first] = range.split("/");
      return [first, last];
    });
}

/**
 * The day by which something is due; `undefined` when the start is not known and matters.
 *
 * @param {string} code  `D+3`, `W-1` or `2026-12-31`
 * @param {unknown} start @param {WorkingDays} workingDays
 * @returns {string | undefined}
 */
export function dueDay(code, start, workingDays) {
  const [, unit, count] = /^([DW])([+-]\d+)$/.exec(code) ?? [];
  if (!unit) return code;
  if (!isDay(start)) return undefined;
  return unit === "D" ? addDays(start, Number(count)) : workingDays.add(start, Number(count));
}

/**
 * A day as people write it, with its year when that is not this one.
 *
 * @param {string} day @param {DOMStringMap} words  of an element with `parts/due-words.html` @param {string} today
 */
export function dayInWords(day, words, today) {
  const [year, month, date] = day.split("-").map(Number);
  const name = (words.months ?? "").split(",")[month - 1] ?? "";
  const form = day.slice(0, 4) === today.slice(0, 4) ? words.day : words.dayOfYear;
  return fill(form ?? "", { year, month, day: date, month_name: name });
}

/**
 * A due day and how far it is: “11 月 25 日，还有 2 天”.
 *
 * @param {string} day @param {DOMStringMap} words @param {string} today
 */
export function dueInWords(day, words, today) {
  const left = daysBetween(today, day);
  const form = left > 0 ? words.left : left === 0 ? words.today : words.overdue;
  return fill(form ?? "", { n: Math.abs(left), date: dayInWords(day, words, today) });
}
