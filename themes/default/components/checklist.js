import { dayOf, isDay, onNewDay } from "../scripts/calendar-day.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";
import { dayInWords, dueDay, dueInWords, WorkingDays } from "./due.js";
import { stateOf, tickKey } from "./tasks.js";

/** A checklist whose ticks are kept. Items that follow from something else tick themselves; some are signed by another person. */
class CheckList extends HTMLElement {
  connectedCallback() {
    for (const item of this.items) {
      const box = item.querySelector("input");
      if (item.querySelector(".item-signer")) this.addSigning(item);
      else if (box && !item.querySelector("data.need")) {
        box.disabled = false;
        box.addEventListener("change", () => record.set(tickKey(item, this.page), { done: box.checked, on: dayOf(Date.now()) }));
      }
    }
    this.update();
    record.subscribe(() => this.update());
    onNewDay(() => this.update());
  }

  get page() {
    return document.documentElement.dataset.page ?? "";
  }

  get items() {
    return [...this.querySelectorAll("li[data-item]")].filter((item) => item instanceof HTMLElement);
  }

  /** Shows what the record says. */
  update() {
    const today = dayOf(Date.now());
    // Only a plan knows when its reader started, and which days are worked.
    const plan = document.querySelector("onboarding-plan");
    const data = plan instanceof HTMLElement ? plan.dataset : {};
    const started = plan && record.get(`plan/${this.page}`)?.start;
    const workingDays = new WorkingDays(data.holidays, data.workdays);
    let done = 0;
    for (const item of this.items) {
      const state = stateOf(item, this.page);
      if (state.done) done += 1;
      const box = item.querySelector("input");
      if (box) box.checked = state.done;
      item.dataset.state = state.done ? "done" : "open";
      const due = item.querySelector(".item-due");
      const day = dueDay(item.dataset.due ?? "", started, workingDays);
      if (due instanceof HTMLElement) {
        due.dataset.words ??= due.textContent ?? "";
        if (!day) due.textContent = due.dataset.words;
        else due.textContent = state.done ? dayInWords(day, this.dataset, today) : dueInWords(day, this.dataset, today);
        if (day && day < today && !state.done) item.dataset.state = "overdue";
      }
      const ticks = item.querySelector(".item-ticks");
      if (ticks && state.needs > 1 && !state.done) ticks.textContent = fill(this.dataset.needs ?? "", { done: state.met, n: state.needs });
      this.showSignature(item, state, today);
    }
    const title = this.closest(".checklist")?.querySelector(".checklist-title");
    if (title instanceof HTMLElement) {
      title.dataset.count = fill(this.dataset.count ?? "", { done, n: this.items.length });
      title.dataset.state = done === this.items.length ? "done" : done ? "begun" : "open";
    }
  }

  /** @param {HTMLElement} item */
  addSigning(item) {
    const template = this.querySelector("template.sign");
    if (!(template instanceof HTMLTemplateElement)) return;
    const parts = document.importNode(template.content, true);
    const form = parts.querySelector("form");
    const open = parts.querySelector(".sign-open");
    const undo = parts.querySelector(".sign-undo");
    if (!form || !(open instanceof HTMLElement) || !(undo instanceof HTMLElement)) return;
    const box = item.querySelector(".item-facts");
    box?.append(open, undo);
    box?.after(form);
    for (const button of [open, undo]) button.setAttribute("aria-describedby", `${item.id}-words`);
    open.addEventListener("click", () => {
      form.hidden = !form.hidden;
      open.setAttribute("aria-expanded", String(!form.hidden));
      const [by, on] = form.querySelectorAll("input");
      on.value ||= dayOf(Date.now());
      if (!form.hidden) by.focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [by, on] = form.querySelectorAll("input");
      record.set(tickKey(item, this.page), { done: true, by: by.value.trim(), on: on.value });
      form.hidden = true;
      undo.focus();
    });
    undo.addEventListener("click", () => {
      record.set(tickKey(item, this.page), { done: false });
      open.setAttribute("aria-expanded", "false");
      open.focus();
    });
  }

  /** @param {HTMLElement} item @param {import("./tasks.js").State} state @param {string} today */
  showSignature(item, state, today) {
    const signer = item.querySelector(".item-signer");
    const [open, undo] = [item.querySelector(".sign-open"), item.querySelector(".sign-undo")];
    if (!(signer instanceof HTMLElement) || !(open instanceof HTMLElement) || !(undo instanceof HTMLElement)) return;
    signer.dataset.words ??= signer.textContent ?? "";
    const date = isDay(state.on) ? dayInWords(state.on, this.dataset, today) : "";
    signer.textContent = state.done ? fill(this.dataset.signed ?? "", { name: state.by ?? "", date }) : signer.dataset.words;
    const on = item.querySelector("[name=on]");
    if (on instanceof HTMLInputElement) on.max = today;
    open.hidden = state.done;
    undo.hidden = !state.done;
  }
}

customElements.define("check-list", CheckList);
