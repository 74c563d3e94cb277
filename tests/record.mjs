// What the reader keeps, without a browser: merging, tabs, storages that refuse, files of progress, what is due.
// Usage: THEME=<theme folder> node --test record.mjs
import assert from "node:assert/strict";
import test from "node:test";

const theme = process.env.THEME;

/** A browser's storage: all strings, with a quota in UTF-16 units, and events that reach other tabs when they are delivered. */
class Disk {
  texts = new Map();
  quota = Infinity;
  blocked = false;
  /** @type {{tab: Tab, key: string, text: string | null}[]} */
  events = [];
  /** @type {Tab[]} */
  tabs = [];

  deliver(count = this.events.length) {
    for (const { tab, key, text } of this.events.splice(0, count)) if (key === "onramp:a") tab.store.arrived(text);
  }
}

/** One tab's view of it, as the `Storage` of a window. */
class Tab {
  constructor(disk, clock = Date.now) {
    this.disk = disk;
    disk.tabs.push(this);
    this.store = new RecordStore(() => this.storage(), "onramp:a", clock);
  }

  storage() {
    if (this.disk.blocked) throw new DOMException("denied", "SecurityError");
    return this;
  }

  get length() {
    return this.storage().disk.texts.size;
  }

  key(at) {
    return [...this.disk.texts.keys()][at] ?? null;
  }

  getItem(key) {
    return this.disk.texts.get(key) ?? null;
  }

  setItem(key, text) {
    const others = [...this.disk.texts].filter(([name]) => name !== key);
    const size = others.reduce((sum, [name, value]) => sum + name.length + value.length, key.length + text.length);
    if (size > this.disk.quota) throw new DOMException("full", "QuotaExceededError");
    if (this.disk.texts.get(key) === text) return;
    this.disk.texts.set(key, text);
    for (const tab of this.disk.tabs) if (tab !== this) this.disk.events.push({ tab, key, text });
  }
}

const { readFile } = await import(`${theme}/components/progress-file.js`);
const { RecordStore, newer, read, write } = await import(`${theme}/scripts/record-store.js`);
const kept = (disk) => JSON.parse(disk.texts.get("onramp:a") ?? "null");
const one = (key, values) => new Map([[key, values]]);

test("every change is written at once, with its time", () => {
  const disk = new Disk();
  const { store } = new Tab(disk, () => 1000);
  store.change(one("read/company/history", { rev: "1a2b3c4d" }));
  assert.deepEqual(kept(disk), { v: 1, items: { "read/company/history": { rev: "1a2b3c4d", t: 1000 } } });
  assert.deepEqual(new Tab(disk).store.get("read/company/history"), { rev: "1a2b3c4d", t: 1000 });
});

test("what is removed leaves a mark, is not found, and can be undone", () => {
  const disk = new Disk();
  const { store } = new Tab(disk, () => 1000);
  store.change(one("tick/plan#a", { done: true }));
  const undo = store.change(one("tick/plan#a", undefined));
  assert.equal(store.get("tick/plan#a"), undefined);
  assert.deepEqual(store.keys("tick/"), []);
  assert.deepEqual(kept(disk).items["tick/plan#a"], { t: 1001, gone: true });
  store.change(undo);
  assert.equal(store.get("tick/plan#a").done, true);
});

test("a change beats what it changes, even when the clock was put back", () => {
  const disk = new Disk();
  new Tab(disk, () => 9000).store.change(one("read/a", { rev: "1" }));
  const late = new Tab(disk, () => 10).store;
  late.change(one("read/a", { rev: "2" }));
  assert.equal(new Tab(disk).store.get("read/a").rev, "2");
});

test("what the last moment there is says can be changed, and is kept", () => {
  const disk = new Disk();
  disk.texts.set("onramp:a", '{"v":1,"items":{"read/a":{"t":8640000000000000,"rev":"1"}}}');
  new Tab(disk).store.change(one("read/a", { rev: "2" }));
  const { store } = new Tab(disk);
  assert.equal(store.state, "ok");
  assert.equal(store.get("read/a").rev, "2");
  assert.equal(disk.texts.size, 1, "nothing was put aside");
});

