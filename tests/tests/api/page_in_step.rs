//! Each row of the page has its item in the generated source, found by walking both on our own: the page by its lines,
//! the nesting by the page's own example, the source by `syn`.

use std::collections::{BTreeMap, BTreeSet};

use feishu_tests::page::{self, Row};
use feishu_tests::rust::{Member, Source};
use feishu_tests::{given_page, workspace};

/// A row, the path that the example gives it, and its member.
struct Found {
    row: Row,
    path: String,
    member: Member,
}

fn source() -> Source {
    Source::file(&workspace().join("generated/src/hire/v1/create_by_resume.rs"))
}

/// Goes through a table from the type that its root rows are members of.
fn walk(source: &Source, root: &str, rows: Vec<Row>, paths: Vec<String>) -> Vec<Found> {
    let names: Vec<&str> = paths.iter().map(|path| last(path)).collect();
    let listed: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(listed, names, "the example has a member for each row, in the same order");
    let mut owners = BTreeMap::from([(String::new(), root.to_owned())]);
    let mut found = Vec::new();
    for (row, path) in rows.into_iter().zip(paths) {
        let above = path.rsplit_once('.').map_or("", |(above, _)| above);
        let owner = &owners[above];
        let member = source.member(owner, &row.name);
        let member = member.unwrap_or_else(|| panic!("line {}: no `{path}` in `{owner}`", row.line)).clone();
        owners.insert(path.clone(), innermost(&member.ty).to_owned());
        owners.insert(format!("{path}[]"), innermost(&member.ty).to_owned());
        found.push(Found { row, path, member });
    }
    found
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path).trim_end_matches("[]")
}

fn innermost(ty: &str) -> &str {
    ty.strip_prefix("Vec<").and_then(|ty| ty.strip_suffix('>')).map_or(ty, innermost)
}

fn body(source: &Source) -> Vec<Found> {
    let page = given_page();
    let paths = page::members(&page::example(&page, "请求体示例"));
    walk(source, "Body", page::rows(&page, "请求体"), paths)
}

fn response(source: &Source) -> Vec<Found> {
    let page = given_page();
    let mut rows = page::rows(&page, "响应体");
    let envelope: Vec<Row> = rows.drain(..3).collect();
    assert_eq!(envelope.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["code", "msg", "data"]);
    let example = page::example(&page, "响应体示例");
    walk(source, "Response", rows, page::members(&example["data"]))
}

/// The expected type, from the page's text, of a row that is not a struct.
fn expected(row: &Row) -> Option<String> {
    let prose = row.prose();
    let ty = match (row.ty.as_str(), row.options().is_empty()) {
        (_, false) => return None,
        ("string", _) if prose.contains("自定义字段数据格式说明") => "EncodedValue",
        ("string", _) => "String",
        ("string[]", _) => "Vec<String>",
        ("int", _) if prose.contains("「至今」可传值") => "Until",
        ("int", _) if prose.contains("毫秒时间戳") => "Timestamp",
        ("int", _) => "i64",
        _ => return None,
    };
    Some(ty.to_owned())
}

#[test]
fn every_row_of_the_body_has_its_member() {
    let source = source();
    let found = body(&source);
    assert_eq!(found.len(), 106);
    for Found { row, path, member } in &found {
        let optional = row.required.as_deref() != Some("是");
        assert_eq!(member.optional, optional, "line {}: `{path}` 必填 {:?}", row.line, row.required);
        if let Some(ty) = expected(row) {
            assert_eq!(member.ty, ty, "line {}: `{path}`", row.line);
        }
    }
    let required: Vec<&str> =
        found.iter().filter(|found| !found.member.optional).map(|found| found.path.as_str()).collect();
    assert_eq!(required, ["job_post_id", "resume", "resume.basic_info", "resume.basic_info.name", "user_id"]);
}

#[test]
fn every_row_of_the_response_has_its_member() {
    let source = source();
    let found = response(&source);
    let paths: Vec<&str> = found.iter().map(|found| found.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "delivery",
            "delivery.application_id",
            "delivery.id",
            "delivery.job_id",
            "delivery.job_post_id",
            "delivery.portal_resume_id",
            "delivery.user_id",
            "delivery.talent_id",
        ]
    );
    for Found { row, path, member } in &found {
        assert!(
            member.optional,
            "`{path}`: the page promises nothing, so an answer without it must be readable"
        );
        if let Some(ty) = expected(row) {
            assert_eq!(member.ty, ty, "line {}: `{path}`", row.line);
        }
    }
}

