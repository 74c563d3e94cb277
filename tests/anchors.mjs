// Reads pages from standard input, each a list of headings, as JSON; writes their anchors as github-slugger makes them.
import { readFileSync } from "node:fs";
import GithubSlugger from "github-slugger";

const pages = JSON.parse(readFileSync(0, "utf8"));
const anchors = pages.map((headings) => {
  const slugger = new GithubSlugger();
  return headings.map((heading) => slugger.slug(heading));
});
process.stdout.write(JSON.stringify(anchors));
