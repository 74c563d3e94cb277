//! The commands that write for authors, or for their editors and shells.

use clap::{Arg, Command, ValueHint};

use super::{flag, help, in_language, project};
use crate::diagnostic::Language;

/// A command whose help names its arguments first; `usage` is what follows its name.
fn command(name: &'static str, about: &'static str, usage: [&'static str; 2], language: Language) -> Command {
    let [zh, en] = usage;
    Command::new(name)
        .about(about)
        .override_usage(format!("onramp {name} {}", in_language(language, zh, en)))
        .help_template(in_language(
            language,
            "{about}\n\n用法：{usage}\n\n{positionals}\n\n选项：\n{options}\n",
            "{about}\n\nUsage: {usage}\n\n{positionals}\n\nOptions:\n{options}\n",
        ))
        .disable_help_flag(true)
}

pub fn init(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let usage = ["[DIR] [选项]", "[DIR] [OPTIONS]"];
    command("init", say("新建一个能用的小项目", "Make a small project that works"), usage, language)
        .arg(Arg::new("dir").value_name("DIR").value_hint(ValueHint::DirPath).help(say(
            "放在哪个文件夹，要是空的（默认：当前文件夹）",
            "The folder, which must be empty (default: this one)",
        )))
        .arg(help(language))
        .arg(Arg::new("language").long("language").value_name("LANGS").help(say(
            "内容的语言：zh、en 或 zh,en（默认：你的语言）",
            "The language of the content: zh, en or zh,en (default: yours)",
        )))
        .arg(
            Arg::new("title")
                .long("title")
                .value_name("TITLE")
                .help(say("网站的标题（默认：在终端里会问）", "The site's title (default: asked for on a terminal)")),
        )
}

pub fn new(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let usage = ["<KIND> <TITLE>... [选项]", "<KIND> <TITLE>... [OPTIONS]"];
    let about = say(
        "新建一课、一章、一张异议卡、一份制度，或加一个测验、一段情景对话",
        "Make a lesson, a chapter, an objection card, a policy, a quiz or a conversation",
    );
    command("new", about, usage, language)
        .arg(Arg::new("kind").index(1).value_name("KIND").help(say(
            "lesson（课）、chapter（章）、objection（异议卡）、quiz（测验）、scenario（情景对话）、policy（制度）",
            "lesson, chapter, objection, quiz, scenario or policy",
        )))
        .arg(Arg::new("title").index(2).value_name("TITLE").num_args(1..).help(say(
            "标题；文件名由它来，汉字变成拼音",
            "The title; the file's name is made from it, hanzi as pinyin",
        )))
        .arg(project(language))
        .arg(help(language))
        .arg(value(
            "chapter",
            "NAME",
            say("放进哪一章：文件夹名、编号或标题", "The chapter it goes into: its folder, number or title"),
        ))
        .arg(
            value(
                "in",
                "FILE",
                say("quiz、scenario：加在这一页的末尾", "For quiz and scenario: add it to the end of this page"),
            )
            .value_hint(ValueHint::FilePath),
        )
        .arg(value("name", "NAME", say("文件名，不用标题来起", "The file's name, in place of one from the title")))
        .arg(value(
            "edition",
            "LANG",
            say(
                "哪种语言（默认：所在文件夹的语言，否则第一种）",
                "In which language (default: that of the folder you are in, else the first)",
            ),
        ))
        .arg(flag("all", say("每种语言都建，路径相同", "In every language, at the same path")))
        .arg(flag("dry-run", say("只说会写什么，不写", "Say what would be written, and write nothing")))
}

pub fn fmt(command: Command, language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    command
        .about(say("把写法理顺，内容不变", "Bring the way pages are written in order; what they say stays"))
        .override_usage(say("onramp fmt [FILE]... [选项]", "onramp fmt [FILE]... [OPTIONS]"))
        .help_template(say(
            "{about}\n\n全角符号改成半角，列表符号统一，表格按显示宽度对齐，补上读者记录要用的标识。\n\n用法：{usage}\n\n{positionals}\n\n选项：\n{options}\n",
            "{about}\n\nFull-width marks become ordinary ones, lists get one mark, the columns of tables are aligned as they are seen,\nand missing ids are written, by which readers' records are kept.\n\nUsage: {usage}\n\n{positionals}\n\nOptions:\n{options}\n",
        ))
        .mut_arg("format", |format| {
            format.value_parser(["text", "json"]).help(say(
                "结果的格式：text、json（默认：text）",
                "How the result is printed: text or json (default: text)",
            ))
        })
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .num_args(1..)
                .value_hint(ValueHint::AnyPath)
                .help(say("只处理这些页面或文件夹（默认：全部）", "Only these pages or folders (default: all)")),
        )
        .arg(flag(
            "ids",
            say(
                "只补标识：测验、题目、情景对话、清单和条目没有 {#标识} 的，写上现在用的那个；别的一个字也不动",
                "Only write ids: give quizzes, questions, conversations, checklists and items without an {#id} the one they have now; nothing else changes",
            ),
        ))
        .arg(flag(
            "check",
            say(
                "只列出要改的，不写；有要改的，退出码是 1",
                "List what would change without writing; exit with 1 if anything would",
            ),
        ))
}

pub fn schema(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let about = say(
        "输出 JSON Schema，编辑器靠它补全和检查 YAML",
        "Print a JSON Schema, by which editors complete and check YAML",
    );
    command("schema", about, ["<WHICH> [选项]", "<WHICH> [OPTIONS]"], language)
        .arg(
            Arg::new("which")
                .value_name("WHICH")
                .help(say("config（onramp.yaml）或 front-matter（页首）", "config (onramp.yaml) or front-matter")),
        )
        .arg(help(language))
}

pub fn completions(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let about = say("输出命令行补全脚本", "Print a script for completion in a shell");
    command("completions", about, ["<SHELL> [选项]", "<SHELL> [OPTIONS]"], language)
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .help(say("bash、zsh、fish、powershell 或 elvish", "bash, zsh, fish, powershell or elvish")),
        )
        .arg(help(language))
}
