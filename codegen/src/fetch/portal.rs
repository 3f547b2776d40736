//! Requests to the portal.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use feishu_schema::Language;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::WithoutBody;
use ureq::{Agent, Body, RequestBuilder};

use super::{Address, Fault, FetchedPage, Options, WantedPage, answer, page};

/// Returns a page by its internal path, `fullPath`.
const DETAIL: &str = "/document_portal/v1/document/get_detail";
/// Returns the public paths. The repeated segment is the portal's.
const MAPPING: &str = "/document_portal/v1/document_portal/v1/document/uri/mapping";
/// The tree of all pages. The spelling is the portal's.
const DIRECTORY: &str = "/api/tools/docment/directory_list";
/// No answer is as long.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The maximum number of redirects.
const MOST_REDIRECTS: usize = 5;
/// The longest pause, whatever the portal requests.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The internal path of each page by its public path, or the reason why they are unknown.
type Names = Result<BTreeMap<String, String>, String>;

/// The portal during one run.
pub(super) struct Portal {
    agent: Agent,
    options: Options,
    stop: Arc<AtomicBool>,
    /// By host and language. Loaded on first use.
    mappings: BTreeMap<(String, Language), OnceLock<Names>>,
}

impl Portal {
    pub fn new(options: &Options, stop: &Arc<AtomicBool>, wanted: &[WantedPage]) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .tls_config(tls())
            .user_agent(concat!("feishu-codegen/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        let hosts = wanted.iter().map(|wanted| (wanted.address.host().to_owned(), wanted.language));
        let mappings = hosts.map(|host| (host, OnceLock::new())).collect();
        let (options, stop) = (options.clone(), Arc::clone(stop));
        Portal { agent, options, stop, mappings }
    }

    /// Brings one page.
    pub fn bring(&self, wanted: &WantedPage) -> Result<FetchedPage, Fault> {
        let places = [wanted.place(wanted.language), &wanted.chinese, &wanted.english];
        let mut known = places.into_iter().filter_map(|place| place.have.as_ref()?.full_path.as_ref());
        let full_path = match wanted.full_path.as_ref().or_else(|| known.next()) {
            Some(full_path) => full_path.clone(),
            None => self.full_path(&wanted.address, wanted.language)?,
        };
        let detail = self.persist(|| {
            let query = [("fullPath", full_path.as_str())];
            let body = self.get(wanted.address.host(), DETAIL, &query, wanted.language)?;
            answer::detail(&body)
        })?;
        page::made(wanted, &full_path, &detail)
    }

    /// The portal's own name for the page; an address that the mapping does not list is such a name itself.
    fn full_path(&self, address: &Address, language: Language) -> Result<String, Fault> {
        let host = (address.host().to_owned(), language);
        let Some(mapping) = self.mappings.get(&host) else { return Ok(address.path().to_owned()) };
        let asked = || self.mapping(address.host(), language).map_err(|fault| fault.to_string());
        match mapping.get_or_init(asked) {
            Ok(mapping) => Ok(mapping.get(address.path()).map_or(address.path(), String::as_str).to_owned()),
            Err(_) if self.is_stopped() => Err(Fault::Stopped),
            Err(fault) => Err(Fault::NoNames(fault.clone())),
        }
    }

    /// Returns the internal path of each page by its public path.
    pub fn mapping(&self, host: &str, language: Language) -> Result<BTreeMap<String, String>, Fault> {
        self.persist(|| answer::mapping(&self.get(host, MAPPING, &[], language)?))
    }

    /// Returns all pages that the portal lists.
    pub fn directory(&self, host: &str, language: Language) -> Result<Vec<answer::Listed>, Fault> {
        self.persist(|| answer::directory(&self.get(host, DIRECTORY, &[], language)?))
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

    fn get(
        &self,
        host: &str,
        path: &str,
        query: &[(&str, &str)],
        language: Language,
    ) -> Result<Vec<u8>, Fault> {
        let host = self.options.portal.as_deref().map_or(host, |portal| portal.trim_end_matches('/'));
        let query = query.iter().copied().chain([("lang", tag(language))]);
        let request = self.agent.get(format!("{host}{path}")).query_pairs(query);
        let mut response = self.call(request, language)?;
        for _ in 0..MOST_REDIRECTS {
            match elsewhere(&response) {
                Some(place) => response = self.call(self.agent.get(on_host(host, place)?), language)?,
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

    fn call(
        &self,
        request: RequestBuilder<WithoutBody>,
        language: Language,
    ) -> Result<Response<Body>, Fault> {
        let accepted = match language {
            Language::Chinese => "zh-CN,zh;q=0.9",
            Language::English => "en-US,en;q=0.9",
        };
        request.header("Accept-Language", accepted).call().map_err(Fault::Silent)
    }
}

/// The portal's code of the language.
fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-CN",
        Language::English => "en-US",
    }
}

/// The target of a redirect.
fn elsewhere<B>(response: &Response<B>) -> Option<&str> {
    let place = response.headers().get("location")?.to_str().ok()?;
    response.status().is_redirection().then_some(place)
}

/// The absolute URL of a redirect. It must stay on the same host, scheme and port.
fn on_host(host: &str, place: &str) -> Result<String, Fault> {
    match place.strip_prefix(host) {
        Some(path) if path.starts_with('/') => Ok(place.to_owned()),
        None if place.starts_with('/') && !place.starts_with("//") => Ok(format!("{host}{place}")),
        _ => Err(Fault::Elsewhere(place.to_owned())),
    }
}

/// Trusts the system's certificates, as `feishu-client` does.
fn tls() -> TlsConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    config.unversioned_rustls_crypto_provider(provider).build()
}

fn wait<B>(response: &Response<B>) -> Option<u64> {
    response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()
}
