//! Asking the portal.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::WithoutBody;
use ureq::{Agent, Body, RequestBuilder};

use super::{Address, Fault, Fetched, Options, Wanted, answer, page};

/// A page's own name in the portal, given as `fullPath`.
const DETAIL: &str = "/document_portal/v1/document/get_detail";
/// The names that people see. The doubling is the portal's.
const MAPPING: &str = "/document_portal/v1/document_portal/v1/document/uri/mapping";
/// No answer is as long.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// How often the portal may say that the answer is at another place.
const MOST_REDIRECTS: usize = 5;
/// No longer than this the portal is waited for, whatever it says.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The portal's own name of each page by the one that people see, or why they cannot be found out.
type Names = Result<BTreeMap<String, String>, String>;

/// The portal, for one run.
pub(super) struct Portal {
    agent: Agent,
    options: Options,
    stop: Arc<AtomicBool>,
    /// By host, and only where it is needed.
    mappings: BTreeMap<String, OnceLock<Names>>,
}

impl Portal {
    pub fn new(options: &Options, stop: &Arc<AtomicBool>, wanted: &[Wanted]) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .tls_config(tls())
            .user_agent(concat!("feishu-codegen/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        let hosts = wanted.iter().map(|wanted| (wanted.address.host().to_owned(), OnceLock::new()));
        let (options, stop) = (options.clone(), Arc::clone(stop));
        Portal { agent, options, stop, mappings: hosts.collect() }
    }

    /// Brings one page.
    pub fn bring(&self, wanted: &Wanted) -> Result<Fetched, Fault> {
        let known = wanted.have.as_ref().and_then(|have| have.full_path.clone());
        let full_path = match known {
            Some(full_path) => full_path,
            None => self.full_path(&wanted.address)?,
        };
        let detail = self.persist(|| {
            let body = self.get(&wanted.address, DETAIL, &[("fullPath", &full_path)])?;
            answer::detail(&body)
        })?;
        page::made(wanted, &full_path, &detail)
    }

    /// The portal's own name for the page; an address that the mapping does not list is such a name itself.
    fn full_path(&self, address: &Address) -> Result<String, Fault> {
        let Some(mapping) = self.mappings.get(address.host()) else { return Ok(address.path().to_owned()) };
        let asked = || {
            let ask = || {
                let body = self.get(address, MAPPING, &[("lang", self.options.language.as_str())])?;
                answer::mapping(&body)
            };
            self.persist(ask).map_err(|fault| fault.to_string())
        };
        match mapping.get_or_init(asked) {
            Ok(mapping) => Ok(mapping.get(address.path()).map_or(address.path(), String::as_str).to_owned()),
            Err(_) if self.is_stopped() => Err(Fault::Stopped),
            Err(fault) => Err(Fault::NoNames(fault.clone())),
        }
    }

    /// Tries again as long as the fault may pass.
    fn persist<T>(&self, attempt: impl Fn() -> Result<T, Fault>) -> Result<T, Fault> {
        let mut pause = self.options.pause;
        for _ in 0..self.options.retries {
            match attempt() {
                Err(fault) if fault.may_pass() => {
                    let requested = match fault {
                        Fault::Status { wait: Some(seconds), .. } => Duration::from_secs(seconds),
                        _ => Duration::ZERO,
                    };
                    self.sleep(pause.max(requested).min(LONGEST_PAUSE))?;
                    pause *= 2;
                }
                result => return result,
            }
        }
        attempt()
    }

    fn sleep(&self, pause: Duration) -> Result<(), Fault> {
        let end = Instant::now() + pause;
        while Instant::now() < end && !self.is_stopped() {
            let left = end.saturating_duration_since(Instant::now());
            thread::sleep(left.min(Duration::from_millis(50)));
        }
        if self.is_stopped() { Err(Fault::Stopped) } else { Ok(()) }
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn get(&self, address: &Address, path: &str, query: &[(&str, &str)]) -> Result<Vec<u8>, Fault> {
        let host =
            self.options.portal.as_deref().map_or(address.host(), |portal| portal.trim_end_matches('/'));
        let request = self.agent.get(format!("{host}{path}")).query_pairs(query.iter().copied());
        let mut response = self.call(request)?;
        for _ in 0..MOST_REDIRECTS {
            match elsewhere(&response) {
                Some(place) => response = self.call(self.agent.get(on_host(host, place)?))?,
                None => break,
            }
        }
        match response.status().as_u16() {
            200 => {}
            404 | 410 => return Err(Fault::Gone),
            status => return Err(Fault::Status { status, wait: wait(&response) }),
        }
        let mut body = Vec::new();
        let reader = response.body_mut().with_config().limit(MOST_BYTES).reader();
        { reader }.read_to_end(&mut body).map_err(|error| Fault::Silent(error.into()))?;
        Ok(body)
    }

    fn call(&self, request: RequestBuilder<WithoutBody>) -> Result<Response<Body>, Fault> {
        let request = request.header("Accept-Language", self.options.language.as_str());
        request.call().map_err(Fault::Silent)
    }
}

/// Where the portal says that the answer is.
fn elsewhere<B>(response: &Response<B>) -> Option<&str> {
    let place = response.headers().get("location")?.to_str().ok()?;
    response.status().is_redirection().then_some(place)
}

/// The address of a place on the host, scheme and port included; no other host is asked.
fn on_host(host: &str, place: &str) -> Result<String, Fault> {
    match place.strip_prefix(host) {
        Some(path) if path.starts_with('/') => Ok(place.to_owned()),
        None if place.starts_with('/') && !place.starts_with("//") => Ok(format!("{host}{place}")),
        _ => Err(Fault::Elsewhere(place.to_owned())),
    }
}

/// What `feishu-client` trusts, too: the machine's own certificates.
fn tls() -> TlsConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    config.unversioned_rustls_crypto_provider(provider).build()
}

fn wait<B>(response: &Response<B>) -> Option<u64> {
    response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()
}
