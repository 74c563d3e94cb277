//! Due days and calendar files, made by the site's scripts and read by two libraries that know nothing of them: `ical.js` (npm)
//! and `icalendar` (PyPI). See `plan_calendar.mjs` and `plan_calendar.py`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

#[test]
fn due_days_and_calendar_files_are_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A day is a day wherever the reader is, and whatever the clocks do there.
    for zone in ["Asia/Shanghai", "America/New_York", "Pacific/Apia"] {
        let made = Command::new("node")
            .arg(root.join("tests/plan_calendar.mjs"))
            .arg(root.join("themes/default"))
            .env("TZ", zone)
            .output()
            .expect("node is installed");
        assert!(made.status.success(), "{zone}: {}", said(&made));

        let mut reader = Command::new("python3")
            .arg(root.join("tests/plan_calendar.py"))
            .env("PYTHONPATH", root.join("tests/python_modules"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("python3 is installed");
        reader.stdin.take().expect("it is piped").write_all(&made.stdout).expect("python reads");
        let read = reader.wait_with_output().expect("python ends");
        assert!(read.status.success() && said(&read).contains("agree"), "{zone}: {}", said(&read));
    }
}
