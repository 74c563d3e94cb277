//! One program, run once and measured as a whole: wall time, processor time, peak memory.

use std::io;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What a run cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// Seconds from start to end, and of the processors (user and system).
    pub wall: f64,
    pub processor: f64,
    /// Largest resident memory in MiB.
    pub memory: f64,
}

/// Runs a command to its end. `fine` are the exit codes that count as success.
pub fn run(command: &mut Command, fine: &[i32]) -> io::Result<Cost> {
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.code().is_some_and(|code| fine.contains(&code)) {
        return Err(io::Error::other(format!("{command:?} ended with {}", used.status)));
    }
    let processor = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Cost { wall, processor, memory: used.rusage.maxrss as f64 / 1_048_576.0 })
}
