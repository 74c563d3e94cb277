import { fill } from "./fill.js";

const day = 24 * 60 * 60 * 1000;

/** Says in words that a page's review is overdue. The page itself cannot know: it must not depend on the day it was built. */
class ReviewDue extends HTMLElement {
  connectedCallback() {
    const due = Date.parse(`${this.dataset.due}T00:00:00`);
    const today = new Date().setHours(0, 0, 0, 0);
    // A day may have 23 or 25 hours where clocks change.
    const late = Math.round((today - due) / day);
    if (Number.isNaN(late) || late < 0) return;
    this.textContent = late === 0 ? this.dataset.today ?? "" : fill(this.dataset.overdue ?? "", { n: late });
    this.hidden = false;
  }
}

customElements.define("review-due", ReviewDue);
