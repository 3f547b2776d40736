//! One change at a time, with the weight that the contract gives it.

use feishu_codegen::diff::Weight::{Additive, Breaking, Documentation};
use feishu_codegen::diff::{Change, Kind, Weight};

use crate::{PAGE, compare, with};

/// Weight, kind, section, path.
type Line = (Weight, &'static str, &'static str, &'static str);

fn lines(changes: &[Change]) -> Vec<(Weight, &str, &str, &str)> {
    changes
        .iter()
        // The page's own example is not what these are about.
        .filter(|change| change.kind != Kind::Examples)
        .map(|change| (change.weight, change.kind.as_str(), change.section.as_str(), change.path.as_str()))
        .collect()
}

/// What the page with the replacements says against the page itself.
#[track_caller]
fn says(replacements: &[(&str, &str)], expected: &[Line]) -> Vec<Change> {
    let changes = compare(PAGE, &with(PAGE, replacements)).changes;
    assert_eq!(lines(&changes), expected, "{changes:#?}");
    changes
}

/// The same the other way round.
#[track_caller]
fn undone(replacements: &[(&str, &str)], expected: &[Line]) {
    let changes = compare(&with(PAGE, replacements), PAGE).changes;
    assert_eq!(lines(&changes), expected, "{changes:#?}");
}

const REMARK: &str = "remark | string | 否 | 馆员写下的备注\n";

#[test]
fn a_page_against_itself_says_nothing() {
    let report = compare(PAGE, PAGE);
    assert_eq!((report.changes, report.verdict.as_str()), (Vec::new(), "none"));
}

#[test]
fn lines_alone_are_no_change() {
    says(&[("为读者登记一次借书。\n", "为读者登记一次借书。\n\n\n")], &[]);
}

#[test]
fn fields_come_and_go() {
    let optional = [(REMARK, "remark | string | 否 | 馆员写下的备注\nnote | string | 否 | 给读者的话\n")];
    let changes = says(&optional, &[(Additive, "added", "body", "note")]);
    assert_eq!((changes[0].before_line, changes[0].after_line), (None, Some(66)));
    undone(&optional, &[(Breaking, "removed", "body", "note")]);
    let required = [(REMARK, "remark | string | 否 | 馆员写下的备注\nnote | string | 是 | 给读者的话\n")];
    says(&required, &[(Breaking, "added", "body", "note")]);
    let answer = [("id | string | 记录的编号\n", "id | string | 记录的编号\nshelf | string | 书架的位置\n")];
    says(&answer, &[(Additive, "added", "response", "data.loan.shelf")]);
    undone(&answer, &[(Breaking, "removed", "response", "data.loan.shelf")]);
}

#[test]
fn members_of_a_new_field_ask_nothing_of_those_who_do_not_send_it() {
    let changes = says(
        &[
            (
                REMARK,
                "remark | string | 否 | 馆员写下的备注\nproxy | proxy | 否 | 代借的人\nname | string | 是 | 代借者的姓名\n",
            ),
            (
                "    \"remark\": \"轻拿轻放\"\n",
                "    \"remark\": \"轻拿轻放\",\n    \"proxy\": {\"name\": \"翠翠\"}\n",
            ),
        ],
        &[(Additive, "added", "body", "proxy"), (Additive, "added", "body", "proxy.name")],
    );
    assert!(changes.iter().any(|change| change.message.contains("comes with `proxy`")), "{changes:#?}");
}

#[test]
fn renamed_fields_are_recognised() {
    let changes = says(
        &[(REMARK, "memo | string | 否 | 馆员写下的备注\n"), ("\"remark\"", "\"memo\"")],
        &[(Breaking, "renamed", "body", "memo")],
    );
    assert_eq!(changes[1].before.as_deref(), Some("remark"), "{changes:#?}");
    assert_eq!(changes[1].after.as_deref(), Some("memo"));
    says(
        &[
            ("id | string | 记录的编号\n", "loan_id | string | 记录的编号\n"),
            ("\"id\": \"7001\"", "\"loan_id\": \"7001\""),
        ],
        &[(Breaking, "renamed", "response", "data.loan.loan_id")],
    );
}

#[test]
fn a_field_that_says_something_else_is_not_a_renamed_one() {
    says(
        &[(REMARK, "urgent | string | 否 | 是否加急处理这次登记\n"), ("\"remark\"", "\"urgent\"")],
        &[(Breaking, "removed", "body", "remark"), (Additive, "added", "body", "urgent")],
    );
}

#[test]
fn moved_fields_are_recognised() {
    let changes = says(
        &[
            ("phone | string | 否 | 读者的电话号码\n", ""),
            (REMARK, "phone | string | 否 | 读者的电话号码\nremark | string | 否 | 馆员写下的备注\n"),
            ("        \"phone\": \"182900291190\",\n", ""),
            (
                "    \"remark\": \"轻拿轻放\"\n",
                "    \"phone\": \"182900291190\",\n    \"remark\": \"轻拿轻放\"\n",
            ),
        ],
        &[(Breaking, "moved", "body", "phone")],
    );
    let moved = &changes[1];
    assert_eq!((moved.before.as_deref(), moved.after.as_deref()), (Some("contact.phone"), Some("phone")));
    assert!(!moved.message.contains("guess"), "{}", moved.message);
}

#[test]
fn a_move_that_may_be_a_wrong_guess_says_so() {
    // Without its example, nothing says where `contact` ends.
    let start = PAGE.find("### 请求体示例").unwrap();
    let end = PAGE.find("## 响应\n").unwrap();
    let without_example = format!("{}{}", &PAGE[..start], &PAGE[end..]);
    let changes = compare(PAGE, &without_example).changes;
    let moved: Vec<&Change> = changes.iter().filter(|change| change.kind == Kind::Moved).collect();
    assert!(!moved.is_empty(), "{changes:#?}");
    assert!(moved.iter().all(|change| change.message.contains("placed by guess now")), "{moved:#?}");
}

#[test]
fn types_change() {
    says(&[("reader_id | string", "reader_id | int")], &[(Breaking, "type", "body", "reader_id")]);
    says(&[("id | string | 记录", "id | int | 记录")], &[(Breaking, "type", "response", "data.loan.id")]);
    // The same on the wire, but another type in generated code.
    let listed = [(
        "reader_id | string | 是 | 读者的证件号码",
        "reader_id | string | 是 | 读者的证件号码  \n**可选值有**：  \n- A：甲  \n- B：乙",
    )];
    says(&listed, &[(Breaking, "options", "body", "reader_id")]);
    undone(&listed, &[(Breaking, "options", "body", "reader_id")]);
    let time = [("due_time | int | 应当归还的时间", "due_time | int | 应当归还的时间，毫秒时间戳")];
    says(
        &time,
        &[
            (Breaking, "time", "response", "data.loan.due_time"),
            (Documentation, "text", "response", "data.loan.due_time"),
        ],
    );
    let named = [("loan | loan | 借书的记录", "loan | loan_record | 借书的记录")];
    says(&named, &[(Breaking, "type", "response", "data.loan")]);
}

#[test]
fn what_is_required_is_an_argument() {
    let required = [("remark | string | 否", "remark | string | 是")];
    says(&required, &[(Breaking, "required", "body", "remark")]);
    undone(&required, &[(Breaking, "required", "body", "remark")]);
}

#[test]
fn the_order_of_arguments_is_that_of_the_page() {
    let reader = "reader_id | string | 是 | 读者的证件号码\n";
    let kind = "kind | int | 否 | 借阅的方式  \n";
    says(
        &[(reader, ""), (kind, "reader_id | string | 是 | 读者的证件号码\nkind | int | 否 | 借阅的方式  \n")],
        &[(Breaking, "order", "body", "")],
    );
    let notes = [(
        "code | int | 错误码，非 0 表示失败\nmsg | string | 错误描述\n",
        "msg | string | 错误描述\ncode | int | 错误码，非 0 表示失败\n",
    )];
    says(&notes, &[(Documentation, "order", "response", "")]);
}

#[test]
fn options_come_and_go() {
    let more = [("- 2：馆内阅览\n", "- 2：馆内阅览  \n- 3：馆际互借\n")];
    let changes = says(&more, &[(Additive, "options", "body", "kind")]);
    assert_eq!((changes[0].before.as_deref(), changes[0].after.as_deref()), (None, Some("3: 馆际互借")));
    assert_eq!(changes[0].after_line, Some(58));
    undone(&more, &[(Breaking, "options", "body", "kind")]);
    let answer = [("- closed：已归还\n", "- closed：已归还  \n- lost：已遗失\n")];
    says(&answer, &[(Additive, "options", "response", "data.loan.state")]);
    undone(&answer, &[(Breaking, "options", "response", "data.loan.state")]);
    let other_key = says(&[("- 2：馆内阅览", "- 4：馆内阅览")], &[(Breaking, "options", "body", "kind")]);
    assert!(other_key[0].message.contains("is `4` now"), "{}", other_key[0].message);
    says(&[("- 2：馆内阅览", "- 2：在馆内阅览")], &[(Documentation, "options", "body", "kind")]);
}

#[test]
fn rules_are_narrowed_and_widened() {
    let narrower = [("`1` ～ `50`", "`1` ～ `40`")];
    says(&narrower, &[(Breaking, "rules", "body", "title")]);
    undone(&narrower, &[(Additive, "rules", "body", "title")]);
    says(&[("`1` ～ `60`", "`2` ～ `90`")], &[(Breaking, "rules", "body", "days")]);
    let fewer = [("**默认值**：`30`  \n**数据校验规则**：  \n- 取值范围：`1` ～ `60`", "**默认值**：`30`")];
    says(&fewer, &[(Additive, "rules", "body", "days")]);
    undone(&fewer, &[(Breaking, "rules", "body", "days")]);
}

#[test]
fn rules_of_answers_bind_nobody() {
    let bound = [(
        "id | string | 记录的编号",
        "id | string | 记录的编号  \n**数据校验规则**：  \n- 长度范围：`1` ～ `9`",
    )];
    says(&bound, &[(Documentation, "rules", "response", "data.loan.id")]);
    undone(&bound, &[(Additive, "rules", "response", "data.loan.id")]);
}

#[test]
fn another_default_is_another_request() {
    says(&[("**默认值**：`30`", "**默认值**：`14`")], &[(Breaking, "default", "body", "days")]);
}

#[test]
fn wording_links_and_labels_are_documentation() {
    says(&[("读者的证件号码", "读者的证件号")], &[(Documentation, "text", "body", "reader_id")]);
    let link = says(
        &[("https://library.example/books", "https://library.example/titles")],
        &[(Documentation, "text", "body", "title")],
    );
    assert!(link[0].message.contains("links to another place"), "{}", link[0].message);
    let limit = says(
        &[("馆员写下的备注", "馆员写下的备注，不能包含网址")],
        &[(Documentation, "text", "body", "remark")],
    );
    assert!(limit[0].message.contains("limit"), "{}", limit[0].message);
    says(&[("# 登记借书\n", "# 登记一次借书\n")], &[(Documentation, "text", "endpoint", "title")]);
    says(&[("周末闭馆。", "周一闭馆。")], &[(Documentation, "text", "endpoint", "notes")]);
    says(&[("**示例值**：true", "**示例值**：false")], &[]);
    says(&[("1767571200000", "1767657600000")], &[(Documentation, "source", "endpoint", "source.updated")]);
}

#[test]
fn examples_are_documentation() {
    let changes = compare(PAGE, &with(PAGE, &[("\"R-7\"", "\"R-8\"")])).changes;
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].weight, changes[0].kind), (Documentation, Kind::Examples));
    assert_eq!(changes[0].before.as_deref(), Some("reader_id: \"R-7\""));
    assert_eq!(changes[0].after.as_deref(), Some("reader_id: \"R-8\""));
}

