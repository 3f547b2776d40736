use std::time::Duration;

use feishu_api::hire::v1::create_by_resume::{Body, ErrorCode, Request, Response, UserIdType};
use feishu_client::{Client, ClientBuilder, Error, RetryPolicy};
use feishu_mock::{Fault, Mock, MockBuilder, RecordedRequest, TOKEN_ENDPOINT, Verdict};
use feishu_tests::{ID, workspace};

pub const APP: &str = "cli_delivery";
pub const SECRET: &str = "secret-of-the-app";

/// What comes of one call.
pub type Outcome = Result<Response, Error<ErrorCode>>;

/// A mock of the service, and a client for it.
pub struct Service {
    pub mock: Mock,
    pub client: Client,
}

impl Service {
    pub async fn start() -> Self {
        Self::with(mock(), |client| client).await
    }

    /// A service where all of this goes wrong.
    pub async fn with_faults(faults: &[Fault]) -> Self {
        let service = Self::start().await;
        for fault in faults {
            service.mock.inject(fault.clone()).unwrap();
        }
        service
    }

    pub async fn with(mock: MockBuilder, client: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        let mock = mock.start().await.unwrap();
        let client = client(client_of(&mock, APP, SECRET)).build().unwrap();
        Self { mock, client }
    }

    pub async fn deliver(&self) -> Outcome {
        self.client.send(&request()).await
    }

    pub fn deliveries(&self) -> Vec<RecordedRequest> {
        received(&self.mock, ID)
    }

    pub fn token_fetches(&self) -> usize {
        received(&self.mock, TOKEN_ENDPOINT).len()
    }

    /// How many deliveries the service carried out, whether or not the client got to know.
    pub fn carried_out(&self) -> usize {
        self.deliveries().iter().filter(|record| record.verdict == Verdict::Accepted).count()
    }
}

/// A mock that serves the endpoint, to be.
pub fn mock() -> MockBuilder {
    Mock::builder().endpoints(workspace().join("schema/endpoints")).app(APP, SECRET)
}

/// A client for the mock, to be.
pub fn client_of(mock: &Mock, app: &str, secret: &str) -> ClientBuilder {
    let short = Duration::from_millis(20);
    Client::builder()
        .credentials(app, secret)
        .base_url(mock.base_url())
        .without_proxy()
        .retry(RetryPolicy::new().max_attempts(3).backoff(short, short))
}

/// What the mock received for the endpoint of that id.
pub fn received(mock: &Mock, endpoint: &str) -> Vec<RecordedRequest> {
    let records = mock.requests().into_iter();
    records.filter(|record| record.endpoint.as_deref() == Some(endpoint)).collect()
}

pub fn request() -> Request {
    request_of(deliver_example::body())
}

pub fn request_of(body: Body) -> Request {
    Request::new("1618209327096", body).user_id_type(UserIdType::OpenId)
}
