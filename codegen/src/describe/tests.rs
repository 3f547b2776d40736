//! Whole pages, small and hand-written, with the places of their rows.

use feishu_schema::{
    Choice, Content, Endpoint, Field, Key, Method, Placed, Required, ResponseForm, Rule, Scope, Sentinel,
    TimeUnit, Token, Type,
};

use super::describe;
use crate::diagnostic::Diagnostic;
use crate::nest::Place;
use crate::page;
use crate::source::Source;

/// Reads and describes a page; `depths` has one number for each row of the page's tables, the header's left out.
fn of(text: &str, depths: &[usize]) -> (Endpoint, Vec<Diagnostic>) {
    let source = Source::new("folder/demo.md", text);
    let mut out = Vec::new();
    let page = page::read(&source, &mut out).endpoint().expect("an endpoint page");
    let mut depths = depths.iter().copied();
    let places: Vec<Vec<Place>> = page
        .tables
        .iter()
        .map(|table| {
            let mut open: Vec<usize> = Vec::new();
            let place = |index: usize| {
                let header = table.section == page::Section::Header;
                let depth = if header { 0 } else { depths.next().unwrap_or(0) };
                open.truncate(depth);
                let parent = open.last().copied();
                open.push(index);
                Place { parent, placed: Placed::Example, rival: None }
            };
            (0..table.rows.len()).map(place).collect()
        })
        .collect();
    let endpoint = describe(&page, &source, &places, &mut out);
    (endpoint, out)
}

/// The codes of the findings, with the lines that they point at.
fn kinds_and_lines(text: &str, found: &[Diagnostic]) -> Vec<(&'static str, Vec<u32>)> {
    let source = Source::new("", text);
    let line = |label: &crate::diagnostic::Label| source.line_number(label.span.start);
    let lines = |finding: &Diagnostic| finding.label.iter().chain(&finding.also).map(line).collect();
    found.iter().map(|finding| (finding.code.name, lines(finding))).collect()
}

fn member<'a>(fields: &'a [Field], name: &str) -> &'a Field {
    fields.iter().find(|field| field.name == name).expect(name)
}

const PAGE: &str = "---
title: \"投递\"
---
# 投递

投递一份简历。
**注意事项**：该接口不再更新。

