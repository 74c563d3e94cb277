//! An organisation chart: posts side by side below the one they report to, the last level one under another.

use super::boxes::{TextBox, drawing, frame, path, way};
use super::org::Org;
use crate::components::drawing::Drawing;

/// A line of a post in em.
const POST: f64 = 8.0;
/// Between posts side by side, between levels, and between posts one under another.
const BESIDE: f64 = 18.0;
const LEVEL: f64 = 34.0;
const BELOW: f64 = 10.0;
/// How far posts one under another stand in.
const INDENT: f64 = 20.0;
/// So many posts below the first one have room side by side.
const FEW: usize = 3;

pub fn draw(org: &Org, mark: Option<&str>) -> Drawing {
    let mut boxes: Vec<_> = org.posts.iter().map(|post| TextBox::new(&post.name, &post.note, POST)).collect();
    let widest = boxes.iter().map(|text| text.width).fold(0.0, f64::max);
    boxes.iter_mut().for_each(|text| text.width = widest);
    let mut layout = Layout { org, boxes: &boxes, width: widest, middles: vec![(0.0, 0.0); boxes.len()], height: 0.0 };
    let mut left = 0.0;
    for top in org.below(None) {
        left += layout.place(top, left, 0.0) + BESIDE;
    }
    let (middles, height) = (layout.middles, layout.height);

    let mut shapes = Vec::new();
    for (at, post) in org.posts.iter().enumerate() {
        if let Some(above) = post.above {
            shapes.push(path("tie", tie(&middles, &boxes, org, above, at)));
        }
    }
    for (at, text) in boxes.into_iter().enumerate() {
        let post = &org.posts[at];
        let class = match (mark == Some(post.name.as_str()), post.above) {
            (true, _) => "box post marked",
            (_, None) => "box post top",
            _ => "box post",
        };
        shapes.push(frame(class.to_owned(), middles[at], text.width, text.height, 6.0));
        text.text(middles[at], &mut shapes);
    }
    drawing(left - BESIDE, height, shapes)
}

struct Layout<'a> {
    org: &'a Org,
    boxes: &'a [TextBox],
    /// Of every box.
    width: f64,
    middles: Vec<(f64, f64)>,
    /// Of all that has been placed.
    height: f64,
}

/// Whether the posts below one stand one under another.
fn is_stacked(org: &Org, post: usize) -> bool {
    let all_last = org.below(Some(post)).all(|below| org.below(Some(below)).next().is_none());
    all_last && (org.posts[post].above.is_some() || org.below(Some(post)).count() > FEW)
}

impl Layout<'_> {
    /// Places a post and all below it, from a corner on; returns how much width they take.
    fn place(&mut self, post: usize, left: f64, top: f64) -> f64 {
        let bottom = top + self.boxes[post].height;
        self.height = self.height.max(bottom);
        let below: Vec<_> = self.org.below(Some(post)).collect();
        let (first, last, width) = if below.is_empty() || is_stacked(self.org, post) {
            let mut top = bottom + BELOW;
            for below in &below {
                let height = self.boxes[*below].height;
                self.middles[*below] = (left + INDENT + self.width / 2.0, top + height / 2.0);
                top += height + BELOW;
                self.height = self.height.max(top - BELOW);
            }
            let middle = left + self.width / 2.0;
            (middle, middle, self.width + if below.is_empty() { 0.0 } else { INDENT })
        } else {
            let mut at = left;
            for below in &below {
                at += self.place(*below, at, bottom + LEVEL) + BESIDE;
            }
            (self.middles[below[0]].0, self.middles[below[below.len() - 1]].0, at - BESIDE - left)
        };
        self.middles[post] = ((first + last) / 2.0, (top + bottom) / 2.0);
        width
    }
}

/// The line from a post to the one it reports to.
fn tie(middles: &[(f64, f64)], boxes: &[TextBox], org: &Org, above: usize, post: usize) -> String {
    let ((x, y), (above_x, above_y)) = (middles[post], middles[above]);
    let bottom = above_y + boxes[above].height / 2.0;
    if is_stacked(org, above) {
        let spine = x - boxes[post].width / 2.0 - INDENT / 2.0;
        return way(&[(spine, bottom), (spine, y), (x - boxes[post].width / 2.0, y)], 6.0);
    }
    let top = y - boxes[post].height / 2.0;
    let middle = bottom + LEVEL / 2.0;
    if (x - above_x).abs() < 0.01 {
        return way(&[(above_x, bottom), (x, top)], 0.0);
    }
    way(&[(above_x, bottom), (above_x, middle), (x, middle), (x, top)], 6.0)
}
