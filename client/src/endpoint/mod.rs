//! A call as a value: what to send where, and how to read what comes back, without sending anything.

mod body;
mod build;
mod file;
mod info;
mod multipart;
mod values;

pub use body::RequestBody;
pub use build::BuildError;
pub use file::File;
pub use info::{EndpointInfo, RateWindow, TokenKind};
pub use multipart::Multipart;
pub use values::{Value, Values};

use crate::{Answer, ErrorCode, ReadError, Validate};

/// One call of one endpoint, ready to be sent.
///
/// The type of the request stands for the endpoint: it knows what the documentation says about it
/// ([`Endpoint::INFO`]), what answers it gets ([`Endpoint::Response`]) and which errors ([`Endpoint::Code`]).
pub trait Endpoint: Validate {
    /// What the service answers if all went well.
    type Response;

    /// The error codes that the endpoint's documentation lists.
    type Code: ErrorCode;

    /// What the documentation says about the endpoint.
    const INFO: &'static EndpointInfo;

    /// Adds the values for the placeholders of the path.
    fn path_values(&self, to: &mut Values) {
        let _ = to;
    }

    /// Adds the values of the query.
    fn query_values(&self, to: &mut Values) {
        let _ = to;
    }

    /// The body. None unless the endpoint has one.
    ///
    /// # Errors
    ///
    /// A value that JSON cannot express, such as a float that is no number.
    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        Ok(RequestBody::Empty)
    }

    /// Reads the service's answer.
    ///
    /// # Errors
    ///
    /// The service refused the call, or its answer cannot be read.
    fn read(answer: &Answer<'_>) -> Result<Self::Response, ReadError<Self::Code>>;

    /// The HTTP request: method, URL, headers and body.
    ///
    /// `base_url` is the service's address, such as `https://open.feishu.cn`; `token` the access token without
    /// `Bearer`, which becomes a header that is marked as sensitive.
    ///
    /// # Errors
    ///
    /// No valid request can be made of these values. Other than that nothing is checked: see [`Validate`].
    fn to_http(&self, base_url: &str, token: Option<&str>) -> Result<http::Request<Vec<u8>>, BuildError> {
        build::request(self, base_url, token)
    }
}
