import { cardKey } from "./card-keys.js";
import { review } from "./schedule.js";
import { fill } from "../scripts/fill.js";

/** @typedef {{id: string, card: Element}} Flash  `id`: `playbook/too-expensive#card`; `card` holds `.card-front` and `.card-back` */

/** Flash cards in a dialog: the customer's words, the answer on demand, and how well it was known. */
export class Practice {
  /** @type {Flash[]} */
  #cards = [];
  #at = 0;
  /** @type {Flash[]} */
  #forgotten = [];

  /** @param {HTMLDialogElement} dialog @param {DOMStringMap} words */
  constructor(dialog, words) {
    this.dialog = dialog;
    this.words = words;
    this.#button(".review-show button", () => this.#turn());
    this.#button("[data-action=close]", () => dialog.close());
    this.#button("[data-action=again]", () => this.#begin(this.#forgotten));
    for (const rating of /** @type {const} */ ([1, 2, 3, 4])) {
      this.#button(`.review-rate [value="${rating}"]`, () => this.#rate(rating));
    }
    dialog.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Flash[]} cards */
  start(cards) {
    this.dialog.showModal();
    this.#begin(shuffled(cards));
  }

  /** @param {Flash[]} cards */
  #begin(cards) {
    this.#cards = cards;
    this.#at = 0;
    this.#forgotten = [];
    this.#ask();
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    const part = this.dialog.querySelector(selector);
    if (part instanceof HTMLElement) return part;
    throw new Error(`playbook.html has no ${selector}`);
  }

  /** @param {string} selector @param {() => void} action */
  #button(selector, action) {
    for (const button of this.dialog.querySelectorAll(selector)) button.addEventListener("click", action);
  }

  /** Shows one of these parts and hides the others. @param {string} shown */
  #show(shown) {
    for (const part of [".review-show", ".review-rate", ".practice-end"]) this.#part(part).hidden = part !== shown;
    this.#part(".practice-stage").hidden = shown === ".practice-end";
  }

  #ask() {
    const place = this.#part(".review-place");
    place.textContent = fill(this.words.place ?? "", { n: this.#at + 1, all: this.#cards.length });
    const stage = this.#part(".practice-stage");
    stage.replaceChildren(...[...this.#cards[this.#at].card.children].map((part) => part.cloneNode(true)));
    this.#part(".card-back").hidden = true;
    this.#show(".review-show");
    this.dialog.scrollTop = 0;
    this.#focus(".card-front");
  }

  #turn() {
    this.#part(".card-back").hidden = false;
    this.#show(".review-rate");
    this.#focus(".card-back");
  }

  /** @param {1 | 2 | 3 | 4} rating */
  #rate(rating) {
    const flash = this.#cards[this.#at];
    review(flash.id, rating);
    if (rating === 1) this.#forgotten.push(flash);
    this.#at += 1;
    if (this.#at < this.#cards.length) this.#ask();
    else this.#end();
  }

  #end() {
    const [n, all] = [this.#forgotten.length, this.#cards.length];
    this.#part(".review-place").textContent = this.words.title ?? "";
    this.#part(".practice-said").textContent = fill((n > 0 ? this.words.forgotten : this.words.done) ?? "", { n: n || all, all });
    this.#part("[data-action=again]").hidden = n === 0;
    this.#show(".practice-end");
    this.#focus(".practice-end");
  }

  /** @param {string} selector */
  #focus(selector) {
    const part = this.#part(selector);
    part.tabIndex = -1;
    // What was asked stays in sight.
    part.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const key = cardKey(event);
    const turned = !this.#part(".review-rate").hidden;
    const asking = !this.#part(".review-show").hidden;
    if (key === "turn" && asking) this.#turn();
    else if (typeof key === "number" && turned) this.#rate(key);
    else return;
    event.preventDefault();
  }
}

/** In another order every time, or the order is what is learnt. @param {Flash[]} cards */
function shuffled(cards) {
  return cards
    .map((card) => ({ card, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ card }) => card);
}
