//! `onramp serve`: the site while it is being written.

use std::io::{self, IsTerminal};
use std::net::{IpAddr, SocketAddr};
use std::sync::Mutex;

use clap::ArgMatches;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::{FINE, environment, findings, load, output};
use crate::Project;
use crate::book::{Editor, Wish};
use crate::diagnostic::{Diagnostic, Format, Language, Words, show};
use crate::serve::{News, Options, PORT, ServeError, serve};
use crate::words;

/// Findings listed at the start; the pages list all.
const MOST_FINDINGS: usize = 20;

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let root = load::root(matches);
    let port = matches.get_one::<u16>("port").copied();
    let options = Options {
        output: root.join("site"),
        wish: Wish { drafts: !matches.get_flag("no-drafts") },
        port: port.unwrap_or(PORT),
        colleagues: matches.get_flag("lan"),
        poll: matches.get_flag("poll"),
        language,
        editor: matches.get_one::<String>("editor").map(|name| editor(name)).transpose()?,
        today: environment::today,
        run: environment::run(),
        root: root.clone(),
    };
    let teller = Teller {
        language,
        port,
        colour: environment::colour(matches, &io::stdout()),
        opens: matches.get_flag("open"),
        told: Mutex::new(None),
    };
    let port = options.port;
    match serve(options, &|news| teller.tell(news)) {
        Ok(()) => Ok(FINE),
        Err(ServeError::Folder(error)) => Err(load::unreadable(&root, &error)),
        Err(ServeError::Port(error)) => {
            Err(words!("端口 {port} 用不了：{error}", "Port {port} cannot be used: {error}"))
        }
    }
}

fn editor(name: &str) -> Result<Editor, Words> {
    Editor::named(name).ok_or_else(|| {
        let names = Editor::names().collect::<Vec<_>>().join(", ");
        words!(
            "没有“{name}”这个编辑器。可以写 {names}，或者一个带 {{path}} 的地址",
            "There is no editor `{name}`. It can be {names}, or an address with {{path}} in it"
        )
    })
}

/// Says in the terminal what happens.
struct Teller {
    language: Language,
    /// The port that was asked for.
    port: Option<u16>,
    colour: bool,
    opens: bool,
    /// The count of findings that was told last.
    told: Mutex<Option<Words>>,
}

impl Teller {
    fn tell(&self, news: News) {
        match news {
            News::Listening(address, own) => self.listening(address, own),
            News::Polling(why) => {
                let (zh, en) = (&why.zh, &why.en);
                self.say(&words!(
                    "不能监视文件夹（{zh}），改为每半秒查看一次",
                    "The folder is not watched ({en}); it is looked at every half second instead"
                ));
            }
            News::Changed(paths) => {
                let (first, all) = (paths.first().map_or("", String::as_str), paths.len());
                let more = all.saturating_sub(1);
                self.say(&match (first, more) {
                    ("", _) => words!("已更新", "Updated"),
                    (_, 0) => words!("已更新：{first}", "Updated: {first}"),
                    _ => words!("已更新：{first} 等 {all} 处", "Updated: {first} and {more} more"),
                });
            }
            News::Checked(project, found) => self.checked(project, &found),
            News::Unreadable(error) => {
                output::complain(
                    words!(
                        "项目文件夹读不了了（{error}），页面还是上次读到的样子",
                        "The project folder cannot be read any more ({error}); the pages are as they were"
                    )
                    .in_language(self.language),
                );
            }
        }
    }

    fn listening(&self, address: SocketAddr, own: Option<IpAddr>) {
        let port = address.port();
        let home = format!("http://localhost:{port}/");
        if let Some(wanted) = self.port.filter(|wanted| ![0, port].contains(wanted)) {
            self.say(&words!("端口 {wanted} 被占用，改用 {port}", "Port {wanted} is taken; {port} is used instead"));
        }
        self.say(&words!(
            "网站：{home}\n工作台：{home}_desk/（检查结果、到期的页面、还缺什么）\n按 Ctrl+C 结束",
            "Site: {home}\nDesk: {home}_desk/ (findings, what is due, what is missing)\nCtrl+C ends it"
        ));
        if let Some(own) = own {
            let shared = format!("http://{own}:{port}/");
            self.say(&words!("同事在这里看：{shared}", "Colleagues find it at {shared}"));
            self.print(&qr_code(&shared, self.colour && io::stdout().is_terminal()));
        }
        if self.opens
            && let Err(error) = open::that_detached(&home)
        {
            output::complain(
                words!("打不开浏览器：{error}", "The browser cannot be opened: {error}").in_language(self.language),
            );
        }
    }

    /// All findings at first, then how many there are when that has changed.
    fn checked(&self, project: &Project, found: &[Diagnostic]) {
        let count = findings::count(found);
        let Ok(mut told) = self.told.lock() else { return };
        if told.as_ref() == Some(&count) {
            return;
        }
        if told.is_none() {
            let mut first: Vec<_> = found.to_vec();
            first.sort_by_key(|finding| finding.severity);
            first.truncate(MOST_FINDINGS);
            self.print(&show(&first, &project.sources, self.language, Format::Text, self.colour));
        }
        self.say(&count);
        *told = Some(count);
    }

    fn say(&self, words: &Words) {
        self.print(&format!("{}\n", words.in_language(self.language)));
    }

    /// Nobody may be reading any more; that is no reason to end.
    fn print(&self, text: &str) {
        let _ = output::print(text);
    }
}

/// A QR code of half-height blocks. Without colours it is made for a dark terminal; cameras read the other one, too.
fn qr_code(address: &str, colour: bool) -> String {
    let Ok(code) = QrCode::new(address) else { return String::new() };
    let code = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    let line = |line: &str| if colour { format!("\u{1b}[40;97m{line}\u{1b}[0m\n") } else { format!("{line}\n") };
    code.lines().map(line).collect()
}
