/**
 * Opens the search: `/`, Ctrl or ⌘ K, or a click on a field. Nothing of it is loaded before. The dialog and its field are there
 * at once, so that nothing typed meanwhile is lost; the scripts that follow take them over.
 */
const link = document.querySelector("a[data-load]");

/** One after the other. @param {string} [files] */
function load(files = "") {
  for (const file of files.split(" ").filter(Boolean)) {
    const isStyle = file.endsWith(".css");
    const element = document.createElement(isStyle ? "link" : "script");
    Object.assign(element, isStyle ? { rel: "stylesheet", href: file } : { async: false, src: file });
    element.onerror = () => element.remove();
    document.head.append(element);
  }
}

/** @param {HTMLAnchorElement} link @param {string} [words] */
function open(link, words) {
  /** @type {HTMLInputElement | null} */
  let field = document.querySelector("search-page input, dialog.search input");
  if (!field) {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.className = "search";
    dialog.ariaLabel = link.title;
    const form = dialog.appendChild(document.createElement("form"));
    form.action = link.href;
    field = form.appendChild(document.createElement("input"));
    Object.assign(field, { className: "search-field", type: "search", name: "q", autocomplete: "off", ariaLabel: link.title });
    // The index's first file has a fixed name; nothing may have kept an old one.
    load(`${link.dataset.load} ${link.dataset.index}?${Date.now()}`);
  }
  const dialog = field.closest("dialog");
  if (dialog && !dialog.open) dialog.showModal();
  if (words) field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.select();
}

if (link instanceof HTMLAnchorElement) {
  document.addEventListener("click", (event) => {
    const field = event.target instanceof Element && event.target.closest("a[data-search]");
    if (!(field instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(link, field.dataset.search);
  });
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const typing = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
    const held = event.ctrlKey || event.metaKey;
    if (event.altKey || (held ? key.toLowerCase() !== "k" || event.shiftKey : key !== "/" || typing)) return;
    event.preventDefault();
    open(link);
  });
  if (new URLSearchParams(location.search).has("mark")) load(link.dataset.arrive);
}
