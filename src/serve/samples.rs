//! One page of each kind, rendered to see whether the theme can.

use crate::Project;
use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::outline::{output_path, own_page_path};
use crate::site::Recipe;

/// The first mistake that shows when one page of each kind is rendered.
pub fn mistake_in_templates(project: &Project) -> Option<Diagnostic> {
    let site = project.pages_with_drawings();
    let render = |path: String| match site.get(&path) {
        Some(Recipe::Page(render)) => render().err(),
        _ => None,
    };
    samples(&project.book).into_iter().find_map(render).map(|mistake| *mistake)
}

/// Output paths of one page of each kind.
fn samples(book: &Book) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut samples = vec!["404.html".to_owned(), "index.html".to_owned()];
    for (id, page) in book.pages() {
        let kind = (page.role, page.document.front.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
            samples.push(output_path(book, id));
        }
    }
    if !book.editions.is_empty() {
        samples.extend(["progress", "review", "search"].map(|name| own_page_path(book, 0, name)));
    }
    samples
}
