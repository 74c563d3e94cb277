//! The sentences for [`PublishError`]: what is wrong, then what to do.

use super::{Forbidden, MANIFEST, PublishError};
use crate::diagnostic::Words;
use crate::words;

pub fn of(error: &PublishError) -> Words {
    match error {
        PublishError::Page { path, diagnostic } => {
            let Words { zh, en } = &diagnostic.message;
            words!("无法生成页面 {path}：{zh}", "The page {path} could not be rendered: {en}.")
        }
        PublishError::NotOurs { folder } => {
            let folder = folder.display();
            words!(
                "{folder} 里已有内容，而且不是 Onramp 生成的（没有 {MANIFEST}）。请换一个文件夹，或先清空它。",
                "{folder} is not empty and Onramp did not make it (there is no {MANIFEST}). Choose another folder, or empty it first."
            )
        }
        PublishError::StrangeFiles { folder, first, count } => {
            strange_files(&folder.display().to_string(), first, *count)
        }
        PublishError::NewerFormat { folder } => {
            let folder = folder.display();
            words!(
                "{folder} 是由更新版本的 Onramp 生成的。请升级 Onramp，或换一个文件夹。",
                "{folder} was made by a newer Onramp. Update Onramp, or choose another folder."
            )
        }
        PublishError::Forbidden { folder, why } => forbidden(&folder.display().to_string(), why),
        PublishError::NotAFolder { path } => {
            let path = path.display();
            words!(
                "{path} 是文件，不是文件夹。请换一个输出位置。",
                "{path} is a file, not a folder. Choose another destination."
            )
        }
        PublishError::DanglingLink { path } => {
            let path = path.display();
            words!(
                "符号链接 {path} 指向的文件夹不存在。请先建好该文件夹，或删除这个链接。",
                "The symbolic link {path} leads to a folder that does not exist. Make that folder, or remove the link."
            )
        }
        PublishError::UnclearPath { path } => {
            let path = path.display();
            words!(
                "{path} 中的“..”前面有不存在的文件夹。请写出不含“..”的路径。",
                "{path} goes up (“..”) from a folder that does not exist. Write the path without “..”."
            )
        }
        PublishError::UnsafeOutput { output } => words!(
            "网站中的路径“{output}”不能使用：路径必须是网站内的相对路径，不含“..”、反斜杠或空段。",
            "The site's path “{output}” cannot be used: it must be relative and stay inside the site, without “..”, backslashes or empty parts."
        ),
        PublishError::TwinOutputs { first, second } => words!(
            "“{first}”和“{second}”在不区分大小写的系统上是同一个位置。请给其中一个改名。",
            "“{first}” and “{second}” are the same place where names ignore case. Rename one of them."
        ),
        PublishError::SourceChanged { path } => {
            let path = path.display();
            words!(
                "{path} 在生成期间被修改了。请重新生成。",
                "{path} changed while the site was being built. Build again."
            )
        }
        PublishError::Busy { folder, process } => {
            let folder = folder.display();
            let (zh, en) = match process {
                Some(process) => (format!("（进程 {process}）"), format!(" (process {process})")),
                None => (String::new(), String::new()),
            };
            words!(
                "另一个生成任务{zh}正在写入 {folder}。请等它结束后再试。",
                "Another build{en} is publishing to {folder}. Try again when it has finished."
            )
        }
        PublishError::StrangeWorkFolder { folder } => {
            let folder = folder.display();
            words!(
                "Onramp 需要使用 {folder}，但它不是 Onramp 建立的。请把它移走或改名。",
                "Onramp needs the name {folder}, but did not make what is there. Move or rename it."
            )
        }
        PublishError::MountPoint { folder } => {
            let folder = folder.display();
            words!(
                "{folder} 是挂载点（或来自容器镜像层），无法整体替换。请输出到它下面的子文件夹。",
                "{folder} is a mount point (or part of a container image) and cannot be replaced as a whole. Publish to a folder inside it."
            )
        }
        PublishError::DestinationChanged { folder } => {
            let folder = folder.display();
            words!(
                "{folder} 在生成期间被移动或替换了。请重新生成。",
                "{folder} was moved or replaced while the site was being built. Build again."
            )
        }
        PublishError::NoSpace { path } => {
            let path = path.display();
            words!(
                "空间不足，无法写入 {path}：磁盘已满，或超出了配额。原来的网站没有变动。",
                "There is no space for {path}: the disk is full or a limit is reached. The old site is untouched."
            )
        }
        PublishError::Permission { path } => {
            let path = path.display();
            words!(
                "没有访问 {path} 的权限。Onramp 需要能写入输出文件夹和它的上一级文件夹。",
                "Permission denied for {path}. Onramp must be able to write to the destination and to the folder it is in."
            )
        }
        PublishError::ReadOnly { path } => {
            let path = path.display();
            words!("{path} 所在的文件系统是只读的。", "{path} is on a read-only file system.")
        }
        PublishError::Io { path, error } => {
            let path = path.display();
            words!("处理 {path} 时出错：{error}", "{path}: {error}.")
        }
    }
}

fn strange_files(folder: &str, first: &[String], count: usize) -> Words {
    let (zh_list, en_list) = (first.join("、"), first.join(", "));
    let (zh_more, en_more) = match count.saturating_sub(first.len()) {
        0 => (String::new(), String::new()),
        more => (format!(" 等 {count} 项"), format!(" and {more} more")),
    };
    words!(
        "{folder} 里有不是 Onramp 生成的内容：{zh_list}{zh_more}。替换网站会删除它们，请先移走。",
        "{folder} holds what Onramp did not make: {en_list}{en_more}. Replacing the site would delete it, so move it elsewhere first."
    )
}

fn forbidden(folder: &str, why: &Forbidden) -> Words {
    match why {
        Forbidden::Root => words!(
            "{folder} 是文件系统的根目录，不能作为输出位置。",
            "{folder} is the root of the file system and cannot hold a site."
        ),
        Forbidden::Home => words!(
            "{folder} 是用户主目录或包含主目录，不能作为输出位置。",
            "{folder} is or holds the home folder and cannot be replaced by a site."
        ),
        Forbidden::CurrentFolder => words!(
            "当前文件夹就是输出文件夹 {folder}，或在它里面；替换后当前文件夹会消失。请先切换到别处。",
            "The current folder is the destination {folder} or inside it, and would vanish. Change to another folder first."
        ),
        Forbidden::Source(source) => {
            let source = source.display();
            words!(
                "输出文件夹 {folder} 里有源文件 {source}。请换一个不含源文件的文件夹。",
                "The destination {folder} holds the source file {source}. Choose a folder without sources."
            )
        }
    }
}
