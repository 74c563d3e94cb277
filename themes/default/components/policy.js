import { dayOf } from "../scripts/calendar-day.js";
import { dateWords } from "../scripts/date-words.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";
import { standing } from "./acknowledgement.js";

/** The end of a policy: readers confirm the version that they have read, and print a receipt of it. */
class PolicyConfirmation extends HTMLElement {
  #key = `ack/${document.documentElement.dataset.page ?? ""}`;
  /** What takes the last confirmation back, while the page is open. @type {Map<string, Record<string, unknown> | undefined> | undefined} */
  #undo;

  connectedCallback() {
    this.#form("confirm", () => this.#confirm());
    this.#form("receipt", () => this.#print());
    this.querySelector("[data-undo]")?.addEventListener("click", () => this.#takeBack());
    // A page left open over midnight, or a printer's.
    document.addEventListener("visibilitychange", () => this.show());
    record.subscribe((keys) => {
      if (keys.has(this.#key)) this.show();
    });
    const name = String(record.get(this.#key)?.name ?? record.get("certificate")?.name ?? "");
    for (const field of this.querySelectorAll("input")) field.value = name;
    this.show();
  }

  /** @param {string} name @param {() => void} submitted */
  #form(name, submitted) {
    this.#one(`form.policy-${name}`)?.addEventListener("submit", (event) => {
      event.preventDefault();
      submitted();
    });
  }

  /** @param {string} selector */
  #one(selector) {
    const found = this.querySelector(selector);
    return found instanceof HTMLElement ? found : undefined;
  }

  /** @param {"confirm" | "receipt"} form */
  #name(form) {
    const field = this.querySelector(`form.policy-${form} input`);
    return field instanceof HTMLInputElement ? field.value.trim() : "";
  }

  get #standing() {
    return standing(record.get(this.#key), this.dataset.versions ?? "", this.dataset.yearly !== undefined, dayOf(Date.now()));
  }

  show() {
    const { state, on, until, version } = this.#standing;
    this.dataset.state = state;
    const words = this.dataset[state === "current" && until ? "currentUntil" : state] ?? "";
    const date = (/** @type {string} */ day) => (day ? dateWords(day, this.dataset) : "");
    let text = fill(words, { date: date(on), until: date(until) });
    const elsewhere = state === "current" && version !== this.dataset.version ? this.#edition(version)?.dataset.language : undefined;
    if (elsewhere) text += fill(this.dataset.elsewhere ?? "", { language: elsewhere });
    const said = this.#one(".policy-state span");
    if (said && said.textContent !== text) said.textContent = text;
    for (const [form, shown] of [["confirm", state !== "current"], ["receipt", state === "current"]]) {
      this.#one(`form.policy-${form}`)?.toggleAttribute("hidden", !shown);
    }
    this.#one("[data-undo]")?.toggleAttribute("hidden", !this.#undo);
  }

  /** The policy in the language in which that version was read. @param {string} version */
  #edition(version) {
    const editions = [...this.querySelectorAll("data.edition")].filter((edition) => edition instanceof HTMLDataElement);
    return editions.find((edition) => edition.value.startsWith(version));
  }

  #confirm() {
    const [name, lang] = [this.#name("confirm"), document.documentElement.lang];
    const values = { version: this.dataset.version, on: dayOf(Date.now()), lang, ...(name && { name }) };
    this.#undo = record.change(new Map([[this.#key, values]]));
    const field = this.querySelector("form.policy-receipt input");
    if (field instanceof HTMLInputElement) field.value = name;
    this.show();
    this.#one(".policy-state")?.focus();
  }

  #takeBack() {
    if (this.#undo) record.change(this.#undo);
    this.#undo = undefined;
    this.show();
    this.#one("form.policy-confirm button")?.focus();
  }

  /** Prints the receipt alone; the browser's own command prints the policy. */
  #print() {
    const { on, until, version } = this.#standing;
    const kept = record.get(this.#key);
    const edition = this.#edition(version);
    if (!kept || !edition) return;
    const name = this.#name("receipt");
    if (kept.name !== name) {
      const { t, ...values } = kept;
      record.set(this.#key, { ...values, name });
    }
    const date = (/** @type {string} */ day) => (day ? dateWords(day, this.dataset) : "");
    const address = new URL(edition.dataset.address ?? "", location.href).href;
    const values = { name, title: edition.dataset.title ?? "", address, version, hash: edition.value, on: date(on), until: date(until) };
    for (const [key, value] of Object.entries(values)) {
      const place = this.#one(`.policy-paper [data-value="${key}"]`);
      if (place) place.textContent = value;
    }
    document.documentElement.dataset.print = "receipt";
    addEventListener("afterprint", () => delete document.documentElement.dataset.print, { once: true });
    print();
  }
}

customElements.define("policy-confirmation", PolicyConfirmation);
