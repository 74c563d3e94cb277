import { dayOf, isDay } from "./calendar-day.js";
import { fill } from "./fill.js";
import { record } from "./record.js";

/** In the bar: how much is due for review today. Nothing is said when nothing is. */
class ReviewCount extends HTMLElement {
  connectedCallback() {
    record.subscribe(() => this.count());
    // A page may stay open over midnight.
    document.addEventListener("visibilitychange", () => this.count());
    this.count();
  }

  count() {
    const today = dayOf(Date.now());
    // What the review page could not find in this edition, it noted; it would promise questions that do not come.
    const absent = record.get(`absent/${this.dataset.language}`)?.ids;
    const due = record.keys("schedule/").filter((key) => {
      const day = record.get(key)?.due;
      return isDay(day) && day <= today && !(Array.isArray(absent) && absent.includes(key.slice("schedule/".length)));
    });
    const [words, number] = this.querySelectorAll("span");
    words.textContent = fill(this.dataset.label ?? "", { n: due.length });
    number.textContent = String(due.length);
    this.hidden = due.length === 0;
  }
}

customElements.define("review-count", ReviewCount);
