import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";

/** @typedef {{step: HTMLElement, item: HTMLElement, points: number}} Taken  a choice, and the step in which it was made */

/** The element among an element's descendants; the template has it. @param {ParentNode} within @param {string} selector */
function one(within, selector) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`${selector} is missing`);
  return found;
}

/** Puts copies of all that is in one element into another. @param {Element} from @param {Element} to */
function copyContent(from, to) {
  to.append(...[...from.childNodes].map((node) => node.cloneNode(true)));
}

/**
 * A conversation, played as a chat. Its script, which is all there is without scripts, holds every step; the chat is made of
 * copies of the parts that a reader comes by.
 */
class ScenarioChat extends HTMLElement {
  /** By their ids, in the order of the script. @type {Map<string, HTMLElement>} */
  #steps = new Map();
  /** The step the conversation is in. @type {HTMLElement} */
  #step = this;
  /** @type {Taken[]} */
  #taken = [];
  /** What each button stands for. @type {WeakMap<HTMLElement, Taken>} */
  #offered = new WeakMap();
  /** What the reader says, without its words. @type {HTMLElement} */
  #own = this;

  connectedCallback() {
    const template = this.querySelector(":scope > template");
    if (!(template instanceof HTMLTemplateElement) || this.dataset.mode) return;
    const script = one(this, ".script");
    for (const step of script.querySelectorAll(":scope > .step")) {
      if (step instanceof HTMLElement) this.#steps.set(step.dataset.step ?? "", step);
    }
    if (!this.#steps.size) return;
    const parts = document.importNode(template.content, true);
    this.#own = one(parts, ".chat-own");
    this.#own.remove();
    this.insertBefore(parts, script);
    for (const button of this.querySelectorAll(".chat-switch")) {
      button.addEventListener("click", () => this.show(this.dataset.mode === "chat" ? "script" : "chat"));
    }
    one(this, ".chat-again").addEventListener("click", () => this.again());
    this.addEventListener("keydown", (event) => this.press(event));
    addEventListener("hashchange", () => this.openTarget());
    this.show("chat");
    this.begin();
    this.resume();
    this.openTarget();
  }

  get key() {
    return `scenario/${document.documentElement.dataset.page}#${this.dataset.id}`;
  }

  /** A choice counts once, however often the path comes by it. */
  get score() {
    const points = new Map(this.#taken.map(({ item, points }) => [item, points]));
    return [...points.values()].reduce((sum, points) => sum + points, 0);
  }

  /** How many points pass; 0 when nobody passes or fails. */
  get pass() {
    return Number(this.dataset.pass);
  }

  get path() {
    return this.#taken.map(({ step, item }) => `${step.dataset.step}/${item.dataset.key}`);
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
    const target = document.getElementById(anchor());
    if (!target || this.dataset.mode === "script" || !one(this, ".script").contains(target)) return;
    this.show("script");
    target.scrollIntoView();
  }

  begin() {
    this.#taken = [];
    one(this, ".chat").replaceChildren();
    const [first] = this.#steps.values();
    this.enter(first);
  }

  /** Goes the kept way again, as far as its choices are still there. */
  resume() {
    const path = record.get(this.key)?.path;
    for (const kept of Array.isArray(path) ? path : []) {
      const button = this.buttons().find((button) => button.dataset.kept === kept);
      if (!button) break;
      this.choose(button);
    }
  }

  again() {
    this.begin();
    this.keep();
    this.buttons()[0]?.focus({ preventScroll: true });
    this.scrollIntoView({ block: "nearest" });
  }

  /** Shows a step: what is said, then what can be answered. @param {HTMLElement} step */
  enter(step) {
    this.#step = step;
    for (const turn of step.querySelectorAll(":scope > :is(.said, .told)")) this.add(turn);
    const score = this.querySelector(".chat-score");
    if (score instanceof HTMLElement) score.textContent = fill(score.dataset.score ?? "", { n: this.score });
    const items = [...step.querySelectorAll(":scope > .choices > li")];
    one(this, ".chat-choices > ol").replaceChildren(...items.map((item, at) => this.offer(step, item, at)));
    one(this, ".chat-choices").hidden = !items.length;
    one(this, ".chat-result").hidden = items.length > 0;
    if (!items.length) this.finish();
  }

  /** Adds a copy of something to the chat. @param {Element} part @returns {HTMLElement} */
  add(part) {
    const copy = part.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return this;
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    one(this, ".chat").append(copy);
    return copy;
  }

  /** A choice as a button; one that leaves the conversation stays the link it is. @param {HTMLElement} step @param {Element} item @param {number} at */
  offer(step, item, at) {
    const entry = document.createElement("li");
    const words = one(item, ".words");
    if (!(item instanceof HTMLElement) || !item.dataset.to) {
      entry.append(words.cloneNode(true));
      return entry;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.kept = `${step.dataset.step}/${item.dataset.key}`;
    const number = Object.assign(document.createElement("kbd"), { textContent: String(at + 1), ariaHidden: "true" });
    const text = document.createElement("span");
    copyContent(words, text);
    button.append(number, text);
    button.addEventListener("click", () => {
      const own = this.choose(button);
      this.keep();
      this.attend(own);
    });
    this.#offered.set(button, { step, item, points: Number(item.dataset.points) });
    entry.append(button);
    return entry;
  }

  buttons() {
    return [...this.querySelectorAll(".chat-choices button")].filter((button) => button instanceof HTMLElement);
  }

  /** The numbers on the buttons are keys. @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.dataset.mode !== "chat" || !/^[1-9]$/.test(event.key)) return;
    one(this, ".chat-choices > ol").children[Number(event.key) - 1]?.querySelector("button")?.click();
  }

  /** Takes a choice and goes on to its step. @param {HTMLElement} button @returns {HTMLElement} what the reader said */
  choose(button) {
    const taken = this.#offered.get(button);
    const next = taken && this.#steps.get(taken.item.dataset.to ?? "");
    if (!taken || !next) return this;
    this.#taken.push(taken);
    const own = this.add(this.#own);
    copyContent(one(button, "span"), one(own, ".bubble"));
    const points = taken.item.querySelector(".points")?.cloneNode(true);
    const remark = taken.item.querySelector(":scope > .remark");
    if (remark) {
      const copy = this.add(remark);
      copy.dataset.points = String(Math.sign(taken.points));
      if (points) one(copy, ".remark-title").append(" ", points);
    } else if (points) {
      own.append(points);
    }
    this.enter(next);
    return own;
  }

  /** Goes to where the reader can go on, and shows what is new. @param {HTMLElement} own */
  attend(own) {
    const result = one(this, ".chat-result");
    const next = result.hidden ? one(this, ".chat-choices") : result;
    const focus = result.hidden ? next.querySelector("button, a") : result;
    if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;
    if (own.getBoundingClientRect().top < bar) own.scrollIntoView({ block: "start" });
  }

  /** The end: how it went, with what points, on which way. */
  finish() {
    const verdict = one(this, ".verdict");
    const state = !this.pass ? "over" : this.score >= this.pass ? "passed" : "failed";
    verdict.dataset.state = state;
    verdict.textContent = verdict.dataset[state] ?? "";
    const ending = one(this, ".chat-ending");
    ending.textContent = fill(ending.dataset.words ?? "", { title: this.#step.dataset.title ?? "" });
    const total = one(this, ".chat-total");
    const values = { score: this.score, best: Number(this.dataset.best || NaN), pass: this.pass || NaN };
    const parts = Object.entries(values).filter(([, n]) => !Number.isNaN(n));
    total.replaceChildren(...parts.map(([name, n]) => text("span", fill(total.dataset[name] ?? "", { n }))));
    total.hidden = !this.querySelector(".chat-score");
    const way = this.#taken.map(({ step, item }) => {
      const entry = document.createElement("li");
      entry.append(text("b", step.dataset.title ?? ""), " ", text("span", one(item, ".words").textContent ?? ""));
      const points = item.querySelector(".points");
      if (points) entry.append(" ", points.cloneNode(true));
      return entry;
    });
    one(this, ".path").replaceChildren(...way);
  }

  /** Keeps the way so far and, at an end, how it went. The best attempt counts, however the next ones go. */
  keep() {
    /** @type {Record<string, unknown>} */
    const before = record.get(this.key) ?? {};
    const now = { score: before.score, passed: before.passed === true, ending: before.ending };
    if (!this.#step.querySelector(":scope > .choices")) {
      now.score = typeof before.score === "number" ? Math.max(before.score, this.score) : this.score;
      now.passed ||= this.pass > 0 && this.score >= this.pass;
      now.ending = this.#step.dataset.step;
    }
    record.set(this.key, { ...now, path: this.path });
  }
}

/** The anchor in the address; empty when there is none or it is cut off in the middle of a character. */
function anchor() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/** @param {string} name @param {string} words */
function text(name, words) {
  return Object.assign(document.createElement(name), { textContent: words });
}

customElements.define("scenario-chat", ScenarioChat);
