// Compares the review schedule with the npm package `ts-fsrs`, which the FSRS project itself keeps, on random histories.
// Usage: node schedule.mjs <theme folder>. Prints what it compared; ends with 1 at the first difference.
import assert from "node:assert/strict";
import { createEmptyCard, default_w, fsrs } from "ts-fsrs";

const theme = process.argv[2];
const { interval, remember } = await import(`${theme}/components/fsrs.js`);

/** A small generator with a seed, so that a failure comes back. Mulberry32. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const reference = fsrs({ w: default_w, request_retention: 0.9, enable_fuzz: false, enable_short_term: false });
const close = (ours, theirs, what) =>
  assert.ok(Math.abs(ours - theirs) <= 1e-6 * Math.max(1, Math.abs(theirs)), `${what}: ${ours} here, ${theirs} there`);

const histories = 2000;
let [answers, sameDay, late] = [0, 0, 0];
for (let seed = 1; seed <= histories; seed += 1) {
  const next = random(seed);
  let card = createEmptyCard(new Date(Date.UTC(2026, 0, 1)));
  let day = 0;
  let memory;
  const steps = [];
  const length = 1 + Math.floor(next() * 12);
  for (let step = 0; step < length; step += 1) {
    // The first answer; the same day again; when due; some days early or late; years later.
    const kind = next();
    const due = card.scheduled_days;
    const elapsed =
      step === 0 || kind < 0.2 ? 0 : kind < 0.6 ? due : kind < 0.95 ? Math.floor(next() * 2 * (due + 1)) : Math.floor(next() * 3000);
    const rating = 1 + Math.floor(next() * 4);
    day += elapsed;
    steps.push([elapsed, rating]);
    const where = `history ${seed}, ${JSON.stringify(steps)}`;
    card = reference.next(card, new Date(Date.UTC(2026, 0, 1 + day)), rating).card;
    const days = interval(memory, rating, elapsed);
    memory = remember(memory, rating, elapsed);
    close(memory.s, card.stability, `stability in ${where}`);
    close(memory.d, card.difficulty, `difficulty in ${where}`);
    assert.equal(days, card.scheduled_days, `days in ${where}`);
    answers += 1;
    sameDay += step > 0 && elapsed === 0 ? 1 : 0;
    late += elapsed > due ? 1 : 0;
  }
}
assert.ok(sameDay > 1000 && late > 1000, "the histories hold all kinds of intervals");
console.log(`${histories} histories, ${answers} answers (${sameDay} on the same day, ${late} late) agree`);
