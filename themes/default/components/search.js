import { button, element, icon } from "./search-element.js";
import { nothing, unread } from "./search-empty.js";
import { search } from "./search-engine.js";
import { countsOf } from "./search-facets.js";
import { hintsFor } from "./search-near.js";
import { List } from "./search-list.js";
import { OpenIndex } from "./search-open.js";
import { forget, keep, recent } from "./search-recent.js";
import { nameOf, resultsOf } from "./search-results.js";
import { language, pages, say } from "./search-words.js";

/** @typedef {import("./search-engine.js").Found} Found */
/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */

/** How many pages are shown at once; the page of results has all of them. */
const most = 8;

const glass = "M10.75 4.5a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M15.4 15.4L20.25 20.25";
const cross = "M6 6l12 12M18 6L6 18";

/** The dialog over any page. The opener has made it with its field; here it gets what it needs to find something. */
class SearchDialog {
  #index = new OpenIndex();
  #wasClosed = false;
  #kind = "";
  /** @type {Promise<void> | undefined} Goes on while results are looked for. */
  #work;
  #changed = false;
  /** @type {HTMLElement | undefined} How results can be narrowed, by an example of this site. */
  #filter;
  /** What the last results were for. */
  #shown = "";

  /** @param {HTMLDialogElement} dialog @param {HTMLFormElement} form @param {HTMLInputElement} field */
  constructor(dialog, form, field) {
    this.dialog = dialog;
    this.field = field;
    this.kinds = element("div", { class: "search-kinds", role: "group", "aria-label": say("facet_kind"), hidden: true });
    this.said = element("p", { class: "search-said", role: "status" });
    this.rest = element("div", { class: "search-rest" });
    this.list = new List(field, () => keep(field.value));
    this.all = /** @type {HTMLAnchorElement} */ (element("a", { class: "search-all", href: pages.results, hidden: true }));
    const keys = element("p", { class: "search-keys", "aria-hidden": "true" });
    for (const [key, words] of [["↑ ↓", "choose"], ["↵", "open"], [/Mac|iP/.test(navigator.platform) ? "⌘ C" : "Ctrl C", "copy_key"]]) {
      keys.append(element("span", {}, element("kbd", {}, key), say(words)));
    }
    field.placeholder = say("placeholder");
    field.before(icon(glass));
    field.after(button(say("close"), { class: "bar-button" }, () => dialog.close(), icon(cross)));
    const body = element("div", { class: "search-body" }, this.said, this.list.grid, this.rest);
    dialog.append(this.kinds, body, element("div", { class: "search-foot" }, keys, this.all));

    field.addEventListener("input", () => this.look());
    field.addEventListener("keydown", (event) => this.#press(event));
    form.addEventListener("submit", (event) => event.preventDefault());
    // A click on the dialog itself is one beside its content.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => (this.#wasClosed = true));
    this.look();
  }

  /** Looks for what the field says, once more when that has changed meanwhile. */
  look() {
    this.#changed = true;
    if (this.#wasClosed) {
      this.#wasClosed = false;
      this.#index.renew().then((isOther) => isOther && this.look());
    }
    this.list.grid.setAttribute("aria-busy", "true");
    this.#work ??= this.#looking().finally(() => {
      this.#work = undefined;
      this.list.grid.removeAttribute("aria-busy");
    });
  }

  async #looking() {
    while (this.#changed) {
      this.#changed = false;
      await this.#once(this.field.value);
    }
  }

  /** @param {string} words */
  async #once(words) {
    try {
      if (!words.trim()) this.#greet();
      else if (!this.#shown) this.said.textContent = say("loading");
      await this.#index.use(async (index) => {
        if (this.#changed) return;
        if (!words.trim()) return this.#showExample(index);
        const found = await search(index, words, { language, chosen: this.#kind ? { kind: [this.#kind] } : {}, limit: most });
        const [results, hints] = await Promise.all([resultsOf(index, found, true), hintsFor(index, found, language)]);
        // What was typed meanwhile comes next; but somebody who types on and on sees something too.
        if (this.field.value.trim()) this.#show(index, words, found, hints, results);
      });
    } catch (error) {
      console.warn(error);
      this.#clear();
      this.rest.replaceChildren(unread(() => this.look()));
    }
  }

  #clear() {
    this.#shown = "";
    this.said.textContent = "";
    this.kinds.hidden = this.all.hidden = true;
    this.list.show([]);
    this.rest.replaceChildren();
  }

  /** @param {SearchIndex} index @param {string} words @param {Found} found @param {import("./search-near.js").Hints} hints @param {HTMLElement[]} results */
  #show(index, words, found, hints, results) {
    this.#shown = words;
    this.said.textContent = found.total ? say("count", { n: found.total }) : say("nothing", { words: words.trim() });
    this.#showKinds(index, found);
    this.list.show(results);
    this.rest.replaceChildren(...nothing(found, hints, (other) => this.#ask(other)));
    this.all.hidden = found.total <= most;
    this.all.textContent = say("all", { n: found.total });
    this.all.href = `${pages.results}?${new URLSearchParams({ q: words, ...(this.#kind && { kind: this.#kind }) })}`;
    this.all.onclick = () => keep(words);
    this.dialog.querySelector(".search-body")?.scrollTo(0, 0);
  }

  /** One of several kinds can be chosen. @param {SearchIndex} index @param {Found} found */
  #showKinds(index, found) {
    const facet = index.facet("kind");
    const counted = facet ? [...countsOf(facet, found)].sort((a, b) => b[1] - a[1]) : [];
    this.kinds.hidden = !facet || (counted.length < 2 && !this.#kind);
    const choice = (/** @type {string} */ key, /** @type {string} */ name) => {
      const act = () => {
        this.#kind = key;
        this.field.focus();
        this.look();
      };
      return button(name, { "aria-pressed": String(this.#kind === key) }, act);
    };
    const values = counted.flatMap(([at]) => facet?.values[at] ?? []);
    this.kinds.replaceChildren(choice("", say("everywhere")), ...values.map((value) => choice(value.key, nameOf(index, value))));
  }

  /** Before anything is typed: what was looked for last, and what can be. */
  #greet() {
    this.#clear();
    const before = recent();
    const again = (/** @type {string} */ words) => element("li", {}, button(words, { class: "search-again" }, () => this.#ask(words)));
    if (before.length) {
      const clear = button(say("forget"), { class: "text-button" }, () => {
        forget();
        this.field.focus();
        this.#greet();
      });
      this.rest.append(element("div", { class: "search-recent" }, element("h2", {}, say("recent")), clear), element("ul", { class: "search-words" }, ...before.map(again)));
    }
    this.rest.append(element("p", { class: "search-tips" }, say("tips")), element("ul", { class: "search-words" }, this.#tip(say("tips_phrase_example"), say("tips_phrase")), this.#filter));
  }

  /** What to narrow results by is known when the index is there; nothing else on the page changes then. @param {SearchIndex} index */
  #showExample(index) {
    const example = exampleOf(index);
    if (!example || this.#filter) return;
    this.#filter = this.#tip(example, say("tips_filter"));
    this.rest.querySelector(".search-tips + .search-words")?.append(this.#filter);
  }

  /** @param {string} example @param {string} words */
  #tip(example, words) {
    return element("li", {}, button(example, { class: "search-again" }, () => this.#ask(example)), element("span", {}, words));
  }

  /** @param {string} words */
  #ask(words) {
    this.field.value = words;
    this.field.focus();
    this.look();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    // Keys that an input method takes are not for us.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      // By itself it would only empty the field.
      event.preventDefault();
      this.dialog.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const elsewhere = event.metaKey || event.ctrlKey;
      // What stands in the list may still be for what was typed before.
      if (this.#work) this.#work.then(() => this.list.open(elsewhere));
      else this.list.open(elsewhere);
    } else this.list.press(event);
  }
}

/** A filter as one would type it, for the first facet that this site has a choice of. @param {SearchIndex} index */
function exampleOf(index) {
  const facet = ["stage", "category", "kind"].map((name) => index.facet(name)).find((facet) => facet && facet.values.length > 1);
  if (!facet) return undefined;
  const word = facet.words.find((word) => /\p{Script=Han}/u.test(word) === language.startsWith("zh")) ?? facet.name;
  const name = nameOf(index, facet.values[0]);
  return `${word}:${/\s/.test(name) ? `"${name}"` : name}`;
}

const dialog = document.querySelector("dialog.search");
const field = dialog?.querySelector("input");
if (dialog instanceof HTMLDialogElement && field?.form) new SearchDialog(dialog, field.form, field);