## 请求
名称 | 值
---|---
HTTP URL | https://open.feishu.cn/open-apis/demo/v1/sites/:site_id/deliveries
HTTP Method | POST
接口频率限制 | [1000 次/分钟、50 次/秒](https://a/b)
支持的应用类型 | 自建应用、商店应用
权限要求 | 投递(demo:delivery)

### 请求头
名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
Authorization | string | 是 | `tenant_access_token`  
`user_access_token`
Content-Type | string | 是 | **固定值**：\"application/json; charset=utf-8\"

### 路径参数
名称 | 类型 | 描述
--- | --- | ---
site_id | string | 官网 ID

### 查询参数
名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
id_type | string | 否 | 类型  
**示例值**：open_id  
**可选值有**：  
- open_id：一  
- user_id：二  
**默认值**：`open_id`  
**当值为 `user_id`，字段权限要求**：  
获取用户 ID(contact:id)

### 请求体
名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
resume | demo_resume | 是 | 简历
end_time | int | 否 | 结束时间，毫秒时间戳，如果是「至今」可传值 -1  
**示例值**：1618500278667
value | string | 否 | 值，请参考「数据格式说明」  
**数据校验规则**：  
- 长度范围：`1` ～ `64` 字符  
- 看情况
tags | string\\[\\] | 否 | 标签，已废弃  
**说明**：别用

### 数据格式说明
- 单选：`\"1\"`

### 响应体
名称 | 类型 | 描述
--- | --- | ---
code | int | 错误码
msg | string | 错误描述
data | \\- | \\-
id | string | ID

### 错误码
HTTP状态码 | 错误码 | 描述 | 排查建议
--- | --- | --- | ---
200 | 7 | 坏 | 修
";

#[test]
fn a_whole_page() {
    let (endpoint, found) = of(PAGE, &[0, 0, 0, 1, 1, 1, 0, 0, 0, 1]);
    assert_eq!(endpoint.id, "demo.v1.sites.site_id.deliveries.post");
    assert_eq!(endpoint.source.page, "demo.md");
    assert_eq!(endpoint.source.digest.len(), 64);
    assert_eq!((endpoint.method, endpoint.host.as_str()), (Method::Post, "open.feishu.cn"));
    assert_eq!(endpoint.text, "投递一份简历。");
    assert_eq!(endpoint.deprecated.as_deref(), Some("**注意事项**：该接口不再更新。"));
    assert_eq!(endpoint.tokens, [Token::Tenant, Token::User]);
    assert_eq!(endpoint.apps.len(), 2);
    assert_eq!(endpoint.rate_limit.expect("a limit").windows.len(), 2);
    assert_eq!(endpoint.scopes, [Scope::new("demo:delivery", "投递")]);
    assert_eq!(endpoint.errors[0].status, Some(200));
    assert_eq!(kinds_and_lines(PAGE, &found), [("D030", vec![51])]);
}

#[test]
fn the_fields_of_a_page() {
    let (endpoint, _) = of(PAGE, &[0, 0, 0, 1, 1, 1, 0, 0, 0, 1]);
    let option = |key: &str, label: &str, line, scopes| Choice {
        key: Key::Text(key.into()),
        label: label.into(),
        english: String::new(),
        line,
        scopes,
    };
    let scope = Scope::new("contact:id", "获取用户 ID");
    let query = &endpoint.request.query[0];
    assert_eq!(
        query.options,
        [option("open_id", "一", 36, vec![]), option("user_id", "二", 37, vec![scope])]
    );
    assert_eq!(
        (query.default.as_deref(), query.examples.as_slice()),
        (Some("open_id"), &["open_id".to_owned()][..])
    );

    let body = endpoint.request.body.expect("a body");
    assert_eq!(body.content, Content::Json);
    let resume = &body.fields[0];
    assert_eq!((&resume.ty, resume.required), (&Type::Struct(Some("demo_resume".into())), Required::Yes));
    let end_time = member(&resume.fields, "end_time");
    assert_eq!(end_time.time, Some(TimeUnit::Milliseconds));
    assert_eq!(end_time.sentinels, [Sentinel::Ongoing(-1)]);
    let value = member(&resume.fields, "value");
    assert_eq!(value.encoded.as_deref(), Some("数据格式说明"));
    assert_eq!(value.rules, [Rule::Length { min: Some(1), max: Some(64) }, Rule::Text("看情况".into())]);
    let tags = member(&resume.fields, "tags");
    assert!(tags.deprecated);
    assert_eq!(tags.ty, Type::List(Box::new(Type::String)));
    assert_eq!(tags.remarks, ["说明: 别用"]);

    assert_eq!(endpoint.response.form, ResponseForm::Data);
    assert_eq!(endpoint.response.fields[0].name, "id");
    let envelope: Vec<_> = endpoint.response.envelope.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(envelope, ["code", "msg", "data"]);
    assert!(endpoint.response.envelope[2].fields.is_empty() && endpoint.response.envelope[2].text.is_empty());
}

const CONTRADICTIONS: &str = "# 例

## 请求
名称 | 值
---|---
HTTP URL | https://open.feishu.cn/open-apis/demo/v1/x/:y
HTTP Method | POST

### 路径参数
名称 | 类型 | 描述
--- | --- | ---
z | string | 别的

### 请求体
名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
age | int | 也许 | 年龄  
**示例值**：\"1\"
kind | int | 否 | 种类  
**示例值**：9  
**可选值有**：  
- 1：一  
- 1：二  
- x：三
on | boolean | 否 | 开  
**数据校验规则**：  
- 长度范围：`1` ～ `2` 字符
age | int | 否 | 又是年龄
thing | no_such | 否 | 东西

### 请求体示例
```json
{ \"age\": \"1\", \"kind\": 7,
  \"extra\": [ {} ] }
```

### 请求体示例
```json
{ \"age\": 1,
}
```
";

#[test]
fn a_page_that_contradicts_itself() {
    let (_, found) = of(CONTRADICTIONS, &[0; 6]);
    let expected = [
        ("P030", vec![37, 31]),
        ("D054", vec![28, 17]),
        ("D013", vec![17]),
        ("D051", vec![18, 17]),
        ("D021", vec![23, 22]),
        ("D020", vec![24, 19]),
        ("D052", vec![20, 21]),
        ("D031", vec![27, 25]),
        ("D011", vec![29]),
        ("D057", vec![39]),
        ("D051", vec![33, 17]),
        ("D052", vec![33, 22]),
        ("D053", vec![34, 17]),
        ("D007", vec![12, 6]),
        ("D007", vec![6]),
        ("D060", vec![6]),
    ];
    assert_eq!(kinds_and_lines(CONTRADICTIONS, &found), expected);
}

/// The form of an answer with these rows (name and type, at these depths) and this example.
fn form(rows: &[(&str, &str, usize)], example: &str) -> (ResponseForm, Vec<String>, Vec<String>) {
    let mut text =
        "# 例\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://a.cn/open-apis/b\nHTTP Method | GET\n\n\
                    ## 响应\n### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\n"
            .to_owned();
    for (name, ty, _) in rows {
        text += &format!("{name} | {ty} | 述\n");
    }
    text += &format!("\n### 响应体示例\n```json\n{example}\n```\n");
    let depths: Vec<usize> = rows.iter().map(|(_, _, depth)| *depth).collect();
    let (endpoint, _) = of(&text, &depths);
    let response = endpoint.response;
    let names = |fields: &[Field]| fields.iter().map(|field| field.name.clone()).collect();
    (response.form, names(&response.fields), names(&response.envelope))
}

#[test]
fn forms_of_answers() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let code = ("code", "int", 0);
    let msg = ("msg", "string", 0);
    assert_eq!(
        form(&[code, ("message", "string", 0), ("data", "\\-", 0), ("id", "string", 1)], "{}"),
        (ResponseForm::Data, names(&["id"]), names(&["code", "message", "data"])),
    );
    assert_eq!(
        form(&[code, msg, ("token", "string", 0)], "{}"),
        (ResponseForm::Flat, names(&["token"]), names(&["code", "msg"])),
    );
    assert_eq!(
        form(&[code, msg, ("data", "string\\[\\]", 0)], "{}"),
        (ResponseForm::Value, names(&["data"]), names(&["code", "msg", "data"])),
    );
    assert_eq!(form(&[code, msg], "{}"), (ResponseForm::Empty, names(&[]), names(&["code", "msg"])));
    assert_eq!(form(&[code, msg, ("data", "\\-", 0)], "{\"data\": {}}").0, ResponseForm::Empty);
    assert_eq!(form(&[code, msg, ("data", "\\-", 0)], "{\"data\": {\"a\": 1}}").0, ResponseForm::Value);
    assert_eq!(
        form(&[("url", "string", 0)], "{\"code\": 0, \"data\": {\"url\": \"u\"}}"),
        (ResponseForm::Data, names(&["url"]), names(&[])),
    );
}