test("two tabs keep each other's work, before any event has come", () => {
  const disk = new Disk();
  const [one_, two] = [new Tab(disk), new Tab(disk)];
  one_.store.change(one("read/a", {}));
  two.store.change(one("read/b", {}));
  one_.store.change(one("read/c", {}));
  assert.deepEqual(Object.keys(kept(disk).items), ["read/a", "read/b", "read/c"]);
});

test("listeners here and in other tabs are told what changed", () => {
  const disk = new Disk();
  const [here, there] = [new Tab(disk), new Tab(disk)];
  const heard = [];
  here.store.subscribe((keys) => heard.push(["here", ...keys]));
  const leave = there.store.subscribe((keys) => heard.push(["there", ...keys]));
  here.store.change(one("read/a", {}));
  assert.deepEqual(heard, [["here", "read/a"]]);
  disk.deliver();
  assert.deepEqual(heard, [["here", "read/a"], ["there", "read/a"]]);
  leave();
  here.store.change(one("read/b", {}));
  disk.deliver();
  assert.equal(heard.length, 3);
});

test("tabs that write over each other's heads agree in the end, and nothing is lost", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    let state = seed;
    const random = (n) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % n;
    };
    const disk = new Disk();
    let now = 0;
    const tabs = [0, 1, 2].map(() => new Tab(disk, () => now));
    /** What each key was set to last, by whichever tab. */
    const last = new Map();
    for (let step = 0; step < 40; step += 1) {
      now += 1 + random(3);
      const tab = tabs[random(3)];
      const key = `answer/p#${random(6)}`;
      if (random(4) === 0) disk.deliver(random(4));
      else if (random(8) === 0) {
        // Another process wrote between our reading and writing: its text is lost, but not its memory.
        const stale = disk.texts.get("onramp:a");
        tab.store.change(one(key, { n: step }));
        if (stale !== undefined) disk.texts.set("onramp:a", stale);
        last.set(key, step);
      } else {
        tab.store.change(random(5) === 0 ? one(key, undefined) : one(key, { n: step }));
        last.set(key, tab.store.get(key)?.n);
      }
    }
    for (let round = 0; round < 3; round += 1) {
      for (const tab of tabs) tab.store.sync();
      disk.deliver();
    }
    const texts = tabs.map((tab) => write(tab.store.items));
    assert.equal(new Set([...texts, disk.texts.get("onramp:a")]).size, 1, `seed ${seed}`);
    for (const [key, n] of last) assert.equal(tabs[0].store.get(key)?.n, n, `seed ${seed}, ${key}`);
  }
});

test("the newest of each item wins, in whatever order they come", () => {
  const [a, b, c] = [{ t: 1, x: 1 }, { t: 2, x: 2 }, { t: 2, x: 3 }];
  assert.equal(newer(undefined, a), a);
  assert.equal(newer(a, b), b);
  assert.equal(newer(b, a), b);
  assert.equal(newer(b, c), newer(c, b));
});

test("a blocked storage is said, and the page works on in memory", () => {
  const disk = new Disk();
  disk.blocked = true;
  const { store } = new Tab(disk);
  assert.equal(store.state, "blocked");
  store.change(one("read/a", {}));
  assert.ok(store.get("read/a"));
  disk.blocked = false;
  store.sync();
  assert.equal(store.state, "ok");
  assert.ok(kept(disk).items["read/a"], "what was done meanwhile is written when it can be");
});

test("a full storage is said, keeps what it has, and is filled when there is room", () => {
  const disk = new Disk();
  const { store } = new Tab(disk);
  const states = [];
  store.subscribe(() => states.push(store.state));
  store.change(one("read/a", {}));
  disk.quota = disk.texts.get("onramp:a").length + 20;
  store.change(one("answer/a#b", { given: "x".repeat(100) }));
  assert.equal(store.state, "full");
  assert.ok(states.includes("full"), "listeners hear of it");
  assert.ok(store.get("answer/a#b"));
  assert.deepEqual(Object.keys(kept(disk).items), ["read/a"]);
  disk.quota = Infinity;
  store.sync();
  assert.equal(store.state, "ok");
  assert.equal(Object.keys(kept(disk).items).length, 2);
});

