import { record } from "../scripts/record.js";
import { fill } from "../scripts/fill.js";
import { newSeed, shuffled } from "./shuffle.js";

/**
 * The course of an exam: a cover, all questions, a result. What was answered, the order and the time left are kept at once, so
 * a reload or a closed tab changes nothing.
 *
 * @typedef {import("./answer.js").Given} Given
 * @typedef {{start: number, given: Record<string, Given>, done?: number}} Open
 */

const minute = 60;

export class Exam {
  /** @param {any} set  the `quiz-set` it belongs to */
  constructor(set) {
    this.set = set;
    this.time = Number(set.dataset.time) || 0;
    set.addEventListener("question-changed", (/** @type {Event} */ event) => this.changed(event.target));
    set.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.pressed(event));
    set.querySelector("dialog")?.addEventListener("close", () => {
      if (this.dialog?.returnValue === "yes") this.finish();
    });
  }

  begin() {
    if (this.open) this.run();
    else this.cover();
  }

  /** @returns {Open | undefined} */
  get open() {
    return this.set.kept.open;
  }

  /** @returns {HTMLDialogElement | null} */
  get dialog() {
    return this.set.querySelector("dialog");
  }

  /** How many attempts are left; `undefined` when there is no limit. */
  get left() {
    const attempts = Number(this.set.dataset.attempts) || 0;
    return attempts ? Math.max(0, attempts - (Number(this.set.kept.tries) || 0)) : undefined;
  }

  /** Shows one of the parts. @param {"cover" | "running" | "done"} state */
  state(state) {
    this.set.dataset.state = state;
    this.set.querySelector(".quiz-cover").hidden = state !== "cover";
    this.set.querySelector(".quiz-questions").hidden = state === "cover";
    this.set.querySelector(".quiz-bar").hidden = state !== "running";
    this.set.querySelector(".quiz-result").hidden = state !== "done";
  }

  cover() {
    this.state("cover");
    const left = this.left;
    const words = this.set.querySelector(".quiz-left-cover");
    words.hidden = left === undefined;
    words.textContent = fill(words.dataset.text ?? "", { n: left ?? 0 });
    this.set.querySelector("[data-do=start]").hidden = left === 0;
  }

  /** @param {string} what */
  do(what) {
    if (what === "start" || what === "again") {
      if (this.left === 0) return;
      this.set.keep({ seed: newSeed(), open: { start: Date.now(), given: {} } });
      this.run();
      this.asked?.[0]?.begin();
    } else if (what === "finish") {
      const open = (this.asked ?? []).filter((question) => this.open?.given[question.key] === undefined).length;
      const words = this.dialog?.querySelector("[data-text]");
      if (words instanceof HTMLElement) {
        words.hidden = !open;
        words.textContent = fill(words.dataset.text ?? "", { n: open });
      }
      if (this.dialog) this.dialog.returnValue = "";
      this.dialog?.showModal();
    }
  }

  /** Begins, or goes on where the reader was. */
  run() {
    const { seed, open } = this.set.kept;
    const asked = this.set.drawn(seed);
    const ordered = this.set.dataset.shuffle === undefined ? asked : shuffled(asked, seed);
    this.asked = this.set.asked = ordered;
    this.set.querySelector(".quiz-questions").append(...ordered);
    for (const question of ordered) {
      question.reset();
      question.give(open.given[question.key]);
    }
    if (open.done) return this.tell(false);
    this.state("running");
    this.count();
    const clock = this.set.querySelector(".quiz-clock");
    clock.hidden = !this.time;
    clearInterval(this.timer);
    if (!this.time) return;
    this.tick();
    if (this.set.dataset.state === "running") this.timer = setInterval(() => this.tick(), 1000);
  }

  tick() {
    const open = this.open;
    if (!open || open.done) return clearInterval(this.timer);
    const left = Math.ceil(this.time - (Date.now() - open.start) / 1000);
    const clock = this.set.querySelector(".quiz-clock-time");
    clock.textContent = `${Math.max(0, Math.floor(left / minute))}:${String(Math.max(0, left % minute)).padStart(2, "0")}`;
    clock.closest(".quiz-clock").classList.toggle("is-short", left <= minute);
    // Said gently, and not every second.
    const announced = [5 * minute, minute].find((at) => left <= at && left > at - 2 && at < this.time);
    const voice = this.set.querySelector(".quiz-voice");
    if (announced) voice.textContent = fill(voice.dataset.text ?? "", { n: announced / minute });
    if (left <= 0) {
      this.dialog?.close();
      this.finish();
      voice.textContent = voice.dataset.over ?? "";
    }
  }

  /** @param {EventTarget | null} target */
  changed(target) {
    const { open } = this.set.kept;
    const question = this.asked?.find((asked) => asked === target);
    if (!open || open.done || !question) return;
    const given = { ...open.given, [question.key]: question.given() };
    this.set.keep({ open: { ...open, given } });
    this.count();
  }

  count() {
    const asked = this.asked ?? [];
    const answered = asked.filter((question) => this.open?.given[question.key] !== undefined).length;
    const words = this.set.querySelector(".quiz-answered");
    words.textContent = fill(words.dataset.text ?? "", { n: answered, all: asked.length });
  }

  /** Enter goes to the next question. @param {KeyboardEvent} event */
  pressed(event) {
    const field = event.target;
    if (event.key !== "Enter" || this.set.dataset.state !== "running" || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    const at = this.asked?.findIndex((question) => question.contains(field)) ?? -1;
    const next = this.asked?.[at + 1];
    if (next) next.begin();
    else this.set.querySelector("[data-do=finish]").focus();
  }

  finish() {
    clearInterval(this.timer);
    const { open } = this.set.kept;
    if (!open || open.done) return;
    this.set.keep({ open: { ...open, done: Date.now() } });
    this.tell(true);
    this.set.querySelector(".quiz-result").focus();
  }

  /** Marks all answers and shows the result. @param {boolean} fresh */
  tell(fresh) {
    for (const question of this.asked ?? []) {
      const right = question.judge();
      const given = question.given();
      question.settle(right);
      if (right === undefined) question.right = undefined;
      if (!fresh || right === undefined) continue;
      const tries = (Number(record.get(`answer/${question.key}`)?.tries) || 0) + 1;
      record.set(`answer/${question.key}`, { right, given, rev: question.dataset.rev, tries, lang: document.documentElement.lang });
    }
    this.state("done");
    // The result first, then what was right and why.
    this.set.querySelector(".quiz-questions").before(this.set.querySelector(".quiz-result"));
    this.set.finish(fresh);
  }
}
