import { addDays } from "../scripts/calendar-day.js";

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} title
 * @property {string} day  `2026-11-25`
 * @property {number} [done]  the moment it was done, in ms since 1970
 * @property {string} [note]
 * @property {string} [url]
 */

/**
 * A plan as an iCalendar file (RFC 5545): a day in the calendar and a task for each item. The identifiers stay the same, so
 * that a later download replaces what an earlier one put in.
 *
 * @param {{site: string, page: string, title: string, entries: readonly Entry[], now: number}} plan
 * @returns {string}
 */
export function calendar({ site, page, title, entries, now }) {
  const stamp = moment(now);
  // Newer versions win by this number; minutes since 2020 rise, and fit into 32 bits for four thousand years.
  const sequence = Math.floor((now - Date.UTC(2020, 0, 1)) / 60_000);
  const uid = (/** @type {string} */ kind, /** @type {Entry} */ { id }) =>
    `${kind}.${encodeURIComponent(id)}.${encodeURIComponent(page)}@${encodeURIComponent(site)}`;
  const shared = (/** @type {Entry} */ entry) => [
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${sequence}`,
    `SUMMARY:${escape(entry.title)}`,
    ...(entry.note ? [`DESCRIPTION:${escape(entry.note)}`] : []),
    ...(entry.url ? [`URL:${entry.url}`] : []),
  ];
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Onramp//Plan//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escape(title)}`,
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${uid("day", entry)}`,
      ...shared(entry),
      `DTSTART;VALUE=DATE:${compact(entry.day)}`,
      // The end of an event is the first day that is no part of it.
      `DTEND;VALUE=DATE:${compact(addDays(entry.day, 1))}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
      "BEGIN:VTODO",
      `UID:${uid("task", entry)}`,
      ...shared(entry),
      `DUE;VALUE=DATE:${compact(entry.day)}`,
      ...(entry.done === undefined
        ? ["STATUS:NEEDS-ACTION"]
        : ["STATUS:COMPLETED", "PERCENT-COMPLETE:100", `COMPLETED:${moment(entry.done)}`]),
      "END:VTODO",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** Lines of at most 75 octets (§3.1), never parted within a character. @param {string} line */
export function fold(line) {
  let folded = "";
  let room = 75;
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0;
    const octets = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets > room) {
      folded += "\r\n ";
      // The blank that begins a continued line counts.
      room = 74;
    }
    folded += character;
    room -= octets;
  }
  return folded;
}

/** A text value (§3.3.11). @param {string} text */
function escape(text) {
  return text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

/** `2026-11-25` → `20261125`. @param {string} day */
function compact(day) {
  return day.replaceAll("-", "");
}

/** A moment in UTC: `20261125T093000Z`. @param {number} time */
function moment(time) {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
