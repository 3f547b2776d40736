//! Errors of starting and controlling a mock.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a mock cannot start, or cannot do what it is asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder or a file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file holds no description.
    #[error("{origin}: {source}")]
    Description {
        /// The file.
        origin: String,
        /// What is wrong with it.
        source: feishu_schema::Error,
    },
    /// The path of an endpoint is not valid.
    #[error("endpoint {id:?}: the path {path:?} {reason}")]
    Path {
        /// The endpoint.
        id: String,
        /// Its path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A call could mean either of two endpoints.
    #[error("endpoints {first:?} and {second:?} both answer {method} {path}: leave one out")]
    SameRoute {
        /// The one that was there.
        first: String,
        /// The one that was added.
        second: String,
        /// The method of both.
        method: &'static str,
        /// The path of the second.
        path: String,
    },
    /// Two endpoints have the same id, so that faults and records could not distinguish them.
    #[error("two endpoints are called {0:?}: leave one out")]
    SameId(String),
    /// The mock talks to this machine alone.
    #[error("{0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// A fault or an answer is meant for an endpoint that the mock does not serve.
    #[error("no endpoint is called {0:?}")]
    UnknownEndpoint(String),
    /// A canned answer has items, but the endpoint does not return pages of them.
    #[error("endpoint {0:?} does not return pages of items")]
    NotPaged(String),
    /// A canned answer is a sequence without an element.
    #[error("the sequence of answers for {0:?} is empty")]
    EmptySequence(String),
    /// A fault asks for an error that no selected endpoint documents, and does not say its status.
    #[error("code {0} is not documented for the endpoint: say its status")]
    UndocumentedCode(i64),
    /// A fault asks for a status that no final answer can have.
    #[error("{0} is not the status of an answer (200 to 599)")]
    InvalidStatus(u16),
}
