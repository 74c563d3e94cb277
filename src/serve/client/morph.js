/**
 * Makes a page into what was sent anew, and leaves alone what is the same in both.
 *
 * What was sent the last time is kept, and the elements on the page are known by it: whatever scripts have done to the page since
 * (answers, marks, open folds) stays where the text behind it is the same.
 */

/** What was sent → what it is on the page now. @type {WeakMap<Node, Node>} */
const shown = new WeakMap();

/** The page as it was sent. Has to run before scripts change the page. @param {Element} live */
export function remember(live) {
  const sent = /** @type {Element} */ (live.cloneNode(true));
  pair(sent, live);
  return sent;
}

/** Notes which nodes of two equal trees belong together. @param {Node} sent @param {Node | undefined} live */
function pair(sent, live) {
  if (!live) return;
  shown.set(sent, live);
  const children = live.childNodes;
  sent.childNodes.forEach((child, at) => pair(child, children[at]));
}

/** The pairs of a tree go over to an equal one. @param {Node} before @param {Node} after */
function hand(before, after) {
  const live = shown.get(before);
  if (live) shown.set(after, live);
  const children = before.childNodes;
  after.childNodes.forEach((child, at) => hand(children[at], child));
}

/** Makes what is shown of `before` into `after`. @param {Node} before @param {Node} after */
export function morph(before, after) {
  if (before.isEqualNode(after)) return hand(before, after);
  const live = shown.get(before);
  if (!live) return;
  if (live instanceof CharacterData) {
    live.data = after.nodeValue ?? "";
    shown.set(after, live);
  } else if (before instanceof Element && after instanceof Element && live instanceof Element && !isRunByScript(before)) {
    shown.set(after, live);
    attributes(before, after, live);
    children(before, after, live);
  } else if (live.parentNode) {
    replace(live, after);
  }
}

/** An element whose inside is its own affair. @param {Element} element */
function isRunByScript(element) {
  return element.localName.includes("-") || /^(template|svg|math|select|textarea)$/.test(element.localName);
}

/** Only what was sent differently is set; what scripts have set stays. @param {Element} before @param {Element} after @param {Element} live */
export function attributes(before, after, live) {
  for (const { name, value } of after.attributes) if (before.getAttribute(name) !== value) live.setAttribute(name, value);
  for (const { name } of before.attributes) if (!after.hasAttribute(name)) live.removeAttribute(name);
}

/** @param {Element} before @param {Element} after @param {Element} live */
function children(before, after, live) {
  const [old, now] = [[...before.childNodes], [...after.childNodes]];
  const stays = same(old.map(text), now.map(text));
  /** What each child that is sent now is made of; `undefined` when it is new. @type {Map<Node, Node>} */
  const source = new Map();
  let [i, j] = [0, 0];
  for (const [a, b] of [...stays, [old.length, now.length]]) {
    const gone = old.slice(i, a);
    for (const child of now.slice(j, b)) {
      const at = gone.findIndex((other) => other.nodeName === child.nodeName && shown.get(other)?.parentNode === live);
      if (at >= 0) source.set(child, gone.splice(0, at + 1)[at]);
    }
    if (a < old.length) source.set(now[b], old[a]);
    [i, j] = [a + 1, b + 1];
  }
  const kept = new Set(source.values());
  for (const child of old) if (!kept.has(child)) leave(shown.get(child), live);
  /** @type {Node | null} */
  let next = null;
  for (const child of now.toReversed()) {
    const from = source.get(child);
    if (from) morph(from, child);
    else live.insertBefore(fresh(child), next ?? tail(live, old));
    const made = shown.get(child);
    if (made?.parentNode === live) next = made;
  }
}

/** Where something goes that comes last: before what scripts have added behind the children that were sent. @param {Element} live @param {Node[]} old */
function tail(live, old) {
  const last = old.map((child) => shown.get(child)).findLast((child) => child?.parentNode === live);
  return last?.nextSibling ?? null;
}

/** @param {Node | undefined} gone @param {Element} live */
function leave(gone, live) {
  if (gone?.parentNode === live) live.removeChild(gone);
}

/** A copy for the page. @param {Node} node */
function fresh(node) {
  const copy = document.importNode(node, true);
  pair(node, copy);
  return copy;
}

/** @param {Node} live @param {Node} after */
function replace(live, after) {
  const copy = fresh(after);
  const kept = live instanceof Element ? keep(live) : undefined;
  live.parentNode?.replaceChild(copy, live);
  if (kept && copy instanceof Element) giveBack(copy, kept);
}

