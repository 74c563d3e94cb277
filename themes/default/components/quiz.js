import { record } from "../scripts/record.js";
import { fill } from "../scripts/fill.js";
import { Exam } from "./exam.js";
import { QuizQuestion } from "./question.js";
import { keysOf } from "./quiz-kept.js";
import { hash, newSeed, shuffled } from "./shuffle.js";

/** A set of questions with its result. In practice each answer is told at once; an exam has its own course (`exam.js`). */
class QuizSet extends HTMLElement {
  /** @type {QuizQuestion[] | undefined} */
  questions;

  /** Those of the current attempt, in order. @type {QuizQuestion[] | undefined} */
  asked;

  key = "";

  connectedCallback() {
    if (this.questions) return;
    this.questions = [...this.querySelectorAll("quiz-question")].filter((question) => question instanceof QuizQuestion);
    for (const question of this.questions) question.prepare();
    this.page = document.documentElement.dataset.page ?? "";
    this.key = `quiz/${this.page}#${this.id}`;
    this.rev = hash(this.questions.map((question) => `${question.key} ${question.dataset.rev}`).join()).toString(16).padStart(8, "0");
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
      if (button instanceof HTMLElement) this.do(button.dataset.do ?? "");
    });
    this.addEventListener("question-answered", (event) => {
      this.begin(event);
      this.update(true);
    });
    this.addEventListener("question-done", (event) => this.goOn(event.target));
    record.subscribe((keys) => this.heard(keys));
    if (this.dataset.mode !== "exam") return this.practise();
    this.exam = new Exam(this);
    this.exam.begin();
  }

  /** Something was kept, here or in another tab. @param {Set<string>} keys */
  heard(keys) {
    if (this.exam) return keys.has(this.key) ? this.exam.heard() : undefined;
    let fresh = false;
    for (const question of this.asked ?? []) {
      const answer = keys.has(`answer/${question.key}`) ? record.get(`answer/${question.key}`) : undefined;
      if (!answer || answer.right === question.right || answer.lang !== document.documentElement.lang) continue;
      if ((Number(answer.at) || answer.t) < this.since) continue;
      question.practise(this.since);
      fresh = true;
    }
    if (fresh) this.update(false);
  }

  /** What is kept of this quiz, without the time of the change. @returns {Record<string, unknown>} */
  get kept() {
    const { t, ...kept } = record.get(this.key) ?? { t: 0 };
    return kept;
  }

  /** @param {Record<string, unknown>} values */
  keep(values) {
    record.set(this.key, { ...this.kept, ...values });
  }

  /**
   * The questions of an attempt, in order: those of these keys that there still are, else all or as many as are drawn.
   *
   * @param {number} seed @param {string[]} keys
   */
  drawn(seed, keys) {
    /** @type {QuizQuestion[]} */
    const questions = this.questions ?? [];
    const draw = Number(this.dataset.draw);
    // A draw leaves out what only a person can judge, or a test of eight would count seven.
    const bank = draw ? questions.filter((question) => question.dataset.kind !== "open") : questions;
    const kept = keys.flatMap((key) => questions.find((question) => question.key === key) ?? []);
    const drawn = kept.length ? kept : shuffled(bank.length >= draw ? bank : questions, seed).slice(0, draw || questions.length);
    for (const question of questions) question.hidden = !drawn.includes(question);
    for (const question of drawn) if ("shuffle" in question.dataset) question.arrange(seed);
    return kept.length ? kept : questions.filter((question) => drawn.includes(question));
  }

  practise() {
    const { seed, keys } = this.kept;
    this.asked = this.drawn(Number(seed ?? hash(this.key)), this.dataset.draw ? keysOf(keys) : []);
    for (const question of this.asked) question.practise(this.since);
    this.update(false);
  }

  /** Some questions stand on other pages, where they may have been answered. */
  get borrows() {
    return (this.questions ?? []).some((question) => question.dataset.page);
  }

  /** From when on (ms) an answer counts here. With questions from other pages that is from the first answer given here. */
  get since() {
    return Number(this.kept.begun) || (this.borrows ? Infinity : 0);
  }

  /** The first answer begins a test of questions from other pages. @param {Event} event */
  begin(event) {
    if (this.exam || this.kept.begun || !this.borrows) return;
    const begun = (event instanceof CustomEvent && record.get(`answer/${event.detail.key}`)?.t) || Date.now();
    this.keep({ begun });
    for (const question of this.asked ?? []) question.since = begun;
  }

  /** Counts; when all is answered, gives the result. @param {boolean} fresh  an answer was just given */
  update(fresh) {
    if (!this.asked) return;
    // Questions that are added later must not change what was drawn.
    if (fresh && this.dataset.draw && !this.kept.keys) this.keep({ keys: this.asked.map((question) => question.key) });
    const answered = this.asked.filter((question) => question.right !== undefined);
    const open = this.judged.filter((question) => question.right === undefined);
    const count = this.querySelector(".quiz-count");
    if (count instanceof HTMLElement) {
      count.hidden = !answered.length;
      count.textContent = fill(count.dataset.text ?? "", { n: answered.length, all: this.asked.length });
    }
    const result = this.querySelector(".quiz-result");
    if (result instanceof HTMLElement) result.hidden = open.length > 0;
    // The result of an exam stays what it was.
    if (!open.length && !this.exam) this.finish(fresh);
  }

  /** The questions that count. What only a person can judge does not in an exam. */
  get judged() {
    return (this.asked ?? []).filter((question) => question.dataset.kind !== "none" && !(this.exam && question.dataset.kind === "open"));
  }

  /** Shows the result; a fresh one is kept, and any that is better than the kept one. @param {boolean} fresh */
  finish(fresh) {
    const judged = this.judged;
    const right = judged.filter((question) => question.right).length;
    const { score, passed } = this.result(right, judged.length);
    const { best, passed: before } = this.kept;
    // All may have been answered in the review or in another tab, or the question that was left is gone.
    const isBetter = typeof best !== "number" || score > best || (passed && before !== true);
    if (fresh) this.keep(this.counted(right, judged.length));
    else if (judged.length && isBetter) this.keep({ ...this.counted(right, judged.length), tries: this.kept.tries });
    this.show(right, judged.length);
  }

  /** What this many right answers are worth. @param {number} right @param {number} all */
  result(right, all) {
    const pass = Number(this.dataset.pass) || undefined;
    // Rounded down for the eye only: 79.5% are neither 80 nor enough. Without a pass mark nobody passes or fails.
    return { score: all ? Math.floor((100 * right) / all) : 100, pass, passed: pass && 100 * right >= pass * all };
  }

  /** What is kept of one more attempt. @param {number} right @param {number} all */
  counted(right, all) {
    const { score, passed } = this.result(right, all);
    const { tries, best, passed: before } = this.kept;
    // Who has passed stays so.
    return { score, passed: before === true || passed, tries: (Number(tries) || 0) + 1, best: Math.max(score, Number(best) || 0), rev: this.rev };
  }

  /** @param {number} right @param {number} all */
  show(right, all) {
    const { score, pass, passed } = this.result(right, all);
    const result = this.querySelector(".quiz-result");
    const say = (/** @type {string} */ selector, /** @type {boolean} */ shown) => {
      const element = result?.querySelector(selector);
      if (!(element instanceof HTMLElement)) return;
      element.hidden = !shown;
      const words = element.matches("[data-text]") ? element : element.querySelector("[data-text]");
      if (words instanceof HTMLElement) words.textContent = fill(words.dataset.text ?? "", { n: right, all, score, pass: pass ?? "", left: this.exam?.left ?? "" });
    };
    if (!(result instanceof HTMLElement)) return;
    result.hidden = false;
    const isWrong = right < all;
    say(".quiz-score", true);
    say(".quiz-passed", passed === true);
    say(".quiz-failed", passed === false);
    say("[data-do=wrong]", isWrong);
    say("[data-do=again]", (this.exam?.left ?? 1) > 0);
    say(".quiz-left", this.exam?.left === 0);
    const first = this.asked?.find((question) => question.right === false);
    const link = first?.outcome?.querySelector("a[href]") ?? first?.querySelector(".feedback a[href]");
    const place = result.querySelector(".quiz-first");
    if (!(place instanceof HTMLElement)) return;
    place.hidden = !first;
    place.querySelector("a")?.remove();
    if (!first) return;
    const stem = first.querySelector(".question-stem");
    const way = document.createElement("a");
    way.href = link?.getAttribute("href") ?? `#${stem?.id ?? ""}`;
    way.append(...(link ?? stem ?? way).cloneNode(true).childNodes);
    // A copy of a gap is no field.
    for (const mark of way.querySelectorAll(".told")) mark.remove();
    for (const field of way.querySelectorAll("input")) field.replaceWith("…");
    place.append(way);
  }

  /** @param {string} what */
  do(what) {
    if (what === "wrong") {
      const wrong = (this.asked ?? []).filter((question) => question.right === false);
      for (const question of wrong) question.practise(Infinity);
      this.update(false);
      wrong[0]?.begin();
    } else if (this.exam) {
      this.exam.do(what);
    } else if (what === "again") {
      // Later than any answer, even when the clock was put back.
      const times = (this.questions ?? []).map((question) => Number(record.get(`answer/${question.key}`)?.t) || 0);
      this.keep({ seed: newSeed(), begun: Math.max(Date.now(), ...times.map((t) => t + 1)), keys: undefined });
      this.practise();
      this.asked?.[0]?.begin();
    }
  }

  /** From an answered question to the next open one, else to the result. @param {EventTarget | null} from */
  goOn(from) {
    /** @type {QuizQuestion[]} */
    const asked = this.asked ?? [];
    const at = asked.findIndex((question) => question === from);
    const next = [...asked.slice(at + 1), ...asked.slice(0, at)].find((question) => question.right === undefined);
    const result = this.querySelector(".quiz-result");
    if (next) next.begin();
    else if (result instanceof HTMLElement) result.focus();
  }
}

customElements.define("quiz-set", QuizSet);
