import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";

/** @typedef {{step: HTMLElement, item: HTMLElement, points: number}} Taken  a choice that was made, and where */

/**
 * A conversation, played as a chat. Its script, which is all there is without scripts, holds every step; a chat is copies of
 * the parts that a reader comes by.
 */
class ScenarioChat extends HTMLElement {
  connectedCallback() {
    const template = this.querySelector(":scope > template");
    if (!(template instanceof HTMLTemplateElement) || this.dataset.mode) return;
    this.script = this.one(".script");
    /** @type {Map<string, HTMLElement>} */
    this.steps = new Map();
    for (const step of this.script.querySelectorAll(":scope > .step")) {
      if (step instanceof HTMLElement) this.steps.set(step.dataset.step ?? "", step);
    }
    if (!this.steps.size) return;
    const parts = template.content.cloneNode(true);
    if (!(parts instanceof DocumentFragment)) return;
    this.own = parts.querySelector(".chat-own") ?? document.createElement("div");
    this.own.remove();
    this.insertBefore(parts, this.script);
    this.log = this.one(".chat");
    this.choices = this.one(".chat-choices");
    this.result = this.one(".chat-result");
    for (const button of this.querySelectorAll(".chat-switch")) {
      button.addEventListener("click", () => this.show(this.dataset.mode === "chat" ? "script" : "chat"));
    }
    this.one(".chat-again").addEventListener("click", () => this.again());
    this.addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("hashchange", () => this.openTarget());
    this.show("chat");
    this.begin();
    this.resume();
    this.openTarget();
  }

