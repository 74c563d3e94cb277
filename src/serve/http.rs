//! HTTP: requests in, answers out, and word of changes to every open tab.
//!
//! axum, because it is what mdBook and Zola serve with, is kept up, and brings Server-Sent Events; of its parts only HTTP/1 is
//! compiled, and there are no routes: every address is looked up in the site.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use jiff::civil::Date;
use tokio::sync::watch;

use super::answer::{Answer, Asked, Asker, OWN, answer};
use super::desk::Shown;
use super::host::is_ours;
use super::html::tag;
use super::survey::Surveys;
use crate::book::Editor;
use crate::diagnostic::Language;

/// What the manual tells a host to send. Everything comes from the site itself, and nobody else may frame it or be sent its forms.
const POLICY: &str =
    "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'";

const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// After this time without a change a tab is told that all is well, or a proxy would hang up.
const STILL_HERE: Duration = Duration::from_secs(15);

/// What is told to tabs: the snapshot that is shown, whether its rules have run, and which was surveyed last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub number: u64,
    pub is_checked: bool,
    pub surveyed: u64,
}

/// All that a request needs.
#[derive(Clone)]
pub struct Service {
    pub shown: Shown,
    pub surveys: Surveys,
    pub today: fn() -> Date,
    pub root: PathBuf,
    pub changes: watch::Receiver<Change>,
    /// Tells this run from another one, whose snapshots have the same numbers.
    pub run: u64,
    pub colleagues: bool,
    pub language: Language,
    pub editor: Option<Editor>,
}

/// Answers requests until the program ends.
///
/// # Errors
/// When the system allows no more threads or sockets.
pub fn run(listener: TcpListener, service: Service) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    listener.set_nonblocking(true)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(respond).with_state(service);
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await
    })
}

async fn respond(
    State(service): State<Service>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    // A whole address in the request's first line counts before the header (RFC 9112 §3.2.2).
    let host = request.uri().authority().map_or(host, |authority| authority.as_str());
    if !is_ours(host, service.colleagues) {
        return plain(Answer::text(403, "This name is not served here. Use localhost or the address."));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = plain(Answer::text(405, "Method Not Allowed"));
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let path = request.uri().path().to_owned();
    if path.strip_prefix('/').and_then(|path| path.strip_prefix(OWN)) == Some("events") {
        return events(service.changes, service.run);
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let asker = Asker {
        is_local: from.ip().is_loopback(),
        language: service.language,
        editor: service.editor.clone(),
        today: (service.today)(),
    };
    // To render a page takes some milliseconds, in which others should be answered.
    let made = tokio::task::spawn_blocking(move || {
        let asked =
            Asked { snapshot: &service.shown.now(), surveys: &service.surveys, root: &service.root, asker: &asker };
        answer(asked, &path, &query)
    });
    match made.await {
        Ok(answer) => with_tag(answer, request.headers()),
        Err(_) => plain(Answer::text(500, "Internal Server Error")),
    }
}

/// The answer with its tag, or only that nothing has changed for whoever has it already.
fn with_tag(answer: Answer, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", answer.tag.clone().unwrap_or_else(|| tag(&answer.body)));
    let is_known =
        asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).is_some_and(|known| known == tag);
    let mut response = plain(answer);
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn plain(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !answer.is_trusted {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    // What is here now may be another thing after the next save.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(kind) = HeaderValue::from_str(&answer.kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if let Some(Ok(location)) = answer.location.as_deref().map(HeaderValue::from_str) {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// Tells a tab what is shown now, and from then on every change.
fn events(changes: watch::Receiver<Change>, run: u64) -> Response {
    let told = stream::unfold((changes, true), move |(mut changes, is_first)| async move {
        if !is_first {
            changes.changed().await.ok()?;
        }
        let Change { number, is_checked, surveyed } = *changes.borrow_and_update();
        let data =
            format!("{{\"run\":\"{run:x}\",\"number\":{number},\"checked\":{is_checked},\"surveyed\":{surveyed}}}");
        Some((Ok::<_, Infallible>(Event::default().data(data)), (changes, false)))
    });
    let mut response = Sse::new(told).keep_alive(KeepAlive::new().interval(STILL_HERE)).into_response();
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
