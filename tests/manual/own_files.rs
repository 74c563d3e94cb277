//! What readers of the manual have already when they follow it: a handbook in Word, a book of mdBook, one of MkDocs, a project.
//!
//! The Word document is as large as the one whose import the manual shows.

use std::fs;
use std::path::Path;

use super::docx::{Docx, line, look, p, styled};
use super::project;

/// Pages and pictures that the manual counts.
const PAGES: usize = 34;
const PICTURES: usize = 12;

/// Names in a language: of the document and its title, of two chapters and a lesson of each, of all other lessons, of the book.
struct Names {
    document: &'static str,
    title: &'static str,
    first: [&'static str; 2],
    second: [&'static str; 2],
    lesson: &'static str,
    book: &'static str,
}

const ENGLISH: Names = Names {
    document: "handbook.docx",
    title: "Account manager handbook",
    first: ["The company", "Our history"],
    second: ["Customers", "Customer tiers"],
    lesson: "Practice",
    book: "my-book",
};
const CHINESE: Names = Names {
    document: "客户经理手册.docx",
    title: "客户经理手册",
    first: ["公司概述", "公司发展历程"],
    second: ["客户管理", "客户分级"],
    lesson: "练习",
    book: "我的书",
};

/// Writes them all into a folder.
pub fn write(folder: &Path, language: &str) {
    let names = if language == "zh" { CHINESE } else { ENGLISH };
    fs::write(folder.join(names.document), handbook(&names).bytes()).unwrap();
    let (book, lesson) = (names.book, names.lesson);
    for (path, text) in [
        (format!("{book}/book.toml"), format!("[book]\ntitle = \"{book} 1\"\n")),
        (format!("{book}/src/SUMMARY.md"), format!("# {book}\n\n- [{lesson}](lesson.md)\n")),
        (format!("{book}/src/lesson.md"), format!("# {lesson}\n\n{lesson}\n")),
        ("mkdocs.yml".to_owned(), format!("site_name: {book} 2\nnav:\n  - {lesson}: index.md\n")),
        ("my-course/content/index.md".to_owned(), format!("# {book}\n\n{lesson}\n")),
        ("docs/index.md".to_owned(), format!("# {lesson}\n\n{lesson}\n")),
    ] {
        project::write(folder, &path, "", &text);
    }
}

/// Two chapters, a table with merged cells in the second, two passages of hidden text after it.
fn handbook(names: &Names) -> Docx {
    let lesson = |title: &str, content: &str| styled("2", title) + content;
    let first = styled("1", names.first[0]) + &lesson(names.first[1], &pictures());
    let second = styled("1", names.second[0]) + &lesson(names.second[1], &table(names.lesson));
    let hidden = line(&look("<w:vanish/>", names.lesson));
    // The front page, two chapters and their first lessons are there already.
    let more = (1..=PAGES - 5).map(|number| {
        let content = p(names.lesson) + if number < 3 { &hidden } else { "" };
        lesson(&format!("{} {}", names.lesson, (b'A' + number as u8 % 26) as char), &content)
    });
    let body = styled("t", names.title) + &first + &second + &more.collect::<String>();
    (0..PICTURES).fold(Docx::new(&body), |docx, number| {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} 8\"/>", number + 1);
        docx.with_picture(&format!("picture{number}"), &format!("{number}.svg"), svg.into_bytes())
    })
}

fn table(text: &str) -> String {
    let cell = |properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let rows = [cell("") + &cell("<w:vMerge w:val=\"restart\"/>"), cell("") + &cell("<w:vMerge/>")];
    let rows = rows.map(|cells| format!("<w:tr>{cells}</w:tr>"));
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

fn pictures() -> String {
    let picture = |number| {
        let blip = format!("<pic:pic><pic:blipFill><a:blip r:embed=\"picture{number}\"/></pic:blipFill></pic:pic>");
        let drawn = format!(
            "<wp:inline><wp:docPr id=\"{number}\" name=\"a\" descr=\"a\"/><a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic></wp:inline>"
        );
        line(&format!("<w:r><w:drawing>{drawn}</w:drawing></w:r>"))
    };
    (0..PICTURES).map(picture).collect()
}
