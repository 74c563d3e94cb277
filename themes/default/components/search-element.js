/**
 * An element with its attributes and what is in it. What comes from an index goes in as text, never as HTML.
 *
 * @param {string} name
 * @param {Record<string, string | boolean | undefined>} [attributes]  `true` is an attribute without a value; `false` is none
 * @param {...(Node | string | undefined | false)} content  what is `undefined` or `false` is left out
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content.filter((part) => part !== undefined && part !== false));
  return made;
}

/** @param {string} label @param {Record<string, string | boolean | undefined>} attributes @param {() => void} act @param {...(Node | string)} content */
export function button(label, attributes, act, ...content) {
  const made = element("button", { type: "button", ...attributes }, ...(content.length ? content : [label]));
  if (content.length) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** An icon, drawn with the same pen as those in the templates. @param {string} path */
export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** A text with some of it marked. @param {string} text @param {[number, number][]} marks */
export function marked(text, marks) {
  const made = document.createDocumentFragment();
  let done = 0;
  for (const [start, end] of marks) {
    made.append(text.slice(done, start), element("mark", {}, text.slice(start, end)));
    done = end;
  }
  made.append(text.slice(done));
  return made;
}
