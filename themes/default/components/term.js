/**
 * Says what a term means when it is pointed to, focused or touched. The link leads to the glossary all the same; a finger's
 * first touch shows the definition, which has a link to follow.
 */
const template = document.querySelector("template#term-popover");
const popover = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null;

/** The term that is explained right now. @type {HTMLAnchorElement | null} */
let shown = null;
/** Hiding waits, so that the pointer can reach the popover. */
let hiding = 0;

if (popover instanceof HTMLElement) start(popover);

/** @param {HTMLElement} box */
function start(box) {
  // Without popovers the box is placed the same way, only not above everything.
  if ("popover" in box) box.popover = "manual";
  box.hidden = !("popover" in box);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const term = termOf(event.target);
    if (term) show(box, term, false);
    else if (event.target instanceof Node && box.contains(event.target)) clearTimeout(hiding);
    else if (shown && document.activeElement !== shown) hideSoon(box);
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event.target);
    if (term?.matches(":focus-visible")) show(box, term, false);
    else if (shown && event.target instanceof Node && !box.contains(event.target)) hide(box);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide(box);
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event.target);
    const byTouch = "pointerType" in event && event.pointerType === "touch";
    if (term && byTouch && term !== shown) {
      event.preventDefault();
      show(box, term, true);
    } else if (!term && shown && event.target instanceof Node && !box.contains(event.target)) {
      hide(box);
    }
  });
  addEventListener("scroll", () => shown && place(box, shown), { passive: true });
  addEventListener("resize", () => shown && hide(box));
}

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
function termOf(target) {
  const term = target instanceof Element ? target.closest("a.term[data-definition]") : null;
  return term instanceof HTMLAnchorElement && term.dataset.definition ? term : null;
}

/** @param {HTMLElement} box @param {HTMLAnchorElement} term @param {boolean} touched */
function show(box, term, touched) {
  clearTimeout(hiding);
  if (term === shown) return;
  hide(box);
  shown = term;
  const words = box.querySelector(".term-words");
  const link = box.querySelector("a");
  if (words) words.textContent = term.dataset.definition ?? "";
  if (link) {
    link.href = term.href;
    link.textContent = (link.dataset.words ?? "").replace("{term}", term.textContent ?? "");
  }
  box.toggleAttribute("data-touch", touched);
  // Beside the term, so that the link in it is the next stop of the Tab key.
  term.after(box);
  term.setAttribute("aria-describedby", box.id);
  if ("showPopover" in box) box.showPopover();
  else /** @type {HTMLElement} */ (box).hidden = false;
  place(box, term);
}

/** Below the term, or above it where there is more room. @param {HTMLElement} box @param {HTMLAnchorElement} term */
function place(box, term) {
  const gap = 6;
  const edge = 8;
  const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const last = term.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = innerHeight - last.bottom - gap - edge;
  const top = height <= below || below > at.top ? last.bottom + gap : at.top - gap - height;
  const left = Math.min(Math.max(at.left - 12, edge), document.documentElement.clientWidth - width - edge);
  box.style.top = `${Math.round(top)}px`;
  box.style.left = `${Math.round(left)}px`;
}

/** @param {HTMLElement} box */
function hideSoon(box) {
  clearTimeout(hiding);
  hiding = setTimeout(() => hide(box), 200);
}

/** @param {HTMLElement} box */
function hide(box) {
  clearTimeout(hiding);
  if (!shown) return;
  shown.removeAttribute("aria-describedby");
  shown = null;
  if ("hidePopover" in box && box.matches(":popover-open")) box.hidePopover();
  box.remove();
}
