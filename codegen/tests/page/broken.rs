//! Broken pages: what is said about them, and that nothing is ever too much.

use super::{HEAD, findings};
use feishu_codegen::diagnostic::Severity;
use feishu_codegen::page::{Reading, codes, read};
use feishu_codegen::source::Source;

/// The number of the first line below [`HEAD`].
const BELOW: u32 = 15;

const BODY: &str = "### 请求体\n\n名称 | 类型 | 描述\n--- | --- | ---\na | int | 甲\n\n";

fn is_broken(text: &str) -> bool {
    let mut out = Vec::new();
    let reading = read(&Source::new("page.md", text), &mut out);
    let errors = out.iter().any(|found| found.severity == Severity::Error);
    assert_eq!(reading == Reading::Broken, errors);
    errors
}

#[test]
fn a_request_needs_url_and_method() {
    let request = |rows: &str| format!("# 甲\n## 请求\n名称 | 值\n---|---\n{rows}\n{BODY}");
    let cases = [
        ("HTTP Method | GET\n", ("P001", 5)),
        ("HTTP URL\nHTTP Method | GET\n", ("P001", 5)),
        ("HTTP URL | https://a/b\n", ("P002", 5)),
        ("HTTP URL | https://a/b\nHTTP Method\n", ("P002", 6)),
        ("HTTP URL | /open-apis/a\nHTTP Method | GET\n", ("P003", 5)),
        ("HTTP URL | https://a/b c\nHTTP Method | GET\n", ("P003", 5)),
        ("HTTP URL | https://a/b\nHTTP Method | GET/POST\n", ("P004", 6)),
    ];
    for (rows, found) in cases {
        assert_eq!(findings(&request(rows)), [found], "{rows}");
        assert!(is_broken(&request(rows)), "{rows}");
    }
    let without = format!("# 甲\n## 请求\n{BODY}");
    assert_eq!(findings(&without), [("P001", 2), ("P002", 2)]);
}

#[test]
fn rows_that_do_not_fit() {
    let framed = "### 响应体\n|名称|类型|描述|\n|-|-|-|\n|a|int|是|甲|\n||int|乙|\n|b|int|一|二|\n";
    let text = format!("{HEAD}{framed}");
    assert_eq!(findings(&text), [("P006", BELOW + 3), ("P007", BELOW + 4), ("P006", BELOW + 5)]);
    let (page, _) = super::page(&text);
    assert_eq!(super::fields(&page), "response 响应体\n  a int 是\n    甲\n  b int ?\n    一\n    二\n");
}

#[test]
fn tables_that_are_not_understood() {
    let only = format!("{HEAD}### 请求体\n\n甲 | 乙\n--- | ---\na | b\n\n");
    assert_eq!(findings(&only), [("P009", BELOW + 2)]);
    let beside = format!("{HEAD}{BODY}甲 | 乙\n--- | ---\na | b\n");
    assert_eq!(findings(&beside), []);
    let homeless = format!("{HEAD}### 别的\n\n名称 | 类型\n--- | ---\na | int\n");
    assert_eq!(findings(&homeless), [("P010", BELOW + 2)]);
    let errors = format!("{HEAD}### 错误码\n\n甲 | 乙\n--- | ---\na | b\n");
    assert_eq!(findings(&errors), [("P012", BELOW + 2)]);
    let codeless = format!("{HEAD}### 错误码\n\n|错误码|描述|\n|-|-|\n||甲|\n");
    assert_eq!(findings(&codeless), [("P013", BELOW + 4)]);
}

#[test]
fn what_is_left_open_ends_at_the_next_section() {
    let fence = format!(
        "{HEAD}### 请求体示例\n```json\n{{}}\n\n### 响应体\n\n名称 | 类型 | 描述\n--- | --- | ---\na | int | 甲\n"
    );
    assert_eq!(findings(&fence), [("P008", BELOW + 1)]);
    assert_eq!(super::fields(&super::page(&fence).0), "response 响应体\n  a int ?\n    甲\n");

    let table = "<md-table><md-tr><md-th>名称</md-th><md-th>类型</md-th></md-tr>\n<md-tr><md-td>a</md-td><md-td>int\n";
    let tag = format!("{HEAD}### 请求体\n:::html\n{table}:::\n### 响应体\n{table}\n{BODY}");
    assert_eq!(findings(&tag), [("P011", BELOW + 2), ("P011", BELOW + 6)]);
    assert_eq!(
        super::fields(&super::page(&tag).0),
        "body 请求体\n  a int ?\nresponse 响应体\n  a int ?\nbody 请求体\n  a int ?\n    甲\n"
    );
}

#[test]
fn a_cut_anywhere_does_no_harm() {
    let odd = "<md-enum-item key=\"一>\n<b>**甲**：\n```x\n| a |\n|-|\n~ &#x4E00; \\[ `：\r\n</md-td>";
    let text = format!("{HEAD}{BODY}{odd}");
    for (at, _) in text.char_indices() {
        let source = Source::new("page.md", text.split_at(at).0);
        let mut out = Vec::new();
        let _ = read(&source, &mut out);
        for label in out.iter().filter_map(|found| found.label.as_ref()) {
            assert!(source.text.get(label.span.clone()).is_some());
        }
        let _ = read(&Source::new("page.md", text.split_at(at).1), &mut out);
    }
}

#[test]
fn much_of_one_kind_takes_its_time_but_no_more() {
    let units = [
        "|",
        " | ",
        "<",
        "<b>",
        "```\n",
        "```json\n",
        "a  \n",
        "**",
        "<md-table>\n",
        "<md-tr><md-td>",
        "<md-alert type=\"",
    ];
    for unit in units {
        for head in [HEAD, "<md-table><md-tr><md-td>"] {
            let _ = read(&Source::new("page.md", format!("{head}{}", unit.repeat(20_000))), &mut Vec::new());
        }
    }
}

#[test]
fn codes_are_all_listed_once() {
    let names: Vec<_> = codes::ALL.iter().map(|code| code.name).collect();
    let expected: Vec<_> = (1..=names.len()).map(|number| format!("P{number:03}")).collect();
    assert_eq!(names, expected);
}
