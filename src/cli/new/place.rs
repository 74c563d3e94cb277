//! Where a new page goes: which languages, which chapter, which number.

mod chapters;

use std::collections::BTreeSet;

use clap::ArgMatches;

use super::kind::NewKind;
use super::{Request, name};
use crate::book::{Book, OWN_ADDRESSES, split_number};
use crate::cli::here::Here;
use crate::diagnostic::Words;
use crate::document::Kind;
use crate::source::Sources;
use crate::words;

use chapters::Chapters;

/// The files to be made in each edition.
pub struct Place {
    /// The template of each, and its path below the edition's folder.
    pub files: Vec<(&'static str, String)>,
    /// The name without its number, for ids.
    pub id: String,
    pub notes: Vec<Words>,
}

/// The folder that cards go to when there is none yet.
const PLAYBOOK: &str = "playbook";

/// The editions that are meant: all, the one that is named, the one whose folder one is in, else the default one.
pub fn editions(matches: &ArgMatches, book: &Book, here: &Here, sources: &Sources) -> Result<Vec<usize>, Words> {
    let all = 0..book.editions.len();
    let named = matches.get_one::<String>("edition");
    match (matches.get_flag("all"), named) {
        (true, Some(_)) => Err(words!(
            "`--all` 就是所有语言，不用再写 `--edition`",
            "`--all` means every language, so `--edition` is too much"
        )),
        (true, None) => Ok(all.collect()),
        (false, Some(tag)) => {
            let is_meant = |at: &usize| {
                let edition = &book.editions[*at];
                [&edition.folder, &edition.language].iter().any(|known| known.eq_ignore_ascii_case(tag))
                    || edition.language.split('-').next().is_some_and(|short| short.eq_ignore_ascii_case(tag))
            };
            all.clone().find(is_meant).map(|at| vec![at]).ok_or_else(|| no_edition(tag, book, sources))
        }
        (false, None) => {
            let is_here = |at: &usize| {
                let base = base(book, *at, sources);
                !book.editions[*at].folder.is_empty() && format!("{}/", here.within).starts_with(&base)
            };
            Ok(vec![all.clone().find(is_here).unwrap_or(0)])
        }
    }
}

fn no_edition(tag: &str, book: &Book, sources: &Sources) -> Words {
    let known = book.editions.iter().map(|edition| match edition.folder.as_str() {
        "" => edition.language.as_str(),
        folder => folder,
    });
    let known: Vec<_> = known.collect();
    let root = match sources.content_root.as_str() {
        "" => String::new(),
        root => format!("{root}/"),
    };
    let (zh, en, list) = (known.join("、"), known.join(", "), known.join(", "));
    words!(
        "还没有 {tag} 这种语言的内容，现在有 {zh}。要加上它：先写 `{root}{tag}/index.md`，再在 onramp.yaml 里写 `languages: [{list}, {tag}]`",
        "There is nothing in the language {tag} yet; there is {en}. To add it, write a `{root}{tag}/index.md`, then put `languages: [{list}, {tag}]` into onramp.yaml"
    )
}

/// The folder of an edition in the project, with a `/` at its end unless it is the project itself.
pub fn base(book: &Book, edition: usize, sources: &Sources) -> String {
    let parts = [sources.content_root.as_str(), &book.editions[edition].folder];
    parts.iter().filter(|part| !part.is_empty()).map(|part| format!("{part}/")).collect()
}

/// The path of the new page, the same in every edition.
pub fn find(request: &Request) -> Result<Place, Words> {
    let first = request.editions[0];
    let base_of = |edition: usize| base(&request.book, edition, &request.sources);
    let chapters = Chapters::of(&request.book.editions[first], &base_of(first));
    let chapter = request.matches.get_one::<String>("chapter");
    let mut files = Vec::new();
    let folder = match (request.kind, chapter) {
        (_, Some(typed)) => chapters.named(typed)?,
        (NewKind::Chapter, None) => String::new(),
        (NewKind::Objection, None) => match chapters.of_kind(Kind::Objection).or_else(|| chapters.with_key(PLAYBOOK)) {
            Some(folder) => folder,
            None => {
                files.push(("playbook", format!("{PLAYBOOK}/index.md")));
                PLAYBOOK.to_owned()
            }
        },
        (kind, None) => chapters
            .around(&request.here.within, &base_of(first))
            .or_else(|| (kind == NewKind::Policy).then(|| chapters.of_kind(Kind::Policy)).flatten())
            .map_or_else(|| chapters.only_one(kind), Ok)?,
    };
    let neighbours: Vec<Sibling> =
        request.editions.iter().flat_map(|edition| siblings(request, *edition, &folder)).collect();
    let file = file_name(request, &folder, &neighbours)?;
    let path = if folder.is_empty() { file.clone() } else { format!("{folder}/{file}") };
    let template = if request.kind.component().is_some() { "exercise" } else { request.kind.name() };
    files.push(match request.kind {
        NewKind::Chapter => (template, format!("{path}/index.md")),
        _ => (template, format!("{path}.md")),
    });
    let notes = request.editions.iter().skip(1).filter(|_| !folder.is_empty() && files.len() == 1);
    let missing = notes.filter(|edition| siblings(request, **edition, &folder).is_empty());
    let notes = missing.map(|edition| chapter_is_missing(&format!("{}{folder}", base_of(*edition)))).collect();
    Ok(Place { files, id: split_number(&file).1, notes })
}

fn chapter_is_missing(folder: &str) -> Words {
    words!(
        "{folder} 这一章原来没有，现在有了一页；给它写一个 `{folder}/index.md`，里面写标题",
        "There was no chapter {folder} before; write a `{folder}/index.md` with its title"
    )
}

/// Something that lies where the new page goes.
struct Sibling {
    /// Without the extension of a page.
    name: String,
    /// In the project.
    path: String,
}

/// What lies in a folder of an edition.
fn siblings(request: &Request, edition: usize, folder: &str) -> Vec<Sibling> {
    let base = base(&request.book, edition, &request.sources);
    let inside = if folder.is_empty() { base } else { format!("{base}{folder}/") };
    let paths = request.sources.texts.keys().chain(request.sources.assets.keys());
    let names: BTreeSet<&str> =
        paths.filter_map(|path| path.as_str().strip_prefix(&inside)?.split('/').next()).collect();
    let sibling = |name: &str| Sibling {
        name: name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name).to_owned(),
        path: format!("{inside}{name}"),
    };
    names.into_iter().map(sibling).collect()
}