/** What is compared of a child. @param {Node} node */
function text(node) {
  return node instanceof Element ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`;
}

/** Pairs of places in both lists that are the same, as many as there are in order. @param {string[]} old @param {string[]} now @returns {number[][]} */
export function same(old, now) {
  const pairs = [];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) pairs.push([start, start++]);
  let [a, b] = [old.length, now.length];
  const end = [];
  while (a > start && b > start && old[a - 1] === now[b - 1]) end.unshift([--a, --b]);
  return [...pairs, ...(a - start && b - start && (a - start) * (b - start) < 250_000 ? longest(old, now, start, a, b) : []), ...end];
}

/** The longest common subsequence of what lies between. @param {string[]} old @param {string[]} now @param {number} start @param {number} a @param {number} b */
function longest(old, now, start, a, b) {
  const width = b - start + 1;
  const lengths = new Uint32Array((a - start + 1) * width);
  const at = (/** @type {number} */ i, /** @type {number} */ j) => (i - start) * width + (j - start);
  for (let i = a - 1; i >= start; i--)
    for (let j = b - 1; j >= start; j--)
      lengths[at(i, j)] = old[i] === now[j] ? lengths[at(i + 1, j + 1)] + 1 : Math.max(lengths[at(i + 1, j)], lengths[at(i, j + 1)]);
  const pairs = [];
  for (let [i, j] = [start, start]; i < a && j < b; )
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (lengths[at(i + 1, j)] >= lengths[at(i, j + 1)]) i++;
    else j++;
  return pairs;
}

/**
 * Something that a reader has begun and nobody has kept yet, and where: an answer not handed in, a field, a fold, the focus.
 *
 * @typedef {{name: string, at: number, given?: unknown, value?: string, checked?: boolean, open?: boolean, top?: number, focus?: boolean}} Begun
 */

/** All that has been begun within an element. @param {Element} from @returns {Begun[]} */
export function keep(from) {
  const elements = all(from);
  const names = elements.map(name);
  /** @type {Begun[]} */
  const kept = [];
  elements.forEach((element, place) => {
    const at = names.slice(0, place).filter((other) => other === names[place]).length;
    const note = (/** @type {Omit<Begun, "name" | "at">} */ what) => kept.push({ name: names[place], at, ...what });
    // A question of the theme: it knows how to tell its answer and how to take it back.
    const { given, give, right } = /** @type {any} */ (element);
    if (typeof given === "function" && typeof give === "function" && right === undefined) {
      const answer = given.call(element);
      if (answer !== undefined) note({ given: answer });
    }
    if (element instanceof HTMLDetailsElement && element.open) note({ open: true });
    if (element instanceof HTMLInputElement && (element.value !== element.defaultValue || element.checked !== element.defaultChecked))
      note({ value: element.value, checked: element.checked });
    if (element instanceof HTMLTextAreaElement && element.value !== element.defaultValue) note({ value: element.value });
    if (element.scrollTop) note({ top: element.scrollTop });
    if (element === document.activeElement) note({ focus: true });
  });
  return kept;
}

/** Puts what was begun into another element, where that has the same parts. @param {Element} to @param {Begun[]} kept */
export function giveBack(to, kept) {
  const elements = all(to);
  const names = elements.map(name);
  for (const { name: wanted, at, given, value, checked, open, top, focus } of kept) {
    const alike = elements.filter((_, place) => names[place] === wanted);
    const element = alike[at] ?? alike[0];
    if (!element) continue;
    const question = /** @type {any} */ (element);
    if (given !== undefined && typeof question.give === "function" && question.right === undefined) {
      question.give(given);
      question.querySelector("input, textarea, select")?.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (open) element.setAttribute("open", "");
    if (element instanceof HTMLInputElement && /^(radio|checkbox)$/.test(element.type)) element.checked = checked ?? element.checked;
    else if ((element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && value !== undefined) element.value = value;
    if (top) element.scrollTop = top;
    if (focus && element instanceof HTMLElement) element.focus({ preventScroll: true });
  }
}

/** @param {Element} element */
function all(element) {
  return [element, ...element.querySelectorAll("*")];
}

/** By what an element is found again in another tree. @param {Element} element */
function name(element) {
  const around = element.closest("[id], [data-id]");
  const value = /^(radio|checkbox)$/.test(element.getAttribute("type") ?? "") ? element.getAttribute("value") : "";
  return [element.localName, around?.id || around?.getAttribute("data-id"), element.getAttribute("name"), value].join(" ");
}
