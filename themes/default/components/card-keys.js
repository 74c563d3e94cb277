/**
 * What a key does to a flash card: Space and Enter turn it, 1 to 4 rate it. A control in focus keeps the keys that it knows itself.
 *
 * @param {KeyboardEvent} event
 * @returns {"turn" | 1 | 2 | 3 | 4 | undefined}
 */
export function cardKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return undefined;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest("input, select, textarea")) return undefined;
  const rating = "1234".indexOf(event.key) + 1;
  if (event.key.length === 1 && rating > 0) return /** @type {1 | 2 | 3 | 4} */ (rating);
  const turns = (event.key === " " || event.key === "Enter") && !target.closest("button, a, summary");
  return turns ? "turn" : undefined;
}
