//! Settings of a mock.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use feishu_schema::Endpoint;
use tokio::net::TcpListener;

use crate::answer::Ids;
use crate::canned::CannedAnswers;
use crate::clock::Clock;
use crate::fault::Faults;
use crate::limit::Limiter;
use crate::memory::Memory;
use crate::platform::Platform;
use crate::recorded::Log;
use crate::reply::final_status;
use crate::route::Routes;
use crate::token::{self, Tokens};
use crate::{Error, Mock, RateLimitMode, catalog, server};

/// The platform's tokens last two hours at most.
const LIFETIME: Duration = Duration::from_secs(7200);

const MOST_RECORDED: usize = 10_000;

/// Builds a [`Mock`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct MockBuilder {
    listen: SocketAddr,
    folders: Vec<PathBuf>,
    endpoints: Vec<Endpoint>,
    apps: BTreeMap<String, String>,
    users: Vec<(String, String)>,
    lifetime: Duration,
    refused_token_status: u16,
    limits: RateLimitMode,
    recorded: usize,
}

impl MockBuilder {
    pub(crate) fn new() -> Self {
        MockBuilder {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            folders: Vec::new(),
            endpoints: Vec::new(),
            apps: BTreeMap::new(),
            users: Vec::new(),
            lifetime: LIFETIME,
            refused_token_status: 400,
            limits: RateLimitMode::default(),
            recorded: MOST_RECORDED,
        }
    }

    /// The address to listen on; a free port of 127.0.0.1 by default. Must be a loopback address.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Serves every description (`*.json`) in the folder.
    pub fn endpoints(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.push(folder.into());
        self
    }

    /// Serves this endpoint.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoints.push(endpoint);
        self
    }

    /// Adds an app; without any, the mock knows [`Mock::APP_ID`] with [`Mock::APP_SECRET`].
    pub fn app(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.apps.insert(id.into(), secret.into());
        self
    }

    /// Adds a user access token (`u-…`) of an app. It does not expire.
    pub fn user_token(mut self, token: impl Into<String>, app: impl Into<String>) -> Self {
        self.users.push((token.into(), app.into()));
        self
    }

    /// How long tenant access tokens are valid; two hours by default.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// The HTTP status of a refused token: the platform uses 400 (the default) and 200.
    pub fn refused_token_status(mut self, status: u16) -> Self {
        self.refused_token_status = status;
        self
    }

    /// How the documented rate limits are enforced; [`RateLimitMode::Sliding`] by default.
    pub fn limits(mut self, limits: RateLimitMode) -> Self {
        self.limits = limits;
        self
    }

    /// How many requests are recorded, 10,000 by default; then the oldest ones are dropped. So are they when the
    /// recorded bodies are longer than 64 MiB together.
    pub fn recorded_requests(mut self, most: usize) -> Self {
        self.recorded = most;
        self
    }

    /// Starts the mock, in the background of the tokio runtime that this is called on.
    ///
    /// # Errors
    /// A description cannot be read, two of them have the same route, or the address is not a loopback address or not
    /// available.
    pub async fn start(self) -> Result<Mock, Error> {
        if !self.listen.ip().is_loopback() {
            return Err(Error::NotLoopback(self.listen));
        }
        if final_status(self.refused_token_status).is_none() {
            return Err(Error::InvalidStatus(self.refused_token_status));
        }
        let routes = self.routes()?;
        let unheard = |source| Error::Listen { address: self.listen, source };
        let listener = TcpListener::bind(self.listen).await.map_err(unheard)?;
        let address = listener.local_addr().map_err(unheard)?;
        let platform = Arc::new(self.platform(routes, address));
        let server = tokio::spawn(server::serve(listener, platform.clone()));
        Ok(Mock::new(address, platform, server))
    }

    /// A description of the token endpoint gives way to the mock's own.
    fn routes(&self) -> Result<Routes, Error> {
        let own = token::endpoint()
            .map_err(|source| Error::Description { origin: token::TOKEN_ENDPOINT.to_owned(), source })?;
        let mut endpoints = self.endpoints.clone();
        for folder in &self.folders {
            endpoints.extend(catalog::read(folder)?);
        }
        endpoints.retain(|endpoint| (endpoint.method, &endpoint.path) != (own.method, &own.path));
        endpoints.push(own);
        let mut routes = Routes::default();
        endpoints.into_iter().try_for_each(|endpoint| routes.add(endpoint))?;
        Ok(routes)
    }

    fn platform(self, routes: Routes, address: SocketAddr) -> Platform {
        let mut apps = self.apps;
        if apps.is_empty() {
            apps.insert(Mock::APP_ID.to_owned(), Mock::APP_SECRET.to_owned());
        }
        let tokens = Tokens::new(apps, self.lifetime, address.to_string());
        for (token, app) in self.users {
            tokens.add_user(token, app);
        }
        Platform {
            routes,
            tokens,
            limiter: Limiter::new(self.limits),
            clock: Clock::start(),
            refused_token_status: self.refused_token_status,
            faults: Faults::default(),
            canned: CannedAnswers::default(),
            memory: Memory::default(),
            log: Log::new(self.recorded),
            ids: Ids::default(),
            answers: AtomicU64::new(0),
        }
    }
}
