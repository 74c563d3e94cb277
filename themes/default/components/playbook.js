import { Practice } from "./practice.js";
import { fill } from "../scripts/fill.js";

/** Says that a card is for any role. */
const EVERYONE = "everyone";

/** All objection cards of a chapter: filtered by form, with the filters in the address; practised, and printed. */
class ObjectionPlaybook extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const dialog = this.querySelector("dialog");
    if (!form || !dialog) return;
    this.form = form;
    this.cards = [...this.querySelectorAll(".playbook-card")].filter((card) => card instanceof HTMLElement);
    form.hidden = false;
    for (const part of this.querySelectorAll(".playbook-bar")) if (part instanceof HTMLElement) part.hidden = false;
    const practice = new Practice(dialog, this.dataset);
    // Each choice is a step that “back” undoes; typing is one step, however many letters.
    form.addEventListener("change", (event) => this.chosen(event.target instanceof HTMLSelectElement));
    form.addEventListener("input", (event) => event.target instanceof HTMLInputElement && this.chosen(false));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.on("clear", () => {
      form.reset();
      this.chosen(true);
      this.fields[0]?.focus();
    });
    this.on("practise", () => practice.start(this.shown.map((card) => this.flash(card))));
    this.on("print", () => print());
    addEventListener("popstate", () => this.read());
    this.read();
  }

  /** @param {string} action @param {() => void} listener */
  on(action, listener) {
    this.querySelector(`.playbook-bar [data-action=${action}]`)?.addEventListener("click", listener);
  }

  get fields() {
    const fields = [...(this.form?.elements ?? [])];
    return fields.filter((field) => field instanceof HTMLSelectElement || field instanceof HTMLInputElement);
  }

  get shown() {
    return (this.cards ?? []).filter((card) => !card.hidden);
  }

  /** @param {HTMLElement} card */
  flash(card) {
    return { id: `${card.dataset.card}#card`, card: card.querySelector(".flash-card") ?? card };
  }

  /** Takes the filters from the address. */
  read() {
    const wanted = new URLSearchParams(location.search);
    for (const field of this.fields) {
      field.value = wanted.get(field.name) ?? "";
      // A value that no card has, as from an old link.
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
    }
    this.filter();
  }

  /** Puts the filters into the address. @param {boolean} step  as a step of its own */
  chosen(step) {
    const url = new URL(location.href);
    for (const field of this.fields) {
      if (field.value) url.searchParams.set(field.name, field.value);
      else url.searchParams.delete(field.name);
    }
    if (url.href !== location.href) history[step ? "pushState" : "replaceState"](null, "", url);
    this.filter();
  }

  filter() {
    const wanted = this.fields.filter((field) => field.value);
    for (const card of this.cards ?? []) card.hidden = !wanted.every((field) => fits(card, field));
    for (const group of this.querySelectorAll(".playbook-group")) {
      if (group instanceof HTMLElement) group.hidden = !group.querySelector(".playbook-card:not([hidden])");
    }
    const n = this.shown.length;
    const words = n === 0 ? this.dataset.none : wanted.length > 0 ? this.dataset.some : this.dataset.count;
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = fill(words ?? "", { n, all: this.dataset.all ?? "" });
    const clear = this.querySelector("[data-action=clear]");
    if (clear instanceof HTMLElement) clear.hidden = wanted.length === 0;
    const buttons = this.querySelector(".playbook-bar .buttons");
    if (buttons instanceof HTMLElement) buttons.hidden = n === 0;
    const practise = this.querySelector("[data-action=practise]");
    if (practise) practise.textContent = fill(this.dataset.practise ?? "", { n });
  }
}

/** Whether a card has what a field asks for. @param {HTMLElement} card @param {HTMLInputElement | HTMLSelectElement} field */
function fits(card, field) {
  if (field instanceof HTMLSelectElement) {
    const values = (card.dataset[field.name] ?? "").split("|");
    // Who or when is left open is anybody's, any time.
    return values.includes(field.value) || values.includes(EVERYONE) || (field.name !== "category" && values[0] === "");
  }
  const text = plain(`${card.querySelector(".playbook-row")?.textContent} ${card.querySelector(".card-front")?.textContent}`);
  return plain(field.value).split(" ").every((word) => text.includes(word));
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

customElements.define("objection-playbook", ObjectionPlaybook);
