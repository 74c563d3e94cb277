import { record } from "../scripts/record.js";
import { fill } from "../scripts/fill.js";
import { judge } from "./answer.js";
import { hash, shuffled, unseal } from "./shuffle.js";
import { givenOf } from "./quiz-kept.js";
import { review } from "./schedule.js";

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./answer.js").Given} Given
 */

/** A piece of the interface, from the `<template class="question-words">` that the page has once. @param {string} name */
export function part(name) {
  const template = document.querySelector("template.question-words");
  const piece = template instanceof HTMLTemplateElement ? template.content.querySelector(`[data-part="${name}"]`) : null;
  return /** @type {HTMLElement} */ (piece?.cloneNode(true) ?? document.createElement("span"));
}

/**
 * One question. By itself it is for practice: it says at once what is right, and why, and tells the schedule of the review.
 * Within a `quiz-set` that one says when to ask, and in an exam when to tell.
 *
 * Fires `question-changed` when the answer changes and `question-answered` when it was judged. All that decides anything stands in
 * values and data attributes, as the browser may translate the texts.
 */
export class QuizQuestion extends HTMLElement {
  connectedCallback() {
    this.prepare();
  }

  /** Makes it ready to be asked. In a set that is put into the page as a whole, the set comes first and asks for it. */
  prepare() {
    if (this.form) return;
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.fold = this.querySelector(".answer-fold");
    /** How it was judged; `undefined` as long as it is open. @type {boolean | undefined} */
    this.right = undefined;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const by = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "";
      if (this.actions?.isConnected) this.submit(by);
    });
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("click", (event) => this.clicked(event));
    for (const item of this.querySelectorAll(".order-item")) item.append(part("move"));
    this.markEnds();
    this.fold?.remove();
    if (!this.closest("quiz-set")) {
      if ("shuffle" in this.dataset) this.arrange(hash(this.key));
      this.practise(Infinity);
    }
  }

  /** Its name in the record, the same in every language. */
  get key() {
    return `${this.dataset.page ?? document.documentElement.dataset.page ?? ""}#${this.dataset.id}`;
  }

  /** Shuffles the options, and from now on the items of an order. @param {number} seed */
  arrange(seed) {
    this.seed = seed;
    const options = this.querySelector(".options");
    const value = (/** @type {Element} */ option) => option.getAttribute("data-value") ?? "";
    // From an order that does not depend on where they stand now.
    options?.append(...shuffled([...options.children].sort((a, b) => (value(a) < value(b) ? -1 : 1)), seed ^ hash(this.key)));
  }

  /** Asks for practice. An answer that was given after `since` (ms) is shown again. @param {number} since */
  practise(since) {
    this.since = Number.isFinite(since) ? since : this.since;
    this.reset();
    this.actions = part(this.dataset.kind === "open" ? "ask-open" : "ask");
    this.form?.append(this.actions);
    const kept = record.get(`answer/${this.key}`);
    if (!kept) return;
    // What was given in another language cannot be shown here, only how it went.
    const elsewhere = kept.lang !== document.documentElement.lang;
    if (elsewhere || kept.rev !== this.dataset.rev) {
      this.note(elsewhere, kept.right === true);
    } else if ((Number(kept.at) || kept.t) >= since) {
      this.give(givenOf(kept.given));
      this.settle(kept.right === true);
    }
  }

  /** Says how an answer went that cannot be shown. @param {boolean} elsewhere  in another language @param {boolean} right */
  note(elsewhere, right) {
    const note = part(`${elsewhere ? "elsewhere" : "changed"}-${right ? "right" : "wrong"}`);
    note.classList.add("told");
    if (this.actions?.isConnected) this.actions.before(note);
    else this.form?.append(note);
  }

  /** What the reader has answered so far; `undefined` when that is nothing. @returns {Given | undefined} */
  given() {
    const fields = this.fields();
    switch (this.dataset.kind) {
      case "fill":
      case "open": {
        const texts = fields.map((field) => field.value.trim());
        return texts.some(Boolean) ? texts : undefined;
      }
      case "order":
        return [...this.querySelectorAll(".order-item")].map((item) => item.getAttribute("data-value") ?? "");
      case "match": {
        const pairs = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
        return pairs.length ? Object.fromEntries(pairs) : undefined;
      }
      default: {
        const chosen = fields.filter((field) => field instanceof HTMLInputElement && field.checked).map((field) => field.value);
        return chosen.length ? chosen.sort() : undefined;
      }
    }
  }

  /** Fills an answer in. @param {Given | undefined} given */
  give(given = []) {
    const list = Array.isArray(given) ? given : [];
    const items = [...this.querySelectorAll(".order-item")];
    const place = (/** @type {Element} */ item) => list.indexOf(item.getAttribute("data-value") ?? "");
    if (list.length) items[0]?.parentElement?.append(...items.sort((a, b) => place(a) - place(b)));
    this.markEnds();
    for (const [at, field] of this.fields().entries()) {
      if (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)) field.checked = list.includes(field.value);
      else field.value = (Array.isArray(given) ? list[at] : given[field.name]) ?? "";
    }
  }

  /** Judges the answer that is filled in, without telling. @returns {boolean | undefined}  `undefined`: only a person can */
  judge() {
    if (this.dataset.kind === "open" || this.dataset.kind === "none") return undefined;
    const given = this.given();
    return given !== undefined && Object.values(judge(this.answer, given)).every(Boolean);
  }

  /** Tells what is right, and why. @param {boolean | undefined} right @param {boolean} [filled]  the answer that was given is filled in */
  settle(right, filled = true) {
    this.right = right ?? false;
    const told = this.told;
    const given = (filled && this.given()) || [];
    const parts = this.dataset.kind === "open" || !filled ? {} : judge(this.answer, given);
    const tell = (/** @type {Element | undefined | null} */ at, /** @type {HTMLElement} */ piece) => {
      piece.classList.add("told");
      at?.append(piece);
    };
    if (right !== undefined) this.dataset.state = right ? "right" : "wrong";
    for (const option of this.querySelectorAll(".option")) {
      const value = option.getAttribute("data-value") ?? "";
      const isRight = this.answer.right?.includes(value) ?? false;
      const chosen = Array.isArray(given) && given.includes(value);
      option.setAttribute("data-state", isRight ? "right" : chosen ? "wrong" : "passed");
      const verdict = part(isRight ? "option-right" : "option-wrong");
      if (chosen) verdict.append(part("yours"));
      tell(option, verdict);
      const feedback = told?.querySelector(`[data-for="${value}"] .feedback`)?.cloneNode(true);
      if (feedback instanceof HTMLElement) tell(option, feedback);
    }
    for (const field of this.fields()) field.disabled = true;
    for (const field of this.querySelectorAll(".blank, .match-row, .order-item")) {
      const name = field.getAttribute("name") ?? field.getAttribute("data-value") ?? "";
      if (!(name in parts)) continue;
      field.setAttribute("data-state", parts[name] ? "right" : "wrong");
      const mark = part(parts[name] ? "mark-right" : "mark-wrong");
      mark.classList.add("told");
      if (field instanceof HTMLInputElement) field.after(mark);
      else field.append(mark);
    }
    const outcome = document.createElement("div");
    outcome.className = "outcome";
    outcome.tabIndex = -1;
    if (right !== undefined) outcome.append(part(right ? "right" : "wrong"));
    for (const piece of told?.querySelectorAll(right ? ".model, .explanation" : ".shown, .model, .explanation") ?? []) outcome.append(piece.cloneNode(true));
    tell(this.form, outcome);
    this.outcome = outcome;
    this.hint?.toggleAttribute("open", false);
    if (!this.actions?.isConnected) return;
    this.actions.remove();
    // By itself it is asked once; whoever shows it goes on.
    if (!this.closest("quiz-set")) return;
    this.actions = part("done");
    this.form?.append(this.actions);
  }

  /** As if it had not been answered. */
  reset() {
    this.right = undefined;
    this.say("");
    for (const told of this.querySelectorAll(".told")) told.remove();
    for (const marked of [this, ...this.querySelectorAll("[data-state]")]) marked.removeAttribute("data-state");
    for (const field of this.fields()) field.disabled = false;
    this.actions?.remove();
    this.removeAttribute("data-ready");
    this.give();
    this.mix();
  }

  /** Puts the items of an order into one that is not the right one, the same each time. */
  mix() {
    if (this.dataset.kind !== "order") return;
    const value = (/** @type {Element} */ item) => item.getAttribute("data-value") ?? "";
    const items = [...this.querySelectorAll(".order-item")].sort((a, b) => (value(a) < value(b) ? -1 : 1));
    const mixed = shuffled(items, (this.seed ?? 0) ^ hash(this.key));
    if (mixed.every((item, at) => value(item) === this.answer.order?.[at])) mixed.push(...mixed.splice(0, 1));
    mixed[0]?.parentElement?.append(...mixed);
    this.markEnds();
  }

  /** Puts the focus where the reader goes on. */
  begin() {
    const field = this.querySelector("input, select, textarea, .order-item button");
    const heading = this.querySelector(".question-stem");
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "nearest" });
  }

  /** @returns {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} */
  fields() {
    return [...(this.form?.querySelectorAll("input, select, textarea") ?? [])].filter(
      (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement,
    );
  }

  get hint() {
    return this.querySelector(".hint");
  }

  /** What is right. @returns {Answer} */
  get answer() {
    return JSON.parse(this.dataset.answer ?? this.unsealed.answer);
  }

  /** All that is told afterwards. @returns {Element | null | undefined} */
  get told() {
    if (!("sealed" in this.dataset)) return this.fold?.querySelector(".answer");
    const told = document.createElement("div");
    told.innerHTML = this.unsealed.told;
    return told;
  }

  /** @returns {{answer: string, told: string}} */
  get unsealed() {
    return JSON.parse(unseal(this.dataset.sealed ?? "", `${this.dataset.id} ${this.dataset.rev}`));
  }

  /** @param {string} by */
  submit(by) {
    const given = this.given();
    const isOpen = this.dataset.kind === "open";
    if (this.right !== undefined) return this.done(by);
    if (isOpen) {
      if (by === "right" || by === "wrong") return this.keep(given ?? [], by === "right", true);
      // The reader compares, and says how it went.
      this.settle(undefined);
      this.right = undefined;
      this.actions?.remove();
      this.actions = part("rate");
      this.form?.append(this.actions);
      return this.outcome?.focus();
    }
    if (given === undefined) {
      this.say(part("empty").textContent ?? "");
      return this.begin();
    }
    this.keep(given, this.judge() === true, by !== "guess");
  }

  /** @param {Given} given @param {boolean} right @param {boolean} sure */
  keep(given, right, sure) {
    const before = record.get(`answer/${this.key}`);
    const surely = right && sure && before?.right === true && before.sure === true;
    const tries = (Number(before?.tries) || 0) + 1;
    const since = this.since ?? 0;
    // With a clock that was put back, it is still an answer to the round that began at `since`.
    const at = since > Date.now() ? { at: since } : {};
    this.right = right;
    record.set(`answer/${this.key}`, { right, sure, given, rev: this.dataset.rev, tries, lang: document.documentElement.lang, ...at });
    // Questions of an exam are not for the review.
    if (!("sealed" in this.dataset)) review(this.key, !right ? 1 : !sure ? 2 : surely ? 4 : 3, Date.now());
    this.say("");
    for (const told of this.querySelectorAll(".told")) told.remove();
    this.settle(right);
    this.outcome?.focus({ preventScroll: true });
    this.outcome?.scrollIntoView({ block: "nearest" });
    this.dispatchEvent(new CustomEvent("question-answered", { bubbles: true, detail: { key: this.key, right, sure } }));
  }

  /** @param {string} by */
  done(by) {
    if (by === "again") {
      this.practise(Infinity);
      this.begin();
    } else {
      this.dispatchEvent(new CustomEvent("question-done", { bubbles: true }));
    }
  }

  changed() {
    this.toggleAttribute("data-ready", this.given() !== undefined);
    this.dispatchEvent(new CustomEvent("question-changed", { bubbles: true }));
  }

  /** 1 to 9 choose an option. @param {KeyboardEvent} event */
  pressed(event) {
    const field = event.target;
    const writes = field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type === "text");
    if (writes || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const choice = this.querySelectorAll(".option input")[Number(event.key) - 1];
    if (!(choice instanceof HTMLInputElement) || choice.disabled) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  }

  /** Moves an item of an order. @param {MouseEvent} event */
  clicked(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-move]") : null;
    const item = button?.closest(".order-item");
    if (!(button instanceof HTMLElement) || !item || this.right !== undefined) return;
    const neighbour = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    if (button.dataset.move === "up") neighbour.before(item);
    else neighbour.after(item);
    button.focus();
    this.markEnds();
    const place = [...(item.parentElement?.children ?? [])].indexOf(item) + 1;
    this.say(fill(button.dataset.text ?? "", { item: item.querySelector(".order-text")?.textContent?.trim() ?? "", n: place }));
    this.changed();
  }

  /** The first item cannot go up, the last not down. */
  markEnds() {
    for (const item of this.querySelectorAll(".order-item")) {
      item.querySelector("[data-move=up]")?.setAttribute("aria-disabled", String(!item.previousElementSibling));
      item.querySelector("[data-move=down]")?.setAttribute("aria-disabled", String(!item.nextElementSibling));
    }
  }

  /** Says something to eyes and ears. @param {string} words */
  say(words) {
    const voice = this.querySelector(".question-says");
    if (voice) voice.textContent = words;
  }
}

customElements.define("quiz-question", QuizQuestion);
