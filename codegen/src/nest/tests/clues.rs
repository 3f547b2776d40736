//! What other pages say about a row's place.

use serde_json::{Value, json};

use super::{nest, paths, rows};
use crate::nest::{Book, PageInput, Row, Shape, TableInput, nest_corpus};
use crate::page::Section;

fn tree(rows: &[Row], book: &Book) -> String {
    paths(rows, &nest(rows, Section::Body, &[], book, &[])).join(" ")
}

fn shape(value: &Value) -> Shape {
    let mut shape = Shape::default();
    shape.add(value);
    shape
}

const NOTE: [&str; 5] = ["bold boolean", "link link", "url", "seen string[]", "index int"];

/// Elsewhere a whole `link` is shown, and it has no `seen`.
#[test]
fn an_example_elsewhere_shows_where_a_struct_ends() {
    let rows = rows(&NOTE);
    let mut book = Book::default();
    assert!(tree(&rows, &book).contains("link.seen"));
    book.add_shape("link", shape(&json!({"url": "a"})));
    assert_eq!(tree(&rows, &book), "bold link link.url seen index");
}

/// Another service has a `link`, too. It says nothing about this one, which has no `rel`.
#[test]
fn an_example_of_another_struct_with_that_name_does_not_count() {
    let rows = rows(&NOTE);
    let mut book = Book::default();
    let alone = tree(&rows, &book);
    book.add_shape("link", shape(&json!({"url": "a", "rel": "b"})));
    assert_eq!(tree(&rows, &book), alone);
}

/// The pages of a run share their examples, whatever their order.
#[test]
fn pages_share_their_examples() {
    let example = json!({"link": {"url": "a"}, "other": {"a": 1}, "last": 1});
    let doubtful = rows(&["link link", "url", "other other", "a int", "b int", "last int"]);
    let shown = TableInput { rows: doubtful, section: Section::Body, examples: vec![&example], pins: &[] };
    let note = TableInput { rows: rows(&NOTE), examples: vec![], ..shown.clone() };
    let pages = [note, shown].map(|table| PageInput { tables: vec![table] });
    let trees = nest_corpus(&pages);
    assert_eq!(paths(&rows(&NOTE), &trees[0][0]).join(" "), "bold link link.url seen index");
    let [note, shown] = pages;
    assert_eq!(nest_corpus(&[shown, note])[1], trees[0]);
}