for (const text of ["{", "null", "[]", '"x"', "{}", '{"v":"1","items":{}}', '{"v":1}', '{"v":1,"items":{"read/a":7}}', '{"v":1,"items":{"read/a":{}}}']) {
  test(`a damaged text is put aside as it is: ${text}`, () => {
    const disk = new Disk();
    disk.texts.set("onramp:a", text);
    const { store } = new Tab(disk);
    assert.equal(store.state, "ok");
    assert.equal(disk.texts.get(store.aside), text);
    store.change(one("read/b", {}));
    assert.deepEqual(Object.keys(kept(disk).items), ["read/b"]);
  });
}

test("a time that no date can have is damage, too", () => {
  for (const t of ["1e300", "8640000000000001", "-1", '"5"', "null"]) {
    assert.equal(read(`{"v":1,"items":{"read/a":{"t":${t}}}}`).state, "damaged", t);
    const file = `{"onramp":"a","v":1,"title":"","exported":"2026-11-20T00:00:00Z","items":{"read/a":{"t":${t}}}}`;
    assert.equal(readFile(file, "a").problem, "broken", t);
  }
  assert.equal(read('{"v":1,"items":{"read/a":{"t":8640000000000000}}}').state, "ok");
});

test("the file that a plan saves for a manager is told from progress", () => {
  assert.equal(readFile('{"format":"onramp-plan","version":1,"site":"a","items":[]}', "a").problem, "plan");
});

test("of a partly damaged text the sound items are used", () => {
  const disk = new Disk();
  disk.texts.set("onramp:a", '{"v":1,"items":{"read/a":{"t":5},"read/b":"yes"}}');
  const { store } = new Tab(disk);
  assert.deepEqual(store.keys(""), ["read/a"]);
  assert.ok(disk.texts.get(store.aside).includes("yes"));
});

test("without room for a copy a damaged text is left alone", () => {
  const disk = new Disk();
  disk.texts.set("onramp:a", "{".repeat(100));
  disk.quota = 150;
  const { store } = new Tab(disk);
  store.change(one("read/a", {}));
  assert.equal(store.state, "damaged");
  assert.equal(disk.texts.get("onramp:a"), "{".repeat(100));
  assert.ok(store.get("read/a"));
});

test("a record of a newer version is read and never written", () => {
  const disk = new Disk();
  const text = '{"v":2,"items":{"read/a":{"t":5}},"more":true}';
  disk.texts.set("onramp:a", text);
  const { store } = new Tab(disk);
  store.change(one("read/b", {}));
  store.sync();
  assert.equal(store.state, "newer");
  assert.ok(store.get("read/a") && store.get("read/b"));
  assert.equal(disk.texts.get("onramp:a"), text);
});

test("clearing the storage clears the tabs' memory too", () => {
  const disk = new Disk();
  const { store } = new Tab(disk);
  store.change(one("read/a", {}));
  disk.texts.clear();
  store.arrived(null);
  store.sync();
  assert.equal(disk.texts.size, 0);
  assert.equal(store.get("read/a"), undefined);
});

test("keys that objects have themselves are keys like others", () => {
  const disk = new Disk();
  new Tab(disk).store.change(one("__proto__", { n: 1 }));
  assert.equal(new Tab(disk).store.get("__proto__").n, 1);
  assert.equal(new Tab(disk).store.get("toString"), undefined);
  assert.equal(read(disk.texts.get("onramp:a")).state, "ok");
});

// The file of progress.

const { changes, cleared, fileText } = await import(`${theme}/components/progress-file.js`);
const now = new Date("2026-11-20T08:00:00Z");

test("a file comes back as it went", () => {
  const items = new Map([["read/a", { t: 1, on: "2026-11-19" }], ["read/b", { t: 2, gone: true }]]);
  const found = readFile(fileText("a", "手册", items, now), "a");
  assert.deepEqual(found, { items, exported: now });
});

test("foreign, newer and broken files are told apart", () => {
  const text = (change) => JSON.stringify({ onramp: "a", v: 1, title: "T", exported: now, items: { "read/a": { t: 1 } }, ...change });
  assert.ok("items" in readFile(text({}), "a"));
  assert.deepEqual(readFile(text({ onramp: "b" }), "a"), { problem: "foreign", title: "T" });
  assert.equal(readFile(text({ v: 2 }), "a").problem, "newer");
  const broken = ["", "{", "[]", "null", "7", text({}).slice(0, -9), text({ items: { "read/a": {} } }), text({ items: [1] }), text({ items: null }), text({ exported: "?" }), text({ v: "1" }), text({ onramp: 1 })];
  for (const one of broken) assert.equal(readFile(one, "a").problem, "broken", one);
});

