//! The HTTP server.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response};
use axum::{Extension, Router, middleware};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::gate::{Connection, Gate};
use crate::platform::{self, Platform};
use crate::{control, loopback};

/// Takes connections for as long as it is polled; to drop it is to cut them all.
pub(crate) async fn serve(listener: TcpListener, platform: Arc<Platform>) {
    let router = control::routes().fallback(platform::play).with_state(platform.clone());
    let router = router.layer(middleware::from_fn(loopback::guard));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // What fails here is the connection, not the listener: its client gave up.
                if let Ok((stream, _)) = accepted {
                    connections.spawn(connection(stream, router.clone(), platform.clone()));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Answers on one connection until its end, or until it is cut.
async fn connection(stream: TcpStream, router: Router, platform: Arc<Platform>) {
    let _ = stream.set_nodelay(true);
    let line = Connection::default();
    let gate = Gate::new(stream, line.clone(), move |method: &str, path: &str| platform.cuts(method, path));
    let answers = TowerToHyperService::new(router.layer(Extension(line.clone())));
    let answer = service_fn(|request: Request<Incoming>| once_answered(answers.call(request), line.clone()));
    tokio::select! {
        // How a connection ends is the client's affair.
        _ = http1::Builder::new().serve_connection(TokioIo::new(gate), answer) => {}
        () = line.until_cut() => {}
    }
}

async fn once_answered(
    answer: impl Future<Output = Result<Response<Body>, Infallible>>,
    line: Connection,
) -> Result<Response<Body>, Infallible> {
    let answer = answer.await;
    line.answered();
    answer
}
