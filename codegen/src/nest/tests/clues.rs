//! What other pages, descriptions, options and neighbours say about a row's place.

use serde_json::{Value, json};

use super::{nest, paths, rows};
use crate::nest::{KnownStructs, PageInput, RowInput, Shape, TableInput, nest_corpus};
use crate::page::{Item, Part, Section};
use crate::source::Spanned;

/// The paths that the rows get, with their descriptions.
fn described(lines: &[(&'static str, &'static str)]) -> String {
    let mut rows = rows(&lines.iter().map(|(line, _)| *line).collect::<Vec<_>>());
    for (row, (_, prose)) in rows.iter_mut().zip(lines) {
        row.prose = prose;
    }
    tree(&rows, &KnownStructs::default())
}

fn tree(rows: &[RowInput], known_structs: &KnownStructs) -> String {
    paths(rows, &nest(rows, Section::Body, &[], known_structs, &[])).join(" ")
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
    let mut known_structs = KnownStructs::default();
    assert!(tree(&rows, &known_structs).contains("link.seen"));
    known_structs.add_shape("link", shape(&json!({"url": "a"})));
    assert_eq!(tree(&rows, &known_structs), "bold link link.url seen index");
}

/// Another service has a `link`, too. It says nothing about this one, which has no `rel`.
#[test]
fn an_example_of_another_struct_with_that_name_does_not_count() {
    let rows = rows(&NOTE);
    let mut known_structs = KnownStructs::default();
    let alone = tree(&rows, &known_structs);
    known_structs.add_shape("link", shape(&json!({"url": "a", "rel": "b"})));
    assert_eq!(tree(&rows, &known_structs), alone);
}

/// The pages of a run share their examples, whatever their order.
#[test]
fn pages_share_their_examples() {
    let example = json!({"link": {"url": "a"}, "other": {"a": 1}, "last": 1});
    let doubtful = rows(&["link link", "url", "other other", "a int", "b int", "last int"]);
    let shown =
        TableInput { rows: doubtful, section: Section::Body, examples: vec![&example], overrides: &[] };
    let note = TableInput { rows: rows(&NOTE), examples: vec![], ..shown.clone() };
    let pages = [note, shown].map(|table| PageInput { tables: vec![table] });
    let trees = nest_corpus(&pages);
    assert_eq!(paths(&rows(&NOTE), &trees[0][0]).join(" "), "bold link link.url seen index");
    let [note, shown] = pages;
    assert_eq!(nest_corpus(&[shown, note])[1], trees[0]);
}

#[test]
fn a_description_says_that_a_struct_is_empty() {
    for prose in ["分割线。为空结构体，需传入 `{}`", "未支持的元素"] {
        let lines = [("id", ""), ("line divider", prose), ("paper paper", ""), ("token", "")];
        assert_eq!(described(&lines), "id line paper paper.token");
    }
}

/// `look` is a member of each of the objects in `part`, so the last one has it, too.
#[test]
fn an_object_has_the_structs_that_those_beside_it_have() {
    let lines = [
        ("part part", "一段"),
        ("run run", "文字"),
        ("word", "文字的内容"),
        ("look look", "样式"),
        ("bold boolean", "加粗"),
        ("thin boolean", "纤细"),
        ("paper paper", "云文档"),
        ("token", "云文档的标识"),
        ("title", "云文档的标题"),
        ("look look", "样式"),
        ("bold boolean", "加粗"),
        ("thin boolean", "纤细"),
    ];
    assert!(described(&lines).contains("part.paper.look part.paper.look.bold part.paper.look.thin"));
}

/// A part that lists options, each with its label.
fn options(options: &[(&str, &str)]) -> &'static [Part] {
    let spanned = |text: &str| Spanned::new(text.to_owned(), 0..0);
    let item =
        |(key, label): &(&str, &str)| Item { key: Some(spanned(key)), text: spanned(label), bullet: true };
    let items = options.iter().map(item).collect();
    vec![Part { marker: spanned("可选值有"), value: spanned(""), items }].leak()
}

/// A block with a `kind`, and the structs that the kind selects.
fn block(kinds: &[(&str, &str)]) -> String {
    let lines = ["kind", "text text", "size size", "width int", "image image", "width int"];
    let prose = ["种类", "文本块", "大小", "宽度", "图片块。可以缩放", "宽度"];
    let mut rows = rows(&lines);
    rows[0].parts = options(kinds);
    for (row, prose) in rows.iter_mut().zip(prose) {
        row.prose = prose;
    }
    tree(&rows, &KnownStructs::default())
}

#[test]
fn the_members_of_a_union_are_beside_the_field_that_selects_one() {
    let union = "kind text text.size text.size.width image image.width";
    assert_eq!(block(&[("text", "一段文字"), ("image", "一张图")]), union);
    // By what the members are called in descriptions.
    assert_eq!(block(&[("1", "文本块"), ("2", "图片块")]), union);
    // One name in common is chance.
    assert_ne!(block(&[("image", "一张图"), ("sound", "一段声音")]), union);
}

/// All but one of the fields are for `..._new_owner_id`; the fields of `mail` are not.
#[test]
fn a_series_of_names_goes_on() {
    let lines = [
        "chat_new_owner_id",
        "docs_new_owner_id",
        "survey_new_owner_id",
        "mail owner",
        "kind",
        "new_owner_id",
        "room_new_owner_id",
    ];
    assert!(tree(&rows(&lines), &KnownStructs::default()).ends_with("mail.new_owner_id room_new_owner_id"));
    let lines = ["chat_id", "docs_id", "survey_id", "mail owner", "kind", "new_id", "room_id"];
    assert!(tree(&rows(&lines), &KnownStructs::default()).ends_with("mail.new_id mail.room_id"));
}
