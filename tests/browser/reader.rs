//! Somebody who reads a site: a browser, and where the site stands.

use std::path::Path;
use std::time::{Duration, Instant};

use onramp::outline::encode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::cdp::domains::emulation::{MediaFeature, SetEmulatedMedia, SetUserAgentOverride};
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

use crate::driver::Driver;
use crate::server::Server;
use crate::sites::Site;

/// How long a page may take to become what it should; reached only by a page that never will.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often is looked. Nothing is waited for longer than it takes.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Windows of a phone, a narrow phone and a desk, in CSS pixels.
pub const NARROWEST: (u32, u32) = (320, 640);
pub const PHONE: (u32, u32) = (390, 844);
pub const DESK: (u32, u32) = (1440, 900);

/// A browser with one window.
pub struct Reader {
    // Dropped first: it ends the session, and with it Chromium, which only the driver can do.
    pub window: WebDriver,
    _driver: Driver,
}

/// Where a site stands.
pub enum Place {
    Served(Server),
    Files(String),
}

impl Place {
    /// The site on a server, under a path.
    pub async fn served(site: &Site, under: &str) -> Place {
        Place::Served(Server::start(&site.folder, under).await)
    }

    /// The site as files on this machine.
    pub fn files(site: &Site) -> Place {
        Place::Files(format!("file://{}/", encode(site.folder.to_str().expect("the path is UTF-8"))))
    }

    /// The start of every address of the site.
    pub fn root(&self) -> &str {
        match self {
            Place::Served(server) => &server.address,
            Place::Files(root) => root,
        }
    }

    /// Where a page is, by its path in the site: a server shows `a/index.html` at `a/`.
    pub fn address(&self, page: &str) -> String {
        let path = match self {
            Place::Served(_) => page.strip_suffix("index.html").unwrap_or(page),
            Place::Files(_) => page,
        };
        format!("{}{}", self.root(), encode(path))
    }

    /// The path in the site that an address stands for, without a heading's name: the reverse of `address`.
    pub fn page(&self, address: &str) -> String {
        let page = address.split('#').next().unwrap_or_default();
        let page = page.strip_prefix(self.root()).unwrap_or_else(|| panic!("{address} is outside of {}", self.root()));
        if page.is_empty() || page.ends_with('/') { format!("{page}index.html") } else { page.to_owned() }
    }
}

impl Reader {
    /// Opens a browser at the desk, light, with nothing moving.
    pub async fn new() -> WebDriverResult<Reader> {
        let driver = Driver::start();
        let mut wishes = ChromeCapabilities::new();
        wishes.set_binary(driver.chromium.to_str().expect("the path is UTF-8"))?;
        for argument in [
            "--headless=new",
            // In a container, and as root, Chromium cannot lock itself in any further.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            // Nothing but the pages may ask for anything.
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--no-proxy-server",
            "--lang=en",
        ] {
            wishes.add_arg(argument)?;
        }
        wishes.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        wishes.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let window = WebDriver::new(&driver.address, wishes).await?;
        let reader = Reader { window, _driver: driver };
        reader.resize(DESK).await?;
        reader.prefer("light").await?;
        reader.happened().await?;
        Ok(reader)
    }

    pub async fn resize(&self, (width, height): (u32, u32)) -> WebDriverResult<()> {
        let mobile = width < 600;
        self.window.cdp().emulation().set_device_metrics_override(width, height, 1.0, mobile).await
    }

    /// Light or dark, as the system would say.
    pub async fn prefer(&self, scheme: &str) -> WebDriverResult<()> {
        let feature = |name: &str, value: &str| MediaFeature { name: name.into(), value: value.into() };
        let features = vec![feature("prefers-color-scheme", scheme), feature("prefers-reduced-motion", "reduce")];
        self.window.cdp().send(SetEmulatedMedia { media: None, features: Some(features) }).await?;
        Ok(())
    }

    /// The languages the browser asks for, as in `zh-CN,zh`.
    pub async fn speak(&self, languages: &str) -> WebDriverResult<()> {
        let user_agent: String = self.ask("return navigator.userAgent").await?;
        let accept_language = Some(languages.to_owned());
        self.window.cdp().send(SetUserAgentOverride { user_agent, accept_language, platform: None }).await?;
        Ok(())
    }

