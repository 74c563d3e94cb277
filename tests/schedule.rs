//! The review schedule, compared with the npm package `ts-fsrs` on random histories of answers. See `schedule.mjs`.

use std::path::Path;
use std::process::Command;

#[test]
fn the_schedule_is_that_of_fsrs_6() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(root.join("tests/schedule.mjs"))
        .arg(root.join("themes/default"))
        .output()
        .expect("node is installed");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    assert!(out.contains("agree"), "{out}{err}");
}
