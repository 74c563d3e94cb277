//! `onramp init [DIR]`: a small project that works, to be made one's own.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use clap::ArgMatches;
use unicode_width::UnicodeWidthStr;

use super::{FINE, environment, load, new, output, templates};
use crate::diagnostic::{Language, Words};
use crate::source::{SourcePath, create};
use crate::words;

/// What systems put into folders by themselves, and a history that is still empty.
const NOTHING: [&str; 3] = [".git", ".DS_Store", "desktop.ini"];

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let folder = matches.get_one::<String>("dir").map_or(".", String::as_str);
    let root = Path::new(folder);
    let languages = languages(matches, language)?;
    look_at(root)?;
    let titles = titles(matches, &languages, language)?;
    let files = files(&languages, &titles);
    create(root, &files)
        .map_err(|(path, error)| new::not_created(&root.join(path.as_str()).display().to_string(), &error))?;
    output::print(next(root, files.len(), &languages).in_language(language))?;
    Ok(FINE)
}

/// The languages of the project, the default one first: those of `--language`, else the user's.
fn languages(matches: &ArgMatches, language: Language) -> Result<Vec<Language>, Words> {
    let Some(typed) = matches.get_one::<String>("language") else { return Ok(vec![language]) };
    let mut languages = Vec::new();
    for tag in typed.split([',', '，', '、', '+', ' ']).map(str::trim).filter(|tag| !tag.is_empty()) {
        let language = match tag.to_ascii_lowercase().as_str() {
            "zh" | "zh-cn" | "中文" => Language::Chinese,
            "en" | "english" | "英文" => Language::English,
            _ => {
                return Err(words!(
                    "`--language` 可以是 zh、en 或 zh,en；“{tag}”的示例还没有。别的语言先建 en，再把 content/en 和 languages 里的 en 改成那种语言",
                    "`--language` can be zh, en or zh,en; there is no sample in `{tag}`. For another language, begin with en, then write that language for en in content/en and in `languages:`"
                ));
            }
        };
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    if languages.is_empty() {
        return Err(words!("`--language` 后面写 zh、en 或 zh,en", "`--language` takes zh, en or zh,en"));
    }
    Ok(languages)
}

/// Makes sure that nothing is there that could be lost.
fn look_at(root: &Path) -> Result<(), Words> {
    let Words { zh: here_zh, en: here_en } = load::shown(root);
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            // It, or something above it.
            let file = root.ancestors().find(|above| above.is_file()).unwrap_or(root).display();
            return Err(words!(
                "{file} 是一个文件；写一个新文件夹的名字：`onramp init 手册`",
                "{file} is a file; name a new folder: `onramp init handbook`"
            ));
        }
        Err(error) => return Err(load::unreadable(root, &error)),
    };
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| !NOTHING.contains(&name.as_str())).collect();
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    if names.iter().any(|name| name == "onramp.yaml") {
        return Err(words!(
            "{here_zh}里已经有一个项目了；加一课用 `onramp new lesson 标题`，另建一个用 `onramp init 新文件夹`",
            "There is a project in {here_en} already; add a lesson with `onramp new lesson \"A title\"`, or make another project with `onramp init NEW-FOLDER`"
        ));
    }
    let more = if names.len() > 3 { " …" } else { "" };
    let list = names.iter().take(3).map(String::as_str).collect::<Vec<_>>();
    let (zh, en) = (list.join("、") + more, list.join(", ") + more);
    Err(words!(
        "{here_zh}里已经有文件（{zh}），没有动它们；写一个新文件夹的名字：`onramp init 手册`。已经有 Markdown 的话，不用 init，直接 `onramp serve` 就行",
        "There are files in {here_en} ({en}), which were left alone; name a new folder: `onramp init handbook`. If they are Markdown, no init is needed: just run `onramp serve`"
    ))
}

/// A title in each language: `--title`, else what is answered on a terminal, else a plain one.
fn titles(matches: &ArgMatches, languages: &[Language], speak: Language) -> Result<Vec<String>, Words> {
    if let Some(title) = matches.get_one::<String>("title").map(|title| title.trim()).filter(|title| !title.is_empty())
    {
        return Ok(languages.iter().map(|_| title.to_owned()).collect());
    }
    let asks = io::stdin().is_terminal() && io::stdout().is_terminal();
    languages
        .iter()
        .map(|language| if asks { ask(*language, speak) } else { Ok(plain_title(*language).to_owned()) })
        .collect()
}

