//! Faults: the model here, what they do in `effect`, which comes next in `queue`.

mod effect;
mod queue;

use serde::{Deserialize, Serialize};

pub(crate) use queue::Faults;

/// A fault to inject: what goes wrong, for which calls, after how many of them and how often.
///
/// In JSON, as `/_mock/faults` takes it, only `kind` has to be there:
///
/// ```
/// use feishu_mock::{Fault, FaultKind};
///
/// let json = r#"{ "kind": { "limited": { "reset": 2 } }, "endpoint": "demo.v1.greetings.get", "count": 3 }"#;
/// let fault: Fault = serde_json::from_str(json)?;
/// assert_eq!(fault, Fault::new(FaultKind::limited(Some(2))).on("demo.v1.greetings.get").times(3));
///
/// assert_eq!(serde_json::from_str::<Fault>(r#"{ "kind": "gzip" }"#)?, FaultKind::Gzip.into());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// The id of the endpoint whose calls it affects; without one all calls except those for a token
    /// ([`TOKEN_ENDPOINT`](crate::TOKEN_ENDPOINT)).
    #[serde(default)]
    pub endpoint: Option<String>,
    /// How many of these calls succeed before.
    #[serde(default)]
    pub after: u64,
    /// How many it affects: one by default, all that follow if `None` (in JSON: `null`).
    #[serde(default = "once")]
    pub count: Option<u64>,
}

impl Fault {
    /// A fault of the next call of any endpoint.
    #[must_use]
    pub fn new(kind: FaultKind) -> Self {
        Fault { kind, endpoint: None, after: 0, count: once() }
    }

    /// Restricts the fault to calls of this endpoint.
    #[must_use]
    pub fn on(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets how many calls succeed before.
    #[must_use]
    pub fn after(mut self, calls: u64) -> Self {
        self.after = calls;
        self
    }

    /// Sets the number of affected calls.
    #[must_use]
    pub fn times(mut self, calls: u64) -> Self {
        self.count = Some(calls);
        self
    }

    /// Affects all calls that follow.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.count = None;
        self
    }
}

impl From<FaultKind> for Fault {
    fn from(kind: FaultKind) -> Self {
        Fault::new(kind)
    }
}

/// What goes wrong.
///
/// The first four replace the response, and [`CutBeforeRead`](FaultKind::CutBeforeRead) for the whole call: it
/// is not carried out. The others leave the call as it would be, and spoil how its answer comes back, or whether
/// it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FaultKind {
    /// The token is refused with code 99991663, whatever it is.
    TokenRefused {
        /// 400 by default; the platform also uses 200.
        #[serde(default = "bad_request")]
        status: u16,
    },
    /// The limit is reached: code 99991400.
    Limited {
        /// 429 by default; old endpoints use 400.
        #[serde(default = "too_many_requests")]
        status: u16,
        /// The seconds in the reset header; no such header if `None`.
        #[serde(default)]
        reset: Option<u64>,
    },
    /// HTTP 500 with the JSON of an error: code 1002001.
    ServerError,
    /// The error with this code.
    Code {
        /// The code.
        code: i64,
        /// The HTTP status, if it is not the documented one (400 where the page lists none).
        #[serde(default)]
        status: Option<u16>,
        /// The message, if it is not the documented one.
        #[serde(default)]
        msg: Option<String>,
    },
    /// The connection is cut before a byte of the request is read. Such a call is not recorded, only counted
    /// ([`FaultState::fired`]).
    CutBeforeRead,
    /// The connection is cut after the request was read and carried out.
    CutAfterRead,
    /// The answer comes late.
    Slow {
        /// How much later.
        milliseconds: u64,
    },
    /// Only the first half of the answer's JSON comes, in a whole HTTP message.
    CutOffJson,
    /// A page of HTML comes in place of the answer.
    Html {
        /// 502 by default.
        #[serde(default = "bad_gateway")]
        status: u16,
    },
    /// The answer has no body.
    EmptyBody {
        /// 200 by default.
        #[serde(default = "fine")]
        status: u16,
    },
    /// The answer comes compressed, whether or not the client takes that.
    Gzip,
}

impl FaultKind {
    /// The token is refused with HTTP 400.
    #[must_use]
    pub fn token_refused() -> Self {
        FaultKind::TokenRefused { status: bad_request() }
    }

    /// The limit is reached: HTTP 429, with or without the header for the time to wait.
    #[must_use]
    pub fn limited(reset: Option<u64>) -> Self {
        FaultKind::Limited { status: too_many_requests(), reset }
    }

    /// The documented error with this code.
    #[must_use]
    pub fn code(code: i64) -> Self {
        FaultKind::Code { code, status: None, msg: None }
    }

    /// The HTTP status that the fault asks for.
    fn status(&self) -> Option<u16> {
        match self {
            FaultKind::TokenRefused { status }
            | FaultKind::Limited { status, .. }
            | FaultKind::Html { status }
            | FaultKind::EmptyBody { status } => Some(*status),
            FaultKind::Code { status, .. } => *status,
            _ => None,
        }
    }
}

/// A fault, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FaultState {
    /// The fault.
    #[serde(flatten)]
    pub fault: Fault,
    /// How many calls it could have affected.
    pub seen: u64,
    /// How many calls it affected.
    pub fired: u64,
}

fn once() -> Option<u64> {
    Some(1)
}

fn fine() -> u16 {
    200
}

fn bad_request() -> u16 {
    400
}

fn too_many_requests() -> u16 {
    429
}

fn bad_gateway() -> u16 {
    502
}