test("the preview tells just what merging will change", () => {
  const mine = new Map([["a", { t: 5 }], ["b", { t: 5 }], ["c", { t: 5, gone: true }]]);
  const theirs = new Map([["a", { t: 4 }], ["b", { t: 6 }], ["c", { t: 6 }], ["d", { t: 1 }], ["e", { t: 1, gone: true }]]);
  assert.deepEqual([...changes(theirs, mine).keys()], ["b", "c", "d"]);
  assert.deepEqual([...cleared(theirs, mine).keys()], []);
  assert.deepEqual([...cleared(new Map([["c", { t: 4 }], ["a", { t: 1 }]]), mine).keys()], ["c"]);
});

test("export, clear, import brings everything back", () => {
  const disk = new Disk();
  const { store } = new Tab(disk);
  store.change(new Map([["read/a", { on: "2026-11-20" }], ["quiz/a#q", { best: 90 }]]));
  const text = fileText("a", "T", store.items, now);
  disk.texts.clear();
  store.arrived(null);
  const { items } = readFile(text, "a");
  const undo = store.merge(changes(items, store.items));
  assert.equal(store.get("quiz/a#q").best, 90);
  assert.equal(store.get("read/a").on, "2026-11-20");
  store.change(undo);
  assert.deepEqual(store.keys(""), []);
});

// Counting.

const { bestScore, keysOf, tally } = await import(`${theme}/components/progress-tally.js`);

test("a chapter's sum and a chapter's keys", () => {
  const values = new Map([["read/c/a", {}], ["quiz/c/a#q", { passed: true, best: 92.4 }], ["quiz/c/b#q", { passed: false, score: 40 }], ["scenario/c/a#s", {}]]);
  const keptValues = { get: (key) => values.get(key), keys: () => [] };
  const pages = ["a", "b"].map((name) => ({ page: `c/${name}`, readable: true, items: [{ component: "quiz", id: `c/${name}#q`, pass: true }, { component: "scenario", id: `c/${name}#s`, pass: false }] }));
  assert.deepEqual(tally(pages, keptValues), { read: 1, readable: 2, passed: 1, quizzes: 2, scores: [92, 40], played: 1, scenarios: 2 });
  // Without a pass mark nobody passes, and what a file says of scores is not taken on trust.
  const open = [{ page: "c/a", readable: false, items: [{ component: "quiz", id: "c/a#q", pass: false }] }];
  assert.deepEqual(tally(open, keptValues), { read: 0, readable: 0, passed: 0, quizzes: 0, scores: [92], played: 0, scenarios: 0 });
  assert.deepEqual([1e300, -5, "9", null].map((best) => bestScore({ best })), [100, 0, undefined, undefined]);
  const keys = ["read/c", "read/c/a", "answer/c/gone#x", "read/ca/a", "place", "read/d", "tick/plan#c/a"];
  assert.deepEqual(keysOf(keys, "c", new Set(["c/a"])), ["read/c", "read/c/a", "answer/c/gone#x"]);
  assert.deepEqual(keysOf(keys, "", new Set(["d"])), ["read/d"]);
});

// Policies.

const { standing, yearAfter } = await import(`${theme}/components/acknowledgement.js`);

test("a confirmation holds for its version, and for a year", () => {
  const kept = { t: 1, version: "aa", on: "2027-01-31" };
  const state = (...how) => standing(...how).state;
  assert.equal(state(undefined, "aa bb", true, "2027-01-31"), "open");
  assert.deepEqual(standing(kept, "bb aa", true, "2028-01-31"), { state: "current", on: "2027-01-31", until: "2028-01-31", version: "aa" });
  assert.equal(state(kept, "bb aa", true, "2028-02-01"), "lapsed");
  assert.equal(state(kept, "bb aa", false, "2099-01-01"), "current");
  assert.equal(state(kept, "bb cc", true, "2028-02-01"), "changed");
  assert.equal(state({ t: Date.now() }, "", true, "2027-01-31"), "changed");
  assert.equal(state({ t: Date.now(), version: 7, on: "soon" }, "aa", true, "2027-01-31"), "changed");
  assert.deepEqual(["2027-12-31", "2028-02-29", "2027-02-28"].map(yearAfter), ["2028-12-31", "2029-02-28", "2028-02-28"]);
});

