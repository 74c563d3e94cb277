import { dayOf } from "../scripts/calendar-day.js";
import { dateWords } from "../scripts/date-words.js";
import { fill } from "../scripts/fill.js";
import { record } from "../scripts/record.js";

/** The certificate on the progress page. It says of itself that it is self-declared. */
export class Certificate {
  #page;

  /** @param {HTMLElement} page  the element of the whole page */
  constructor(page) {
    this.#page = page;
    const form = page.querySelector(".certificate-form");
    const name = form?.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !name) return;
    const kept = record.get("certificate")?.name;
    name.value = typeof kept === "string" ? kept : "";
    name.addEventListener("input", () => this.#name(name.value));
    name.addEventListener("change", () => record.set("certificate", { name: name.value.trim() }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#print();
    });
    this.#name(name.value);
  }

  /** @param {import("./progress-tally.js").Tally} sum */
  show(sum) {
    const box = this.#page.querySelector(".certificate");
    if (!(box instanceof HTMLElement)) return;
    const mean = sum.scores.reduce((total, score) => total + score, 0) / sum.scores.length;
    const lines = [fill(box.dataset.read ?? "", { n: sum.read, all: sum.readable })];
    if (sum.quizzes > 0) lines.push(fill(box.dataset.quizzes ?? "", { n: sum.passed, all: sum.quizzes }));
    if (sum.scores.length > 0) lines.push(fill(box.dataset.mean ?? "", { score: Math.round(mean) }));
    if (sum.scenarios > 0) lines.push(fill(box.dataset.scenarios ?? "", { n: sum.played, all: sum.scenarios }));
    box.querySelector(".certificate-sums")?.replaceChildren(
      ...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
    );
    const date = box.querySelector(".certificate-date");
    if (date) date.textContent = dateWords(dayOf(Date.now()), this.#page.dataset);
  }

  /** @param {string} name */
  #name(name) {
    const line = this.#page.querySelector(".certificate-name");
    if (!(line instanceof HTMLElement)) return;
    line.textContent = name.trim() || (line.dataset.placeholder ?? "");
    line.toggleAttribute("data-blank", name.trim() === "");
  }

  /** Prints the certificate alone; the browser's own command prints the whole page. */
  #print() {
    document.documentElement.dataset.print = "certificate";
    addEventListener("afterprint", () => delete document.documentElement.dataset.print, { once: true });
    print();
  }
}
