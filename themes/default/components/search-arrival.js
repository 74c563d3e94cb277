/** Words that a search has found on this page, as the result's link says them: marked, without a change to the page itself. */
const query = new URLSearchParams(location.search);
const words = query.getAll("mark").filter((word) => word.trim() && word.length < 200).slice(0, 20);
const text = document.querySelector("main");

/** @param {Node} text @param {string[]} words @returns {Range[]} */
function rangesOf(text, words) {
  const ranges = [];
  const escaped = words.map((word) => {
    const pattern = word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    // A Latin word is not marked inside of another.
    const [start, end] = [/^[a-z0-9]/i, /[a-z0-9]$/i].map((edge) => edge.test(word));
    return `${start ? "(?<![a-z0-9])" : ""}${pattern}${end ? "(?![a-z0-9])" : ""}`;
  });
  const pattern = new RegExp(escaped.join("|"), "giu");
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    for (const found of (node.nodeValue ?? "").matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}

if (text && words.length && "highlights" in CSS) {
  const ranges = rangesOf(text, words);
  CSS.highlights.set("onramp-found", new Highlight(...ranges));
  const heading = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  // The first place below the heading that the link leads to, when that is not in sight.
  const first = ranges.find(({ startContainer }) => !heading || heading.compareDocumentPosition(startContainer) & (4 | 16));
  const top = first?.getBoundingClientRect().top ?? 0;
  if (first && (top > innerHeight || (!heading && top < 0))) first.startContainer.parentElement?.scrollIntoView({ block: "center" });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") CSS.highlights.delete("onramp-found");
  });
}
query.delete("mark");
try {
  // Who copies the address shares the page, not what was looked for.
  history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
} catch {
  // Some browsers forbid this for files.
}
