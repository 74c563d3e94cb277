/**
 * The chapter list as a sheet, where there is no room beside the text.
 *
 * There is one list on a page. It moves into the sheet while that is open, with the page's own headings below the page's
 * entry, and without scripts the menu is a link to the chapters on the front page.
 */
class ContentsSheet extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    const sheet = this.querySelector("dialog");
    const home = document.querySelector("contents-list");
    const list = home?.querySelector("nav");
    if (!link || !sheet || !home || !list) return;
    const aside = document.querySelector("on-this-page");
    const headings = aside?.querySelector("nav");
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");

    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const here = list.querySelector('[aria-current="page"]');
      if (here && headings) here.after(headings);
      sheet.append(list);
      sheet.showModal();
      here?.scrollIntoView({ block: "center" });
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
    sheet.addEventListener("close", () => {
      home.append(list);
      if (headings) aside?.append(headings);
    });
    sheet.addEventListener("click", (event) => {
      const target = event.target;
      const chosen = target instanceof Element ? target.closest("a") : null;
      // A click on the dialog itself is one beside its content. A link within this page leads nowhere else: the sheet goes.
      if (target === sheet || (chosen && chosen.pathname === location.pathname)) sheet.close();
    });
    matchMedia("(min-width: 60rem)").addEventListener("change", (wide) => {
      if (wide.matches) sheet.close();
    });
  }
}

customElements.define("contents-sheet", ContentsSheet);
