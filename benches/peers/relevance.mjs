/**
 * What other engines find on the same pages: Pagefind's extended build in Chromium, and MiniSearch in two ways.
 *
 * Reads `{language, pages: [{source, title, says, passages: [[anchor, level, heading, text]]}], queries: [text]}` from standard input and
 * writes `{engine: [[source, …], …]}`: for each query up to ten pages, the best first.
 */
import http from "node:http";
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { chromium } from "playwright-core";

const most = 10;
const { language, pages, queries } = JSON.parse(readFileSync(0, "utf8"));

/** Everything a page says as plain HTML: what Pagefind is made to read. */
function html({ title, says, passages }) {
  const escaped = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  const paragraphs = (text) => text.split("\n").filter(Boolean).map((line) => `<p>${escaped(line)}</p>`).join("");
  const parts = passages.map(([anchor, level, heading, text]) => {
    const of = Math.min(Math.max(level, 2), 6);
    return (heading && `<h${of} id="${escaped(anchor)}">${escaped(heading)}</h${of}>`) + paragraphs(text);
  });
  return `<!doctype html><html lang="${language}"><title>${escaped(title)}</title><main><h1>${escaped(title)}</h1>${paragraphs(says.join("\n"))}${parts.join("")}</main></html>`;
}

async function byPagefind() {
  const { index } = await pagefind.createIndex({});
  for (const [at, page] of pages.entries()) await index.addHTMLFile({ url: `/${at}`, content: html(page) });
  const { files } = await index.getFiles();
  await pagefind.close();
  const contents = new Map(files.map(({ path, content }) => [`/pagefind/${path}`, content]));
  const types = { js: "text/javascript", json: "application/json" };
  const server = http.createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const content = contents.get(path);
    response.writeHead(path === "/" || content ? 200 : 404, { "content-type": path === "/" ? "text/html" : (types[path.split(".").pop()] ?? "application/octet-stream") });
    response.end(path === "/" ? `<!doctype html><html lang="${language}"><title>x</title></html>` : content && Buffer.from(content));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate("import('/pagefind/pagefind.js').then(async (engine) => { globalThis.engine = engine; await engine.init(); })");
  const found = [];
  for (const query of queries) {
    const urls = await page.evaluate(async ([query, most]) => {
      const { results } = await globalThis.engine.search(query);
      return Promise.all(results.slice(0, most).map(async (result) => (await result.data()).url));
    }, [query, most]);
    found.push(urls.map((url) => pages[Number(url.slice(1))].source));
  }
  await browser.close();
  server.close();
  return found;
}

/** As VitePress uses it: sections are the documents, with these weights. @param {object} options  of the tokenizer */
function byMiniSearch(options) {
  const engine = new MiniSearch({
    fields: ["title", "titles", "text"],
    storeFields: ["page"],
    searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
    ...options,
  });
  const documents = pages.flatMap(({ title, says, passages }, page) =>
    passages.map(([, , heading, text], at) => ({ id: `${page} ${at}`, page, title: heading || title, titles: heading ? title : "", text: at ? text : `${says.join("\n")}\n${text}` })),
  );
  engine.addAll(documents);
  return queries.map((query) => [...new Set(engine.search(query).map(({ page }) => page))].slice(0, most).map((page) => pages[page].source));
}

const segmenter = new Intl.Segmenter(language, { granularity: "word" });
// Whole pages at once would hold a copy of the text for each word.
const words = (text) => text.split("\n").flatMap((line) => [...segmenter.segment(line)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment.toLowerCase()));

const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
const answer = {
  [`Pagefind ${version("pagefind")} extended`]: await byPagefind(),
  [`MiniSearch ${version("minisearch")}, as in VitePress`]: byMiniSearch({}),
  [`MiniSearch ${version("minisearch")}, Intl.Segmenter`]: byMiniSearch({ tokenize: words }),
};
process.stdout.write(JSON.stringify(answer));
