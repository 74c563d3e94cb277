/** @typedef {import("./search-index.js").SearchIndex} SearchIndex */
/** @typedef {import("./search-index.js").Term} Term */
/** @typedef {import("./search-query.js").Token} Token */
/** @typedef {{weight: number, groups: Term[][]}} Expansion  of each group a term must be there; those of a group count as one */

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
    const exact = await index.term(text);
    if (exact) add(expansions, 1, [exact]);
    if (kind === "word") await expandWord(index, token);
    else token.weight = exact?.isWord ? 1 : seam;
  }
  for (const terms of token.synonyms.values()) {
    const found = await Promise.all(terms.map((term) => index.term(term)));
    if (found.every((term) => term)) expansions.push({ weight: synonym, groups: found.map((term) => [/** @type {Term} */ (term)]) });
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
    for (const [word, mistakes] of await mistaken(index, text, length < 8 ? 1 : 2)) {
      const term = await index.term(word);
      if (term) add(expansions, mistakes > 1 ? twoMistakes : oneMistake, [term]);
    }
  }
}

/** Words of the same first letter that are a few mistakes away, the nearest first. @param {SearchIndex} index @param {string} word @param {number} most */
export async function mistaken(index, word, most) {
  /** @type {[word: string, mistakes: number, count: number][]} */
  const near = [];
  for (const [text, count] of await index.lexicon()) {
    if (text[0] !== word[0] || Math.abs(text.length - word.length) > most) continue;
    for (let mistakes = 1; mistakes <= most; mistakes += 1) {
      if (isNear(word, text, mistakes)) {
        near.push([text, mistakes, count]);
        break;
      }
    }
  }
  return near.sort((a, b) => a[1] - b[1] || b[2] - a[2]).slice(0, mostMistaken);
}

/** Whether so many letters to change, add, leave out or exchange with their neighbour make one word of another. @param {string} a @param {string} b @param {number} most @returns {boolean} */
function isNear(a, b, most) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const rest = (/** @type {number} */ ofA, /** @type {number} */ ofB) => isNear(a.slice(same + ofA), b.slice(same + ofB), most - 1);
  if (a.length === same && b.length === same) return true;
  return most > 0 && (rest(1, 0) || rest(0, 1) || rest(1, 1) || (a[same] === b[same + 1] && a[same + 1] === b[same] && rest(2, 2)));
}

/** What a word of English has in common with its other forms: how they begin, and what they are compared by. @param {string} word */
function stemOf(word) {
  const [, base = word, ending = ""] = word.match(/^([a-z]{3,}?)(ies|y|s|es?|ing|ed)?$/) ?? [];
  return [base, base.replace(/(.)\1$/, "$1") + (/^(ies|y)$/.test(ending) ? "y" : "")];
}

/** @param {Expansion[]} expansions @param {number} weight @param {Term[]} terms */
function add(expansions, weight, terms) {
  if (terms.length) expansions.push({ weight, groups: [terms] });
}
