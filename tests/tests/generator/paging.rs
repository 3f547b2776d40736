//! Which endpoints page, and by which of their members.

use feishu_codegen::Config;
use feishu_codegen::plan::{EndpointItem, Paging};
use feishu_tests::workspace;

fn paging(page: &str) -> (Option<Paging>, String) {
    let pages = workspace().join("tests/pages/paged").join(page);
    let outcome = Config::new().pages([pages]).run().expect("the page can be read");
    let versions = outcome.plan.services.into_iter().flat_map(|service| service.versions);
    let endpoints: Vec<EndpointItem> = versions.flat_map(|version| version.endpoints).collect();
    let [endpoint] = endpoints.try_into().expect("one endpoint");
    (endpoint.paging, endpoint.doc)
}

/// The members: the request's, the response's token and `has_more`, and the list's.
fn members(page: &str) -> Option<[String; 4]> {
    let (paging, doc) = paging(page);
    assert_eq!(doc.contains("* Pages: "), paging.is_some(), "{doc}");
    let Paging { request, holder, token, has_more, items } = paging?;
    let list = items.map(|list| list.name).unwrap_or_default();
    let held =
        |name: String| [holder.clone(), Some(name)].into_iter().flatten().collect::<Vec<_>>().join(".");
    Some([request.join("."), held(token), has_more.map(held).unwrap_or_default(), list])
}

#[test]
fn a_token_in_the_query() {
    let expected = ["page_token", "page_token", "has_more", "boats"];
    assert_eq!(members("boats.md").expect("pages"), expected);
}

#[test]
fn a_token_in_the_body_and_one_of_two_lists() {
    let expected = ["body.page_token", "next_page_token", "", "items"];
    assert_eq!(members("crews_search.md").expect("pages"), expected);
}

#[test]
fn a_token_inside_and_two_lists_of_equal_rank() {
    let expected = ["body.page_request.page_token", "page_response.page_token", "page_response.has_more", ""];
    assert_eq!(members("docks_search.md").expect("pages"), expected);
}

#[test]
fn what_cannot_be_followed_is_left_alone() {
    assert_eq!(members("tides.md"), None);
    assert_eq!(members("winds.md"), None);
    assert_eq!(members("flags.md"), None);
}