#[test]
fn the_call_itself() {
    says(
        &[("branches/:branch_id/loans", "sites/:branch_id/loans")],
        &[(Breaking, "path", "endpoint", "path")],
    );
    says(&[("HTTP Method | POST", "HTTP Method | PUT")], &[(Breaking, "method", "endpoint", "method")]);
    says(
        &[
            (":branch_id/loans", ":site_id/loans"),
            ("branch_id | string | 分馆 ID", "site_id | string | 分馆 ID"),
        ],
        &[(Breaking, "path", "endpoint", "path"), (Breaking, "renamed", "path", "site_id")],
    );
    says(
        &[("1000 次/分钟、50 次/秒", "100 次/分钟、50 次/秒")],
        &[(Breaking, "rate_limit", "endpoint", "rate_limit")],
    );
    undone(
        &[("1000 次/分钟、50 次/秒", "100 次/分钟、50 次/秒")],
        &[(Additive, "rate_limit", "endpoint", "rate_limit")],
    );
}

#[test]
fn another_way_of_writing_the_body_is_another_type_where_there_is_only_text() {
    says(
        &[("\"application/json; charset=utf-8\"", "\"application/x-www-form-urlencoded\"")],
        &[
            (Breaking, "content", "body", ""),
            (Documentation, "text", "header", "Content-Type"),
            (Breaking, "type", "body", "contact"),
        ],
    );
}

#[test]
fn scopes_are_alternatives() {
    let more = [("登记借书(library:loan)", "登记借书(library:loan)  \n管理借书(library:admin)")];
    says(&more, &[(Additive, "scopes", "endpoint", "scopes")]);
    undone(&more, &[(Breaking, "scopes", "endpoint", "scopes")]);
}

#[test]
fn errors_are_one_by_their_code() {
    let more = [("400 | 2002", "403 | 2003 | 读者欠费 | 请先缴费\n400 | 2002")];
    says(&more, &[(Additive, "added", "errors", "2003")]);
    undone(&more, &[(Breaking, "removed", "errors", "2003")]);
    says(&[("书不存在", "没有这本书")], &[(Documentation, "text", "errors", "2001")]);
    says(&[("400 | 2001", "404 | 2001")], &[(Documentation, "status", "errors", "2001")]);
}