  /** @param {string} selector @returns {HTMLElement} */
  one(selector) {
    const found = this.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`${selector} is missing`);
    return found;
  }

  get key() {
    return `scenario/${document.documentElement.dataset.page}#${this.dataset.id}`;
  }

  get score() {
    // A choice counts once, however often a path comes by it.
    const points = new Map(this.taken.map(({ item, points }) => [item, points]));
    return [...points.values()].reduce((sum, points) => sum + points, 0);
  }

  /** @param {"chat" | "script"} mode */
  show(mode) {
    this.dataset.mode = mode;
    for (const button of this.querySelectorAll(".chat-switch")) {
      if (button instanceof HTMLElement) button.textContent = button.dataset[mode === "chat" ? "script" : "chat"] ?? "";
    }
  }

  /** A link to a step, from anywhere, shows the script it stands in. */
  openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !this.script?.contains(target) || this.dataset.mode === "script") return;
    this.show("script");
    target.scrollIntoView();
  }

  begin() {
    /** @type {Taken[]} */
    this.taken = [];
    this.log?.replaceChildren();
    this.enter([...(this.steps?.values() ?? [])][0]);
  }

  /** Goes the kept way again, as far as its choices are still there. */
  resume() {
    const path = record.get(this.key)?.path;
    for (const kept of Array.isArray(path) ? path : []) {
      const button = [...(this.choices?.querySelectorAll("button") ?? [])].find((button) => button.dataset.kept === kept);
      if (!button) break;
      this.choose(button);
    }
  }

  again() {
    this.begin();
    this.keep({});
    this.querySelector(":scope > .chat-choices button")?.focus({ preventScroll: true });
    this.scrollIntoView({ block: "nearest" });
  }

  /** Shows a step: what is said, then what can be answered. @param {HTMLElement} step */
  enter(step) {
    this.step = step;
    for (const turn of step.querySelectorAll(":scope > :is(.said, .told)")) this.add(turn);
    const score = this.querySelector(".chat-score");
    if (score instanceof HTMLElement) score.textContent = fill(score.dataset.score ?? "", { n: this.score });
    const items = [...step.querySelectorAll(":scope > .choices > li")];
    const list = this.choices?.querySelector("ol");
    list?.replaceChildren(...items.map((item, at) => this.button(step, item, at)));
    if (this.choices) this.choices.hidden = !items.length;
    if (this.result) this.result.hidden = items.length > 0;
    if (!items.length) this.finish();
  }

  /** Adds a copy of something to the log. @param {Node} part @returns {HTMLElement} */
  add(part) {
    const copy = part.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return this;
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    this.log?.append(copy);
    return copy;
  }

  /** @param {HTMLElement} step @param {Element} item @param {number} at @returns {HTMLLIElement} */
  button(step, item, at) {
    const entry = document.createElement("li");
    const words = item.querySelector(".words");
    if (!(item instanceof HTMLElement) || !words) return entry;
    if (!item.dataset.to) {
      // A way out of the conversation stays the link it is.
      entry.append(words.cloneNode(true));
      return entry;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.kept = `${step.dataset.step}/${item.dataset.key}`;
    const number = document.createElement("kbd");
    number.setAttribute("aria-hidden", "true");
    number.textContent = String(at + 1);
    const text = document.createElement("span");
    text.append(...[...words.childNodes].map((node) => node.cloneNode(true)));
    button.append(number, text);
    button.addEventListener("click", () => {
      const own = this.choose(button);
      this.keep(this.outcome());
      this.attend(own);
    });
    this.items ??= new WeakMap();
    this.items.set(button, { step, item, points: Number(item.dataset.points) });
    entry.append(button);
    return entry;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.dataset.mode !== "chat" || !/^[1-9]$/.test(event.key)) return;
    const button = this.choices?.querySelectorAll("button")[Number(event.key) - 1];
    if (button instanceof HTMLButtonElement && !this.choices?.hidden) button.click();
  }

  /** Takes a choice and goes on. @param {HTMLButtonElement} button @returns {HTMLElement} what the reader said */
  choose(button) {
    const taken = this.items?.get(button);
    const next = taken && this.steps?.get(taken.item.dataset.to ?? "");
    if (!taken || !next || !this.own) return this;
    this.taken?.push(taken);
    const own = this.add(this.own);
    const words = button.querySelector("span");
    own.querySelector(".bubble")?.append(...[...(words?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    const points = taken.item.querySelector(".points")?.cloneNode(true);
    const remark = taken.item.querySelector(":scope > .remark");
    if (remark) {
      const copy = this.add(remark);
      copy.dataset.points = String(Math.sign(taken.points));
      if (points) copy.querySelector(".remark-title")?.append(" ", points);
    } else if (points) {
      own.append(points);
    }
    this.enter(next);
    return own;
  }

  /** Shows what is new, and goes to where it can be answered. @param {HTMLElement} own */
  attend(own) {
    const next = this.result?.hidden ? this.choices : this.result;
    const target = this.result?.hidden ? this.choices?.querySelector("button, a") : this.result;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
    if (own.getBoundingClientRect().top < 80) own.scrollIntoView({ block: "start" });
  }

  /** The end: how it went, with what points, on which way. */
  finish() {
    const { score, passed } = this.outcome();
    const pass = Number(this.dataset.pass);
    const best = this.dataset.best;
    const verdict = this.one(".verdict");
    verdict.textContent = (pass ? (passed ? verdict.dataset.passed : verdict.dataset.failed) : verdict.dataset.over) ?? "";
    verdict.dataset.state = pass ? (passed ? "passed" : "failed") : "over";
    const ending = this.one(".chat-ending");
    ending.textContent = fill(ending.dataset.words ?? "", { title: this.step?.dataset.title ?? "" });
    const total = this.one(".chat-total");
    const parts = [fill(total.dataset.score ?? "", { n: score })];
    if (best) parts.push(fill(total.dataset.best ?? "", { n: Number(best) }));
    if (pass) parts.push(fill(total.dataset.pass ?? "", { n: pass }));
    total.replaceChildren(...parts.map((part) => Object.assign(document.createElement("span"), { textContent: part })));
    total.hidden = !this.querySelector(".chat-score");
    const steps = (this.taken ?? []).map(({ step, item }) => {
      const entry = document.createElement("li");
      const name = Object.assign(document.createElement("b"), { textContent: step.dataset.title });
      const words = Object.assign(document.createElement("span"), { textContent: item.querySelector(".words")?.textContent });
      entry.append(name, " ", words);
      const points = item.querySelector(".points");
      if (points) entry.append(" ", points.cloneNode(true));
      return entry;
    });
    this.one(".path").replaceChildren(...steps);
  }

  /** What is kept of a conversation that is over. */
  outcome() {
    const ending = this.step?.querySelector(":scope > .choices") ? undefined : this.step?.dataset.step;
    const pass = Number(this.dataset.pass);
    return { ending, score: this.score, passed: pass > 0 && this.score >= pass };
  }

  /** @param {{ending?: string, score?: number, passed?: boolean}} outcome */
  keep({ ending, score = 0, passed = false }) {
    const before = record.get(this.key);
    const path = (this.taken ?? []).map(({ step, item }) => `${step.dataset.step}/${item.dataset.key}`);
    // Whoever passed once has passed, however the next attempts go.
    const last = ending ? { ending, score, passed: passed || before?.passed === true } : {};
    record.set(this.key, { score: before?.score, passed: before?.passed ?? false, ending: before?.ending, ...last, path });
  }
}

customElements.define("scenario-chat", ScenarioChat);
