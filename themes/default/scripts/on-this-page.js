/** The headings of the page, the one that is being read marked. */
class OnThisPage extends HTMLElement {
  connectedCallback() {
    /** @type {Map<Element, HTMLAnchorElement>} */
    const links = new Map();
    for (const link of this.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const headings = [...links.keys()];
    if (!headings.length) return;
    const mark = () => {
      // The last heading that has passed a line a quarter down the window; at the very end of the page the last one.
      const line = innerHeight / 4;
      const root = document.documentElement;
      const atEnd = root.scrollHeight - innerHeight - scrollY < 4 && scrollY > 0;
      // What is hidden for now, like the parts of a plan for somebody else, has no place on the page.
      const shown = headings.filter((heading) => heading.checkVisibility());
      const passed = shown.filter((heading) => heading.getBoundingClientRect().top <= line);
      const now = atEnd ? shown.at(-1) : passed.at(-1);
      for (const [heading, link] of links) {
        const item = link.closest("li");
        if (item) item.hidden = !shown.includes(heading);
        if (heading === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px", threshold: [0, 1] });
    for (const heading of headings) watch.observe(heading);
    addEventListener("scrollend", mark);
    // Parts of a plan come and go with the role that is chosen.
    const main = document.querySelector("main");
    if (main) new ResizeObserver(mark).observe(main);
    mark();
  }
}

customElements.define("on-this-page", OnThisPage);
