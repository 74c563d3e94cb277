import { dayOf } from "./calendar-day.js";
import { dateWords } from "./date-words.js";
import { fill } from "./fill.js";
import { record } from "./record.js";

/** The share of a page's reading time after which its end counts as reached by reading; good readers skim what they know. */
const plausible = 0.3;

/**
 * The end of a page's text. The page counts as read when its end has been seen, and the page shown for a plausible time. Also
 * notes where the reader is, so that the front page can lead back there.
 */
class ReadingMark extends HTMLElement {
  #page = document.documentElement.dataset.page ?? "";
  #language = document.documentElement.lang;
  #needed = Number(this.dataset.minutes ?? 1) * 60 * plausible;
  #ended = false;
  /** The reader has said that the page is not read; while the page is open that stands. */
  #refused = false;
  /** Seconds the page was shown before `#since`, the time (ms) since which it is shown now. */
  #seconds = 0;
  #since = 0;
  #timer = 0;

  connectedCallback() {
    const place = record.get("place");
    if (place?.page === this.#page && typeof place.seconds === "number") this.#seconds = place.seconds;
    this.#since = performance.now();
    this.#keepPlace();
    document.addEventListener("visibilitychange", () => this.#shown());
    addEventListener("pagehide", () => this.#keepPlace());
    // The element stands after the text; only what is in it is hidden until there is something to say.
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      this.#ended = true;
      this.#check();
    });
    watch.observe(this);
    this.querySelector("button")?.addEventListener("click", () => this.#toggle());
    record.subscribe((keys) => {
      if (keys.has(`read/${this.#page}`)) this.say();
    });
    this.say();
  }

  /** Seconds the page has been shown, in this visit and in the last one when that was here. */
  get seconds() {
    return this.#seconds + (document.hidden ? 0 : (performance.now() - this.#since) / 1000);
  }

  #shown() {
    if (document.hidden) {
      this.#seconds += (performance.now() - this.#since) / 1000;
      this.#keepPlace();
    } else {
      this.#since = performance.now();
    }
    this.#check();
  }

  #check() {
    clearTimeout(this.#timer);
    if (!this.#ended || this.#refused || document.hidden || this.#isCurrent()) return;
    const rest = this.#needed - this.seconds;
    if (rest > 0) this.#timer = setTimeout(() => this.#check(), rest * 1000 + 50);
    else this.#keepRead();
  }

  #keepRead() {
    record.set(`read/${this.#page}`, { on: dayOf(Date.now()), rev: this.dataset.revision, lang: this.#language });
  }

  /** Whether the page is read as it stands now. Texts of two languages differ, which is no change. */
  #isCurrent() {
    const read = record.get(`read/${this.#page}`);
    return read !== undefined && (read.rev === this.dataset.revision || read.lang !== this.#language);
  }

  #keepPlace() {
    // Nobody goes on where a plan or a card was looked up.
    if (this.closest(".sort-plan, .sort-glossary, .sort-objection")) return;
    const line = innerHeight / 4;
    const headings = [...document.querySelectorAll(":is(.prose h2, .prose h3)[id]")];
    const heading = headings.filter((candidate) => candidate.getBoundingClientRect().top <= line).at(-1)?.id;
    record.set("place", { page: this.#page, heading, lang: this.#language, seconds: Math.round(this.seconds) });
  }

  #toggle() {
    const key = `read/${this.#page}`;
    this.#refused = record.get(key) !== undefined;
    if (this.#refused) record.remove(key);
    else this.#keepRead();
  }

  say() {
    const [box, text, button] = [this.querySelector("div"), this.querySelector("span"), this.querySelector("button")];
    if (!box || !text || !button) return;
    const read = record.get(`read/${this.#page}`);
    box.hidden = !read && !this.#refused;
    button.dataset.unread ??= button.textContent ?? "";
    button.textContent = (read ? button.dataset.unread : button.dataset.undo) ?? "";
    this.toggleAttribute("data-done", read !== undefined);
    if (read) {
      const words = this.#isCurrent() ? this.dataset.read : this.dataset.again;
      text.textContent = fill(words ?? "", { date: dateWords(typeof read.on === "string" ? read.on : dayOf(read.t), this.dataset) });
    } else text.textContent = this.dataset.unread ?? "";
  }
}

customElements.define("reading-mark", ReadingMark);
