import { record } from "../scripts/record.js";
import { fill } from "../scripts/fill.js";
import { Exam } from "./exam.js";
import { QuizQuestion } from "./question.js";
import { hash, newSeed, shuffled } from "./shuffle.js";

/** A set of questions with its result. In practice each answer is told at once; an exam has its own course (`exam.js`). */
class QuizSet extends HTMLElement {
  connectedCallback() {
    if (this.questions) return;
    this.questions = [...this.querySelectorAll("quiz-question")].filter((question) => question instanceof QuizQuestion);
    this.page = document.documentElement.dataset.page ?? "";
    this.key = `quiz/${this.page}#${this.id}`;
    this.rev = hash(this.questions.map((question) => `${question.key} ${question.dataset.rev}`).join()).toString(16).padStart(8, "0");
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
      if (button instanceof HTMLElement) this.do(button.dataset.do ?? "");
    });
    this.addEventListener("question-answered", () => this.update(true));
    this.addEventListener("question-done", (event) => this.goOn(event.target));
    if (this.dataset.mode !== "exam") return this.practise();
    this.exam = new Exam(this);
    this.exam.begin();
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

  /** The questions of an attempt: all, or as many as are drawn. @param {number} seed */
  drawn(seed) {
    const questions = this.questions ?? [];
    const draw = Number(this.dataset.draw);
    // A draw leaves out what only a person can judge, or a test of eight would count seven.
    const bank = draw ? questions.filter((question) => question.dataset.kind !== "open") : questions;
    const drawn = new Set(shuffled(bank.length >= draw ? bank : questions, seed).slice(0, draw || questions.length));
    for (const question of questions) question.hidden = !drawn.has(question);
    for (const question of drawn) if ("shuffle" in question.dataset) question.arrange(seed);
    return questions.filter((question) => drawn.has(question));
  }

  practise() {
    const { seed, begun } = this.kept;
    this.asked = this.drawn(Number(seed ?? hash(this.key ?? "")));
    for (const question of this.asked) question.practise(Number(begun) || 0);
    this.update(false);
  }

  /** Counts; when all is answered, gives the result. @param {boolean} fresh  an answer was just given */
  update(fresh) {
    if (!this.asked) return;
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

  /** Shows the result; a fresh one is kept. @param {boolean} fresh */
  finish(fresh) {
    const judged = this.judged;
    const right = judged.filter((question) => question.right).length;
    const score = judged.length ? Math.round((100 * right) / judged.length) : 100;
    const pass = Number(this.dataset.pass) || undefined;
    const passed = pass === undefined || score >= pass;
    const { tries, best, passed: before } = this.kept;
    if (fresh) {
      // Who has passed stays so.
      const values = { score, passed: passed || before === true, tries: (Number(tries) || 0) + 1, best: Math.max(score, Number(best) || 0), rev: this.rev };
      this.keep(values);
    }
    this.show(right, judged.length, score, pass, passed);
  }

  /** @param {number} right @param {number} all @param {number} score @param {number | undefined} pass @param {boolean} passed */
  show(right, all, score, pass, passed) {
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
    say(".quiz-passed", pass !== undefined && passed);
    say(".quiz-failed", pass !== undefined && !passed);
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
      this.keep({ seed: newSeed(), begun: Date.now() });
      this.practise();
      this.asked?.[0]?.begin();
    }
  }

  /** From an answered question to the next open one, else to the result. @param {EventTarget | null} from */
  goOn(from) {
    const asked = this.asked ?? [];
    const at = asked.findIndex((question) => question === from);
    const next = [...asked.slice(at + 1), ...asked.slice(0, at)].find((question) => question.right === undefined);
    const result = this.querySelector(".quiz-result");
    if (next) next.begin();
    else if (result instanceof HTMLElement) result.focus();
  }
}

customElements.define("quiz-set", QuizSet);
