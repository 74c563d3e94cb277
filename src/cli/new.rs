//! `onramp new KIND TITLE`: a new page from a template, or a quiz or a conversation in a page.

mod insert;
mod kind;
mod name;
mod place;
mod tell;

use clap::ArgMatches;

use super::here::{self, Here};
use super::{CONTENT_ERRORS, FINE, environment, fmt, load, output, templates};
use crate::book::{Book, Wish, assemble};
use crate::diagnostic::{Language, Words};
use crate::source::{Edit, SourceFile, SourcePath, Sources, create, rewrite};
use crate::words;

use kind::NewKind;

pub use name::from_title as file_name;

/// What can be new, for shells to offer.
pub const KINDS: [&str; 6] = NewKind::ALL;

/// A title longer than this is a text.
const LONGEST_TITLE: usize = 200;

/// What is asked for.
struct Request<'a> {
    kind: NewKind,
    title: String,
    matches: &'a ArgMatches,
    here: Here,
    sources: Sources,
    book: Book,
    /// Positions of the editions that get it, the first one first.
    editions: Vec<usize>,
}

/// What is to be written.
#[derive(Default)]
struct Plan {
    created: Vec<(SourcePath, String)>,
    changed: Vec<(SourceFile, Edit)>,
    /// What came out otherwise than one may expect.
    notes: Vec<Words>,
}

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let kind = kind::of(matches)?;
    let title = title(matches, kind)?;
    let here = Here::find(matches);
    let root = here.root.clone();
    let sources = Sources::read(&root, &root.join("site")).map_err(|error| load::unreadable(&root, &error))?;
    let book = assemble(&sources, Wish { drafts: true }).value;
    if book.config.path.is_none() && !book.pages().any(|(_, page)| page.written) {
        return Err(here::no_project(&root));
    }
    let editions = place::editions(matches, &book, &here, &sources)?;
    let request = Request { kind, title, matches, here, sources, book, editions };
    let plan = match matches.get_one::<String>("in") {
        Some(file) => insert::plan(&request, file),
        None => pages(&request),
    };
    let plan = plan.map_err(|words| request.here.explain(words))?;
    if !matches.get_flag("dry-run") && !write(&request, &plan, language)? {
        return Ok(CONTENT_ERRORS);
    }
    output::print(tell::tell(&request, &plan).in_language(language))?;
    Ok(FINE)
}

/// The title without line breaks and what nobody sees.
fn title(matches: &ArgMatches, kind: NewKind) -> Result<String, Words> {
    let words = matches.get_many::<String>("title").unwrap_or_default();
    let text = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    let title: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let (name, count) = (kind.name(), title.chars().count());
    match count {
        0 => {
            Err(words!("还要写标题：`onramp new {name} 标题`", "The title is missing: `onramp new {name} \"A title\"`"))
        }
        1..=LONGEST_TITLE => Ok(title),
        _ => Err(words!(
            "标题有 {count} 个字，最多 {LONGEST_TITLE} 个；写短一些，其余的放进正文",
            "The title has {count} characters; at most {LONGEST_TITLE} are taken. Make it shorter and put the rest into the text"
        )),
    }
}

/// A page in each edition, at the same path.
fn pages(request: &Request) -> Result<Plan, Words> {
    let place = place::find(request)?;
    let today = environment::today().to_string();
    let title = templates::yaml(&request.title);
    let mut plan = Plan { notes: place.notes, ..Plan::default() };
    for edition in &request.editions {
        let language = Language::from_tag(&request.book.editions[*edition].language);
        let base = place::base(&request.book, *edition, &request.sources);
        for (name, path) in &place.files {
            let exercise = match request.kind.component() {
                Some(component) => insert::component(component, &request.title, &place.id, language),
                None => String::new(),
            };
            let front = templates::fill(&templates::page(name, language), &[("title", &title), ("today", &today)]);
            plan.created.push((SourcePath::new(format!("{base}{path}")), front + &exercise));
        }
    }
    Ok(plan)
}

/// Writes it all; `false` when somebody has just changed a page that was to be changed.
fn write(request: &Request, plan: &Plan, language: Language) -> Result<bool, Words> {
    let root = &request.here.root;
    create(root, &plan.created).map_err(|(path, error)| not_created(&request.here.shown(path.as_str()), &error))?;
    let mut fine = true;
    for (source, edit) in &plan.changed {
        if let Err(error) = rewrite(root, source, &[vec![edit.clone()]]) {
            let (path, Words { zh, en }) = (&source.path, fmt::reason(&error));
            output::complain(words!("{path}：{zh}", "{path}: {en}").in_language(language));
            fine = false;
        }
    }
    Ok(fine)
}

/// Why a file could not be created.
pub fn not_created(path: &str, error: &std::io::Error) -> Words {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => words!(
            "{path} 已经有了，什么也没写；换个标题，或用 `--name` 另起文件名",
            "{path} is there already, so nothing was written; choose another title, or a file name with `--name`"
        ),
        std::io::ErrorKind::PermissionDenied => words!(
            "没有权限写 {path}，什么也没写；看看这个文件夹是不是只读的",
            "You are not allowed to write {path}, so nothing was written; see whether its folder is read-only"
        ),
        std::io::ErrorKind::NotADirectory => words!(
            "写不了 {path}：它的上一层不是文件夹；什么也没写",
            "{path} cannot be written, as what is above it is no folder; nothing was written"
        ),
        _ => words!("写不了 {path}：{error}；什么也没写", "{path} cannot be written: {error}; nothing was written"),
    }
}
