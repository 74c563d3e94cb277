//! A host such as a site would be put on: it serves files, and forbids everything that is not the site's own.

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::{ServeDir, ServeFile};

/// What the manual tells a host to send: scripts, styles, images and requests only from the site itself, none inline.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'self'");

/// A running server. Ends with the value.
pub struct Server {
    task: JoinHandle<()>,
    /// The site's own address, with a slash at the end.
    pub address: String,
    refused: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves a folder under `/` or under a path such as `/a/b/`. Outside of that path there is nothing.
    pub async fn start(folder: &Path, under: &str) -> Server {
        let refused = Arc::new(Mutex::new(Vec::new()));
        // As static hosts do: an address that does not exist shows the site's 404 page.
        let not_found = ServeFile::new(folder.join("404.html"));
        let files = ServeDir::new(folder).not_found_service(not_found);
        let router = match under.trim_matches('/') {
            "" => Router::new().fallback_service(files),
            path => Router::new().nest_service(&format!("/{path}"), files),
        };
        let router = router.layer(middleware::from_fn_with_state(refused.clone(), note_refused));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("the port is known");
        let task = tokio::spawn(async move { axum::serve(listener, router).await.expect("the server runs") });
        Server { task, address: format!("http://{address}{under}"), refused }
    }

    /// The requests that found nothing since the last time this was asked.
    pub fn refused(&self) -> Vec<String> {
        std::mem::take(&mut *self.refused.lock().expect("no request panics"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn note_refused(State(refused): State<Arc<Mutex<Vec<String>>>>, request: Request, next: Next) -> Response {
    let asked = format!("{} {}", request.method(), request.uri());
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_success() && status != StatusCode::NOT_MODIFIED {
        refused.lock().expect("no request panics").push(format!("{asked}: {status}"));
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}
