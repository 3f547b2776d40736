//! Page after page: what is asked for, how often, and when it stops.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use feishu_client::{
    AnyCode, Endpoint, EndpointInfo, Error, FieldPath, Items, Listed, Method, NextPage, Paged, RawResponse,
    ReadError, TokenKind, Validate, Validator, Values,
};
use futures_core::Stream;
use serde::Deserialize;
use tokio::sync::Notify;

use crate::calls::{builder, client};
use crate::server::{Reply, Server};

/// The people of a place, in pages.
#[derive(Clone, Default)]
struct List {
    name: String,
    page_token: Option<String>,
}

fn list() -> List {
    List { name: "张三".into(), page_token: None }
}

fn list_from(token: &str) -> List {
    List { page_token: Some(token.into()), ..list() }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Page {
    items: Option<Vec<i64>>,
    has_more: Option<bool>,
    page_token: Option<String>,
    total: Option<i64>,
}

impl Validate for List {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.not_empty(path, "name", &self.name);
    }
}

impl Endpoint for List {
    type Response = Page;
    type Code = AnyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.people.get",
        title: "",
        docs: "",
        method: Method::GET,
        path: "/open-apis/demo/v1/people",
        tokens: &[TokenKind::Tenant],
        rate_limits: &[],
        scopes: &[],
        field_scopes: &[],
        fields: "page_token",
    };

    fn query_values(&self, values: &mut Values) {
        values.add("name", &self.name);
        values.add("page_token", &self.page_token);
    }

    fn read(response: &RawResponse<'_>) -> Result<Page, ReadError<AnyCode>> {
        response.data()
    }
}

impl Paged for List {
    fn page_token_mut(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }

    fn next_page(page: &Page) -> NextPage<'_> {
        NextPage::new(page.has_more, page.page_token.as_deref())
    }
}

impl Listed for List {
    type Item = i64;

    fn items(page: Page) -> Option<Vec<i64>> {
        page.items
    }
}

