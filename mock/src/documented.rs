//! The errors that the documentation of an endpoint lists.

use feishu_schema::{Endpoint, ErrorCase};
use serde::Serialize;

use crate::refusal::Refusal;
use crate::reply::final_status;

/// An error that the documentation of an endpoint lists, as [`FaultKind::Code`](crate::FaultKind::Code) answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DocumentedError {
    /// The code.
    pub code: i64,
    /// The HTTP status: 400 where the documentation states none.
    pub status: u16,
    /// The message.
    pub msg: String,
}

/// The documented errors of an endpoint, in the order of its page.
pub(crate) fn errors(endpoint: &Endpoint) -> Vec<DocumentedError> {
    let error =
        |case: &ErrorCase| DocumentedError { code: case.code, status: status(case), msg: case.text.clone() };
    endpoint.errors.iter().map(error).collect()
}

/// The error with this code. `status` and `msg` take precedence over the documented ones; where a code is listed
/// several times, `status` selects.
pub(crate) fn documented(endpoint: &Endpoint, code: i64, status: Option<u16>, msg: Option<&str>) -> Refusal {
    let errors = errors(endpoint);
    let with_code = || errors.iter().filter(|error| error.code == code);
    let error = with_code().find(|error| Some(error.status) == status).or(with_code().next());
    let status = status.or(error.map(|error| error.status)).unwrap_or(400);
    let msg = msg.or(error.map(|error| error.msg.as_str())).unwrap_or("undocumented error");
    Refusal::new(status, code, msg)
}

fn status(case: &ErrorCase) -> u16 {
    case.status.filter(|status| final_status(*status).is_some()).unwrap_or(400)
}
