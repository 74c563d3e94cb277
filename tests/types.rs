//! The browser's scripts do with values what their types allow, as TypeScript reads them from the comments.

use std::path::Path;
use std::process::Command;

#[test]
fn the_scripts_agree_with_their_types() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let compiler = tests.join("node_modules/typescript/bin/tsc");
    assert!(compiler.exists(), "TypeScript is missing: tests/run installs it");
    let output = Command::new("node").arg(compiler).arg("--project").arg(&tests).output().expect("node runs");
    let found = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{found}{}", String::from_utf8_lossy(&output.stderr));
}
