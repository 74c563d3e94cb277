/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Term} Term */
/** @typedef {import("./search-query.js").Token} Token */
/** @typedef {{weight: number, terms: Term[], least: number}} Expansion  `least`: how many of the terms must be there; together they count as one */

// As in `src/search/expand.rs`, of which this is a translation.
const seam = 0.5;
const otherForm = 0.8;
const synonym = 0.7;
const beginning = 0.6;
const beginningOfAnother = 0.3;
const pinyin = 0.6;
const beginningOfPinyin = 0.5;
const oneMistake = 0.6;
const twoMistakes = 0.4;
const pinyinOfAWord = 5;
const mostBeginnings = 24;
const mostPinyin = 64;
const mostMistaken = 8;

/** Finds the terms that count for a token, in a fixed order, and how much it counts itself. @param {SearchIndex} index @param {Token} token */
export async function expand(index, token) {
  const { text, kind, expansions } = token;
  if (kind === "lone") add(expansions, 1, await index.beginning(text));
  else {
    const exact = await index.terms([text]);
    add(expansions, 1, exact);
    if (kind === "word") await expandWord(index, token);
    else token.weight = exact[0]?.isWord ? 1 : seam;
  }
  for (const other of token.synonyms) {
    const terms = await index.terms(other.split(" "));
    add(expansions, synonym, terms, terms.length);
  }
}

/** @param {SearchIndex} index @param {Token} token */
async function expandWord(index, { text, last, expansions }) {
  const length = [...text].length;
  const exact = expansions.length > 0;
  if (length < 2) return;
  const stem = stemOf(text);
  const weighed = (await index.beginning(stem[0])).flatMap((term) => {
    const isForm = stemOf(term.text)[1] === stem[1];
    const weight = isForm ? otherForm : exact ? beginningOfAnother : beginning;
    return term.text !== text && (isForm || (term.text.startsWith(text) && (exact ? last && length > 2 : true))) ? [{ term, weight }] : [];
  });
  // They come in the order of their characters, and sorting keeps that.
  weighed.sort((a, b) => b.weight - a.weight || b.term.frequency - a.term.frequency);
  for (const { term, weight } of weighed.slice(0, mostBeginnings)) add(expansions, weight, [term]);
  if (!/^[a-z0-9]+$/.test(text) || (exact && length < pinyinOfAWord)) return;
  const whole = `~${text}`;
  const terms = await index.beginning(whole);
  terms.sort((a, b) => a.text.length - b.text.length);
  for (const term of terms.slice(0, mostPinyin)) add(expansions, term.text === whole ? pinyin : beginningOfPinyin, [term]);
  if (!expansions.length && length > 3) {
    for (const [word, mistakes] of await mistaken(index, text, length < 8 ? 1 : 2)) add(expansions, mistakes > 1 ? twoMistakes : oneMistake, await index.terms([word]));
  }
}

/** Words of the same first letter that are a few mistakes away, the nearest first. @param {SearchIndex} index @param {string} word @param {number} most */
export async function mistaken(index, word, most) {
  /** @type {[word: string, mistakes: number, count: number][]} */
  const near = [];
  for (const [text, count] of await index.lexicon()) {
    const mistakes = text[0] === word[0] ? distance(word, text, most) : Infinity;
    if (mistakes < Infinity) near.push([text, mistakes, count]);
  }
  return near.sort((a, b) => a[1] - b[1] || b[2] - a[2]).slice(0, mostMistaken);
}

/** How many letters to change, add, leave out or exchange with their neighbour make one word of another, if not too many. @param {string} a @param {string} b @param {number} most @returns {number} */
function distance(a, b, most) {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most || !most) return Infinity;
  if (a[0] === b[0]) return distance(a.slice(1), b.slice(1), most);
  const rest = (/** @type {number} */ ofA, /** @type {number} */ ofB) => 1 + distance(a.slice(ofA), b.slice(ofB), most - 1);
  return Math.min(rest(1, 0), rest(0, 1), rest(1, 1), a[0] === b[1] && a[1] === b[0] ? rest(2, 2) : Infinity);
}

/** What a word of English has in common with its other forms: how they begin, and what they are compared by. @param {string} word */
function stemOf(word) {
  const [, base = word, ending = ""] = word.match(/^([a-z]{3,}?)(ies|y|s|es?|ing|ed)?$/) ?? [];
  return [base, base.replace(/(.)\1$/, "$1") + (/^(ies|y)$/.test(ending) ? "y" : "")];
}

/** @param {Expansion[]} expansions @param {number} weight @param {Term[]} terms */
function add(expansions, weight, terms, least = 1) {
  if (terms.length) expansions.push({ weight, terms, least });
}
