//! Documented facts about an endpoint.

use http::Method;

/// What the documentation says about an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointInfo {
    /// The endpoint's name, stable and unique, such as `hire.v1.websites.deliveries.create_by_resume.post`.
    pub id: &'static str,
    /// The title of its page, or what the lexicon calls the endpoint.
    pub title: &'static str,
    /// The address of its page.
    pub docs: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path of the URL; a segment that begins with `:` is a placeholder, such as `:website_id`.
    pub path: &'static str,
    /// The kinds of access token it takes, the best known first; none if it takes no token.
    pub tokens: &'static [TokenKind],
    /// How often it may be called, for each app and tenant. All of the windows apply.
    pub rate_limits: &'static [RateWindow],
    /// The scopes that let an app call it; any one of them is enough.
    pub scopes: &'static [&'static str],
    /// The scopes without which the service omits or refuses some fields.
    pub field_scopes: &'static [&'static str],
    /// The paths of all fields of the request, such as `resume.education_list[].end_time_v2`, one a line. See
    /// [`request_field!`](crate::request_field).
    pub fields: &'static str,
}

/// The kind of a successful response, which decides how large it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseKind {
    /// JSON.
    Json,
    /// A file.
    File,
}

/// On whose behalf a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// `tenant_access_token`: the app, within a tenant.
    Tenant,
    /// `user_access_token`: a user.
    User,
    /// `app_access_token`: the app itself.
    App,
}

/// A limit on the number of calls within a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RateWindow {
    /// The number of calls.
    pub calls: u32,
    /// The length of the window, in seconds.
    pub seconds: u32,
}
