import { dayOf } from "../scripts/calendar-day.js";
import { record } from "../scripts/record.js";
import { standing } from "./acknowledgement.js";

/**
 * @typedef {object} State
 * @property {boolean} done
 * @property {string} [by]  who signed
 * @property {string} [on]  the day it was done
 * @property {number} [t]  the moment, in ms since 1970
 * @property {number} met  how many of the things that tick it are done
 * @property {number} needs  how many things tick it; 0 when the reader does
 */

/**
 * How far an item is, by the record.
 *
 * @param {HTMLElement} item  with `data-item` and an element `.need` for each thing that ticks it
 * @param {string} page  the page of its list
 * @returns {State}
 */
export function stateOf(item, page) {
  const needs = [...item.querySelectorAll("data.need")];
  const met = needs.map((need) => metBy(need)).filter((kept) => kept !== undefined);
  if (needs.length) {
    const done = met.length === needs.length;
    const t = done ? Math.max(...met.map((kept) => kept.t)) : undefined;
    return { done, t, on: t ? dayOf(t) : undefined, met: met.length, needs: needs.length };
  }
  const tick = record.get(tickKey(item, page));
  if (!tick) return { done: item.dataset.done !== undefined, met: 0, needs: 0 };
  const { done, by, on, t } = tick;
  return { done: done === true, by: text(by), on: text(on) ?? dayOf(t), t, met: 0, needs: 0 };
}

/** @param {HTMLElement} item @param {string} page */
export function tickKey(item, page) {
  return `tick/${page}#${item.dataset.item}`;
}

/** What the record says about something that ticks an item; `undefined` when it is not done. @param {Element} need */
function metBy(need) {
  if (!(need instanceof HTMLDataElement)) return undefined;
  const kept = record.get(need.value);
  if (need.dataset.kind === "pass") return kept?.passed === true ? kept : undefined;
  // A conversation keeps its ending, a quiz its best score.
  if (need.dataset.kind === "end") return kept?.ending || typeof kept?.best === "number" ? kept : undefined;
  if (need.dataset.kind === "acknowledge") {
    const { state } = standing(kept, need.dataset.versions ?? "", need.dataset.yearly !== undefined, dayOf(Date.now()));
    return state === "current" ? kept : undefined;
  }
  return kept;
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value : undefined;
}
