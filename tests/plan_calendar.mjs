// Makes due days and calendar files as the site's scripts do, reads the files back with the npm package `ical.js`, and prints
// everything as JSON for `plan_calendar.py`, which has its own idea of both. Usage: node plan_calendar.mjs <theme folder>
import assert from "node:assert/strict";
import ICAL from "ical.js";

const theme = process.argv[2];
const { calendar, fold } = await import(`${theme}/components/calendar.js`);
const { dueDay, WorkingDays } = await import(`${theme}/components/due.js`);

// Spring Festival 2027 as the State Council arranges such things: a week off, two weekend days worked for it.
const holidays = "2027-01-01/2027-01-03 2027-02-05/2027-02-11 2028-02-29";
const workdays = "2027-01-31 2027-02-14";
const workingDays = new WorkingDays(holidays, workdays);

const starts = ["2026-11-24", "2026-12-31", "2027-01-29", "2027-01-31", "2027-02-04", "2027-02-28", "2028-02-28", "2028-02-29", "2028-12-30"];
const codes = ["D+0", "D-5", "D+1", "D+3", "D+30", "D+365", "D-366", "W+0", "W+1", "W+3", "W+5", "W+30", "W-1", "W-10", "2028-02-29"];
const days = starts.flatMap((start) => codes.map((code) => ({ start, code, day: dueDay(code, start, workingDays) })));

assert.equal(dueDay("D+3", undefined, workingDays), undefined);
assert.equal(dueDay("2026-12-31", undefined, workingDays), "2026-12-31");
const known = { "2027-01-29 W+1": "2027-01-31", "2027-02-04 W+1": "2027-02-12", "2027-02-04 W+2": "2027-02-14", "2028-02-28 D+1": "2028-02-29", "2028-02-28 W+1": "2028-03-01", "2027-01-31 D+30": "2027-03-02", "2028-12-30 W+0": "2029-01-01" };
for (const [question, answer] of Object.entries(known)) {
  const [start, code] = question.split(" ");
  assert.equal(dueDay(code, start, workingDays), answer, question);
}

// A start that is a slip is none, and no search for a working day lasts for ever.
for (const start of ["9999-12-31", "0001-01-01", "2200-01-01", "1969-12-31", "+010000-01-01", "2027-02-31x", "", 7, null]) {
  for (const code of ["D+3", "W+0", "W+3", "W-3"]) assert.equal(dueDay(code, start, workingDays), undefined, `${start} ${code}`);
}
assert.equal(dueDay("W+3", "2199-12-31", workingDays), "2200-01-03");
const closed = new WorkingDays("0000-01-01/9999-12-31");
for (const code of ["W+0", "W+3", "W-3"]) assert.match(dueDay(code, "2026-11-24", closed), /^\d{4}-\d\d-\d\d$/);

const titles = [
  "阅读客户分类与分级",
  "给 10 家练习客户分级；写明理由，发给导师；把客户、联系人、商机各建一个，并请导师在本周五之前看一遍",
  "Commas, semicolons; back\\slashes \\n and \"quotes\"",
  "two\nlines\r\nand a third",
  "👩‍💼".repeat(40),
  "x".repeat(200),
  "",
  "a\u0007bell",
];
const entries = titles.map((title, at) => ({
  id: at === 0 ? "c01" : `第${at}项; x`,
  title,
  day: days[at * 7].day,
  note: at % 2 ? "由导师签字, 写日期;\n谢谢" : "",
  url: at % 3 ? "" : "https://handbook.example.com/zh/onboarding/#%E7%AC%AC1%E9%A1%B9",
  done: at % 2 ? Date.UTC(2026, 10, 30, 9, 5, 7) : undefined,
}));
const plan = { site: "af1349b9f5f9", page: "onboarding/90 天", title: "新客户经理，90 天；计划", entries, now: Date.UTC(2026, 10, 25, 1, 2, 3) };
const text = calendar(plan);

// RFC 5545 §3.1: lines end with CRLF and have at most 75 octets, and a parted line is a whole text on either side.
assert.ok(text.endsWith("\r\n") && !/[^\r]\n|\r[^\n]/.test(text), "every line ends with CRLF");
for (const line of text.split("\r\n")) {
  assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets: ${line}`);
  assert.ok(!line.includes("\ufffd") && line.isWellFormed(), "no character is parted");
}
for (let length = 70; length < 80; length += 1) {
  const line = `${"x".repeat(length)}汉字`;
  assert.equal(fold(line).replaceAll("\r\n ", ""), line);
}

const read = new ICAL.Component(ICAL.parse(text));
const clean = (/** @type {string} */ words) => words.replace(/\r\n|\r/g, "\n").replace("\u0007", "");
for (const [kind, date] of [["vevent", "dtstart"], ["vtodo", "due"]]) {
  const found = read.getAllSubcomponents(kind);
  assert.equal(found.length, entries.length);
  for (const [at, component] of found.entries()) {
    assert.equal(component.getFirstPropertyValue("summary") ?? "", clean(titles[at]));
    const value = component.getFirstPropertyValue(date);
    assert.ok(value.isDate);
    assert.equal(value.toString(), entries[at].day);
  }
}
const uids = (/** @type {string} */ text) => [...text.replaceAll("\r\n ", "").matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
assert.equal(new Set(uids(text)).size, 2 * entries.length, "every event and task has an identifier of its own");
const later = calendar({ ...plan, now: plan.now + 86_400_000, entries: entries.map((entry) => ({ ...entry, title: "other", day: "2027-05-05" })) });
assert.deepEqual(uids(later), uids(text), "identifiers stay the same");

console.log(JSON.stringify({ holidays, workdays, days, text, entries: entries.map((entry) => ({ ...entry, title: clean(entry.title) })) }));