#[test]
fn path_and_query_are_members_of_the_request() {
    let (source, page) = (source(), given_page());
    let [website] = page::rows(&page, "路径参数").try_into().expect("one row");
    let member = source.member("Request", &website.name).expect("website_id");
    assert_eq!((member.ty.as_str(), member.optional), ("String", false), "a URL cannot do without it");

    let [user_id_type] = page::rows(&page, "查询参数").try_into().expect("one row");
    assert_eq!(user_id_type.required.as_deref(), Some("否"));
    let member = source.member("Request", &user_id_type.name).expect("user_id_type");
    assert!(member.optional);
    check_options(&source, &user_id_type, &member.ty);
}

#[test]
fn nothing_is_there_that_the_page_does_not_list() {
    let source = source();
    let found: Vec<Found> = body(&source).into_iter().chain(response(&source)).collect();
    let mut owners = BTreeSet::from(["Body", "Response"]);
    owners.extend(found.iter().map(|found| innermost(&found.member.ty)));
    let rows = found.len();
    let members: usize = owners.iter().filter_map(|owner| source.structs.get(*owner)).map(Vec::len).sum();
    // The list of custom fields stands in eleven places, each time with the same two rows; its type is one.
    let repeated = found.iter().filter(|found| found.member.ty == "Vec<CustomField>").count() - 1;
    assert_eq!(members, rows - 2 * repeated);
    let unused: Vec<&String> = source.structs.keys().filter(|name| !owners.contains(name.as_str())).collect();
    assert_eq!(unused, ["Request"]);
}

#[test]
fn one_struct_of_the_page_is_one_type() {
    let source = source();
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Found { row, member, .. } in body(&source).into_iter().chain(response(&source)) {
        if row.ty.starts_with("website_delivery_") {
            assert_eq!(row.ty.ends_with("[]"), member.ty.starts_with("Vec<"), "{}", row.name);
            let name = row.ty.trim_end_matches("[]").to_owned();
            types.entry(name).or_default().insert(innermost(&member.ty).to_owned());
        }
    }
    assert!(types.values().all(|rust| rust.len() == 1), "{types:?}");
    let distinct: BTreeSet<&String> = types.values().flatten().collect();
    assert_eq!(distinct.len(), types.len(), "two structs of the page are never one type: {types:?}");
    assert_eq!(types.len(), 16);
}

#[test]
fn every_option_has_its_variant() {
    let source = source();
    let with_options: Vec<Found> =
        body(&source).into_iter().filter(|found| !found.row.options().is_empty()).collect();
    let names: Vec<&str> = with_options.iter().map(|found| found.row.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "identification_type",
            "marital_status",
            "gender",
            "education_type",
            "academic_ranking",
            "degree",
            "sns_type",
            "language",
            "proficiency",
        ]
    );
    for Found { row, member, .. } in &with_options {
        check_options(&source, row, &member.ty);
    }
}

/// The variants stand for the page's keys, in its order; `Unknown` for all others.
fn check_options(source: &Source, row: &Row, name: &str) {
    let keys: Vec<String> = row.options().into_iter().map(|(key, _)| key).collect();
    let variants = &source.enums[name];
    let (unknown, known) = variants.split_last().expect("variants");
    assert_eq!(unknown, "Unknown", "{name} is open to options that the page does not list yet");
    assert_eq!(known.len(), keys.len(), "{name}");
    let expected: Vec<(String, String)> = keys.into_iter().zip(known.iter().cloned()).collect();
    assert_eq!(source.options[name], expected, "{name} on the wire");
}

#[test]
fn times_are_times_and_only_four_may_go_on() {
    let source = source();
    let found = body(&source);
    let of = |ty: &str| -> Vec<&str> {
        found.iter().filter(|found| found.member.ty == ty).map(|found| found.path.as_str()).collect()
    };
    assert_eq!(
        of("Until"),
        [
            "resume.internship_list[].end_time",
            "resume.education_list[].end_time",
            "resume.career_list[].end_time",
            "resume.project_list[].end_time",
        ]
    );
    assert_eq!(
        of("Timestamp"),
        [
            "resume.internship_list[].start_time",
            "resume.basic_info.start_work_time",
            "resume.basic_info.birthday",
            "resume.education_list[].end_time_v2",
            "resume.education_list[].start_time",
            "resume.career_list[].start_time",
            "resume.award_list[].award_time",
            "resume.project_list[].start_time",
        ]
    );
}

#[test]
fn every_item_is_documented() {
    for source in Source::files(&workspace().join("generated/src")) {
        assert_eq!(source.undocumented, Vec::<String>::new());
    }
}

#[test]
fn every_error_of_the_page_has_its_variant() {
    let source = source();
    let rows = page::cells(&given_page(), "错误码");
    let codes: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(codes, ["1002001", "1002002", "1002511", "1002513"]);
    assert_eq!(source.enums["ErrorCode"].len(), codes.len() + 1);
}
