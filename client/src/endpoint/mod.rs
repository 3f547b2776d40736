//! Endpoints: how a request is built and a response read, without any I/O.

mod body;
mod build;
mod content;
mod file;
mod info;
mod multipart;
mod null;
mod values;

pub use body::RequestBody;
pub use build::BuildError;
#[cfg(feature = "transport")]
pub(crate) use build::{RequestParts, base_url, bearer};
#[cfg(feature = "transport")]
pub(crate) use content::Chunk;
pub use file::File;
pub use info::{EndpointInfo, RateWindow, ResponseKind, TokenKind};
pub use multipart::Multipart;
pub use values::{Parameter, Values};

use crate::{ErrorCode, RawResponse, ReadError, Validate};

/// A request to one endpoint.
///
/// The type of the request stands for the endpoint: for what the documentation says about it ([`Endpoint::INFO`]), its
/// response ([`Endpoint::Response`]) and its error codes ([`Endpoint::Code`]).
///
/// ```
/// use feishu_client::http::{HeaderMap, StatusCode};
/// use feishu_client::{
///     AnyCode, RawResponse, Validator, Endpoint, EndpointInfo, Method, FieldPath, ReadError, TokenKind, Validate, Values,
/// };
/// use serde::Deserialize;
///
/// /// 获取投递信息
/// struct GetApplication {
///     application_id: String,
/// }
///
/// #[derive(Debug, PartialEq, Deserialize)]
/// struct Response {
///     job_id: Option<String>,
/// }
///
/// impl Validate for GetApplication {
///     fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
///         validator.path_value(path, "application_id", &self.application_id);
///     }
/// }
///
/// impl Endpoint for GetApplication {
///     type Response = Response;
///     type Code = AnyCode;
///
///     const INFO: &'static EndpointInfo = &EndpointInfo {
///         id: "hire.v1.applications.get",
///         title: "获取投递信息",
///         docs: "https://open.feishu.cn/document/server-docs/hire-v1/candidate-management/application/get",
///         method: Method::GET,
///         path: "/open-apis/hire/v1/applications/:application_id",
///         tokens: &[TokenKind::Tenant],
///         rate_limits: &[],
///         scopes: &["hire:application"],
///         field_scopes: &[],
///         fields: "application_id",
///     };
///
///     fn path_values(&self, values: &mut Values) {
///         values.add("application_id", &self.application_id);
///     }
///
///     fn read(response: &RawResponse<'_>) -> Result<Response, ReadError<AnyCode>> {
///         response.data()
///     }
/// }
///
/// let call = GetApplication { application_id: "6960663240925956657".into() };
/// let request = call.to_http("https://open.feishu.cn", Some("t-7f1b"))?;
/// assert_eq!(request.uri().path(), "/open-apis/hire/v1/applications/6960663240925956657");
///
/// let headers = HeaderMap::new();
/// let answer = RawResponse::new(StatusCode::OK, &headers, br#"{"code": 0, "data": {"job_id": "1"}}"#);
/// assert_eq!(GetApplication::read(&answer)?, Response { job_id: Some("1".into()) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Endpoint: Validate {
    /// The response to a successful call.
    type Response;

    /// The error codes that the endpoint's documentation lists.
    type Code: ErrorCode;

    /// What the documentation says about the endpoint.
    const INFO: &'static EndpointInfo;

    /// What kind of response the endpoint returns.
    const RESPONSE_KIND: ResponseKind = ResponseKind::Json;

    /// Adds the values for the placeholders of the path.
    fn path_values(&self, values: &mut Values) {
        let _ = values;
    }

    /// Adds the values of the headers that this endpoint has beside those of every call.
    fn header_values(&self, values: &mut Values) {
        let _ = values;
    }

    /// Adds the values of the query.
    fn query_values(&self, values: &mut Values) {
        let _ = values;
    }

    /// The body; empty unless the endpoint has one.
    ///
    /// # Errors
    ///
    /// JSON cannot express a value, for example a float that is not a number.
    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        Ok(RequestBody::Empty)
    }

    /// Reads the service's response.
    ///
    /// # Errors
    ///
    /// The service refused the call, or its response cannot be read.
    fn read(response: &RawResponse<'_>) -> Result<Self::Response, ReadError<Self::Code>>;

    /// The HTTP request: method, URL, headers and body.
    ///
    /// `base_url` is the service's address, such as `https://open.feishu.cn`; `token` the access token without
    /// `Bearer`, which becomes a header that is marked as sensitive.
    ///
    /// # Errors
    ///
    /// The values do not form a valid HTTP request. Nothing else is checked: see [`Validate`].
    fn to_http(&self, base_url: &str, token: Option<&str>) -> Result<http::Request<Vec<u8>>, BuildError> {
        build::request(self, base_url, token)
    }
}
