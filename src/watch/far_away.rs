//! Folders of other machines, whose changes this one is not told of.

use std::path::Path;

/// File systems behind which another machine, or a program, changes files without this one's knowing (`statfs(2)`): NFS, SMB and
/// CIFS, 9P (WSL's Windows drives, virtual machines), FUSE (sshfs, folders of containers), AFS, Ceph, VirtualBox.
#[cfg(target_os = "linux")]
const FAR_AWAY: [u32; 9] =
    [0x6969, 0x517b, 0xfe53_4d42, 0xff53_4d42, 0x0102_1997, 0x6573_5546, 0x5346_414f, 0x00c3_6400, 0x786f_4256];

/// Whether a folder is on such a file system. One that cannot be asked is not.
#[cfg(target_os = "linux")]
pub fn is_far_away(folder: &Path) -> bool {
    rustix::fs::statfs(folder).is_ok_and(|system| FAR_AWAY.contains(&(system.f_type as u32)))
}

/// Elsewhere nobody is asked; what a watcher misses, the look every few seconds finds.
#[cfg(not(target_os = "linux"))]
pub fn is_far_away(_: &Path) -> bool {
    false
}
