//! Requests for unknown paths and methods.

use std::fs;

use feishu_mock::{Error, Mock};
use feishu_schema::Endpoint;
use reqwest::Method;

use crate::support::{Asker, answer, builder};

/// An endpoint of this method and path.
fn endpoint(id: &str, path: &str) -> Endpoint {
    let text = fs::read_to_string("tests/endpoints/demo.v1.exports.export_id.delete.json").unwrap();
    Endpoint { id: id.to_owned(), path: path.to_owned(), ..Endpoint::from_json(&text).unwrap() }
}

async fn refused(builder: feishu_mock::MockBuilder) -> String {
    builder.start().await.unwrap_err().to_string()
}

#[tokio::test]
async fn unknown_paths_and_methods_are_refused() {
    let asker = Asker::new().await;
    let ask = |method, path: &'static str| answer(asker.call(method, path));
    assert_eq!(ask(Method::GET, "demo/v1/nothing").await.refusal(), (404, 99991201));
    assert_eq!(ask(Method::GET, "demo/v1/exports/").await.refusal(), (404, 99991201));
    assert_eq!(ask(Method::GET, "demo/v1/exports/9/").await.refusal(), (404, 99991201));
    let other = ask(Method::PUT, "demo/v1/exports/9").await;
    assert_eq!(other.refusal(), (405, 99991301));
    assert_eq!(other.headers["allow"], "GET, DELETE");
    assert_eq!(asker.mock.requests().len(), 4);
}

#[tokio::test]
async fn the_closest_template_answers() {
    let anything = endpoint("anything", "/open-apis/demo/:version/exports/latest");
    let latest = endpoint("latest", "/open-apis/demo/v1/exports/latest");
    let asker = Asker::with(builder().endpoint(anything).endpoint(latest)).await;
    for path in ["demo/v1/exports/latest", "demo/v1/exports/9", "demo/v2/exports/latest"] {
        assert_eq!(answer(asker.call(Method::DELETE, path)).await.status, 200);
    }
    let called: Vec<_> = asker.mock.requests().into_iter().map(|record| record.endpoint.unwrap()).collect();
    assert_eq!(called, ["latest", "demo.v1.exports.export_id.delete", "anything"]);
    assert_eq!(answer(asker.call(Method::GET, "demo/v1/exports/latest")).await.status, 200);
}

#[tokio::test]
async fn descriptions_with_the_same_path_are_refused() {
    let same = Mock::builder().endpoint(endpoint("one", "/a/:x/b")).endpoint(endpoint("two", "/a/:y/b"));
    let expected = "endpoints \"one\" and \"two\" both answer DELETE /a/:y/b: leave one out";
    assert_eq!(refused(same).await, expected);
    let named_alike = Mock::builder().endpoint(endpoint("one", "/a")).endpoint(endpoint("one", "/b"));
    assert_eq!(refused(named_alike).await, "two endpoints are called \"one\": leave one out");
}

#[tokio::test]
async fn paths_that_are_none_are_refused() {
    for (path, reason) in [
        ("", "does not start with a slash"),
        ("https://x/a", "does not start with a slash"),
        ("/", "has an empty segment"),
        ("/a//b", "has an empty segment"),
        ("/a/:", "has a parameter without a name"),
        ("/:a/:a", "names a parameter twice"),
        ("/a?b=c", "holds a query or a fragment"),
        ("/a\n", "holds a control character"),
        ("/_mock/faults", "lies under /_mock, which is the mock's own"),
    ] {
        let error = refused(Mock::builder().endpoint(endpoint("odd", path))).await;
        assert_eq!(error, format!("endpoint \"odd\": the path {path:?} {reason}"));
    }
}

#[tokio::test]
async fn odd_characters_are_only_characters() {
    let odd = endpoint("{odd} */", "/open-apis/{*x}/*/{{/%/李/:id{}");
    let asker = Asker::with(Mock::builder().endpoint(odd)).await;
    assert_eq!(answer(asker.call(Method::DELETE, "%7B*x%7D/*/%7B%7B/%25/%E6%9D%8E/9")).await.status, 200);
}

#[tokio::test]
async fn a_file_that_is_not_a_description_is_reported_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("endpoint.schema.json"), "{}").unwrap();
    fs::write(folder.path().join("notes.txt"), "").unwrap();
    assert!(Mock::builder().endpoints(folder.path()).start().await.is_ok());
    fs::write(folder.path().join("broken.json"), "{ \"id\": 1 }").unwrap();
    let error = refused(Mock::builder().endpoints(folder.path())).await;
    assert!(error.contains("broken.json: not a description:"), "{error}");
    let error = Mock::builder().endpoints(folder.path().join("none")).start().await.unwrap_err();
    assert!(matches!(error, Error::Read { .. }), "{error}");
}

#[tokio::test]
async fn only_loopback_will_do() {
    let error = refused(Mock::builder().listen(([0, 0, 0, 0], 0).into())).await;
    assert_eq!(error, "0.0.0.0:0 is not a loopback address");
}
