//! Reads scripts, and makes them small: readers fetch them, and nobody reads them there.

use std::ops::Range;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_diagnostics::OxcDiagnostic;
use oxc_minifier::{CompressOptions, CompressOptionsUnused, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// What keeps a text from being a script.
#[derive(Debug)]
pub struct Mistake {
    /// In English, as programmers know it.
    pub message: String,
    /// Bytes of the text.
    pub at: Range<usize>,
}

/// The first thing that is wrong with a module.
pub fn mistake_in_module(text: &str) -> Option<Mistake> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::mjs()).parse();
    parsed.diagnostics.errors().next().map(Mistake::of)
}

/// The script without comments and blanks, and with short names within its functions.
///
/// # Errors
/// When the text is no script.
pub fn minify(text: &str) -> Result<String, Mistake> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::script()).parse();
    if let Some(error) = parsed.diagnostics.errors().next() {
        return Err(Mistake::of(error));
    }
    let mut program = parsed.program;
    // Only what cannot change what a script does: constants that stand where they are used now need no name any more.
    let options = CompressOptions { unused: CompressOptionsUnused::Remove, ..CompressOptions::safest() };
    let options = MinifierOptions { compress: Some(options), ..MinifierOptions::default() };
    let scoping = Minifier::new(options).minify(&allocator, &mut program).scoping;
    let options = CodegenOptions { comments: CommentOptions::disabled(), ..CodegenOptions::minify() };
    Ok(Codegen::new().with_options(options).with_scoping(scoping).build(&program).code)
}

impl Mistake {
    fn of(error: &OxcDiagnostic) -> Mistake {
        let at =
            error.labels.first().map_or(0..0, |label| label.offset() as usize..(label.offset() + label.len()) as usize);
        Mistake { message: error.message.to_string(), at }
    }
}
