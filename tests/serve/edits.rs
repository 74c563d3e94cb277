//! Every kind of edit is seen, however an editor goes about it.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
#[cfg(target_os = "linux")]
use std::process::Command;

use crate::desk::Desk;
use crate::{FILES, HISTORY};

const FILE: &str = "content/zh/01-company/01-history.md";

fn text(words: &str) -> String {
    format!("# 历史\n\n## 开头 {{#start}}\n\n{words}\n")
}

/// The ways of editors, one after the other on one file.
fn saves(desk: &Desk) {
    // In place, as VS Code does.
    desk.write(FILE, &text("写在原处"));
    desk.until_shows(HISTORY, "写在原处");
    // Vim: the old file becomes a copy, a new one takes its name, the copy goes.
    let (file, copy) = (desk.file(FILE), desk.file(&format!("{FILE}~")));
    fs::write(desk.file("content/zh/01-company/4913"), "").unwrap();
    fs::remove_file(desk.file("content/zh/01-company/4913")).unwrap();
    fs::rename(&file, &copy).unwrap();
    desk.write(FILE, &text("像 vim 一样"));
    fs::remove_file(&copy).unwrap();
    desk.until_shows(HISTORY, "像 vim 一样");
    // JetBrains: a file beside it takes its place.
    let beside = desk.file(&format!("{FILE}___jb_tmp___"));
    fs::write(&beside, text("像 IDEA 一样")).unwrap();
    fs::rename(&beside, &file).unwrap();
    desk.until_shows(HISTORY, "像 IDEA 一样");
    // Again by the same way: the file is another one now.
    fs::write(&beside, text("再来一次")).unwrap();
    fs::rename(&beside, &file).unwrap();
    desk.until_shows(HISTORY, "再来一次");
}

#[test]
fn saves_of_all_editors_are_seen() {
    saves(&Desk::with(FILES, &[]));
}

#[test]
fn saves_are_seen_without_the_systems_help_and_it_says_so() {
    let desk = Desk::with(FILES, &["--poll"]);
    desk.says("every half second");
    saves(&desk);
}

/// The program where the system allows so many watched files, or so many watchers, and no more.
#[cfg(target_os = "linux")]
fn limited(limit: &str, most: &str) -> Option<Command> {
    let limited = |run: &str| {
        let mut command = Command::new("unshare");
        let script = format!("echo {most} > /proc/sys/user/{limit} && {run}");
        command.args(["--user", "--map-root-user", "sh", "-c", &script, "sh"]);
        command
    };
    let is_possible = limited("true").output().is_ok_and(|output| output.status.success());
    is_possible.then(|| {
        let mut command = limited("exec \"$@\"");
        command.arg(env!("CARGO_BIN_EXE_onramp"));
        command
    })
}

#[cfg(target_os = "linux")]
#[test]
fn saves_are_seen_when_the_systems_limits_are_reached_and_it_says_so() {
    for (limit, most, said) in [
        ("max_inotify_watches", "3", "fs.inotify.max_user_watches"),
        ("max_inotify_instances", "0", "it cannot be watched"),
    ] {
        // Limits are a namespace's own, where the system lets us have one; as root of the machine they could be changed for all.
        let Some(command) = limited(limit, most) else {
            eprintln!("not tested: this system allows no user namespaces");
            return;
        };
        let desk = Desk::run_with(command, FILES, &[]);
        let line = desk.says("every half second");
        assert!(line.contains(said), "{line}");
        saves(&desk);
    }
}

#[test]
fn a_file_half_written_is_whole_in_the_end() {
    let desk = Desk::with(FILES, &[]);
    let mut file = File::create(desk.file(FILE)).unwrap();
    file.write_all("# 历史\n\n前一半".as_bytes()).unwrap();
    file.flush().unwrap();
    desk.until_shows(HISTORY, "前一半");
    // In the middle of a character.
    let rest = "，后一半。\n".as_bytes();
    file.write_all(&rest[..4]).unwrap();
    desk.findings(HISTORY, |found| found.to_string().contains("not-utf8"));
    file.write_all(&rest[4..]).unwrap();
    drop(file);
    desk.until_shows(HISTORY, "前一半，后一半。");
    desk.findings(HISTORY, |found| !found.to_string().contains("not-utf8"));
    OpenOptions::new().append(true).open(desk.file(FILE)).unwrap().write_all("\n还有。\n".as_bytes()).unwrap();
    desk.until_shows(HISTORY, "还有。");
}

