import { appearances, choose, current } from "./appearance.js";
import { fill } from "./fill.js";

/** The button that goes from "as the system" to light to dark and round again. */
class AppearanceButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = appearances[(appearances.indexOf(current()) + 1) % appearances.length];
      choose(next);
      this.say(button);
    });
    this.say(button);
  }

  /** Names the state, as the icon alone says it only to eyes. @param {HTMLButtonElement} button */
  say(button) {
    const words = fill(this.dataset.label ?? "{now}", { now: this.dataset[current()] ?? "" });
    button.setAttribute("aria-label", words);
    button.title = words;
  }
}

customElements.define("appearance-button", AppearanceButton);