/// The name of the file or the chapter's folder, with the next number.
fn file_name(request: &Request, folder: &str, siblings: &[Sibling]) -> Result<String, Words> {
    let (given, title) = (request.matches.get_one::<String>("name"), &request.title);
    let given = given.map(|name| name::given(name)).transpose()?;
    let slug = match &given {
        Some(given) => split_number(given).1,
        None => name::from_title(title).ok_or_else(|| {
            words!(
                "“{title}”里没有能做文件名的字，用 `--name` 给一个，例如 `--name price-talk`",
                "There is nothing in `{title}` that can be a file name; give one with `--name`, such as `--name price-talk`"
            )
        })?,
    };
    let is_taken_by_site = folder.is_empty() && OWN_ADDRESSES.contains(&slug.as_str());
    let slug = if is_taken_by_site || !name::is_free(&slug) { format!("my-{slug}") } else { slug };
    if let Some(twin) = siblings.iter().find(|twin| split_number(&twin.name).1.eq_ignore_ascii_case(&slug)) {
        let twin = request.here.shown(&twin.path);
        return Err(words!(
            "已经有 {twin} 了，地址会一样；换个标题，或用 `--name` 另起文件名",
            "There is {twin} already, and its address would be the same; choose another title, or a file name with `--name`"
        ));
    }
    let numbers: Vec<u64> = siblings.iter().filter_map(|sibling| split_number(&sibling.name).0).collect();
    let pages = siblings.iter().filter(|sibling| name::is_free(&sibling.name)).count();
    let numbered = match request.kind {
        NewKind::Objection => !numbers.is_empty() && numbers.len() == pages,
        _ => !numbers.is_empty() || pages == 0 || folder.is_empty(),
    };
    Ok(match given {
        Some(given) if split_number(&given).0.is_some() => given,
        _ if numbered => format!("{:02}-{slug}", numbers.iter().max().map_or(1, |last| last + 1)),
        _ => slug,
    })
}
