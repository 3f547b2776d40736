//! Pages in the marked form, with what mirrors lose.

use super::{fields, findings, page, rest};

/// A page with headers, and the rows below them.
fn text(request: &str, fields: &str) -> String {
    format!(
        "---\ntitle: Seats\nurl: https://open.larksuite.com/document/a\n---\n# Seats\n\n## Request\n\
         {request}| HTTP Method | GET |\n\n### Query parameters\n{fields}\n"
    )
}

const URL: &str = "| HTTP URL | https://open.larksuite.com/open-apis/library/v1/seats |\n";

#[test]
fn a_table_without_its_header_has_one_row_more() {
    let whole = text(
        &format!("| Facts |  |\n| --- | --- |\n{URL}"),
        "| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n\
         | `kind` | `int` | Yes | Kind |\n| `size` | `int` | No | Size |\n",
    );
    let headless = text(
        &format!("{URL}| --- | --- |\n"),
        "| `kind` | `int` | Yes | Kind |\n| --- | --- | --- | --- |\n| `size` | `int` | No | Size |\n",
    );
    let ((expected, _), (found, _)) = (page(&whole), page(&headless));
    assert_eq!(fields(&found), fields(&expected));
    assert_eq!(rest(&found), rest(&expected).replace("Facts = \n", ""));
    assert_eq!(findings(&headless), []);
}

#[test]
fn prose_that_was_joined_to_a_row_is_prose() {
    let table = "| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n| `kind` | `int` | Yes | Kind |";
    let head = format!("| Facts |  |\n| --- | --- |\n{URL}");
    let apart = text(&head, &format!("{table}\n\nSee the list of kinds.\n"));
    let joined = text(&head, &format!("{table} See the list of kinds.\n"));
    let ((expected, _), (found, _)) = (page(&apart), page(&joined));
    assert_eq!(fields(&found), fields(&expected));
    assert_eq!(rest(&found), rest(&expected));
}
