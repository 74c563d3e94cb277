/**
 * Whether an answer is right.
 *
 * @typedef {{low: number, high: number, percent: boolean} | string} Accepted
 * @typedef {{right?: string[], blanks?: Accepted[][], order?: string[], pairs?: Record<string, string>}} Answer
 * @typedef {string[] | Record<string, string>} Given  values chosen, texts filled in, values in order, or pairs
 */

const hanzi = /[\p{scx=Han}\u3000-\u303f\uff00-\uffef]/u;

/** A text for comparison, as `wording.rs` makes it at build time. @param {string} text */
export function normal(text) {
  const lower = text.normalize("NFKC").toUpperCase().toLowerCase().trim();
  const trimmed = lower.replace(/^[^\p{Alphabetic}\p{N}%+#°]+|[^\p{Alphabetic}\p{N}%+#°]+$/gu, "") || lower;
  return trimmed.split(/\s+/u).reduce((text, word) => text + (hanzi.test(text.slice(-1)) || hanzi.test(word[0] ?? "") ? "" : " ") + word);
}

/**
 * The number that a text says, and whether it is a percentage: `１，２００ 元`, `3 万`, `−5`, `15％`. A unit may follow.
 *
 * @param {string} text
 */
export function numberIn(text) {
  const plain = text.normalize("NFKC").replace(/[\s¥$€£]/gu, "").replace(/[−–]/gu, "-").replace(/,(?=\d{3}(?!\d))/gu, "");
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(万|亿|千)?(%)?\D*$/u.exec(plain);
  if (!match) return undefined;
  const factor = { 万: 1e4, 亿: 1e8, 千: 1e3 }[match[2]] ?? 1;
  return { value: Number(match[1]) * factor, percent: Boolean(match[3]) };
}

/** @param {Accepted} accepted @param {string} text */
function accepts(accepted, text) {
  if (typeof accepted === "string") return normal(accepted) === normal(text);
  const read = numberIn(text);
  if (!read) return false;
  // Sums of decimals miss by a hair.
  const hair = 1e-9 * Math.max(1, Math.abs(accepted.low), Math.abs(accepted.high));
  const within = (/** @type {number} */ value) => value >= accepted.low - hair && value <= accepted.high + hair;
  if (accepted.percent) return within(read.value) || (!read.percent && within(read.value * 100));
  return within(read.value) || (read.percent && within(read.value / 100));
}

/**
 * Which parts of an answer are right, by their place or name. The answer is when all are.
 *
 * @param {Answer} answer @param {Given} given @returns {Record<string, boolean>}
 */
export function judge(answer, given) {
  const list = Array.isArray(given) ? given : [];
  if (answer.blanks) return Object.fromEntries(answer.blanks.map((gap, at) => [at, gap.some((accepted) => accepts(accepted, list[at] ?? ""))]));
  if (answer.order) return Object.fromEntries(answer.order.map((value, at) => [value, list[at] === value]));
  if (answer.pairs) {
    const pairs = /** @type {Record<string, string>} */ (given);
    return Object.fromEntries(Object.entries(answer.pairs).map(([left, right]) => [left, pairs[left] === right]));
  }
  const right = answer.right ?? [];
  return { all: right.length === list.length && right.every((value) => list.includes(value)) };
}
