//! Broken pages: what is said about them, and that nothing is ever too much.

use super::{HEAD, findings};
use feishu_codegen::diagnostic::Severity;
use feishu_codegen::page::{Reading, findings, read};
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
        let mut all = findings(&request(rows));
        // A row without a value is reported as such, too, and so is the table's lost column.
        all.retain(|(code, _)| !["P005", "P039"].contains(code));
        assert_eq!(all, [found], "{rows}");
        assert!(is_broken(&request(rows)), "{rows}");
    }
    let without = format!("# 甲\n## 请求\n{BODY}");
    let found = findings(&without);
    assert!(found.ends_with(&[("P001", 2), ("P002", 2)]), "{found:?}");
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
    assert_eq!(findings(&beside), [("P039", BELOW + 2)], "the first table alone");
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
    let cells = ("P011", BELOW + 3);
    let mut found = findings(&tag);
    found.retain(|(code, _)| *code != "P039");
    assert_eq!(found, [("P011", BELOW + 2), ("P011", BELOW + 6), ("P030", BELOW + 9), cells, cells]);
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

/// A table of the body, with these rows.
fn body_rows(rows: &str) -> String {
    format!("{HEAD}### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n{rows}\n")
}

/// The line of the first of [`body_rows`].
const ROWS: u32 = BELOW + 4;

#[test]
fn rows_behind_a_blank_line_belong_to_their_table() {
    let text = body_rows("kind | int | 否 | 种类\n\ncopies | int | 是 | 册数\ntitle | string | 是 | 书名\n");
    assert_eq!(findings(&text), [("P022", ROWS + 2)]);
    let expected =
        "body 请求体\n  kind int 否\n    种类\n  copies int 是\n    册数\n  title string 是\n    书名\n";
    assert_eq!(super::fields(&super::page(&text).0), expected);
    // What follows is a table of its own, and prose with a bar in it is prose.
    let text = body_rows("kind | int | 否 | 种类\n\n甲 | 乙\n--- | ---\na | b\n\n或者 | 都可以。\n");
    assert_eq!(findings(&text), []);
}

#[test]
fn rows_outside_of_a_table_are_errors() {
    let rows = [
        "copies | int | 是 | 册数",
        "| copies | int |",
        "> copies | int | 是 | 册数",
        "copies\tint\t是\t册数",
        "copies ｜ int ｜ 是",
        "--- | ---",
        "</md-thead>",
    ];
    for row in rows {
        let text = format!("{}见下文。\n\n{row}\n", body_rows("kind | int | 否 | 种类\n"));
        assert_eq!(findings(&text), [("P021", ROWS + 4)], "{row}");
        assert!(is_broken(&text), "{row}");
    }
}

#[test]
fn what_happens_to_a_whole_page_has_one_finding() {
    let page = body_rows(
        "kind | int | 否 | 种类  \n**示例值**：1  \n**可选值有**：  \n- 1：一  \n- 2：二\nname | string | 是 | 名  \n**示例值**：甲\n",
    );
    assert_eq!(findings(&page), []);
    let stripped: String = page.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_eq!(findings(&stripped), [("P020", ROWS + 1)]);
    let framed = |line: &str| {
        if line.contains(" | ") || line.contains("：") {
            format!("| {} |\n", line.trim_end())
        } else {
            format!("{line}\n")
        }
    };
    let formatted: String = page.lines().map(framed).collect();
    assert_eq!(findings(&formatted), [("P020", ROWS + 1)]);
    assert!(is_broken(&stripped) && is_broken(&formatted));
}

#[test]
fn empty_cells_and_odd_names() {
    let framed = |rows: &str| format!("{HEAD}### 请求体\n\n|名称|类型|必填|描述|\n|-|-|-|-|\n{rows}\n");
    assert_eq!(findings(&framed("|a||是|甲|\n|b|int||乙|\n")), [("P024", ROWS), ("P024", ROWS + 1)]);
    for name in ["名", "na me", "nam...", "ｎａｍｅ", "n\u{430}me", "~~name~~", "name[]", "-"] {
        assert_eq!(findings(&framed(&format!("|{name}|int|是|甲|\n"))), [("P023", ROWS)], "{name}");
    }
    assert_eq!(findings(&framed("|string|name|是|甲|\n")), [("P035", ROWS)]);
    assert_eq!(findings(&body_rows("a | int | 是 | 甲\n见下文\n")), [("P005", ROWS + 1), ("P023", ROWS + 1)]);
    assert!(is_broken(&body_rows("a | int | 是 | 甲\n见下文\n")));
}

