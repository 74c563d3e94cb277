//! What the commands take, with their help in the reader's language.

mod authoring;

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

use crate::diagnostic::{Format, Language};

/// The whole command line.
pub fn command(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let template =
        say("{about}\n\n用法：{usage}\n\n选项：\n{options}\n", "{about}\n\nUsage: {usage}\n\nOptions:\n{options}\n");
    let shared = |command: Command| {
        let name = command.get_name().to_owned();
        let usage = format!("onramp {name} {}", say("[选项]", "[OPTIONS]"));
        command.help_template(template).override_usage(usage).args(shared_arguments(language))
    };
    Command::new("onramp")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("把一个 Markdown 文件夹变成培训网站", "Turns a folder of Markdown into a training site"))
        .help_template(say(
            "{about}\n\n用法：onramp <命令> [选项]\n\n命令：\n{subcommands}\n\n选项：\n{options}\n",
            "{about}\n\nUsage: onramp <COMMAND> [OPTIONS]\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(lang(language).global(true))
        .arg(help(language))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("显示版本", "Print the version")),
        )
        .subcommand(
            shared(Command::new("build").about(say("生成网站", "Build the site")))
                .arg(
                    Arg::new("output").short('o').long("output").value_name("DIR").value_hint(ValueHint::DirPath).help(
                        say(
                            "网站写到哪里（默认：项目里的 site）",
                            "Where the site goes (default: site in the project)",
                        ),
                    ),
                )
                .arg(flag("drafts", say("草稿也发布", "Publish drafts too")))
                .arg(flag(
                    "drawings",
                    say("情景对话下面画出走向图，给培训师看", "Draw the ways through each conversation, for trainers"),
                ))
                .arg(flag("keep-going", say("内容有错误也发布", "Publish even if the content has errors")))
                .arg(flag("wait", say("别的构建正在发布时，等它结束", "Wait while another build is publishing"))),
        )
        .subcommand(serve(
            shared(
                Command::new("serve").about(say(
                    "边写边看：改完保存，浏览器里马上看到",
                    "Show the site while you write: save, and see it",
                )),
            ),
            language,
        ))
        .subcommand(
            shared(
                Command::new("check")
                    .about(say("检查内容，不写任何文件", "Check the content without writing anything")),
            )
            .arg(flag("drafts", say("草稿也检查", "Check drafts too")))
            .arg(flag(
                "search",
                say("也跑搜索测试（search-tests.tsv）", "Run the search tests too (search-tests.tsv)"),
            )),
        )
        .subcommand(search(
            shared(Command::new("search").about(say("在内容里搜索", "Search the content")))
                .override_usage(say("onramp search <QUERY>... [选项]", "onramp search <QUERY>... [OPTIONS]")),
            language,
        ))
        .subcommand(authoring::init(language))
        .subcommand(authoring::new(language))
        .subcommand(authoring::fmt(shared(Command::new("fmt")), language))
        .subcommand(
            Command::new("explain")
                .about(say("解释一条检查规则", "Explain a rule"))
                .help_template(say(
                    "{about}\n\n用法：onramp explain [RULE] [选项]\n\n{positionals}\n\n选项：\n{options}\n",
                    "{about}\n\nUsage: onramp explain [RULE] [OPTIONS]\n\n{positionals}\n\nOptions:\n{options}\n",
                ))
                .disable_help_flag(true)
                .arg(
                    Arg::new("rule")
                        .value_name("RULE")
                        .help(say("规则名；不写则列出全部", "The rule's name; without one, all are listed")),
                )
                .arg(help(language)),
        )
        .subcommand(authoring::schema(language))
        .subcommand(authoring::completions(language))
        .subcommand(import(language))
}