// What is due. The page's record needs a page.

globalThis.document = { documentElement: { dataset: { site: "a" } } };
globalThis.localStorage = new Tab(new Disk());
globalThis.addEventListener = () => {};
const { record } = await import(`${theme}/scripts/record.js`);
const { after, due, review, schedule } = await import(`${theme}/components/schedule.js`);
const { addDays, dayOf, daysBetween } = await import(`${theme}/scripts/calendar-day.js`);

test("an answer is scheduled on the reader's own calendar", () => {
  const evening = new Date(2026, 9, 31, 23, 30);
  review("c/a#q", 3, evening);
  assert.deepEqual([schedule("c/a#q").last, schedule("c/a#q").due], ["2026-10-31", "2026-11-03"]);
  assert.deepEqual(due(new Date(2026, 10, 2, 23, 59)), []);
  assert.deepEqual(due(new Date(2026, 10, 3, 0, 1)), ["c/a#q"]);
  review("c/a#q", 1, new Date(2026, 10, 3, 8));
  assert.equal(schedule("c/a#q").lapses, 1);
  record.remove("schedule/c/a#q");
});

test("sure but wrong comes first, then the chapters take turns, the longest overdue first", () => {
  const put = (id, day) => record.set(`schedule/${id}`, { due: day, s: 1, d: 5, reps: 1, lapses: 0, last: "2026-10-01", state: "review" });
  put("a/1#x", "2026-11-01");
  put("a/1#y", "2026-11-02");
  put("a/2#z", "2026-11-03");
  put("b/1#x", "2026-10-30");
  put("b/1#y", "2026-11-04");
  put("c#x", "2026-11-05");
  put("c#late", "2026-12-01");
  record.set("answer/a/2#z", { right: false, sure: true });
  record.set("answer/b/1#y", { right: false, sure: false });
  assert.deepEqual(due(new Date(2026, 10, 10)), ["a/2#z", "b/1#x", "a/1#x", "c#x", "b/1#y", "a/1#y"]);
});

test("a schedule that no program wrote is begun anew", () => {
  record.set("schedule/x#y", { due: "soon", s: -1, d: "easy", last: 5 });
  assert.equal(schedule("x#y"), undefined);
  assert.ok(!due(new Date(2030, 0, 1)).includes("x#y"));
  // Days in other words, and numbers as texts, which would be joined instead of added.
  const sound = { due: "2026-01-01", s: 1, d: 5, reps: 1, lapses: 0, last: "2026-01-01" };
  for (const wrong of [{ due: "foo 2026" }, { last: "2026-1-1" }, { s: "1" }, { s: null }, { d: "5" }, { due: "9999-01-01" }]) {
    record.set("schedule/x#y", { ...sound, ...wrong });
    assert.equal(schedule("x#y"), undefined, JSON.stringify(wrong));
  }
  record.set("schedule/x#y", { ...sound, reps: "many", lapses: {}, d: 1e9 });
  review("x#y", 1, new Date(2026, 0, 9));
  assert.deepEqual([schedule("x#y").reps, schedule("x#y").lapses, schedule("x#y").d < 10], [1, 1, true]);
  record.remove("schedule/x#y");
  review("x#y", 4, new Date(2026, 0, 1));
  assert.equal(schedule("x#y").reps, 1);
  assert.equal(after({ ...schedule("x#y"), last: "2027-01-01" }, 3, "2026-01-02").last, "2026-01-02");
});

test("days pass over months, leap years and changes of the clock", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(daysBetween("2026-03-01", "2026-04-01"), 31);
  for (let day = "2026-01-01", n = 0; n < 800; n += 1, day = addDays(day, 1)) {
    assert.equal(daysBetween("2026-01-01", day), n);
    const [year, month, date] = day.split("-").map(Number);
    assert.equal(dayOf(new Date(year, month - 1, date, 0, 0, 1)), day);
    assert.equal(dayOf(new Date(year, month - 1, date, 23, 59, 59)), day);
  }
});
