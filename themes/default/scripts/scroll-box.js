/**
 * Tables and code that may have to scroll sideways can be reached with the keyboard, and say so. Where everything fits there
 * is nothing to reach: such a box is no stop for the Tab key and no region of its own.
 */
const boxes = document.querySelectorAll(".table-scroll, .code > pre");
/** @type {Map<Element, string | null>} */
const labels = new Map([...boxes].map((box) => [box, box.getAttribute("aria-label")]));

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const label = labels.get(target);
    if (target.scrollWidth > target.clientWidth) {
      target.setAttribute("tabindex", "0");
      if (label) {
        target.setAttribute("role", "region");
        target.setAttribute("aria-label", label);
      }
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
    }
  }
});
for (const box of boxes) watch.observe(box);
