/** The chapter list beside the text. Shows the current entry when the list is longer than the window. */
class ContentsList extends HTMLElement {
  connectedCallback() {
    this.showCurrent();
  }

  /** Scrolls the list itself, never the page. */
  showCurrent() {
    const here = this.querySelector("[aria-current]");
    if (!here) return;
    const list = this.getBoundingClientRect();
    const entry = here.getBoundingClientRect();
    if (entry.top < list.top || entry.bottom > list.bottom) {
      this.scrollTop += entry.top - list.top - list.height / 3;
    }
  }
}

customElements.define("contents-list", ContentsList);