/// A server that has these pages, and after them a page that no test should see.
async fn pages(data: &'static [&'static str]) -> Server {
    Server::start(|_, nth| {
        let data = data.get(nth - 1).copied().unwrap_or(r#"{"items":[99]}"#);
        Reply::json(200, &format!(r#"{{"code":0,"msg":"ok","data":{data}}}"#))
    })
    .await
}

/// All items up to the end or the first error.
async fn all(items: &mut Items<'_, List>) -> Result<Vec<i64>, Error<AnyCode>> {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item?);
    }
    Ok(found)
}

/// The token that each request asked with.
fn asked(server: &Server) -> Vec<String> {
    let token = |line: &str| Some(line.split_once("page_token=")?.1.to_owned());
    server.calls().iter().map(|seen| token(&seen.line).unwrap_or_default()).collect()
}

/// The items of these pages, and the tokens that they were asked for with.
async fn walk(first: List, data: &'static [&'static str]) -> (Vec<i64>, Vec<String>) {
    let server = pages(data).await;
    let found = all(&mut client(&server).items(first)).await.unwrap();
    (found, asked(&server))
}

#[tokio::test]
async fn the_page_says_that_it_is_the_last() {
    let data = &[
        r#"{"items":[1,2],"has_more":true,"page_token":"b"}"#,
        r#"{"items":[3],"has_more":false,"page_token":"c"}"#,
    ];
    assert_eq!(walk(list(), data).await, (vec![1, 2, 3], vec![String::new(), "b".into()]));
}

#[tokio::test]
async fn there_is_no_token() {
    let empty = &[
        r#"{"items":[1],"has_more":true,"page_token":"b"}"#,
        r#"{"items":[2],"has_more":true,"page_token":""}"#,
    ];
    assert_eq!(walk(list(), empty).await, (vec![1, 2], vec![String::new(), "b".into()]));
    assert_eq!(walk(list(), &[r#"{"items":[1],"has_more":true}"#]).await, (vec![1], vec![String::new()]));
    assert_eq!(walk(list(), &[r#"{"items":[1]}"#]).await, (vec![1], vec![String::new()]));
}

#[tokio::test]
async fn the_token_was_there_before() {
    let again = &[
        r#"{"items":[1],"has_more":true,"page_token":"b"}"#,
        r#"{"items":[2],"has_more":true,"page_token":"b"}"#,
    ];
    assert_eq!(walk(list(), again).await, (vec![1, 2], vec![String::new(), "b".into()]));
    let its_own = &[r#"{"items":[1],"has_more":true,"page_token":"a"}"#];
    assert_eq!(walk(list_from("a"), its_own).await, (vec![1], vec!["a".to_owned()]));
    let cycle = &[
        r#"{"items":[1],"has_more":true,"page_token":"b"}"#,
        r#"{"items":[2],"has_more":true,"page_token":"c"}"#,
        r#"{"items":[3],"has_more":true,"page_token":"b"}"#,
    ];
    assert_eq!(walk(list(), cycle).await, (vec![1, 2, 3], vec![String::new(), "b".into(), "c".into()]));
}

#[tokio::test]
async fn an_empty_page_is_not_the_last() {
    let data = &[
        r#"{"items":[],"has_more":true,"page_token":"b"}"#,
        r#"{"has_more":true,"page_token":"c"}"#,
        r#"{"items":[1]}"#,
    ];
    assert_eq!(walk(list(), data).await, (vec![1], vec![String::new(), "b".into(), "c".into()]));
}

/// The first page, whose item and token are personal.
const FIRST: &str = r#"{"code":0,"data":{"items":[1],"has_more":true,"page_token":"张三-2"}}"#;

#[tokio::test]
async fn it_ends_after_an_error() {
    let server = Server::start(|_, nth| match nth {
        1 => Reply::json(200, FIRST),
        2 => Reply::refusal(400, 1_002_002),
        _ => Reply::json(200, FIRST),
    })
    .await;
    let mut items = client(&server).items(list());
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some(AnyCode(1_002_002)));
    assert!(items.next().await.is_none());
    assert!(items.next().await.is_none());
    assert_eq!(server.counts(), (1, 2));
}

#[tokio::test]
async fn neither_values_nor_tokens_are_shown() {
    let server = Server::start(|_, nth| match nth % 2 {
        1 => Reply::json(200, FIRST),
        _ if nth == 2 => Reply::json(200, r#"{"code":0,"data":{"items":["张三"]}}"#),
        _ if nth == 4 => Reply::json(200, r#"{"code":0,"data":"张三"}"#),
        _ => Reply::refusal(400, 1_002_002),
    })
    .await;
    for _ in 0..3 {
        let mut items = client(&server).items(list());
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        let error = items.next().await.unwrap().unwrap_err();
        for shown in [format!("{error}"), format!("{error:?}"), format!("{items:?}")] {
            assert!(!shown.contains("张三") && !shown.contains("%E5%BC%A0"), "{shown}");
        }
    }
    assert_eq!(server.calls().len(), 6);
}

#[tokio::test]
async fn what_is_wrong_with_the_request_is_said_before_anything_is_sent() {
    let server = pages(&[]).await;
    let mut items = client(&server).items(List::default());
    assert!(matches!(items.next().await, Some(Err(Error::Invalid(_)))));
    assert!(items.next().await.is_none());
    assert_eq!(server.counts(), (0, 0));
}

#[tokio::test]
async fn a_page_is_fetched_when_it_is_needed() {
    let data = &[r#"{"items":[1,2],"has_more":true,"page_token":"b"}"#, r#"{"items":[3]}"#];
    let server = pages(data).await;
    let mut items = client(&server).items(list());
    assert_eq!(server.counts(), (0, 0));
    items.next().await;
    items.next().await;
    assert_eq!(server.counts(), (1, 1));
    items.next().await;
    assert_eq!(server.counts(), (1, 2));
}

#[tokio::test]
async fn pages_come_whole() {
    let data = &[r#"{"total":2,"has_more":true,"page_token":"b"}"#, r#"{"total":7}"#];
    let server = pages(data).await;
    let mut pages = client(&server).pages(list());
    let mut totals = Vec::new();
    while let Some(page) = pages.next().await {
        totals.push(page.unwrap().total);
    }
    assert_eq!(totals, [Some(2), Some(7)]);
    assert_eq!(format!("{pages:?}"), r#"Pages { endpoint: "demo.v1.people.get", .. }"#);
}

#[tokio::test]
async fn each_page_is_a_call_like_the_first() {
    let server = Server::start(|_, nth| match nth {
        // Each page fails once.
        1 | 3 => Reply::html(502),
        2 => Reply::json(200, r#"{"code":0,"data":{"items":[1],"has_more":true,"page_token":"b"}}"#),
        _ => Reply::json(200, r#"{"code":0,"data":{"items":[2]}}"#),
    })
    .await;
    let client = client(&server);
    let request = List::default();
    let mut items = client.call(&request).token("u-1").without_validation().items();
    assert_eq!(all(&mut items).await.unwrap(), [1, 2]);
    assert_eq!(asked(&server), ["", "", "b", "b"]);
    assert!(server.calls().iter().all(|seen| seen.token() == "u-1"));
    assert!(server.tokens().is_empty());
}

#[tokio::test]
async fn to_stop_waiting_loses_nothing() {
    let word = Arc::new(Notify::new());
    let held = Arc::clone(&word);
    let server = Server::start(move |_, nth| match nth {
        1 => Reply::json(200, r#"{"code":0,"data":{"items":[1],"has_more":true,"page_token":"b"}}"#),
        _ => Reply::json(200, r#"{"code":0,"data":{"items":[2]}}"#).when(&held),
    })
    .await;
    let mut items = builder(&server).build().unwrap().items(list());
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(tokio::time::timeout(Duration::from_millis(50), items.next()).await.is_err());
    word.notify_one();
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert_eq!(server.counts(), (1, 2));
}

#[tokio::test]
async fn streams_travel_between_threads() {
    let server = pages(&[r#"{"items":[1,2]}"#]).await;
    let mut items = client(&server).items(list());
    let found = tokio::spawn(async move { all(&mut items).await.unwrap() }).await.unwrap();
    assert_eq!(found, [1, 2]);
}

#[tokio::test]
async fn what_takes_streams_takes_these() {
    fn poll<T>(stream: &mut (impl Stream<Item = T> + Unpin)) -> Poll<Option<T>> {
        Pin::new(stream).poll_next(&mut Context::from_waker(Waker::noop()))
    }
    let server = pages(&[]).await;
    assert!(poll(&mut client(&server).items(list())).is_pending());
    assert!(poll(&mut client(&server).pages(list())).is_pending());
}