fn import(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let format = say("结果的格式：text、json（默认：text）", "How the result is printed: text or json (default: text)");
    Command::new("import")
        .about(say(
            "把 Word、mdBook 或 MkDocs 的手册变成项目",
            "Turn a handbook of Word, mdBook or MkDocs into a project",
        ))
        .help_template(say(
            "{about}\n\n用法：onramp import <SOURCE> [选项]\n\n{positionals}\n\n选项：\n{options}\n",
            "{about}\n\nUsage: onramp import <SOURCE> [OPTIONS]\n\n{positionals}\n\nOptions:\n{options}\n",
        ))
        .disable_help_flag(true)
        .arg(
            Arg::new("source")
                .value_name("SOURCE")
                .required(true)
                .value_hint(ValueHint::AnyPath)
                .help(say(".docx 文件，或者 mdBook、MkDocs 的文件夹", "A .docx file, or a folder of mdBook or MkDocs")),
        )
        .arg(Arg::new("into").long("into").value_name("DIR").value_hint(ValueHint::DirPath).help(say(
            "项目写到哪里；不能有东西（默认：当前文件夹下，用来源的名字）",
            "Where the project goes; nothing may be there (default: in this folder, with the source's name)",
        )))
        .arg(
            Arg::new("language")
                .long("language")
                .value_name("LANG")
                .value_parser(["zh", "en"])
                .hide_possible_values(true)
                .help(say(
                    "手册的语言：zh、en（默认：看文字）",
                    "The handbook's language: zh or en (default: by its text)",
                )),
        )
        .arg(flag("dry-run", say("只说会写什么，不写", "Say what would be written without writing")))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(["text", "json"])
                .hide_possible_values(true)
                .help(format),
        )
        .arg(help(language))
}

fn search(command: Command, language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(
            Arg::new("query")
                .value_name("QUERY")
                .required(true)
                .num_args(1..)
                .help(say("要找的话", "What to look for")),
        )
        .arg(value("edition", "LANG", say("只找这种语言的页面", "Only pages in this language")))
        .arg(value(
            "kind",
            "KIND",
            say("只找这一类页面：lesson、objection 等", "Only pages of this kind: lesson, objection, …"),
        ))
        .arg(
            value("limit", "N", say("最多几条（默认：10）", "How many results at most (default: 10)"))
                .value_parser(clap::value_parser!(u32).range(1..=1000))
                .default_value("10")
                .hide_default_value(true),
        )
        .arg(flag("explain", say("列出得分的组成", "Show the parts of each score")))
}

fn serve(command: Command, language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    let port = say(
        "端口（默认：4242；被占用就用下一个空闲的）",
        "The port (default: 4242; if it is taken, the next free one)",
    );
    let editor = say(
        "用哪个编辑器打开出问题的地方，例如 vscode、cursor、idea、none（默认：onramp.yaml 里的 editor，再默认 vscode）",
        "The editor that places are opened in: vscode, cursor, idea, none … (default: editor in onramp.yaml, else vscode)",
    );
    command
        .mut_arg("format", |format| format.hide(true))
        .arg(Arg::new("port").long("port").value_name("PORT").value_parser(clap::value_parser!(u16)).help(port))
        .arg(flag("open", say("在浏览器里打开", "Open it in the browser")))
        .arg(flag(
            "lan",
            say(
                "同一网络里的同事也能看；显示地址和二维码",
                "Let colleagues in the same network look; shows the address and a QR code",
            ),
        ))
        .arg(Arg::new("editor").long("editor").value_name("NAME").help(editor))
        .arg(flag("no-drafts", say("不显示草稿", "Leave drafts out")))
        .arg(flag(
            "poll",
            say(
                "每半秒查看一次文件夹，不靠系统通知",
                "Look at the folder every half second, without the system's help",
            ),
        ))
}

fn shared_arguments(language: Language) -> Vec<Arg> {
    let say = |zh: &'static str, en: &'static str| in_language(language, zh, en);
    vec![
        project(language),
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(["text", "json", "github"])
            .default_value("text")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(say(
                "结果的格式：text、json、github（默认：text）",
                "How findings are printed: text, json or github (default: text)",
            )),
        Arg::new("colour")
            .long("colour")
            .alias("color")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .default_value("auto")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(say(
                "用不用颜色：auto、always、never（默认：auto）",
                "Use colours: auto, always or never (default: auto)",
            )),
        help(language),
    ]
}

fn project(language: Language) -> Arg {
    Arg::new("project")
        .short('p')
        .long("project")
        .value_name("DIR")
        .default_value(".")
        .value_hint(ValueHint::DirPath)
        .hide_default_value(true)
        .help(in_language(
            language,
            "项目文件夹（默认：所在的项目）",
            "The project's folder (default: the one you are in)",
        ))
}

fn lang(language: Language) -> Arg {
    Arg::new("lang").long("lang").value_name("LANG").value_parser(["zh", "en"]).hide_possible_values(true).help(
        in_language(
            language,
            "界面语言：zh、en（默认：按系统）",
            "Language of messages: zh or en (default: the system's)",
        ),
    )
}

fn help(language: Language) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(in_language(
        language,
        "显示帮助",
        "Print help",
    ))
}

fn in_language(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// The format that was asked for.
pub fn format(matches: &ArgMatches) -> Format {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => Format::Json,
        Some("github") => Format::Github,
        _ => Format::Text,
    }
}
