/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Term} Term */
/** @typedef {import("./search-query.js").Token} Token */
/** @typedef {{weight: number, terms: string[], found: (Term | undefined)[], all: boolean}} Expansion  `all`: every one of the terms must be there */

// As in `src/search/expand.rs`, of which this is a translation.
const otherForm = 0.8;
const synonym = 0.7;
const beginning = 0.6;
const beginningOfAnother = 0.3;
const pinyin = 0.6;
const beginningOfPinyin = 0.5;
const oneMistake = 0.6;
const twoMistakes = 0.4;
const mostBeginnings = 24;
const mostPinyin = 64;
const mostMistaken = 8;
const endings = ["s", "es", "ing", "ed", "er", "ers"];
const stripped = [["ies", "y"], ["es", ""], ["s", ""], ["ing", ""], ["ing", "e"], ["ed", ""], ["ed", "e"]];

/**
 * The terms that count for a token, in a fixed order.
 *
 * @param {SearchIndex} index @param {Token} token @returns {Promise<Expansion[]>}
 */
export async function expand(index, token) {
  const others = Promise.all(
    token.synonyms.map(async (terms) => ({ weight: synonym, terms, found: await Promise.all(terms.map((term) => index.term(term))), all: true })),
  );
  /** @type {Expansion[]} */
  let found = [];
  if (token.kind === "word") found = await expandWord(index, token);
  else if (token.kind === "pair") found = one(1, token.text, await index.term(token.text));
  else {
    const terms = await index.prefix(token.text);
    if (terms.length) found = [{ weight: 1, terms: terms.map(([term]) => term), found: terms.map(([, read]) => read()), all: false }];
  }
  return [...found, ...(await others)];
}

/** @param {SearchIndex} index @param {Token} token */
async function expandWord(index, token) {
  const word = token.text;
  const length = [...word].length;
  const letters = /^[a-z]+$/.test(word);
  const longer = length < 2 ? [] : await index.prefix(word);
  const found = one(1, word, length < 2 ? await index.term(word) : longer.find(([term]) => term === word)?.[1]());
  if (length < 2) return found;
  const exact = found.length > 0;
  const add = (/** @type {number} */ weight, /** @type {string} */ text, /** @type {Term | undefined} */ term) => {
    if (!found.some((other) => other.terms[0] === text)) found.push(...one(weight, text, term));
  };
  if (letters && length >= 4) {
    const forms = otherForms(word);
    const terms = await Promise.all(forms.map((form) => index.term(form)));
    forms.forEach((form, at) => add(otherForm, form, terms[at]));
  }
  if (!exact || length >= 3) {
    const weighed = longer.flatMap(([text, read]) => {
      const ending = text.slice(word.length);
      const form = letters && length >= 3 && endings.includes(ending);
      const weight = form ? otherForm : exact ? beginningOfAnother : beginning;
      return ending && (form || token.last || !exact) ? [{ text, weight, term: read() }] : [];
    });
    // They come in the order of their bytes, and sorting keeps that.
    weighed.sort((a, b) => b.weight - a.weight || frequency(b.term) - frequency(a.term));
    for (const { text, weight, term } of weighed.slice(0, mostBeginnings)) add(weight, text, term);
  }
  if (!exact && letters) {
    const terms = await index.prefix(`~${word}`);
    terms.sort((a, b) => a[0].length - b[0].length);
    for (const [text, read] of terms.slice(0, mostPinyin)) add(text.length === word.length + 1 ? pinyin : beginningOfPinyin, text, read());
  }
  if (!found.length && length >= 4 && /^[\x00-\x7f]+$/.test(word)) {
    const near = await mistaken(index, word);
    const terms = await Promise.all(near.map(([text]) => index.term(text)));
    near.forEach(([text, mistakes], at) => add(mistakes === 1 ? oneMistake : twoMistakes, text, terms[at]));
  }
  return found;
}

/** Words of the same first letter that are one or two mistakes away. @param {SearchIndex} index @param {string} word @returns {Promise<[string, number][]>} */
async function mistaken(index, word) {
  const most = word.length >= 8 ? 2 : 1;
  /** @type {[string, number, number][]} */
  const near = [];
  for (const [text, count] of await index.lexicon()) {
    if (text[0] !== word[0] || Math.abs(text.length - word.length) > most) continue;
    const mistakes = distance(word, text);
    if (mistakes <= most) near.push([text, mistakes, count]);
  }
  near.sort((a, b) => a[1] - b[1] || b[2] - a[2]);
  return near.slice(0, mostMistaken).map(([text, mistakes]) => [text, mistakes]);
}

/** Letters to change, add, leave out or exchange with their neighbour. @param {string} a @param {string} b */
export function distance(a, b) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** Other forms of an English word that it is not the beginning of. @param {string} word */
function otherForms(word) {
  const forms = [];
  for (const [ending, before] of stripped) {
    const stem = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || stem.length < 3) continue;
    forms.push(stem + before);
    if (ending.length > 1 && !before && stem.at(-1) === stem.at(-2)) forms.push(stem.slice(0, -1));
  }
  if (word.endsWith("e")) forms.push(`${word.slice(0, -1)}ing`);
  if (word.endsWith("y")) forms.push(`${word.slice(0, -1)}ies`);
  return forms;
}

/** In how many pages or passages a term is, in that field where it is most frequent. @param {Term} term */
function frequency(term) {
  return Math.max(...term.fields.map(({ ids }) => ids.length));
}

/** @param {number} weight @param {string} text @param {Term | undefined} term @returns {Expansion[]} */
function one(weight, text, term) {
  return term ? [{ weight, terms: [text], found: [term], all: false }] : [];
}
