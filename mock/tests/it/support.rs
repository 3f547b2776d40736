//! A mock, and a client that asks it.

use feishu_mock::{Mock, MockBuilder};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

pub const ORDERS: &str = "demo.v1.orders.post";

pub struct Asker {
    pub mock: Mock,
    http: reqwest::Client,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Asker {
    pub async fn new() -> Self {
        Self::with(builder()).await
    }

    pub async fn with(builder: MockBuilder) -> Self {
        // With a timer under way, paused time would run on whenever all wait for the network.
        // Answers are looked at as they come, compressed or not.
        let http = reqwest::Client::builder().pool_idle_timeout(None).gzip(false).build().unwrap();
        Asker { mock: builder.start().await.unwrap(), http }
    }

    pub fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}/open-apis/{path}", self.mock.base_url()))
    }

    /// What the token endpoint answers.
    pub async fn token_answer(&self, id: &str, secret: &str) -> Answer {
        let call = self.call(Method::POST, "auth/v3/tenant_access_token/internal");
        answer(call.json(&json!({ "app_id": id, "app_secret": secret }))).await
    }

    pub async fn token(&self) -> String {
        let answer = self.token_answer("cli_a", "secret-a").await;
        answer.body["tenant_access_token"].as_str().unwrap().to_owned()
    }

    pub async fn greet(&self, token: &str) -> Answer {
        answer(self.call(Method::GET, "demo/v1/greetings/7?lang=en").bearer_auth(token)).await
    }

    pub fn ordering(&self, token: &str) -> RequestBuilder {
        self.call(Method::POST, "demo/v1/orders").bearer_auth(token).json(&json!({ "customer_id": "42" }))
    }

    pub async fn order(&self, token: &str) -> Answer {
        answer(self.ordering(token)).await
    }
}

/// Serves the invented endpoints to two apps.
pub fn builder() -> MockBuilder {
    Mock::builder().endpoints("tests/endpoints").app("cli_a", "secret-a").app("cli_b", "secret-b")
}

pub async fn answer(call: RequestBuilder) -> Answer {
    read(call.send().await.unwrap()).await
}

async fn read(response: Response) -> Answer {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    Answer { status, headers, body }
}

impl Answer {
    pub fn refusal(&self) -> (u16, i64) {
        (self.status, self.body["code"].as_i64().unwrap())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        Some(self.headers.get(name)?.to_str().unwrap())
    }
}
