import { standing } from "./acknowledgement.js";
import { Certificate } from "./certificate.js";
import { changes, cleared, fileText, largest, readFile } from "./progress-file.js";
import { bestScore, keysOf, tally } from "./progress-tally.js";
import { due } from "./schedule.js";
import { stateOf } from "./tasks.js";
import { dayOf, isDay } from "../scripts/calendar-day.js";
import { dateWords } from "../scripts/date-words.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";

/** @typedef {Map<string, Record<string, unknown> | undefined>} Changes */

/** @typedef {Map<string, import("./progress-file.js").Item>} Items */
/** @typedef {{changed: Items, cleared: Items}} Offer */

/** What the reader has done, chapter by chapter; a file of it; a certificate; a clean slate. */
class MyProgress extends HTMLElement {
  #site = document.documentElement.dataset.site ?? "";
  /** @type {Changes | undefined} */
  #undo;
  /** What the chosen file would change, and what of it was removed here later. @type {Offer | undefined} */
  #offered;
  #certificate = new Certificate(this);

  connectedCallback() {
    for (const part of this.querySelectorAll(":scope > [hidden]:is(dl, section), [data-reset]")) part.removeAttribute("hidden");
    this.#on("[data-export]", () => this.#export());
    this.#on("[data-merge]", () => this.#merge());
    this.#on("[data-cancel]", () => this.#preview(undefined));
    this.#on("[data-undo]", () => this.#undone());
    for (const button of this.querySelectorAll("[data-reset]")) button.addEventListener("click", () => this.#reset(button));
    const file = this.querySelector("[data-import]");
    if (file instanceof HTMLInputElement) {
      file.addEventListener("change", () => {
        const chosen = file.files?.[0];
        if (chosen) void this.#offer(chosen);
        // So that the same file can be chosen again after it was mended.
        file.value = "";
      });
    }
    addEventListener("beforeprint", () => this.#openAll());
    record.subscribe(() => this.show());
    this.show();
  }

  /** @param {string} selector @param {() => void} action */
  #on(selector, action) {
    this.querySelector(selector)?.addEventListener("click", action);
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #words(name, values = {}) {
    return fill(this.dataset[name] ?? "", values);
  }

  // What is done.

  show() {
    const parts = [...this.querySelectorAll(".progress-part")];
    for (const part of parts) {
      const { read, readable } = tally(this.#pages(part), record);
      setText(part.querySelector(".part-sum"), readable > 0 ? this.#words("part", { n: read, all: readable }) : "");
      part.toggleAttribute("data-whole", readable > 0 && read === readable);
      for (const page of part.querySelectorAll("[data-of]")) setText(page.querySelector(":scope > p > .state"), this.#pageState(page));
      for (const item of part.querySelectorAll("[data-component]")) setText(item.querySelector(".state"), this.#itemState(item));
    }
    const all = tally(parts.flatMap((part) => this.#pages(part)), record);
    const absent = record.get(`absent/${this.dataset.language}`)?.ids;
    const asked = due().filter((id) => !(Array.isArray(absent) && absent.includes(id)));
    setText(this.querySelector("[data-sum=read]"), `${all.read}/${all.readable}`);
    setText(this.querySelector("[data-sum=passed]"), `${all.passed}/${all.quizzes}`);
    this.querySelector("[data-quizzes]")?.toggleAttribute("hidden", all.quizzes === 0);
    setText(this.querySelector("[data-sum=due]"), String(asked.length));
    this.#certificate.show(all);
  }

  /** @param {Element} part @returns {import("./progress-tally.js").Page[]} */
  #pages(part) {
    return [...part.querySelectorAll("[data-of]")].map((page) => ({
      page: data(page, "of"),
      readable: page.hasAttribute("data-readable"),
      items: [...page.querySelectorAll("[data-component]")].map((item) => ({
        component: data(item, "component"),
        id: data(item, "id"),
        pass: item.hasAttribute("data-pass"),
      })),
    }));
  }

  /** @param {Element} page */
  #pageState(page) {
    const states = [];
    const read = record.get(`read/${data(page, "of")}`);
    if (read) states.push(this.#words("read", { date: this.#date(read.on, read.t) }));
    else if (page.hasAttribute("data-readable")) states.push(this.#words("unread"));
    if (page.hasAttribute("data-acknowledge")) {
      const kept = record.get(`ack/${data(page, "of")}`);
      const { state, on, until } = standing(kept, data(page, "acknowledge"), page.hasAttribute("data-yearly"), dayOf(Date.now()));
      const name = { open: "unconfirmed", changed: "confirmedBefore", lapsed: "confirmedUntil", current: "confirmed" }[state];
      states.push(this.#words(name, { date: on && dateWords(on, this.dataset), until: until && dateWords(until, this.dataset) }));
    }
    return states.join(" · ");
  }

  /** @param {Element} item */
  #itemState(item) {
    const [component, id] = [data(item, "component"), data(item, "id")];
    if (component === "checklist") {
      const tasks = [...item.querySelectorAll("[data-item]")].filter((task) => task instanceof HTMLElement);
      const done = tasks.filter((task) => stateOf(task, id.split("#", 1)[0]).done).length;
      return done > 0 ? this.#words("ticked", { n: done }) : this.#words("unticked");
    }
    const result = record.get(`${component}/${id}`);
    if (component === "scenario") {
      if (!result) return this.#words("unplayed");
      const points = typeof result.score === "number" ? this.#words("points", { n: result.score, score: result.score }) : this.#words("played");
      return result.passed === true ? `${points} · ${this.#words("passed")}` : points;
    }
    const best = bestScore(result);
    if (!result || best === undefined) return this.#words("untried");
    const states = [this.#words("best", { score: best })];
    if (typeof result.passed === "boolean" && item.hasAttribute("data-pass")) states.push(this.#words(result.passed ? "passed" : "failed"));
    if (typeof result.tries === "number") states.push(this.#words("tries", { n: result.tries }));
    return states.join(" · ");
  }

  /** @param {unknown} day @param {number} time */
  #date(day, time) {
    return dateWords(isDay(day) ? day : dayOf(time), this.dataset);
  }

  #openAll() {
    for (const part of this.querySelectorAll("details")) part.open = true;
  }

  // A file of it.

  #export() {
    const now = new Date();
    const title = this.dataset.title ?? "";
    const blob = new Blob([fileText(this.#site, title, record.items, now)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    // Characters that some system does not allow in a file's name.
    link.download = `${this.#words("file", { title, date: dayOf(now) }).replace(/[\\/:*?"<>|]/g, "-")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#say(this.#words("exported", { n: live(record.items) }));
  }

  /** @param {File} file */
  async #offer(file) {
    this.#preview(undefined);
    if (file.size > largest) return this.#fail(this.#words("fileLarge"));
    const found = readFile(await file.text(), this.#site);
    if ("problem" in found) {
      const name = { broken: "fileBroken", foreign: "fileForeign", newer: "fileNewer", plan: "filePlan" }[found.problem];
      return this.#fail(this.#words(name, { title: found.title }));
    }
    const offer = { changed: changes(found.items, record.items), cleared: cleared(found.items, record.items) };
    this.#preview(offer, found.exported);
  }

  /** @param {string} words */
  #fail(words) {
    const error = this.querySelector(".import-error");
    if (!(error instanceof HTMLElement)) return;
    error.textContent = words;
    error.hidden = words === "";
  }

  /** Shows what merging would do. @param {Offer | undefined} offered @param {Date} [exported] */
  #preview(offered, exported) {
    this.#fail("");
    this.#offered = offered;
    const box = this.querySelector(".import-preview");
    const list = box?.querySelector("ul");
    const merge = box?.querySelector("[data-merge]");
    const label = box?.querySelector("label");
    const restore = label?.querySelector("input");
    if (!(box instanceof HTMLElement) || !list || !(merge instanceof HTMLElement) || !label || !restore) return;
    box.hidden = offered === undefined;
    if (!offered) return;
    const some = offered.changed.size + offered.cleared.size > 0;
    label.hidden = offered.cleared.size === 0;
    // Merging alone would do nothing then, so this is what the reader came for.
    restore.checked = offered.changed.size === 0;
    setText(label.querySelector("span"), this.#words("importCleared", { n: offered.cleared.size }));
    const day = exported ? dateWords(dayOf(exported), this.dataset) : "";
    const words = offered.changed.size > 0 ? "importSome" : some ? "importGone" : "importNone";
    setText(box.querySelector("h3"), this.#words(words, { date: day }));
    merge.hidden = !some;
    const kinds = this.querySelector("#kinds");
    const lines = Object.entries(kinds instanceof HTMLElement ? { ...kinds.dataset } : {}).flatMap(([kind, words]) => {
      const n = [...offered.changed.keys()].filter((key) => key.startsWith(`${kind}/`)).length;
      if (n === 0) return [];
      const line = document.createElement("li");
      line.textContent = fill(words ?? "", { n });
      return [line];
    });
    // What the list has no words for, such as what a newer version keeps, is at least counted.
    if (lines.length === 0 && offered.changed.size > 0) {
      const words = this.#words("importOther", { n: offered.changed.size });
      lines.push(Object.assign(document.createElement("li"), { textContent: words }));
    }
    list.replaceChildren(...lines);
    box.focus();
  }

  #merge() {
    if (!this.#offered) return;
    const { changed, cleared } = this.#offered;
    const restore = this.querySelector(".import-preview input");
    const restored = restore instanceof HTMLInputElement && restore.checked ? record.change(cleared) : new Map();
    const before = new Map([...record.merge(changed), ...restored]);
    this.#preview(undefined);
    this.#say(this.#words("imported", { n: before.size }), before);
  }

  // A clean slate.

  /** @param {Element} button */
  #reset(button) {
    const part = button.closest(".progress-part");
    const kept = [...record.items].filter(([, item]) => !item.gone).map(([key]) => key);
    const pages = new Set(part ? this.#pages(part).map(({ page }) => page) : []);
    const keys = part ? keysOf(kept, data(part, "part"), pages) : kept;
    if (keys.length === 0) return this.#say(this.#words("resetNone"));
    const dialog = this.querySelector("dialog");
    if (!dialog) return;
    const title = part?.querySelector(".part-title")?.textContent ?? "";
    setText(dialog.querySelector("p"), this.#words(part ? "resetPart" : "resetAll", { n: keys.length, title }));
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      const before = record.change(new Map(keys.map((key) => [key, undefined])));
      this.#say(this.#words("resetDone", { n: keys.length }), before);
    }, { once: true });
    dialog.showModal();
  }

  /** Says what was done, and offers to undo it. @param {string} words @param {Changes} [undo] */
  #say(words, undo) {
    this.#undo = undo;
    const box = this.querySelector(".said");
    const button = box?.querySelector("button");
    if (!(box instanceof HTMLElement) || !button) return;
    box.hidden = false;
    setText(box.querySelector("p"), words);
    button.hidden = undo === undefined;
  }

  #undone() {
    if (!this.#undo) return;
    record.change(this.#undo);
    this.#say(this.#words("undone"));
  }
}

/** @param {Element | null} element @param {string} text */
function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name */
function data(element, name) {
  return element instanceof HTMLElement ? element.dataset[name] ?? "" : "";
}

/** How many entries are not marks of what was removed. @param {ReadonlyMap<string, {gone?: true}>} items */
function live(items) {
  return [...items.values()].filter((item) => !item.gone).length;
}

customElements.define("my-progress", MyProgress);
