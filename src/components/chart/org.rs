//! An organisation chart: an indented list, or `上级 -> 下级` line by line. What follows a colon is said of the post.

use super::flow::{Chain, arrows};
use super::lines::{Line, Report};
use crate::components::drawing::MOST_NODES;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{Location, Span};
use crate::words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Org {
    pub posts: Vec<Post>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub name: String,
    pub note: String,
    /// Whom it reports to, by position.
    pub above: Option<usize>,
    pub span: Span,
}

impl Org {
    /// The posts that report to one, or to nobody.
    pub fn below(&self, above: Option<usize>) -> impl Iterator<Item = usize> {
        self.posts.iter().enumerate().filter(move |(_, post)| post.above == above).map(|(at, _)| at)
    }
}

/// Reads the lines; what is wrong with them is reported.
pub fn read(lines: &[Line], report: &mut Report) -> Org {
    let mut org = Org::default();
    if lines.iter().any(|line| !arrows(line.text).is_empty()) {
        org.read_arrows(lines, report);
    } else {
        org.read_list(lines, report);
    }
    if org.posts.is_empty() && !report.failed {
        report.empty(words!("每行写一个岗位，下级缩进两格", "Write a post on each line, those below it indented"));
    }
    if org.posts.len() > MOST_NODES {
        report.too_large(words!(
            "最多 {MOST_NODES} 个岗位；分成几张图",
            "At most {MOST_NODES} posts; make several charts of it"
        ));
    }
    org
}

impl Org {
    fn read_list(&mut self, lines: &[Line], report: &mut Report) {
        // The way from the top to the line before, by indentation.
        let mut way: Vec<(usize, usize)> = Vec::new();
        for line in lines {
            let indent = line.indent;
            let line = line.without_bullet();
            let (name, note) = self.name_and_note(&line, report);
            if name.is_empty() {
                report.unclear(line.span(), words!("每行写一个岗位", "Write a post on each line"));
                continue;
            }
            way.retain(|(other, _)| *other < indent);
            let above = way.last().map(|(_, post)| *post);
            way.push((indent, self.posts.len()));
            self.posts.push(Post { name, note, above, span: line.span() });
        }
    }

    fn name_and_note(&self, line: &Line, report: &mut Report) -> (String, String) {
        match line.text.find([':', '：']) {
            Some(at) => {
                let colon = if line.text[at..].starts_with('：') { "：" } else { ":" };
                if colon == "：" {
                    report.full_width_colon(line.place(&line.text[at..at + colon.len()]));
                }
                (line.text[..at].trim().to_owned(), line.text[at + colon.len()..].trim().to_owned())
            }
            None => (line.text.to_owned(), String::new()),
        }
    }

    fn read_arrows(&mut self, lines: &[Line], report: &mut Report) {
        for line in lines {
            let line = line.without_bullet();
            let Some(chain) = Chain::read(&line, report) else { continue };
            if self.posts.len() > MOST_NODES {
                break;
            }
            let posts: Vec<_> =
                chain.names.iter().take(MOST_NODES + 1).map(|name| self.post(name, line.place(name))).collect();
            if let Some(last) = posts.last().filter(|_| !chain.label.is_empty()) {
                chain.label.clone_into(&mut self.posts[*last].note);
            }
            for (pair, name) in posts.windows(2).zip(&chain.names[1..]) {
                self.put_below(pair[0], pair[1], line.place(name), report);
            }
        }
    }

    fn post(&mut self, name: &str, span: Span) -> usize {
        let known = self.posts.iter().position(|post| post.name == name);
        known.unwrap_or_else(|| {
            self.posts.push(Post { name: name.to_owned(), note: String::new(), above: None, span });
            self.posts.len() - 1
        })
    }

    fn put_below(&mut self, above: usize, below: usize, place: Span, report: &mut Report) {
        let name = self.posts[below].name.clone();
        if let Some(other) = self.posts[below].above.filter(|other| *other != above) {
            let (first, second) = (&self.posts[other].name, &self.posts[above].name);
            report.error(
                Diagnostic::at(
                    &rule::TWO_SUPERIORS,
                    report.path(),
                    place,
                    words!(
                        "“{name}”有两个上级：“{first}”和“{second}”",
                        "`{name}` has two superiors, `{first}` and `{second}`"
                    ),
                )
                .hint(words!("留一个；双线汇报的关系用流程图（flow）画", "Keep one; a flow chart (flow) can show both"))
                .related(
                    Location::new(report.path(), self.posts[below].span),
                    words!("前一次写在这里", "written here before"),
                ),
            );
            return;
        }
        let mut way = vec![above];
        while let Some(next) = self.posts[way[way.len() - 1]].above {
            way.push(next);
        }
        if way.contains(&below) {
            way.reverse();
            way.push(below);
            let start = way.iter().position(|post| *post == below).unwrap_or_default();
            let names: Vec<_> = way[start..].iter().map(|post| self.posts[*post].name.as_str()).collect();
            let circle = names.join(" → ");
            report.error(
                Diagnostic::at(
                    &rule::ORG_CHART_CIRCLE,
                    report.path(),
                    place,
                    words!("上下级绕成了圈：{circle}", "The posts report in a circle: {circle}"),
                )
                .hint(words!("删掉其中一条", "Delete one of them")),
            );
            return;
        }
        self.posts[below].above = Some(above);
    }
}
