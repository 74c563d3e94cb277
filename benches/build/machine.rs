//! The machine.

use std::fs;
use std::process::Command;

/// What the figures were measured on, in a line.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = field(&read("/proc/meminfo"), "MemTotal")
        .and_then(|memory| memory.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(String::new, |kilobytes| format!(", {} GiB", kilobytes / 1_048_576));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = Command::new("uname").arg("-sr").output().map(|output| output.stdout).unwrap_or_default();
    let system = String::from_utf8_lossy(&system).trim().to_owned();
    format!("Machine: {processor}, {cores} cores{memory}, {system}")
}