#[test]
fn headers_that_are_not_understood() {
    let table =
        |header: &str| format!("{HEAD}### 请求体\n\n{header}\n--- | --- | --- | ---\na | int | 是 | 甲\n");
    for (header, broken) in [
        ("名字呢 | 类型 | 必填 | 描述", true),
        ("名称 | 类别呢 | 必填 | 描述", true),
        ("名称 | 类型 | 要不要 | 描述", false),
        ("名称 | 类型 | 必填 | 怎么说", false),
    ] {
        let found: Vec<_> =
            findings(&table(header)).into_iter().filter(|(code, _)| *code == "P025").collect();
        assert_eq!(found, [("P025", BELOW + 2)], "{header}");
        assert_eq!(is_broken(&table(header)), broken, "{header}");
    }
    assert_eq!(findings(&table("名\u{200b}称 | 类型 | 必填 | 描述")), [("P027", BELOW + 2)]);
}

#[test]
fn invisible_characters_are_taken_out_and_reported() {
    let text = body_rows(
        "state | str\u{ad}ing | 否 | 状  \n**可选\u{2060}值有**：  \n- on\u{200b}：开  \n- off：关\n",
    );
    assert_eq!(findings(&text), [("P027", ROWS), ("P027", ROWS + 1), ("P027", ROWS + 2)]);
    let expected = "body 请求体\n  state string 否\n    状\n    [可选值有] \n    - on = 开\n    - off = 关\n";
    assert_eq!(super::fields(&super::page(&text).0), expected);
}

#[test]
fn old_columns() {
    let text = format!(
        "{HEAD}### 请求体\n|参数|格式|必须|说明|类型|\n|--|--|--|--|--|\n|image|file|是|照片|请求 body|\n\n\
         ### 响应体\n|参数|说明|\n|--|--|\n|code|码|\n|data|数据|\n|&emsp;∟cover |封面|\n"
    );
    assert_eq!(findings(&text), [("P039", BELOW + 6)], "the response has no types");
    let (page, _) = super::page(&text);
    assert_eq!(page.tables[0].rows[0].spelled.as_str(), "file");
    let levels: Vec<_> = page.tables[1].rows.iter().map(|row| row.level).collect();
    assert_eq!(levels, [Some(0), Some(0), Some(1)]);
}

#[test]
fn unfinished_merges_are_errors() {
    let text = body_rows("<<<<<<< ours\na | int | 是 | 甲\n=======\na | string | 是 | 甲\n>>>>>>> theirs\n");
    let found: Vec<_> = findings(&text).into_iter().filter(|(code, _)| *code == "P019").collect();
    assert_eq!(found, [("P019", ROWS), ("P019", ROWS + 2), ("P019", ROWS + 4)]);
    assert!(is_broken(&text));
}

#[test]
fn more_than_a_page_can_hold() {
    let many = body_rows(&"a | int | 是 | 甲\n".repeat(15_001));
    assert_eq!(findings(&many), [("P018", 1)]);
    let deep = "<md-dt-table><md-dt-tr><md-dt-th>名称</md-dt-th><md-dt-th>类型</md-dt-th>\
                <md-dt-th>必填</md-dt-th></md-dt-tr><md-dt-tr level=\"65\"><md-dt-td>a</md-dt-td>\
                <md-dt-td>int</md-dt-td><md-dt-td>是</md-dt-td></md-dt-tr></md-dt-table>\n";
    assert_eq!(findings(&format!("{HEAD}### 请求体\n{deep}")), [("P018", BELOW + 1)]);
}

#[test]
fn codes_are_all_listed_once() {
    let names: Vec<_> = findings::ALL.iter().map(|code| code.name).collect();
    let expected: Vec<_> = (1..=names.len()).map(|number| format!("P{number:03}")).collect();
    assert_eq!(names, expected);
}
