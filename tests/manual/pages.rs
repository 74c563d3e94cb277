//! The pages of the manual and their fenced blocks, as Onramp itself understands them.

use std::path::Path;

use jiff::civil::date;
use onramp::Project;
use onramp::book::Wish;
use onramp::document::{BlockKind, Document, each_block};
use onramp::source::Sources;

pub const LANGUAGES: [&str; 2] = ["en", "zh"];

/// The headings of a rule's page below which its examples stand.
const EXAMPLE: [&str; 2] = ["An example", "例子"];
const MEND: [&str; 2] = ["How to mend it", "怎么改"];

pub struct Page {
    pub language: &'static str,
    /// The path in the edition: `rules/no-question.md`.
    pub name: String,
    pub blocks: Vec<Block>,
}

pub struct Block {
    pub line: usize,
    heading: String,
    pub info: String,
    pub text: String,
}

/// What a block is executed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A file of a project.
    Project,
    Commands,
    /// What the commands above it print.
    Printed,
    /// A list of the files that a project has.
    Listing,
    /// A file of another program.
    Foreign,
    /// Nothing: it shows what is printed, or what cannot be written down.
    Picture,
}

/// Where a block stands on the page of a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Example,
    Mend,
    Other,
}

impl Block {
    /// `None` when nobody knows how to execute it.
    pub fn kind(&self) -> Option<Kind> {
        let (language, more) = self.info.split_once(' ').unwrap_or((&self.info, ""));
        match (language, more) {
            _ if self.file().is_some() => Some(Kind::Project),
            ("markdown" | "yaml", "") => Some(Kind::Project),
            ("console", "") => Some(Kind::Commands),
            ("yaml" | "json" | "sh" | "js", _) => Some(Kind::Foreign),
            ("text", "printed") => Some(Kind::Printed),
            ("text", "files") => Some(Kind::Listing),
            ("text", "") => Some(Kind::Picture),
            _ => None,
        }
    }

    /// The path in the project that the block names: ` ```yaml file=themes/company/strings/en.yaml `.
    pub fn file(&self) -> Option<&str> {
        Some(self.info.split_once(" file=")?.1)
    }
}

impl Page {
    /// The rule that the page is about.
    pub fn rule(&self) -> Option<&str> {
        self.name.strip_prefix("rules/")?.strip_suffix(".md").filter(|name| *name != "index")
    }

    pub fn part(&self, block: &Block) -> Part {
        match block.heading.as_str() {
            _ if self.rule().is_none() => Part::Other,
            heading if EXAMPLE.contains(&heading) => Part::Example,
            heading if MEND.contains(&heading) => Part::Mend,
            _ => Part::Other,
        }
    }

    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.kind() == Some(kind))
    }

    /// A sentence on what is wrong with a block, with the place where it stands.
    pub fn wrong(&self, block: &Block, why: &str) -> String {
        format!("docs/content/{}/{}:{}: {why}", self.language, self.name, block.line)
    }
}

/// All pages of both editions.
pub fn all() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let project =
        Project::understand(Sources::read(&root, &root.join("site")).unwrap(), Wish::default(), date(2026, 11, 23));
    let documents = project.book.editions.iter().flat_map(|edition| &edition.pages).map(|page| &page.document);
    documents.filter(|document| !document.is_absent()).map(|document| page(&project, document)).collect()
}

fn page(project: &Project, document: &Document) -> Page {
    let path = document.path.as_str().strip_prefix("content/").unwrap();
    let (edition, name) = path.split_once('/').unwrap();
    let language = LANGUAGES.into_iter().find(|language| *language == edition).unwrap();
    let source = &project.sources.texts[&document.path].text;
    let mut blocks = Vec::new();
    each_block(&document.blocks, &mut |block| {
        let BlockKind::Code { info, text } = &block.kind else { return };
        let above = document.headings.iter().rfind(|heading| heading.span.start < block.span.start);
        blocks.push(Block {
            line: source[..block.span.start as usize].matches('\n').count() + 1,
            heading: above.map(|heading| heading.text.clone()).unwrap_or_default(),
            info: info.trim().to_owned(),
            text: text.clone(),
        });
    });
    Page { language, name: name.to_owned(), blocks }
}
