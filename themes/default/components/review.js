import { cardKey } from "./card-keys.js";
import { due, review, schedule } from "./schedule.js";
import { addDays, dayOf } from "../scripts/calendar-day.js";
import { dateWords } from "../scripts/date-words.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";

/**
 * Asks what is due, one question after another.
 *
 * A question marks itself and notes the answer by `review()`; this page sees that in the record, and offers the next one. A flash
 * card is turned here, and readers rate themselves.
 */
class ReviewSession extends HTMLElement {
  /** @type {Map<string, HTMLTemplateElement>} */
  #questions = new Map();
  /** @type {string[]} */
  #queue = [];
  #at = 0;
  /** Answers this question had before it was asked; one more, and it is done. */
  #reps = 0;

  connectedCallback() {
    for (const template of this.querySelectorAll("template")) {
      if (template.dataset.question) this.#questions.set(template.dataset.question, template);
    }
    this.#queue = this.#due();
    this.#part(".review-show button").addEventListener("click", () => this.#turn());
    this.#part(".review-onward button").addEventListener("click", () => this.#next());
    for (const button of this.querySelectorAll(".review-rate button")) {
      if (button instanceof HTMLButtonElement) button.addEventListener("click", () => this.#rate(Number(button.value)));
    }
    document.addEventListener("keydown", (event) => this.#key(event));
    record.subscribe((keys) => {
      const id = this.#queue[this.#at];
      if (id && keys.has(`schedule/${id}`) && (schedule(id)?.reps ?? 0) > this.#reps) this.#answered(id);
    });
    if (this.#queue.length > 0) this.#ask();
    else this.#end();
  }

  /** What is due and can be asked in this edition. What cannot is noted, so that the count in the bar leaves it out. */
  #due() {
    const all = due();
    const ids = all.filter((id) => !this.#questions.has(id)).sort();
    const key = `absent/${this.dataset.language}`;
    if (JSON.stringify(record.get(key)?.ids ?? []) !== JSON.stringify(ids)) {
      if (ids.length > 0) record.set(key, { ids });
      else record.remove(key);
    }
    return all.filter((id) => this.#questions.has(id));
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    const part = this.querySelector(selector);
    if (part instanceof HTMLElement) return part;
    throw new Error(`review.html has no ${selector}`);
  }

  /** Shows these parts and hides the other ones. @param {string[]} parts */
  #show(...parts) {
    for (const part of [".review-place", ".review-stage", ".review-show", ".review-rate", ".review-onward", ".review-end", ".review-links"]) {
      this.#part(part).hidden = !parts.includes(part);
    }
  }

  #ask() {
    const id = this.#queue[this.#at];
    const template = this.#questions.get(id);
    if (!template) return this.#end();
    this.#reps = schedule(id)?.reps ?? 0;
    const place = this.#part(".review-place");
    place.textContent = fill(this.dataset.place ?? "", { n: this.#at + 1, all: this.#queue.length });
    this.#part(".review-stage").replaceChildren(template.content.cloneNode(true));
    const card = template.hasAttribute("data-card");
    if (card) this.#back().hidden = true;
    this.#show(".review-place", ".review-stage", ...(card ? [".review-show"] : []));
    // The first question stands where the reader begins to read anyway.
    if (this.#at > 0) place.focus();
  }

  #back() {
    return this.#part(".review-stage .card-back");
  }

  #turn() {
    const back = this.#back();
    back.hidden = false;
    back.tabIndex = -1;
    this.#show(".review-place", ".review-stage", ".review-rate");
    back.focus();
  }

  /** Keys count where the reader is: here, or nowhere in particular. @param {KeyboardEvent} event */
  #key(event) {
    const here = event.target === document.body || (event.target instanceof Node && this.contains(event.target));
    const key = here ? cardKey(event) : undefined;
    if (key === "turn" && !this.#part(".review-show").hidden) this.#turn();
    else if (typeof key === "number" && !this.#part(".review-rate").hidden) this.#rate(key);
    else return;
    event.preventDefault();
  }

  /** @param {number} rating */
  #rate(rating) {
    if (rating !== 1 && rating !== 2 && rating !== 3 && rating !== 4) return;
    review(this.#queue[this.#at], rating);
  }

  /** @param {string} id */
  #answered(id) {
    const template = this.#questions.get(id);
    if (template?.hasAttribute("data-card")) return this.#next();
    const link = this.#part(".review-from a");
    if (link instanceof HTMLAnchorElement) {
      link.textContent = template?.dataset.title ?? "";
      link.href = template?.dataset.href ?? "";
    }
    const last = this.#at + 1 === this.#queue.length;
    this.#part(".review-onward button").textContent = (last ? this.dataset.finish : this.dataset.next) ?? "";
    this.#show(".review-place", ".review-stage", ".review-onward");
  }

  #next() {
    this.#at += 1;
    if (this.#at < this.#queue.length) return this.#ask();
    this.#end();
    this.#part(".review-end").focus();
  }

  #end() {
    const scheduled = record.keys("schedule/").map((key) => key.slice("schedule/".length)).filter((id) => this.#questions.has(id));
    const done = this.#queue.length > 0;
    const words = done ? this.dataset.done : scheduled.length > 0 ? this.dataset.none : this.dataset.empty;
    this.#part(".review-said").textContent = fill(words ?? "", { n: this.#queue.length });
    const tomorrow = addDays(dayOf(Date.now()), 1);
    const days = scheduled.map((id) => schedule(id)?.due ?? "").filter((day) => day >= tomorrow).sort();
    const next = days.filter((day) => day === days[0]).length;
    this.#part(".review-coming").textContent =
      next > 0 ? fill(this.dataset.coming ?? "", { n: next, date: dateWords(days[0], this.dataset) }) : "";
    this.#show(".review-end", ".review-links");
  }
}

customElements.define("review-session", ReviewSession);
