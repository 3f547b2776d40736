//! Options of one call.

use std::time::Duration;

use http::HeaderMap;

use crate::ValidationOptions;
use crate::validate::FieldPattern;

/// The options that apply to one call alone.
#[derive(Clone, Default)]
pub(super) struct CallOptions<'a> {
    pub(super) validation: Validation<'a>,
    /// In place of the app's own token.
    pub(super) token: Option<&'a str>,
    /// It does no harm if the service carries out the call twice.
    pub(super) is_repeatable: bool,
    /// In place of the client's timeout.
    pub(super) timeout: Option<Duration>,
    /// In place of the client's deadline.
    pub(super) deadline: Option<Duration>,
    /// Beside the client's own.
    pub(super) headers: HeaderMap,
    /// The members of the body that are null.
    pub(super) nulls: Vec<FieldPattern>,
}

/// How the request is validated.
#[derive(Clone, Copy, Default)]
pub(super) enum Validation<'a> {
    /// As the client's settings say.
    #[default]
    Default,
    /// With these options in place of the client's.
    With(&'a ValidationOptions),
    /// With these options beside the client's.
    And(&'a ValidationOptions),
    Off,
}