fn plain_title(language: Language) -> &'static str {
    match language {
        Language::Chinese => "客户经理培训手册",
        Language::English => "Account Manager Handbook",
    }
}

fn ask(language: Language, speak: Language) -> Result<String, Words> {
    let plain = plain_title(language);
    let question = match language {
        Language::Chinese => words!("中文标题 [{plain}]：", "Title in Chinese [{plain}]: "),
        Language::English => words!("英文标题 [{plain}]：", "Title in English [{plain}]: "),
    };
    let failed = |error: io::Error| words!("读不到回答：{error}", "The answer cannot be read: {error}");
    let mut stdout = io::stdout().lock();
    stdout.write_all(question.in_language(speak).as_bytes()).and_then(|()| stdout.flush()).map_err(failed)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    Ok(match answer.trim() {
        "" => plain.to_owned(),
        answer => answer.to_owned(),
    })
}

/// All files of the project.
fn files(languages: &[Language], titles: &[String]) -> Vec<(SourcePath, String)> {
    let title = |wanted: Language| {
        let at = languages.iter().position(|language| *language == wanted).unwrap_or(0);
        templates::yaml(&titles[at])
    };
    let (today, first) = (environment::today().to_string(), title(languages[0]));
    let (title_zh, title_en) = (title(Language::Chinese), title(Language::English));
    let folders = languages.iter().map(|language| templates::folder(*language)).collect::<Vec<_>>().join(", ");
    let id = new::file_name(&titles[0]).unwrap_or_else(|| "handbook".to_owned());
    let values = [
        ("title", first.as_str()),
        ("title_zh", &title_zh),
        ("title_en", &title_en),
        ("today", &today),
        ("languages", &folders),
        ("id", &id),
    ];
    let config = match languages {
        [only] => format!("onramp.{}.yaml", templates::folder(*only)),
        _ => "onramp.both.yaml".to_owned(),
    };
    let mut files = vec![
        (SourcePath::new("onramp.yaml"), templates::fill(&templates::shared(&config), &values)),
        (SourcePath::new(".gitignore"), templates::shared("gitignore")),
    ];
    for language in languages {
        let folder = templates::folder(*language);
        files.extend(templates::pages_of_project(*language).into_iter().map(|(path, text)| {
            (SourcePath::new(format!("content/{folder}/{path}")), templates::fill(&text, &values))
        }));
    }
    files
}

fn next(root: &Path, count: usize, languages: &[Language]) -> Words {
    let shown = root.display().to_string();
    let all = if languages.len() > 1 { " --all" } else { "" };
    let (in_zh, in_en) = match shown.as_str() {
        "." => ("在这里".to_owned(), "here".to_owned()),
        _ => (format!("在 {shown} 里"), format!("in {shown}")),
    };
    let enter = (shown != ".").then(|| (format!("cd {}", output::typed(root)), Words::new("", "")));
    let steps = [
        (
            "onramp serve --open".to_owned(),
            words!("边写边看：改 content/ 里的文件，保存", "see it while you write: change files in content/ and save"),
        ),
        (format!("onramp new lesson \"…\" --chapter 1{all}"), words!("加一课", "add a lesson")),
        ("onramp check".to_owned(), words!("检查有没有写错的地方", "look for mistakes")),
        ("onramp build".to_owned(), words!("生成网站，写到 site/", "make the site, in site/")),
    ];
    let steps: Vec<_> = enter.into_iter().chain(steps).collect();
    let width = steps.iter().map(|(command, _)| command.width()).max().unwrap_or_default();
    let mut said = words!(
        "{in_zh}建好了一个项目：{count} 个文件\n\n接下来：\n",
        "Made a project {in_en}: {count} files\n\nNext:\n"
    );
    for (command, Words { zh, en }) in steps {
        let blanks = " ".repeat(width - command.width());
        said.zh += format!("  {command}{blanks}  {zh}").trim_end();
        said.en += format!("  {command}{blanks}  {en}").trim_end();
        said.zh.push('\n');
        said.en.push('\n');
    }
    said
}
