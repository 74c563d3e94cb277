import { dayOf, isDay, onNewDay } from "../scripts/calendar-day.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";
import { dueDay, dueInWords, WorkingDays } from "./due.js";
import { stateOf } from "./tasks.js";

/** More than this is no longer “today”. */
const most = 3;

/** What is due next in the reader's plan; before a start date is known, an invitation to set it. */
class PlanToday extends HTMLElement {
  /** The items of each plan in the plan's own order, whatever is shown on top. @type {Map<HTMLElement, HTMLElement[]>} */
  #items = new Map();

  connectedCallback() {
    for (const plan of this.querySelectorAll("section")) this.#items.set(plan, [...plan.querySelectorAll("li")]);
    this.update();
    record.subscribe(() => this.update());
    onNewDay(() => this.update());
  }

  update() {
    const plans = [...this.#items.keys()];
    const started = plans.find((plan) => isDay(record.get(`plan/${plan.dataset.plan}`)?.start));
    for (const plan of plans) plan.hidden = plan !== (started ?? plans[0]);
    if (started) this.show(started);
    else if (plans.length) one(plans[0], ".today-invitation").hidden = false;
    this.hidden = !plans.length;
  }

  /** @param {HTMLElement} plan */
  show(plan) {
    const page = plan.dataset.plan ?? "";
    /** @type {Record<string, unknown>} */
    const { start, role } = record.get(`plan/${page}`) ?? {};
    const workingDays = new WorkingDays(plan.dataset.holidays, plan.dataset.workdays);
    const today = dayOf(Date.now());
    const items = (this.#items.get(plan) ?? []).map((item) => {
      const day = dueDay(item.dataset.due ?? "", start, workingDays) ?? "";
      const roles = item.dataset.roles ?? "";
      const mine = !roles || typeof role !== "string" || !role || roles.split(" ").includes(role);
      return { item, day, open: mine && !stateOf(item, page).done };
    });
    // Of one day, the first in the plan comes first.
    const open = items.filter(({ open }) => open).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const isOverdue = (/** @type {{day: string}} */ { day }) => day < today;
    // First what today brings, then what has just been missed, then what comes; a list of old debts helps nobody to begin.
    const ranked = [...open.filter(({ day }) => day === today), ...open.filter(isOverdue).reverse(), ...open.filter(({ day }) => day > today)];
    const next = open.filter((item) => ranked.indexOf(item) < most);
    const missed = open.filter(isOverdue).length - next.filter(isOverdue).length;
    for (const { item } of items) item.hidden = true;
    for (const { item, day } of next) {
      item.hidden = false;
      item.dataset.state = day < today ? "overdue" : day === today ? "today" : "open";
      one(item, ".item-due").textContent = dueInWords(day, this.dataset, today);
      item.parentElement?.append(item);
    }
    one(plan, ".today-invitation").hidden = true;
    one(plan, ".today-nothing").hidden = next.length > 0;
    one(plan, ".today-all").hidden = next.length === 0;
    const more = one(plan, ".today-more");
    more.hidden = missed === 0;
    more.textContent = fill(more.dataset.text ?? "", { n: missed });
  }
}

/** @param {ParentNode} within @param {string} selector */
function one(within, selector) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`${selector} is missing`);
  return found;
}

customElements.define("plan-today", PlanToday);
