/**
 * The chapter list as a sheet, where there is no room beside the text.
 *
 * There is one list on a page. It moves into the sheet while that is open, and without scripts the menu is a link to the
 * chapters on the front page.
 */
class ContentsSheet extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    const sheet = this.querySelector("dialog");
    const home = document.querySelector("contents-list");
    const list = home?.querySelector("nav");
    if (!link || !sheet || !home || !list) return;
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");

    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      sheet.append(list);
      sheet.showModal();
      list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
    sheet.addEventListener("close", () => home.append(list));
    sheet.addEventListener("click", (event) => {
      const target = event.target;
      // A click on the dialog itself is one beside its content. A link to this page leads nowhere else: the sheet goes.
      if (target === sheet || (target instanceof Element && target.closest("[aria-current]"))) sheet.close();
    });
    matchMedia("(min-width: 60rem)").addEventListener("change", (wide) => {
      if (wide.matches) sheet.close();
    });
  }
}

customElements.define("contents-sheet", ContentsSheet);
