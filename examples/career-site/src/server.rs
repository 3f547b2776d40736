//! Puts the parts together and runs them.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use feishu_client::{Client, ClientBuilder, FEISHU_BASE_URL, MemoryTokens, SlidingWindowLimiter};
use feishu_mock::Mock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing::{info, warn};

use crate::catalog::Catalog;
use crate::config::{Config, Password, Service};
use crate::outbox::{Key, Outbox, UNUSED_FILES_MS};
use crate::store::Store;
use crate::web::{self, Site};
use crate::worker::{self, Sender};
use crate::{demo, form};

/// Why the site stopped.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Serves the site until the process is asked to stop; then applications that are being sent get their outcome.
///
/// # Errors
/// A setting cannot be used, the outbox cannot be opened, or the address is taken.
pub async fn run(config: Config) -> Result<(), Failure> {
    // The mock lives until the end of this function.
    let (service, mock) = service(config.service).await?;
    let destination = destination(&service, mock.is_some());
    let store = Arc::new(Store::new(Outbox::open(&config.database, &destination)?));
    // A candidate waits for the catalog; nobody waits for the worker.
    let clients = Clients::new(&service);
    let catalog = Catalog::new(
        clients.builder().interactive().build()?,
        service.website_id.clone(),
        config.required.clone(),
    )?;
    let client = clients.builder().batch().validation(&form::required(&config.required)?).build()?;
    let site = Arc::new(Site {
        store: Arc::clone(&store),
        catalog,
        operator_password: operator_password(config.operator_password)?,
    });
    let listener = TcpListener::bind(config.listen).await?;
    tokio::spawn(tidy(Arc::clone(&store)));
    // There are many places: fetch them before the first candidate waits for them.
    let warmed = Arc::clone(&site);
    tokio::spawn(async move { drop(warmed.catalog.rules().await) });
    writeln!(std::io::stdout(), "listening on http://{}", listener.local_addr()?)?;
    let (stop, stopped) = watch::channel(false);
    let sender = Sender { client, website_id: service.website_id };
    let worker = tokio::spawn(worker::run(store, sender, stopped));
    axum::serve(listener, web::router(site)).with_graceful_shutdown(asked_to_stop()).await?;
    stop.send_replace(true);
    worker.await?;
    drop(mock);
    info!("stopped");
    Ok(())
}

/// Clients that share tokens and count their calls together.
struct Clients<'a> {
    service: &'a Service,
    tokens: Arc<MemoryTokens>,
    limiter: Arc<SlidingWindowLimiter>,
}

impl<'a> Clients<'a> {
    fn new(service: &'a Service) -> Self {
        let (tokens, limiter) = (Arc::new(MemoryTokens::new()), Arc::new(SlidingWindowLimiter::new()));
        Clients { service, tokens, limiter }
    }

    fn builder(&self) -> ClientBuilder {
        let Service { app_id, app_secret, base_url, .. } = self.service;
        Client::builder()
            .credentials(app_id, app_secret.0.as_str())
            .base_url(base_url.as_deref().unwrap_or(FEISHU_BASE_URL))
            .token_store(self.tokens.clone())
            .limiter(self.limiter.clone())
    }
}

/// The service of the settings, or a mock of it.
async fn service(service: Option<Service>) -> Result<(Service, Option<Mock>), Failure> {
    match service {
        Some(service) => Ok((service, None)),
        None => {
            let mock = demo::mock().await?;
            info!("no credentials in the environment: applications go to a mock at {}", mock.base_url());
            Ok((demo::service(&mock), Some(mock)))
        }
    }
}

/// Deletes what candidates have left behind, once an hour.
async fn tidy(store: Arc<Store>) {
    let mut hours = tokio::time::interval(Duration::from_secs(60 * 60));
    loop {
        hours.tick().await;
        if let Err(error) = store.run(|outbox| outbox.delete_unused_files(UNUSED_FILES_MS)).await {
            warn!(%error, "the outbox fails");
        }
    }
}

/// Where the applications in the outbox go. Each mock has another address.
fn destination(service: &Service, is_mock: bool) -> String {
    if is_mock {
        return "a mock".to_owned();
    }
    let base_url = service.base_url.as_deref().unwrap_or(FEISHU_BASE_URL);
    format!("the career site {} at {base_url}", service.website_id)
}

/// A password that nobody has set is random, and shown once.
fn operator_password(password: Option<Password>) -> Result<String, Failure> {
    if let Some(Password(password)) = password {
        return Ok(password);
    }
    let password = Key::random()?.as_str().to_owned();
    writeln!(std::io::stdout(), "the password of /operator is {password}")?;
    Ok(password)
}

async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
