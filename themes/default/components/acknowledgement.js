/**
 * Whether a reader has confirmed a policy, as it is now.
 *
 * `open`: never. `changed`: an earlier version. `lapsed`: this version, more than a year ago. `current`: it holds.
 *
 * @typedef {object} Standing
 * @property {"open" | "changed" | "lapsed" | "current"} state
 * @property {string} on  the day of the confirmation, empty when there is none
 * @property {string} until  the last day it holds, empty when it has no end
 * @property {string} version  the one that was confirmed
 */
import { dayOf } from "../scripts/calendar-day.js";
import { isDay } from "./due.js";

/**
 * @param {Record<string, unknown> & {t: number} | undefined} kept  the item `ack/<page>` of the record
 * @param {string} versions  those that count, one for each language, separated by blanks
 * @param {boolean} yearly
 * @param {string} today
 * @returns {Standing}
 */
export function standing(kept, versions, yearly, today) {
  if (!kept) return { state: "open", on: "", until: "", version: "" };
  const on = isDay(kept.on) ? kept.on : dayOf(kept.t);
  const until = yearly ? yearAfter(on) : "";
  const version = typeof kept.version === "string" ? kept.version : "";
  const state = !version || !versions.split(" ").includes(version) ? "changed" : until && until < today ? "lapsed" : "current";
  return { state, on, until, version };
}

/** The same day of the next year; 28 February for a 29th. @param {string} day */
export function yearAfter(day) {
  const next = `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${day.slice(4)}`;
  return isDay(next) && new Date(`${next}T00:00:00Z`).toISOString().startsWith(next) ? next : `${next.slice(0, 8)}28`;
}