#[test]
fn a_list_that_the_type_column_hides() {
    let text = "# 例

## 请求
名称 | 值
---|---
HTTP URL | https://a.cn/open-apis/b
HTTP Method | GET

### 响应体
名称 | 类型 | 描述
--- | --- | ---
code | int | 码
data | \\- | \\-
rooms | \\- | 会议室
id | string | ID

### 响应体示例
```json
{ \"code\": 0, \"data\": { \"rooms\": [ { \"id\": \"1\" } ] } }
```
";
    let (endpoint, found) = of(text, &[0, 0, 1, 2]);
    let response = endpoint.response;
    assert_eq!(response.fields[0].ty, Type::List(Box::new(Type::Struct(None))));
    assert_eq!(kinds_and_lines(text, &found), []);
}

#[test]
fn hostile_text_stays_text() {
    let text = "# \"];*/ `rm` \u{202e}

## 请求
名称 | 值
---|---
HTTP URL | https://a.cn/open-apis/x';*{y/..%2f/:a-b
HTTP Method | GET

### 响应体
名称 | 类型 | 描述
--- | --- | ---
code | int | ```
\"*/ | ../../etc | #[cfg(all())]
";
    let (endpoint, _) = of(text, &[0, 0]);
    assert!(endpoint.id.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)), "{}", endpoint.id);
    assert!(!endpoint.id.contains(".."));
    assert_eq!(Endpoint::from_json(&endpoint.to_json().expect("JSON")).expect("a description"), endpoint);
}

#[test]
fn a_page_without_a_usable_url_has_no_description() {
    let text = "# 例\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://a.cn/b/../c\nHTTP Method | GET\n";
    let source = Source::new("p", text);
    let mut out = Vec::new();
    assert_eq!(page::read(&source, &mut out), page::Reading::Broken);
    assert!(out.iter().any(|finding| finding.severity == crate::diagnostic::Severity::Error));
}

/// A page whose body has these rows, all at the root but for `depths`, and this fence as its example.
fn with_example(rows: &str, depths: &[usize], fence: &str) -> (Endpoint, Vec<(&'static str, Vec<u32>)>) {
    let text = format!(
        "# 例\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://a.cn/open-apis/b\nHTTP Method | POST\n\n\
         ### 请求体\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n{rows}\n\
         ### 请求体示例\n{fence}\n\n### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 码\n"
    );
    let (endpoint, found) = of(&text, depths);
    (endpoint, kinds_and_lines(&text, &found))
}

#[test]
fn escaped_keys_of_examples_are_the_names_of_rows() {
    let rows = "owner | lib_owner | 否 | 主\nzh-CN | string | 否 | 名\n";
    let fence = "```json\n{\"owner\": {\"zh\\u002dCN\": \"x\", \"zh\\u002dTW\": \"y\"}}\n```";
    let (endpoint, found) = with_example(rows, &[0, 1], fence);
    assert_eq!(found, [("D053", vec![17, 13])], "only `zh-TW` has no row");
    let example = &endpoint.request.body.expect("a body").examples[0];
    let value = example.value.as_ref().expect("JSON");
    assert_eq!(value["owner"]["zh-CN"], "x");
    assert_eq!(example.contradictions[0].text, "no row describes the member `zh-TW`");
}

#[test]
fn repaired_examples_are_values_and_are_compared() {
    let rows = "title | string | 是 | 书名\ncopies | int | 是 | 册数\n";
    let fence = "```json\n{\n  \"copies\": \"3\", // 册\n}\n```";
    let (endpoint, found) = with_example(rows, &[0, 0], fence);
    let expected = [("D057", vec![18, 18]), ("D051", vec![18, 13]), ("D056", vec![17, 12])];
    assert_eq!(found, expected);
    let example = &endpoint.request.body.expect("a body").examples[0];
    assert_eq!(example.value, Some(serde_json::json!({"copies": "3"})));
    assert_eq!(example.contradictions.len(), 2);
}

#[test]
fn forms_are_compared_by_name() {
    let rows = "data | file | 是 | 文件\nkind | int | 是 | 种类\n";
    let fence = "```HTTP\n--b\nContent-Disposition: form-data; name=\"data\"\n\n--b\n\
                 Content-Disposition: form-data; name=\"king\"\n\n2\n--b--\n```";
    let (endpoint, found) = with_example(rows, &[0, 0], fence);
    assert_eq!(found, [("D053", vec![21, 12]), ("D056", vec![18, 13])]);
    let example = &endpoint.request.body.expect("a body").examples[0];
    assert!(example.value.is_none() && example.text.is_some());
}

#[test]
fn numbers_of_examples_are_64_bits_wide() {
    let rows = "a | int | 否 | 数\nb | float | 否 | 数\n";
    let (_, found) = with_example(rows, &[0, 0], "```json\n{\"a\": 9223372036854775807, \"b\": 1e300}\n```");
    assert_eq!(found, []);
    let (_, found) =
        with_example(rows, &[0, 0], "```json\n{\"a\": 9223372036854775808,\n \"b\": 1e999}\n```");
    assert_eq!(found, [("D057", vec![18]), ("D051", vec![17, 12]), ("D051", vec![18, 13])]);
}

#[test]
fn endless_examples_have_one_finding() {
    let brackets = format!("```json\n{}\n```", "[".repeat(1 << 21));
    let (endpoint, found) = with_example("a | int | 否 | 数\n", &[0], &brackets);
    assert_eq!(found, [("D050", vec![16])]);
    assert!(endpoint.request.body.expect("a body").examples[0].value.is_none());
}
