import { fill } from "./fill.js";
import { record } from "./record.js";

/** Says that progress is not kept, and what to do; or that an earlier record was put aside. */
class RecordNotice extends HTMLElement {
  /** What the reader has read and closed. */
  #closed = "";

  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", () => {
      this.#closed = this.words();
      this.hidden = true;
      // What was put aside stays there; saying so once is enough.
      if (record.state === "ok" && record.aside) record.set("aside", { seen: record.aside });
    });
    record.subscribe(() => this.say());
    this.say();
  }

  words() {
    if (record.state !== "ok") return this.dataset[record.state] ?? "";
    const aside = record.aside;
    return aside && record.get("aside")?.seen !== aside ? fill(this.dataset.aside ?? "", { key: aside }) : "";
  }

  say() {
    const words = this.words();
    const text = this.querySelector("p");
    // Filling it again would have it read out again.
    if (text && text.textContent !== words) text.textContent = words;
    this.hidden = words === "" || words === this.#closed;
  }
}

customElements.define("record-notice", RecordNotice);
