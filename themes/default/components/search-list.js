import { element } from "./search-element.js";
import { say } from "./search-words.js";

/** Results below a field: a combobox with a grid, as a result may hold a button. The focus stays in the field. */
export class List {
  #active = -1;

  /** @param {HTMLInputElement} field @param {() => void} opened  called when a result is opened */
  constructor(field, opened) {
    this.field = field;
    this.grid = element("div", { class: "search-found", role: "grid", id: "site:found", "aria-label": say("results"), hidden: true });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "grid", "aria-controls": "site:found", "aria-expanded": "false" })) {
      field.setAttribute(name, value);
    }
    this.grid.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a, .found-copy")) opened();
    });
    this.grid.addEventListener("pointermove", (event) => {
      const cell = event.target instanceof Element && event.target.closest(".found-cell");
      if (cell && event.movementX + event.movementY !== 0) this.#choose(this.#cells().indexOf(cell), false);
    });
  }

  /** @param {HTMLElement[]} results */
  show(results) {
    this.grid.replaceChildren(...results);
    this.grid.hidden = results.length === 0;
    this.field.setAttribute("aria-expanded", String(results.length > 0));
    this.#cells().forEach((cell, at) => (cell.id = `site:found-${at}`));
    this.#choose(results.length ? 0 : -1, false);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const cells = this.#cells();
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps && cells.length) {
      event.preventDefault();
      this.#choose((this.#active + steps + cells.length) % cells.length, true);
    }
    const selected = this.field.selectionStart !== this.field.selectionEnd;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c" && !selected) {
      const button = cells[this.#active]?.closest(".found")?.querySelector(".found-copy");
      if (button instanceof HTMLElement) {
        event.preventDefault();
        button.click();
        this.field.focus();
      }
    }
  }

  /** @param {boolean} elsewhere  in a tab of its own */
  open(elsewhere) {
    const link = this.#cells()[this.#active]?.closest(".found-row")?.querySelector("a") ?? this.#cells()[this.#active]?.closest(".found")?.querySelector("a");
    if (!(link instanceof HTMLAnchorElement)) return;
    if (elsewhere) link.target = "_blank";
    link.click();
    link.removeAttribute("target");
  }

  /** @returns {Element[]} */
  #cells() {
    return [...this.grid.querySelectorAll(".found-cell")];
  }

  /** @param {number} at @param {boolean} follow */
  #choose(at, follow) {
    const cells = this.#cells();
    cells[this.#active]?.removeAttribute("aria-selected");
    this.#active = at;
    const cell = cells[at];
    cells.forEach((other) => other.closest(".found")?.classList.toggle("active", other.closest(".found") === cell?.closest(".found")));
    if (cell) {
      cell.setAttribute("aria-selected", "true");
      this.field.setAttribute("aria-activedescendant", cell.id);
      if (follow) cell.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }
}
