import { button, element, icon } from "./search-element.js";
import { nothing, unread } from "./search-empty.js";
import { search } from "./search-engine.js";
import { countsOf } from "./search-facets.js";
import { hintsFor } from "./search-near.js";
import { OpenIndex } from "./search-open.js";
import { keep } from "./search-recent.js";
import { nameOf, resultsOf } from "./search-results.js";
import { language, say } from "./search-words.js";

/** @typedef {import("./search-engine.js").Found} Found */
/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */

/** How many pages are added at a time. */
const step = 20;

const glass = "M10.75 4.5a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M15.4 15.4L20.25 20.25";

/** The page of results: everything that was found, narrowed down by what the address says. */
class SearchPage extends HTMLElement {
  #index = new OpenIndex();
  #turn = 0;
  #limit = step;
  /** @type {Record<string, string[]>} */
  #chosen = {};

  field = /** @type {HTMLInputElement} */ (element("input", { type: "search", name: "q", class: "search-field", autocomplete: "off", "aria-label": say("results"), placeholder: say("placeholder") }));
  said = element("p", { class: "search-said", role: "status" });
  list = element("div", { class: "search-found" });
  rest = element("div", { class: "search-rest" });
  facets = element("div", { class: "search-facets", hidden: true });
  more = button("", { class: "quiet-button", hidden: true }, () => {
    this.#limit += step;
    this.look();
  });

  connectedCallback() {
    const form = element("form", { class: "search-form", role: "search" }, icon(glass), this.field);
    this.append(form, this.facets, this.said, this.list, this.more, this.rest);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(this.field.value);
      this.#note("pushState");
    });
    this.field.addEventListener("input", () => {
      this.#limit = step;
      this.#note("replaceState");
      this.look();
    });
    this.list.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a, .found-copy")) keep(this.field.value);
    });
    addEventListener("popstate", () => this.#read());
    this.#read();
    if (!this.field.value) this.field.focus();
  }

  /** Takes over what the address says. */
  #read() {
    const query = new URLSearchParams(location.search);
    this.field.value = query.get("q") ?? "";
    this.#chosen = Object.fromEntries([...new Set(query.keys())].filter((name) => name !== "q").map((name) => [name, query.getAll(name)]));
    this.look();
  }

  /** Keeps the address what can be sent to a colleague. @param {"pushState" | "replaceState"} how */
  #note(how) {
    const query = new URLSearchParams(this.field.value ? { q: this.field.value } : {});
    for (const [name, keys] of Object.entries(this.#chosen)) keys.forEach((key) => query.append(name, key));
    try {
      history[how](null, "", location.pathname + (query.size ? `?${query}` : ""));
    } catch {
      // Some browsers forbid this for files.
    }
  }

  async look() {
    const turn = ++this.#turn;
    const words = this.field.value;
    try {
      if (!this.list.childElementCount) this.said.textContent = words ? say("loading") : "";
      await this.#index.use(async (index) => {
        const found = await search(index, words, { language, chosen: this.#chosen, limit: this.#limit });
        const [results, hints] = await Promise.all([resultsOf(index, found, false), hintsFor(index, found, language)]);
        // Something else may be looked for by now.
        if (turn === this.#turn) this.#show(index, words, found, hints, results);
      });
    } catch (error) {
      console.warn(error);
      if (turn !== this.#turn) return;
      this.said.textContent = "";
      this.list.replaceChildren();
      this.facets.hidden = this.more.hidden = true;
      this.rest.replaceChildren(unread(() => this.look()));
    }
  }

  /** @param {SearchIndex} index @param {string} words @param {Found} found @param {import("./search-near.js").Hints} hints @param {HTMLElement[]} results */
  #show(index, words, found, hints, results) {
    const asked = words.trim() || Object.keys(this.#chosen).length > 0;
    this.said.textContent = !asked ? "" : found.total ? say("count", { n: found.total }) : say("nothing", { words: words.trim() });
    this.list.replaceChildren(...results);
    this.more.hidden = found.total <= this.#limit;
    this.more.textContent = say("more", { n: Math.min(step, found.total - this.#limit) });
    const ask = (/** @type {string} */ other) => {
      this.field.value = other;
      this.#chosen = {};
      this.#note("pushState");
      this.look();
    };
    this.rest.replaceChildren(...(asked ? nothing(found, hints, ask) : [element("p", { class: "search-tips" }, say("tips"))]));
    this.#showFacets(index, found);
  }

  /** @param {SearchIndex} index @param {Found} found */
  #showFacets(index, found) {
    const groups = index.facets.flatMap((facet) => {
      const { name, values } = facet;
      const chosen = this.#chosen[name] ?? [];
      const counted = [...countsOf(facet, found)].filter(([at]) => values[at]);
      for (const key of chosen) {
        const at = values.findIndex((value) => value.key === key);
        if (at >= 0 && !counted.some(([other]) => other === at)) counted.push([at, 0]);
      }
      if (counted.length < 2 && !chosen.length) return [];
      counted.sort((a, b) => a[0] - b[0]);
      const select = /** @type {HTMLSelectElement} */ (element("select", { name }, element("option", { value: "" }, say("everywhere"))));
      for (const [at, count] of counted) {
        const option = element("option", { value: values[at].key }, `${nameOf(index, values[at])} (${count})`);
        option.toggleAttribute("selected", chosen.includes(values[at].key));
        select.append(option);
      }
      select.addEventListener("change", () => {
        const { [name]: _, ...others } = this.#chosen;
        this.#chosen = select.value ? { ...others, [name]: [select.value] } : others;
        this.#limit = step;
        this.#note("pushState");
        this.look();
      });
      return [element("label", {}, element("span", {}, say(`facet_${name}`)), select)];
    });
    const focused = document.activeElement instanceof HTMLSelectElement ? document.activeElement.name : "";
    this.facets.replaceChildren(...groups);
    this.facets.hidden = groups.length === 0;
    if (focused) /** @type {HTMLElement | null} */ (this.facets.querySelector(`[name="${CSS.escape(focused)}"]`))?.focus();
  }
}

customElements.define("search-page", SearchPage);
