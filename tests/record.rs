//! What the reader keeps, tested by node's own test runner without a browser. See `record.mjs`.

use std::path::Path;
use std::process::Command;

/// Once here, where clocks change in the middle of the night, and at the ends of the calendar's day.
const ZONES: [&str; 4] = ["Asia/Shanghai", "America/Sao_Paulo", "Pacific/Kiritimati", "Pacific/Pago_Pago"];

#[test]
fn what_the_reader_keeps_is_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for zone in ZONES {
        let output = Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .arg(root.join("tests/record.mjs"))
            .env("THEME", root.join("themes/default"))
            .env("TZ", zone)
            .output()
            .expect("node is installed");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "in {zone}: {out}{err}");
        assert!(out.contains("fail 0") && !out.contains("pass 0"), "in {zone}: {out}{err}");
    }
}
