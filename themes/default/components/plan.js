import { dayOf, isDay, onNewDay } from "../scripts/calendar-day.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";
import { calendar } from "./calendar.js";
import { dueDay, WorkingDays } from "./due.js";
import { stateOf } from "./tasks.js";

/** The top of a plan: who starts when, how far they are, and what can be taken along. */
class OnboardingPlan extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form) return;
    for (const part of this.children) if (part instanceof HTMLElement) part.hidden = false;
    form.addEventListener("input", (event) => this.keep(event.target));
    // A date that was not taken must not look as if it was.
    form.addEventListener("focusout", () => this.update());
    form.addEventListener("submit", (event) => event.preventDefault());
    /** @type {Record<string, () => void>} */
    const actions = { calendar: () => this.saveCalendar(), save: () => this.save(), print: () => print() };
    for (const button of this.querySelectorAll("button")) {
      button.addEventListener("click", () => actions[button.dataset.action ?? ""]?.());
    }
    this.update();
    record.subscribe(() => this.update());
    onNewDay(() => this.update());
  }

  get page() {
    return document.documentElement.dataset.page ?? "";
  }

  get kept() {
    /** @type {Record<string, unknown>} */
    const { start, role, name } = record.get(`plan/${this.page}`) ?? {};
    return {
      start: isDay(start) ? start : undefined,
      role: typeof role === "string" ? role : "",
      name: typeof name === "string" ? name : "",
    };
  }

  /** Shows what is kept, perhaps by another tab, but for what is just being typed. */
  fillIn() {
    for (const [name, value = ""] of Object.entries(this.kept)) {
      const field = this.querySelector("form")?.elements.namedItem(name);
      if (isField(field) && field !== document.activeElement && field.value !== value) field.value = value;
    }
  }

  /** Keeps one field; the others may have been changed in another tab since. @param {EventTarget | null} field */
  keep(field) {
    if (!isField(field)) return;
    const { name, value, validity } = field;
    // A date that is half typed is empty; the one before stays. An empty field that is nothing else takes it back.
    if (name === "start" && (value ? !isDay(value) : validity.badInput)) return;
    record.set(`plan/${this.page}`, { ...this.kept, [name]: value.trim() || undefined });
  }

  /** The lists that are for the reader's role. */
  get lists() {
    const lists = [...document.querySelectorAll("section.checklist")].filter((list) => list instanceof HTMLElement);
    return lists.map((list) => ({ list, shown: isFor(list.dataset.roles ?? "", this.kept.role) }));
  }

  /** The items that count, with how far each is and when it is due. */
  get items() {
    const { start } = this.kept;
    const workingDays = new WorkingDays(this.dataset.holidays, this.dataset.workdays);
    const items = this.lists.filter(({ shown }) => shown).flatMap(({ list }) => [...list.querySelectorAll("li[data-item]")]);
    return items.flatMap((item) => {
      if (!(item instanceof HTMLElement)) return [];
      const day = item.dataset.due ? dueDay(item.dataset.due, start, workingDays) : undefined;
      const words = item.querySelector(".item-words")?.textContent?.trim() ?? "";
      return [{ item, day, words, state: stateOf(item, this.page) }];
    });
  }

  update() {
    this.fillIn();
    for (const { list, shown } of this.lists) list.hidden = !shown;
    const { start } = this.kept;
    const hint = this.querySelector(".plan-hint");
    if (hint instanceof HTMLElement) hint.hidden = start !== undefined;
    const items = this.items;
    const done = items.filter(({ state }) => state.done).length;
    const today = dayOf(Date.now());
    const late = items.filter(({ day, state }) => day !== undefined && day < today && !state.done).length;
    const progress = this.querySelector("progress");
    if (progress) Object.assign(progress, { max: Math.max(items.length, 1), value: done });
    const words = this.querySelector("#plan-progress");
    if (words instanceof HTMLElement) {
      const form = (late ? words.dataset.overdue : words.dataset.words) ?? "";
      const said = fill(form, { done, total: items.length, n: late });
      if (words.textContent !== said) words.textContent = said;
      words.dataset.late = String(late > 0);
    }
    const button = this.querySelector('[data-action="calendar"]');
    if (button instanceof HTMLButtonElement) button.disabled = !items.some(({ day }) => day);
  }

  saveCalendar() {
    const here = this.dataset.url || (location.protocol.startsWith("http") ? location.href.split("#")[0] : "");
    const entries = this.items.flatMap(({ item, day, words, state }) => {
      if (!day) return [];
      const note = item.querySelector(".item-signer, .item-ticks")?.textContent ?? "";
      const url = here && `${here}#${encodeURIComponent(item.id)}`;
      return [{ id: item.dataset.item ?? "", title: words, day, note, url, done: state.done ? state.t ?? Date.now() : undefined }];
    });
    const { page } = this;
    const site = document.documentElement.dataset.site ?? "";
    const text = calendar({ site, page, title: this.dataset.title ?? "", entries, now: Date.now() });
    download(text, "text/calendar", `${fileName(page)}.ics`);
  }

  /** What a manager is sent: everything with its state, as data that another program can read. */
  save() {
    const items = this.items.map(({ item, day, words, state }) => {
      const { done, by, on } = state;
      return { id: item.dataset.item, text: words, due: day, done, by, on };
    });
    const { site } = document.documentElement.dataset;
    const kept = { format: "onramp-plan", version: 1, site, page: this.page, title: this.dataset.title, ...this.kept };
    const text = JSON.stringify({ ...kept, saved: dayOf(Date.now()), items }, null, 2);
    const name = [fileName(this.page), this.kept.name, dayOf(Date.now())].filter(Boolean).join("-");
    download(text, "application/json", `${name}.json`);
  }
}

/** @param {unknown} field @returns {field is HTMLInputElement | HTMLSelectElement} */
function isField(field) {
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
}

/** Whether something for these roles is for this one. @param {string} roles @param {string} role */
function isFor(roles, role) {
  return !roles || !role || roles.split(" ").includes(role);
}

/** @param {string} page */
function fileName(page) {
  return page.split("/").at(-1) || "plan";
}

/** @param {string} text @param {string} type @param {string} name */
function download(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // Long enough for any browser to begin; then the memory is given back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

customElements.define("onboarding-plan", OnboardingPlan);
