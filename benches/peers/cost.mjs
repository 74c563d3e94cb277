/**
 * What a search costs whoever searches, in Chromium, ours beside Pagefind's on the same pages: bytes and requests of the first query, and
 * how long a query takes when the index is there.
 *
 *   node cost.mjs --site SITE --pagefind DIR [--language zh] [--page zh/index.html] [--queries 60]
 *
 * SITE is what `onramp build` wrote, DIR what Pagefind wrote for it. The server compresses what hosts compress (.js, .html, .json, .css)
 * and sends everything else as it is. Queries are pieces of what the pages say, the same ones every time. Prints a line of Markdown for
 * each engine.
 */
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const value = (name, otherwise) => (process.argv.includes(`--${name}`) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : otherwise);
const site = path.resolve(value("site"));
const bundle = value("pagefind") && path.resolve(value("pagefind"));
const language = value("language", "zh");
const start = value("page", `${language}/index.html`);

/** A source of chances that is the same every time (Lehmer, 1951). */
let seed = 20261123;
const below = (end) => (seed = (seed * 48271) % 2147483647) % end;

/** Pieces of two to six hanzi, and pairs of words, from anywhere. */
function queries(count) {
  const folder = path.join(site, "search/f");
  const names = fs.readdirSync(folder).sort();
  const found = new Set();
  for (let tries = 0; found.size < count && tries < count * 50; tries += 1) {
    const script = fs.readFileSync(path.join(folder, names[below(names.length)]), "utf8");
    const { passages } = JSON.parse(zlib.gunzipSync(Buffer.from(script.split('"')[3], "base64")));
    const text = passages[below(passages.length)][3];
    const at = below(Math.max(1, text.length - 20));
    const piece = found.size % 3 < 2 ? text.slice(at).match(/\p{Script=Han}{2,6}/u)?.[0] : text.slice(at).match(/[a-z]{4,}[^a-z]+[a-z]{4,}/)?.[0];
    if (piece) found.add(piece.replace(/\s+/g, " "));
  }
  return [...found];
}

let log = [];
const compressed = new Map();
function serve(root) {
  return http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (name === "/blank") return response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><html lang="${language}"><link rel="icon" href="data:,"><title>x</title></html>`);
    const file = path.join(root, name.endsWith("/") ? `${name}index.html` : name);
    let body;
    try {
      body = compressed.get(file) ?? fs.readFileSync(file);
    } catch {
      return response.writeHead(404).end();
    }
    const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };
    const type = types[path.extname(file)];
    if (type && !compressed.has(file)) compressed.set(file, (body = zlib.gzipSync(body, { level: 6 })));
    log.push({ name, bytes: body.length });
    response.writeHead(200, { "cache-control": "max-age=3600", "content-type": type ?? "application/octet-stream", ...(type && { "content-encoding": "gzip" }) }).end(body);
  });
}

/** What of an engine a request is for: its code, the index, or the texts of results. */
const parts = {
  onramp: ({ name }) => (/\/search\/f\//.test(name) ? "texts" : /\/search\//.test(name) && name.endsWith(".js") ? "index" : "code"),
  pagefind: ({ name }) => (/\/fragment\//.test(name) ? "texts" : /\.js$/.test(name) ? "code" : "index"),
};

const engines = {
  onramp: {
    page: start,
    open: async (page) => {
      await page.click(".bar-search");
      await page.waitForFunction("globalThis.onrampModules?.['search-engine.js']");
      // With its own opening, not the dialog's.
      await page.evaluate("globalThis.onrampModules['search-index.js'].SearchIndex.open().then((index) => (globalThis.index = index))");
    },
    find: `async (query) => {
      const start = performance.now();
      const { hits, total } = await globalThis.onrampModules["search-engine.js"].search(globalThis.index, query, { language: document.documentElement.lang });
      const time = performance.now() - start;
      await Promise.all(hits.slice(0, 5).map(({ page }) => globalThis.index.fragment(page)));
      return { time, total };
    }`,
  },
  pagefind: {
    page: "blank",
    open: (page) => page.evaluate("import('/pagefind.js').then(async (engine) => { globalThis.engine = engine; await engine.init(); })"),
    find: `async (query) => {
      const start = performance.now();
      const { results } = await globalThis.engine.search(query);
      const time = performance.now() - start;
      await Promise.all(results.slice(0, 5).map((result) => result.data()));
      return { time, total: results.length };
    }`,
  },
};

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const mean = (all) => all.reduce((sum, one) => sum + one, 0) / all.length;
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

async function measure(name, root, all) {
  const { page: first, open, find } = engines[name];
  const server = serve(root);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}/`;
  const cold = { index: [], requests: [], code: [], texts: [] };
  for (const query of all) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address + first);
    await page.waitForLoadState("networkidle");
    log = [];
    await open(page);
    await page.evaluate(`(${find})(${JSON.stringify(query)})`);
    // The dialog opens the index too; what it fetches is not fetched twice but for the name of the core.
    log = [...new Map(log.map((one) => [one.name, one])).values()];
    const of = (part) => log.filter((one) => parts[name](one) === part);
    for (const part of ["index", "code", "texts"]) cold[part].push(of(part).reduce((sum, { bytes }) => sum + bytes, 0));
    cold.requests.push(of("index").length);
    await context.close();
  }
  const page = await browser.newPage();
  await page.goto(address + first);
  await open(page);
  const [loading, warm] = [[], []];
  let empty = 0;
  for (const times of [loading, warm, warm]) {
    for (const query of all) {
      const { time, total } = await page.evaluate(`(${find})(${JSON.stringify(query)})`);
      times.push(time);
      empty += total === 0;
    }
  }
  await page.close();
  server.close();
  const sizes = `${kilobytes(mean(cold.index))} (${kilobytes(Math.max(...cold.index))}) | ${mean(cold.requests).toFixed(1)} | ${kilobytes(mean(cold.code))} | ${kilobytes(mean(cold.texts))}`;
  console.log(`| ${name} | ${sizes} | ${median(loading).toFixed(1)} | ${median(warm).toFixed(1)} | ${Math.max(...warm).toFixed(1)} | ${empty / 3} |`);
}

const all = queries(Number(value("queries", 60)));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
console.log(`${all.length} queries, such as ${all.slice(0, 4).join(" · ")}`);
console.log("| engine | index kB, mean (most) | requests | code kB | five results kB | first time ms | warm ms, median | warm ms, worst | nothing found |");
console.log("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
await measure("onramp", site, all);
if (bundle) await measure("pagefind", bundle, all);
await browser.close();