#[test]
fn pages_and_folders_come_go_and_move() {
    let desk = Desk::with(FILES, &[]);
    desk.write("content/zh/01-company/03-new.md", "# 新的一页\n");
    desk.until_shows("/zh/company/new/", "新的一页");
    desk.until_shows(HISTORY, "新的一页");
    fs::remove_file(desk.file("content/zh/01-company/03-new.md")).unwrap();
    desk.until_gone("/zh/company/new/");
    // A new folder with a folder in it, all at once.
    desk.write("content/zh/02-skills/deep/01-closing.md", "# 成交\n");
    desk.until_shows("/zh/skills/deep/closing/", "成交");
    fs::rename(desk.file("content/zh/02-skills"), desk.file("content/zh/02-craft")).unwrap();
    desk.until_shows("/zh/craft/deep/closing/", "成交");
    desk.until_gone("/zh/skills/deep/closing/");
    // What lies in a renamed folder is still watched.
    desk.write("content/zh/02-craft/deep/01-closing.md", "# 收尾\n");
    desk.until_shows("/zh/craft/deep/closing/", "收尾");
    fs::remove_dir_all(desk.file("content/zh/02-craft")).unwrap();
    desk.until_gone("/zh/craft/deep/closing/");
    // All of the content, as `git checkout` may do.
    fs::rename(desk.file("content"), desk.file("aside")).unwrap();
    desk.until_gone(HISTORY);
    fs::rename(desk.file("aside"), desk.file("content")).unwrap();
    desk.until_shows(HISTORY, "老的正文");
    desk.write(FILE, &text("回来了"));
    desk.until_shows(HISTORY, "回来了");
}

#[test]
fn hundreds_of_files_at_once_are_seen() {
    let desk = Desk::with(FILES, &[]);
    for number in 0..400 {
        desk.write(&format!("content/zh/03-many/{number:03}-page-{number}.md"), &format!("# 第 {number} 页\n"));
    }
    desk.until_shows("/zh/many/", "第 399 页");
    for number in 0..400 {
        fs::remove_file(desk.file(&format!("content/zh/03-many/{number:03}-page-{number}.md"))).unwrap();
    }
    desk.until_gone("/zh/many/");
}

#[test]
fn settings_theme_words_and_pictures_count_too() {
    let desk = Desk::with(FILES, &[]);
    desk.write("onramp.yaml", "title: {zh: 新书名, en: New}\nlanguages: [zh, en]\n");
    desk.until_shows(HISTORY, "新书名");
    // The first file of a theme: its folder was not there before.
    desk.write("themes/default/strings/zh.yaml", "contents: 全部章节\n");
    desk.until_shows(HISTORY, "全部章节");
    let sheet = |body: &str| {
        body.split('"').find(|part| part.contains("/theme/site.") && part.ends_with(".css")).map(str::to_owned)
    };
    let before = sheet(&desk.get(HISTORY).body).unwrap();
    desk.write("themes/default/styles/95-own.css", "p { color: rebeccapurple }\n");
    let page = desk.until(HISTORY, "another sheet", |answer| sheet(&answer.body) != Some(before.clone()));
    desk.until_shows(&sheet(&page.body).unwrap().replace("../../../", "/"), "rebeccapurple");
    // Words that mean the same, and queries to be tried.
    let search = desk.get("/search/start.js").body;
    desk.write("synonyms.yaml", "- [历史, 沿革]\n");
    desk.until("/search/start.js", "another index", |answer| answer.body != search);
    desk.write("content/zh/search-tests.tsv", "历史\tno-such-page.md\n");
    desk.write("themes/default/templates/parts/footer.html", "<footer>自己的页脚</footer>\n");
    desk.until_shows(HISTORY, "自己的页脚");
    let picture = |body: &str| body.split('"').find(|part| part.contains("/media/")).map(str::to_owned);
    let before = picture(&desk.get("/zh/company/team/").body).unwrap();
    desk.write("content/zh/01-company/图.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"/>\n");
    desk.until("/zh/company/team/", "another picture", |answer| picture(&answer.body) != Some(before.clone()));
    fs::remove_dir_all(desk.file("themes")).unwrap();
    desk.until(HISTORY, "the default footer", |answer| !answer.body.contains("自己的页脚"));
}

#[test]
fn a_plain_folder_is_watched_as_well() {
    let desk = Desk::with(&[("README.md", "# 笔记\n"), ("a/one.md", "# 一\n")], &[]);
    desk.write("a/one.md", "# 壹\n");
    desk.until_shows("/a/one/", "壹");
    desk.write("two.md", "# 二\n");
    desk.until_shows("/two/", "二");
    fs::remove_file(desk.file("two.md")).unwrap();
    desk.until_gone("/two/");
    // It becomes a project of the other kind.
    desk.write("content/index.md", "# 现在是项目\n");
    desk.until_shows("/", "现在是项目");
    desk.until_gone("/a/one/");
    desk.write("content/index.md", "# 还在看\n");
    desk.until_shows("/", "还在看");
}
