/**
 * Keeps the page as the project is now. Runs before the theme's scripts, so that it sees the page as it was sent.
 *
 * Changed text is put into the page, a changed style sheet takes the place of the old one, and only changed scripts, or a page that
 * comes or goes, load it anew; then scroll and answers are kept across.
 */
import { attributes, giveBack, keep, morph, remember } from "./morph.js";
import { Panel } from "./panel.js";

const KEPT = "onramp-desk";
const script = document.querySelector("script[data-tag]");
const status = Number(script?.getAttribute("data-status") ?? 200);
let tag = `"${script?.getAttribute("data-tag") ?? ""}"`;

/** The page as it was sent the last time. */
let sent = { root: /** @type {Element} */ (document.documentElement.cloneNode(false)), body: remember(document.body) };
/** Addresses of what the page has loaded. */
let loaded = { styles: styles(document), scripts: scripts(document) };

/** The desk's own pages say what the panel says, and change when the rules have run and everything is counted. */
const isDesk = location.pathname.startsWith("/_desk/");

const panel = new Panel({ isQuiet: isDesk });

/** Style sheets by address. @param {Document} page @returns {Map<string, HTMLLinkElement>} */
function styles(page) {
  const links = [...page.querySelectorAll("link[rel=stylesheet]")].filter((link) => link instanceof HTMLLinkElement || "href" in link);
  return new Map(links.map((link) => [address(link.getAttribute("href")), /** @type {HTMLLinkElement} */ (link)]));
}

/** @param {Document} page */
function scripts(page) {
  return new Set([...page.querySelectorAll("script[src]")].map((link) => address(link.getAttribute("src"))));
}

/** @param {string | null} href */
function address(href) {
  return new URL(href ?? "", location.href).href;
}

/** Looks whether the page is as it was sent, and mends it when it is not. */
async function look() {
  const response = await fetch(location.href.split("#")[0], { headers: { "If-None-Match": tag }, cache: "no-store" });
  if (response.status === 304) return;
  const html = await response.text();
  if (response.status !== status) return reload();
  tag = response.headers.get("ETag") ?? "";
  const page = new DOMParser().parseFromString(html, "text/html");
  const wanted = scripts(page);
  if ([...wanted].some((src) => !loaded.scripts.has(src))) return reload();
  await change(styles(page));
  const hold = holdScroll();
  document.title = page.title;
  attributes(sent.root, page.documentElement, document.documentElement);
  attributes(sent.body, page.body, document.body);
  morph(sent.body, page.body);
  hold();
  sent = { root: page.documentElement, body: page.body };
  document.dispatchEvent(new CustomEvent("onramp-changed"));
}

/** The new style sheets are there before the old ones go, so that the page is never bare. @param {Map<string, HTMLLinkElement>} wanted */
async function change(wanted) {
  /** @type {Map<string, HTMLLinkElement>} */
  const now = new Map();
  const first = [...loaded.styles.values()].find((link) => link.isConnected);
  /** @type {HTMLLinkElement | undefined} */
  let previous;
  const loading = [];
  for (const href of wanted.keys()) {
    let link = loaded.styles.get(href);
    if (!link) {
      link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      const added = link;
      loading.push(new Promise((done) => (added.onload = added.onerror = done)));
      // Where it belongs at once: a sheet that is moved is loaded again, and the page is bare meanwhile.
      if (previous) previous.after(link);
      else if (first) first.before(link);
      else document.head.append(link);
    }
    now.set(href, link);
    previous = link;
  }
  await Promise.all(loading);
  for (const [href, link] of loaded.styles) if (!now.has(href)) link.remove();
  // In the order in which the page names them, which decides between their rules.
  let before;
  for (const link of now.values()) {
    if (before && !(before.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING)) before.after(link);
    before = link;
  }
  loaded.styles = now;
}

/** Remembers what stands at the top of the window; the result puts it there again. */
function holdScroll() {
  const { scrollX, scrollY } = window;
  const blocks = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6, p, li, pre, figure, table, [id])")];
  const seen = blocks.filter((block) => block.getBoundingClientRect().bottom > 0).slice(0, 20);
  const tops = seen.map((block) => block.getBoundingClientRect().top);
  return () => {
    const at = seen.findIndex((block) => block.isConnected);
    const moved = scrollY && at >= 0 ? seen[at].getBoundingClientRect().top - tops[at] : 0;
    window.scrollTo({ left: scrollX, top: at >= 0 ? window.scrollY + moved : scrollY, behavior: "instant" });
  };
}

/** Loads the page anew; where its reader was, and what was not kept yet, is put back then. */
function reload() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY, begun: keep(document.body) }));
  } catch {
    // Without storage only that is lost.
  }
  location.reload();
}

/** After the theme's scripts have run. */
function putBack() {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    sessionStorage.removeItem(KEPT);
  } catch {
    return;
  }
  if (kept?.page !== location.pathname) return;
  giveBack(document.body, kept.begun);
  window.scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

/** One after the other, and never two looks for what one can see. */
let looking = Promise.resolve();
let waits = 0;
function lookSoon() {
  if (waits > 0) return;
  waits += 1;
  looking = looking.then(() => {
    waits -= 1;
    return look();
  }).catch(() => undefined);
}

/** @typedef {{run: string, number: number, checked: boolean, surveyed: number}} Change */

/** @type {Change | undefined} */
let last;

/** @param {Change | null} change  what is shown now; `null` when nobody is there to say */
function told(change) {
  panel.isGone = change === null;
  if (!change) return;
  const isOther = change.run !== last?.run || change.number !== last.number;
  const isChecked = isOther || change.checked !== last?.checked;
  const isCounted = isChecked || change.surveyed !== last?.surveyed;
  last = change;
  if (isDesk ? isCounted && change.checked : isOther) lookSoon();
  if (isChecked) void looking.then(() => panel.refresh());
}

/**
 * Listens for changes. A browser keeps only six connections to a server, so of all tabs one listens and tells the others; when it is
 * closed another takes its place. Where tabs cannot know of each other (an address without https, for colleagues), each listens itself.
 */
function listen() {
  const channel = "locks" in navigator && "BroadcastChannel" in window ? new BroadcastChannel("onramp-desk") : undefined;
  const hear = () => {
    /** @type {Change | null | undefined} */
    let latest;
    const tell = (/** @type {Change | null} */ change) => {
      latest = change;
      told(change);
      channel?.postMessage(change);
    };
    const source = new EventSource("/_desk/events");
    source.onmessage = (event) => tell(JSON.parse(event.data));
    source.onerror = () => tell(null);
    channel?.addEventListener("message", (event) => {
      if (event.data === "?" && latest !== undefined) channel.postMessage(latest);
    });
  };
  if (!channel) return hear();
  channel.addEventListener("message", (event) => {
    if (event.data !== "?") told(event.data);
  });
  channel.postMessage("?");
  void navigator.locks.request("onramp-desk", () => {
    hear();
    return new Promise(() => {});
  });
}

// Module scripts run before this event, and so do all scripts that wait for the page.
document.addEventListener("DOMContentLoaded", () => {
  putBack();
  listen();
});
