//! Generated endpoints with pages: the request for each page, and the items of the pages.

use std::fmt::Debug;

use feishu_client::http::{HeaderMap, StatusCode};
use feishu_client::{Endpoint, Listed, NextStep, PageTokens, Paged, RawResponse};

use api::harbour::v1::{crews_search_post, docks_search_post, harbours_harbour_id_boats_get};

#[allow(dead_code, unused_imports, reason = "the tests call some of it")]
mod api {
    include!(concat!(env!("OUT_DIR"), "/feishu.rs"));
}

/// The URL and the body of the request for a page, without what all of them share.
fn sent(request: &impl Endpoint) -> String {
    let http = request.to_http("https://open.feishu.cn", None).expect("a request");
    let target = http.uri().to_string().replace("https://open.feishu.cn/open-apis/harbour/v1", "");
    format!("{target} {}", String::from_utf8_lossy(http.body()))
}

fn read<R: Endpoint<Code: Debug>>(data: &str) -> R::Response {
    let body = format!(r#"{{"code":0,"data":{data}}}"#);
    R::read(&RawResponse::new(StatusCode::OK, &HeaderMap::new(), body.as_bytes())).expect("a response")
}

/// Goes from page to page as a client does, with these responses. Returns the requests and the pages.
fn walk<R: Paged<Code: Debug>>(mut request: R, responses: &[&str]) -> (Vec<String>, Vec<R::Response>) {
    let mut tokens = PageTokens::starting_at(request.page_token_mut().as_deref());
    let (mut requests, mut pages) = (Vec::new(), Vec::new());
    for response in responses {
        requests.push(sent(&request));
        let page = read::<R>(response);
        let step = tokens.advance(R::next_page(&page));
        pages.push(page);
        match step {
            NextStep::Fetch(token) => *request.page_token_mut() = Some(token),
            NextStep::Done | NextStep::Repeated => break,
        }
    }
    assert_eq!(pages.len(), responses.len(), "the walk ends with the last page");
    (requests, pages)
}

fn items<R: Listed>(pages: Vec<R::Response>) -> Vec<R::Item> {
    pages.into_iter().filter_map(R::items).flatten().collect()
}

#[test]
fn a_token_in_the_query() {
    use harbours_harbour_id_boats_get::Request;

    let (requests, pages) = walk(
        Request::new("h-1").page_size(2),
        &[
            r#"{"boats":[{"name":"Anna"},{"name":"Bo"}],"has_more":true,"page_token":"p-2"}"#,
            r#"{"boats":[],"has_more":true,"page_token":"p-3"}"#,
            r#"{"boats":[{"name":"Cleo"}],"has_more":false,"page_token":"p-4"}"#,
        ],
    );
    let names: Vec<String> = items::<Request>(pages).into_iter().filter_map(|boat| boat.name).collect();
    assert_eq!(names, ["Anna", "Bo", "Cleo"]);
    assert_eq!(
        requests,
        [
            "/harbours/h-1/boats?page_size=2 ",
            "/harbours/h-1/boats?page_size=2&page_token=p-2 ",
            "/harbours/h-1/boats?page_size=2&page_token=p-3 "
        ]
    );
}

#[test]
fn a_token_in_the_body() {
    use crews_search_post::{Body, Request};

    let (requests, pages) = walk(
        Request::new(Body::new("cook")),
        &[
            r#"{"items":[{"name":"Bo"}],"page_token":"p-1","next_page_token":"p-2"}"#,
            r#"{"items":[{"name":"Cy"}],"page_token":"p-2","next_page_token":""}"#,
        ],
    );
    let names: Vec<String> = items::<Request>(pages).into_iter().filter_map(|sailor| sailor.name).collect();
    assert_eq!(names, ["Bo", "Cy"]);
    assert_eq!(
        requests,
        [r#"/crews/search {"query":"cook"}"#, r#"/crews/search {"query":"cook","page_token":"p-2"}"#]
    );
}

#[test]
fn a_token_in_a_struct_of_the_body_and_two_lists() {
    use docks_search_post::{Body, PageCondition, Request};

    let (requests, pages) = walk(
        Request::new(Body::new(PageCondition::new())),
        &[
            r#"{"docks":["d-1"],"page_response":{"has_more":true,"page_token":"p-2"}}"#,
            r#"{"docks":[],"closed":["d-2"]}"#,
        ],
    );
    let docks: Vec<String> =
        pages.into_iter().flat_map(|page| page.docks.into_iter().chain(page.closed).flatten()).collect();
    assert_eq!(docks, ["d-1", "d-2"]);
    assert_eq!(
        requests,
        [r#"/docks/search {"page_request":{}}"#, r#"/docks/search {"page_request":{"page_token":"p-2"}}"#]
    );
}
