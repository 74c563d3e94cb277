//! Other generators on the same files, where they are installed.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::server::Server;
use super::{CHAPTER, LESSON, hugo};

pub struct Peer {
    pub name: String,
    program: String,
    arguments: &'static [&'static str],
    /// Writes what it needs besides the content.
    prepare: fn(&Path) -> std::io::Result<()>,
    /// The address of the page.
    pub path: &'static str,
}

/// Those that are named in the environment. Only Hugo shows a large book in a bearable time.
pub fn all(is_small: bool) -> Vec<Peer> {
    let peer = |variable: &str, name: &str, arguments, prepare, path| {
        let program = env::var(variable).ok()?;
        Some(Peer { name: name.to_owned(), program, arguments, prepare, path })
    };
    let hugo_page = "/zh/003-chapter-3/07-lesson-107/";
    let peers = [
        peer("HUGO", "Hugo, to disk", &["server", "-p", "{port}", "--logLevel", "error"], hugo::prepare, hugo_page),
        peer(
            "HUGO",
            "Hugo, in memory (-M)",
            &["server", "-M", "-p", "{port}", "--logLevel", "error"],
            hugo::prepare,
            hugo_page,
        ),
        peer("MDBOOK", "mdBook", &["serve", "-p", "{port}"], mdbook, "/zh/003-chapter-3/07-lesson-107.html"),
        peer(
            "MKDOCS",
            "MkDocs with Material",
            &["serve", "-a", "127.0.0.1:{port}"],
            mkdocs,
            "/zh/003-chapter-3/07-lesson-107/",
        ),
    ];
    let peers = peers.into_iter().flatten();
    peers.filter(|peer| is_small || peer.name.starts_with("Hugo")).collect()
}

impl Peer {
    pub fn start(&self, project: &Path) -> Result<Server, Box<dyn Error>> {
        (self.prepare)(project)?;
        let command: Vec<&str> = std::iter::once(self.program.as_str()).chain(self.arguments.iter().copied()).collect();
        Ok(Server::start(&self.name, &command, project, self.path)?)
    }
}

/// One book of both languages, without the search, whose index takes longer than all the rest.
fn mdbook(project: &Path) -> std::io::Result<()> {
    fs::write(
        project.join("book.toml"),
        "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n[output.html.search]\nenable = false\n",
    )?;
    let mut summary = String::from("# Summary\n\n");
    for language in ["zh", "en"] {
        let mut chapters = names(&project.join("content").join(language))?;
        chapters.retain(|name| name.contains("chapter"));
        for chapter in chapters {
            let folder = format!("{language}/{chapter}");
            let _ = writeln!(summary, "- [{chapter}]({folder}/_index.md)");
            for lesson in names(&project.join("content").join(&folder))? {
                if lesson != "_index.md" {
                    let _ = writeln!(summary, "  - [{lesson}]({folder}/{lesson})");
                }
            }
        }
    }
    fs::write(project.join("content/SUMMARY.md"), summary)
}

fn mkdocs(project: &Path) -> std::io::Result<()> {
    debug_assert!(project.join("content/zh").join(CHAPTER).join(format!("{LESSON}.md")).is_file());
    fs::write(
        project.join("mkdocs.yml"),
        "site_name: Handbook\ndocs_dir: content\ntheme:\n  name: material\nplugins: []\n",
    )
}

fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<std::io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}
