import { search } from "./search-engine.js";
import { mistaken } from "./search-expand.js";

/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-engine.js").Found} Found */
/** @typedef {import("./search-query.js").Query} Query */
/** @typedef {{missing: string[], near: string[], wider?: {words: string, total: number}}} Hints  what is nowhere; if nothing was found, queries that may be meant, and the query without what stands in the way */

/** Letters that a word may be wrong in and still be suggested. */
const mostMistakes = 3;

/** What helps on when nothing or not everything was found. @param {SearchIndex} index @param {Found} found @param {string} language @returns {Promise<Hints>} */
export async function hintsFor(index, { total, query }, language) {
  if (total) return { missing: missing(query), near: [] };
  const words = query.words.replaceAll('"', "").trim();
  const without = words && (query.filters.length || query.phrases.length) ? (await search(index, words, { language, limit: 0 })).total : 0;
  return { missing: [], near: await near(index, query), wider: without ? { words, total: without } : undefined };
}

/** What of the query is nowhere: words, and hanzi in a row. @param {Query} query */
function missing({ text, tokens }) {
  const found = new Set(tokens.flatMap(({ text, kind, expansions }) => (!expansions.length ? [] : kind === "word" ? [text] : [...text])));
  const words = new Set(tokens.flatMap(({ text, kind }) => (kind === "word" ? [text] : [])));
  const unknown = (/** @type {string} */ run) => (words.has(run) ? [run] : [...run]).map((part) => (found.has(part) ? " " : part)).join("");
  return [...new Set(text.split(" ").flatMap((run) => unknown(run).split(" ")))].filter(Boolean);
}

/** Queries that may be meant instead: the nearest word, or what begins with the same character. @param {SearchIndex} index @param {Query} query */
async function near(index, { tokens }) {
  /** @type {string[]} */
  const found = [];
  for (const { text, kind, expansions } of tokens) {
    if (expansions.length || found.length >= 3) continue;
    if (kind === "word") {
      const words = await mistaken(index, text, Math.min(mostMistakes, Math.max(1, Math.floor(text.length / 3))));
      found.push(...words.slice(0, 2).map(([word]) => word));
    } else {
      const terms = (await index.beginning([...text][0])).filter(({ text }) => [...text].length > 1);
      found.push(...terms.sort((a, b) => b.frequency - a.frequency).slice(0, 2).map(({ text }) => text));
    }
  }
  return [...new Set(found)].slice(0, 3);
}
