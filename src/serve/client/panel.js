/**
 * The panel of findings, in a corner of the page. It stands beside the body, in a tree of its own, so it neither meets the theme's styles
 * nor is it changed with the page.
 *
 * @typedef {{rule: string, severity: "error" | "warning", message: string, label?: string, hint?: string, path?: string, line?: number, column?: number, excerpt?: [string, string, string], href?: string}} Finding
 * @typedef {{number: number, complete: boolean, errors: number, warnings: number, here: Finding[], everywhere: Finding[], others: {title: string, href: string, errors: number, warnings: number}[], text: Record<string, string>, language: string}} Findings
 */

const OPEN = "onramp-desk-open";
const DESK = "/_desk/";

export class Panel {
  /** @param {{isQuiet: boolean}} how  whether it says only that nobody is there any more */
  constructor({ isQuiet }) {
    this.isQuiet = isQuiet;
    this.host = document.createElement("onramp-findings");
    this.root = this.host.attachShadow({ mode: "open" });
    const style = element("link", { rel: "stylesheet", href: "/_desk/panel.css" });
    this.place = element("div", { id: "place" });
    this.root.append(style, this.place);
    document.documentElement.append(this.host);
    /** @type {Findings | undefined} */
    this.findings = undefined;
    this.gone = false;
    this.root.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape") this.open(false);
    });
  }

  /** Nobody is there to ask. */
  set isGone(/** @type {boolean} */ gone) {
    if (gone === this.gone) return;
    this.gone = gone;
    this.show();
  }

  /** Asks what is wrong now. */
  async refresh() {
    const response = await fetch(`/_desk/findings?page=${encodeURIComponent(decodeURI(location.pathname))}`, { cache: "no-store" }).catch(() => undefined);
    if (!response?.ok) return;
    this.findings = await response.json();
    this.show();
  }

  get isOpen() {
    return sessionStorage.getItem(OPEN) === "yes";
  }

  /** @param {boolean} open */
  open(open) {
    sessionStorage.setItem(OPEN, open ? "yes" : "no");
    this.show();
    const button = this.root.querySelector("button");
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
  }

  show() {
    const { findings } = this;
    this.place.replaceChildren();
    if (!findings) return;
    const { text, here, everywhere, others, errors, warnings, complete } = findings;
    this.host.lang = findings.language;
    this.place.hidden = this.isQuiet && !this.gone;
    if (this.place.hidden) return;
    if (!errors && !warnings && !text.held && !this.gone) {
      this.place.append(element("a", { class: "desk", href: DESK }, text.desk));
      return;
    }
    const isOpen = this.isOpen;
    const count = counts(text, here.length ? tally(here) : tally(everywhere)) || counts(text, { errors, warnings });
    const button = element("button", { type: "button", "aria-expanded": String(isOpen), "aria-controls": "list", class: severity(here, everywhere, errors) });
    button.append(here.length ? `${text.here}${text.colon}${count}` : everywhere.length ? `${text.everywhere}${text.colon}${count}` : `${text.project}${counts(text, { errors, warnings })}`);
    if (this.gone) button.replaceChildren(text.gone);
    button.addEventListener("click", () => this.open(!this.isOpen));
    this.place.append(button);
    if (!isOpen) return;
    const list = element("section", { id: "list", "aria-label": text.title, tabindex: "0" });
    list.append(element("p", { class: "total" }, `${text.project}${counts(text, { errors, warnings }) || text.none}${complete ? "" : ` ${text.checking}`}`));
    list.append(element("p", {}));
    list.lastElementChild?.append(element("a", { href: DESK }, text.all));
    if (text.held) list.append(element("p", { class: "held" }, text.held));
    for (const [title, some] of /** @type {[string, Finding[]][]} */ ([[text.everywhere, everywhere], [text.here, here]])) {
      if (some.length) list.append(element("h2", {}, title), this.items(some, text));
    }
    if (others.length) {
      const pages = element("ul", { class: "others" });
      for (const other of others) {
        const line = element("li", {});
        line.append(element("a", { href: other.href }, other.title), ` ${counts(text, other)}`);
        pages.append(line);
      }
      list.append(element("h2", {}, text.others), pages);
    }
    this.place.prepend(list);
  }

  /** @param {Finding[]} findings @param {Record<string, string>} text */
  items(findings, text) {
    const list = element("ol", {});
    for (const finding of findings) {
      const item = element("li", { class: finding.severity });
      const head = element("p", { class: "head" });
      head.append(element("strong", {}, `${text[finding.severity]}${text.colon}`), finding.message, " ", element("code", {}, finding.rule));
      item.append(head);
      if (finding.path) {
        const place = finding.line ? `${finding.path}:${finding.line}:${finding.column}` : finding.path;
        const link = finding.href ? element("a", { href: finding.href, title: text.open }, place) : element("span", {}, place);
        item.append(element("p", { class: "place" }));
        item.lastElementChild?.append(link);
      }
      if (finding.excerpt) {
        const [before, marked, after] = finding.excerpt;
        const code = element("pre", { tabindex: "0" });
        code.append(before, element("mark", {}, marked), after);
        if (finding.label) code.append(element("span", { class: "label" }, `  ${finding.label}`));
        item.append(code);
      }
      if (finding.hint) item.append(element("p", { class: "hint" }, `${text.mend}${finding.hint}`));
      list.append(item);
    }
    return list;
  }
}

/** @param {Finding[]} findings */
function tally(findings) {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  return { errors, warnings: findings.length - errors };
}

/** @param {Record<string, string>} text @param {{errors: number, warnings: number}} count */
function counts(text, { errors, warnings }) {
  const parts = [errors ? text.errors.replace("{n}", String(errors)) : "", warnings ? text.warnings.replace("{n}", String(warnings)) : ""];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Finding[]} here @param {Finding[]} everywhere @param {number} errors */
function severity(here, everywhere, errors) {
  const some = here.length ? here : everywhere;
  const isError = some.length ? tally(some).errors > 0 : errors > 0;
  return isError ? "error" : "warning";
}

/** @param {string} name @param {Record<string, string>} attributes @param {string} [text] */
function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}
