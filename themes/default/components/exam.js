import { record } from "../scripts/record.js";
import { fill } from "../scripts/fill.js";
import { openOf } from "./quiz-kept.js";
import { newSeed, shuffled } from "./shuffle.js";

/**
 * The course of an exam: a cover, all questions, a result. What was asked, what was answered and the time left are kept at once,
 * so a reload, a closed tab or a new edition of the page changes nothing. It is taken in one language and one tab at a time.
 */

const minute = 60;

export class Exam {
  /** The questions that were asked, in order. @type {any[] | undefined} */
  asked;

  /** @param {any} set  the `quiz-set` it belongs to */
  constructor(set) {
    this.set = set;
    /** The latest time (ms) that the clock was seen at. */
    this.now = 0;
    this.time = Number(set.dataset.time) || 0;
    set.addEventListener("question-changed", (/** @type {Event} */ event) => this.changed(event.target));
    set.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.pressed(event));
    set.querySelector("dialog")?.addEventListener("close", () => {
      if (this.dialog?.returnValue === "yes") this.finish();
    });
  }

  begin() {
    clearInterval(this.timer);
    const { open } = this;
    this.known = signature(open);
    this.now = 0;
    if (open && (open.done || !this.way)) this.run();
    else this.cover();
  }

  /** Another tab may have begun anew or handed in. */
  heard() {
    const { open } = this;
    if (this.known !== signature(open)) {
      this.dialog?.close();
      return this.begin();
    }
    if (!open || open.done || this.way) return;
    for (const question of this.asked ?? []) {
      const given = this.given(question);
      if (given && JSON.stringify(given) !== JSON.stringify(question.given())) question.give(given);
    }
    this.count();
  }

  get open() {
    return openOf(this.set.kept.open);
  }

  /** The way to the page on which a running exam was begun, in another language. @returns {HTMLAnchorElement | undefined} */
  get way() {
    const { open } = this;
    if (!open?.lang || open.done || open.lang === document.documentElement.lang) return undefined;
    const way = document.querySelector(`a[hreflang="${CSS.escape(open.lang)}"]`);
    return way instanceof HTMLAnchorElement ? way : undefined;
  }

  /** What was answered, if it can be shown: its values are those of one language and one edition. @param {any} question */
  given(question) {
    const { open } = this;
    const same = open && (open.lang ?? document.documentElement.lang) === document.documentElement.lang;
    return same && (open.revs[question.key] ?? question.dataset.rev) === question.dataset.rev ? open.given[question.key] : undefined;
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
    const { way } = this;
    this.set.querySelector("[data-do=start]").hidden = left === 0 || way !== undefined;
    const note = this.set.querySelector(".quiz-elsewhere");
    note.hidden = !way;
    if (way) note.querySelector("a").href = way.href;
  }

  /** @param {string} what */
  do(what) {
    if (what === "start" || what === "again") {
      if (this.left === 0) return;
      const seed = newSeed();
      const drawn = this.set.drawn(seed, []);
      const ordered = this.set.dataset.shuffle === undefined ? drawn : shuffled(drawn, seed);
      const keys = ordered.map((/** @type {any} */ question) => question.key);
      const revs = Object.fromEntries(ordered.map((/** @type {any} */ question) => [question.key, question.dataset.rev]));
      // Keeping it begins it.
      this.set.keep({ seed, open: { start: Date.now(), lang: document.documentElement.lang, keys, revs, given: {} } });
      this.asked?.[0]?.begin();
    } else if (what === "finish") {
      const open = (this.asked ?? []).filter((question) => this.given(question) === undefined).length;
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
    const { open } = this;
    if (!open) return;
    /** @type {any[]} */
    const asked = this.set.drawn(Number(this.set.kept.seed), open.keys);
    this.asked = this.set.asked = asked;
    this.set.querySelector(".quiz-questions").append(...asked);
    for (const question of asked) {
      question.reset();
      question.give(this.given(question));
    }
    if (open.done) return this.tell();
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
    this.rewind();
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

  /** A clock that was put back gives nobody more time: the exam began that much earlier then. */
  rewind() {
    const { open } = this;
    const now = Date.now();
    const back = open ? Math.max(this.now, open.seen ?? open.start) - now : 0;
    this.now = now;
    if (!open || open.done || back <= 0) return;
    const begun = { ...open, start: open.start - back, seen: now };
    this.known = signature(begun);
    this.set.keep({ open: begun });
  }

  /** @param {EventTarget | null} target */
  changed(target) {
    const { open } = this;
    const question = this.asked?.find((/** @type {any} */ asked) => asked === target);
    if (!open || open.done || !question || this.set.dataset.state !== "running") return;
    const given = { ...open.given, [question.key]: question.given() };
    // A question that was changed since then is now answered as it is.
    this.set.keep({ open: { ...open, seen: Date.now(), given, revs: { ...open.revs, [question.key]: question.dataset.rev } } });
    this.count();
  }

  count() {
    /** @type {any[]} */
    const asked = this.asked ?? [];
    const answered = asked.filter((/** @type {any} */ question) => this.given(question) !== undefined).length;
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
    const { open } = this;
    if (!open || open.done || this.set.dataset.state !== "running") return;
    /** @type {Record<string, boolean>} */
    const verdicts = {};
    /** @type {Map<string, Record<string, unknown>>} */
    const changes = new Map();
    for (const question of this.asked ?? []) {
      const key = `answer/${question.key}`;
      // An order that nobody touched is no answer.
      const right = question.judge() === undefined ? undefined : this.given(question) !== undefined && question.judge();
      if (right === undefined) continue;
      verdicts[question.key] = right;
      const tries = (Number(record.get(key)?.tries) || 0) + 1;
      changes.set(key, { right, given: question.given(), rev: question.dataset.rev, tries, lang: document.documentElement.lang });
    }
    const all = Object.keys(verdicts).length;
    const right = Object.values(verdicts).filter(Boolean).length;
    const done = { ...open, done: Date.now(), marks: { right, all, verdicts } };
    changes.set(this.set.key, { ...this.set.kept, ...this.set.counted(right, all), open: done });
    // Keeping it shows the result.
    record.change(changes);
    this.set.querySelector(".quiz-result").focus();
  }

  /** Shows the result as it was when the exam was handed in, and all answers with what is right. */
  tell() {
    const { open } = this;
    const verdicts = open?.marks?.verdicts ?? {};
    for (const question of this.asked ?? []) {
      const right = open?.marks ? verdicts[question.key] : question.judge();
      const lang = open?.lang ?? document.documentElement.lang;
      const isHere = lang === document.documentElement.lang;
      const isSame = isHere && (open?.revs[question.key] ?? question.dataset.rev) === question.dataset.rev;
      question.settle(right, isSame);
      if (right === undefined) question.right = undefined;
      else if (!isSame) question.note(!isHere, right);
    }
    const judged = this.set.judged;
    const right = judged.filter((/** @type {any} */ question) => question.right).length;
    this.state("done");
    // The result first, then what was right and why.
    this.set.querySelector(".quiz-questions").before(this.set.querySelector(".quiz-result"));
    this.set.show(open?.marks?.right ?? right, open?.marks?.all ?? judged.length);
  }
}

/** Changes when an exam is begun, begun anew or handed in. @param {import("./quiz-kept.js").Open | undefined} open */
function signature(open) {
  return `${open?.start} ${open?.done}`;
}
