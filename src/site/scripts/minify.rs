//! Makes scripts small: readers fetch them, and nobody reads them there.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_minifier::{CompressOptions, CompressOptionsUnused, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The script without comments and blanks, and with short names within its functions. What is no script stays as it is: the
/// browser says best what is wrong with it.
pub fn minify(text: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::script()).parse();
    if !parsed.diagnostics.is_empty() {
        return text.to_owned();
    }
    let mut program = parsed.program;
    // Only what cannot change what a script does: constants that stand where they are used now need no name any more.
    let options = CompressOptions { unused: CompressOptionsUnused::Remove, ..CompressOptions::safest() };
    let options = MinifierOptions { compress: Some(options), ..MinifierOptions::default() };
    let scoping = Minifier::new(options).minify(&allocator, &mut program).scoping;
    let options = CodegenOptions { comments: CommentOptions::disabled(), ..CodegenOptions::minify() };
    Codegen::new().with_options(options).with_scoping(scoping).build(&program).code
}