    /// Turns the scripts of pages on or off, from the next page on.
    pub async fn allow_scripts(&self, allowed: bool) -> WebDriverResult<()> {
        let cdp = self.window.cdp();
        cdp.send_raw("Emulation.setScriptExecutionDisabled", json!({ "value": !allowed })).await?;
        Ok(())
    }

    pub async fn open(&self, address: &str) -> WebDriverResult<()> {
        self.window.goto(address).await
    }

    /// Where the browser is.
    pub async fn address(&self) -> WebDriverResult<String> {
        Ok(self.window.current_url().await?.into())
    }

    /// What a piece of JavaScript returns.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str) -> WebDriverResult<T> {
        self.window.execute(script, Vec::new()).await?.convert()
    }

    pub async fn click(&self, selector: &str) -> WebDriverResult<()> {
        self.window.find(By::Css(selector)).await?.click().await
    }

    /// Presses a key on whatever has the focus.
    pub async fn press(&self, key: Key) -> WebDriverResult<()> {
        self.window.action_chain().send_keys(key).perform().await
    }

    /// Waits until a condition in JavaScript holds.
    ///
    /// # Panics
    /// When it never does; `what` says what was hoped for.
    pub async fn until(&self, what: &str, condition: &str) -> WebDriverResult<()> {
        let start = Instant::now();
        loop {
            // A page that is just being left answers nothing, or with an error.
            if matches!(self.ask(&format!("return Boolean({condition})")).await, Ok(true)) {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                panic!("never came true at {}: {what} ({condition})", self.address().await?);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Waits until the browser shows a page, all of it.
    pub async fn until_at(&self, place: &Place, page: &str) -> WebDriverResult<()> {
        let (plain, short) = (format!("{}{}", place.root(), encode(page)), place.address(page));
        let here = format!("[{}, {}].includes(location.href.split('#')[0])", json!(plain), json!(short));
        self.until(&format!("the page is {page}"), &format!("{here} && document.readyState === 'complete'")).await
    }

    /// What happened since this was last asked.
    pub async fn happened(&self) -> WebDriverResult<Happened> {
        let mut happened = Happened::default();
        for entry in self.window.browser_log().await? {
            if ["WARNING", "SEVERE"].contains(&entry.level.as_str()) {
                happened.trouble.push(format!("console: {}", entry.message));
            }
        }
        for entry in self.window.get_log("performance").await? {
            let message: Value = serde_json::from_str(&entry.message)?;
            happened.note(&message["message"]);
        }
        Ok(happened)
    }
}

/// What pages said and asked for.
#[derive(Default)]
pub struct Happened {
    /// Warnings and errors on the console, and requests that failed.
    pub trouble: Vec<String>,
    /// The addresses of all requests.
    pub requests: Vec<String>,
}

impl Happened {
    /// One event of Chromium's network log: <https://chromedevtools.github.io/devtools-protocol/tot/Network/>.
    fn note(&mut self, event: &Value) {
        let parameters = &event["params"];
        match event["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                self.requests.extend(parameters["request"]["url"].as_str().map(str::to_owned));
            }
            Some("Network.webSocketCreated") => self.requests.extend(parameters["url"].as_str().map(str::to_owned)),
            Some("Network.responseReceived") => {
                let response = &parameters["response"];
                if response["status"].as_u64().is_some_and(|status| status >= 400) {
                    self.trouble.push(format!("request: {} {}", response["status"], response["url"]));
                }
            }
            // A page that is left for another has its requests cancelled; that is no failure.
            Some("Network.loadingFailed") if parameters["canceled"] != true => {
                self.trouble.push(format!("request: {} {}", parameters["type"], parameters["errorText"]));
            }
            _ => {}
        }
    }

    /// The requests that left the site.
    pub fn strangers(&self, place: &Place) -> Vec<&str> {
        let own = |address: &&str| address.starts_with(place.root()) || address.starts_with("data:");
        self.requests.iter().map(String::as_str).filter(|address| !own(address)).collect()
    }
}

/// The text of a file of the tests, by its path from the repository's root.
pub fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}; tests/run installs it"))
}
