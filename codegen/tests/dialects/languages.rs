//! The same page in Chinese and in English, one construct each: what a program reads of both is the same.
//!
//! Each construct is a piece of a page in both languages. Around it stands a page that is the same in both but for the
//! words that every page has.

use std::sync::Arc;

use feishu_codegen::pipeline;
use feishu_codegen::source::Source;
use feishu_schema::{Endpoint, Lexicon};
use serde_json::Value;

/// The words of a page around its construct.
struct Words {
    request: &'static str,
    facts: &'static str,
    header: &'static str,
    body: &'static str,
    columns: &'static str,
    yes: &'static str,
    response: &'static str,
    response_body: &'static str,
    response_columns: &'static str,
    errors: &'static str,
    error_columns: &'static str,
}

const CHINESE: Words = Words {
    request: "请求",
    facts: "名称 | 值",
    header: "请求头",
    body: "请求体",
    columns: "名称 | 类型 | 必填 | 描述",
    yes: "是",
    response: "响应",
    response_body: "响应体",
    response_columns: "名称 | 类型 | 描述",
    errors: "错误码",
    error_columns: "HTTP状态码 | 错误码 | 描述 | 排查建议",
};

const ENGLISH: Words = Words {
    request: "Request",
    facts: "Facts | ",
    header: "Request header",
    body: "Request body",
    columns: "Parameter | Type | Required | Description",
    yes: "Yes",
    response: "Response",
    response_body: "Response body",
    response_columns: "Parameter | Type | Description",
    errors: "Error code",
    error_columns: "HTTP status code | Error code | Description | Troubleshooting suggestions",
};

/// A page with rows of the request's table, and of the body's.
fn page(words: &Words, request: &str, field: &str) -> String {
    let Words { request: heading, facts, header, body, columns, yes, .. } = words;
    let Words { response, response_body, response_columns, errors, error_columns, .. } = words;
    format!(
        "# A\n\n## {heading}\n{facts}\n---|---\nHTTP URL | https://open.feishu.cn/open-apis/library/v1/shelves\n\
         HTTP Method | POST\n{request}\n\n### {header}\n\n{columns}\n--- | --- | --- | ---\nAuthorization | string | \
         {yes} | `tenant_access_token`\n\n### {body}\n\n{columns}\n--- | --- | --- | ---\nname | string | {yes} | \
         A\n{field}\n\n## {response}\n\n### {response_body}\n\n{response_columns}\n--- | --- | ---\ncode | int | A\nmsg \
         | string | A\n\n### {errors}\n\n{error_columns}\n--- | --- | --- | ---\n400 | 1001 | A | A\n"
    )
}

/// Texts for people.
const TEXTS: [&str; 10] =
    ["text", "title", "label", "advice", "remarks", "notes", "digest", "line", "heading", "value_formats"];

fn facts(mut value: Value) -> Value {
    match &mut value {
        Value::Object(members) => {
            members.retain(|name, _| !TEXTS.contains(&name.as_str()));
            members.values_mut().for_each(|member| *member = facts(member.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = facts(item.take())),
        _ => {}
    }
    value
}

fn describe(text: &str) -> (Endpoint, Vec<String>) {
    let source = Arc::new(Source::new("page.md", text));
    let mut described = pipeline::describe_pages(&[source], &Lexicon::default());
    let findings = described.findings.iter().flat_map(|found| &found.diagnostics);
    let findings = findings.map(|found| format!("{} {}", found.code.name, found.message)).collect();
    (described.endpoints.remove(0).endpoint, findings)
}

#[test]
fn both_languages_say_the_same() {
    for (construct, chinese, english) in REQUEST {
        compare(construct, page(&CHINESE, chinese, ""), page(&ENGLISH, english, ""));
    }
    for (construct, chinese, english) in FIELDS {
        compare(construct, page(&CHINESE, "", chinese), page(&ENGLISH, "", english));
    }
}

fn compare(construct: &str, chinese: String, english: String) {
    let ((chinese, _), (english, findings)) = (describe(&chinese), describe(&english));
    let value = |endpoint: &Endpoint| facts(serde_json::to_value(endpoint).unwrap());
    let (chinese, english) = (value(&chinese), value(&english));
    assert_eq!(chinese, english, "{construct}: {findings:#?}");
    assert_eq!(findings, Vec::<String>::new(), "{construct}");
}

/// Rows of the request's table.
const REQUEST: &[(&str, &str, &str)] = &[
    (
        "a rate limit",
        "接口频率限制 | [1000 次/分钟、50 次/秒](https://a.b/c)",
        "Rate Limit | [1000 per minute、50 per second](https://a.b/c)",
    ),
    ("kinds of apps", "支持的应用类型 | 自建应用、商店应用", "Supported app types | Custom App、Store App"),
    (
        "scopes",
        "权限要求  \n**调用该 API 所需的权限。开启其中任意一项权限即可调用** | 新建(library:shelf)",
        "Required scopes  \n**Scopes required to call the API. Enable any of them** | Create(library:shelf)",
    ),
    (
        "a notice on the key's line",
        "权限要求 开启任一权限即可 | 新建(library:shelf)",
        "Required scopes Enable any scope from the list | Create(library:shelf)",
    ),
    (
        "a notice before the scopes of fields",
        "字段权限要求 | **注意事项**：仅当开启对应的权限后才会返回  \n获取(contact:user.id:readonly)",
        "Required field scopes | **Notice**: These fields are returned only after you add their scopes  \nGet(contact:user.id:readonly)",
    ),
    (
        "apps in the plural",
        "支持的应用类型 | 自建应用、商店应用",
        "Supported app types | Custom apps and store apps",
    ),
    (
        "scopes of fields",
        "字段权限要求 | 获取(contact:user.id:readonly)",
        "Required field scopes | Get(contact:user.id:readonly)",
    ),
];

/// Rows of the body's table.
const FIELDS: &[(&str, &str, &str)] = &[
    ("required", "a | string | 否 | 甲", "a | string | No | A"),
    (
        "an example",
        "a | string | 否 | 甲  \n**示例值**：\"x\"",
        "a | string | No | A  \n**Example value**: \"x\"",
    ),
    ("a default", "a | int | 否 | 甲  \n**默认值**：`10`", "a | int | No | A  \n**Default value**: `10`"),
    (
        "options",
        "a | int | 否 | 甲  \n**可选值有**：  \n- 1：一  \n- 2：二",
        "a | int | No | A  \n**Optional values are**:  \n- 1: One  \n- 2: Two",
    ),
    (
        "scopes of a value",
        "a | string | 否 | 甲  \n**可选值有**：  \n- x：一  \n- y：二  \n**当值为 `x`，字段权限要求**：  \n获取(contact:user.id:readonly)",
        "a | string | No | A  \n**Optional values are**:  \n- x: One  \n- y: Two  \n**When the value is `x`, the following field scopes are required**:  \nGet(contact:user.id:readonly)",
    ),
    (
        "scopes of a value behind a wide comma",
        "a | string | 否 | 甲  \n**可选值有**：  \n- x：一  \n- y：二  \n**当值为 `x`，字段权限要求**：  \n获取(contact:user.id:readonly)",
        "a | string | No | A  \n**Optional values are**：  \n- x：One  \n- y：Two  \n**When the value is `x`，the following field scopes are required**：  \nGet(contact:user.id:readonly)",
    ),
    (
        "any scope of a field",
        "a | string | 否 | 甲  \n**字段权限要求（满足任一）**：  \n获取(contact:user.id:readonly)",
        "a | string | No | A  \n**Required field scopes (Satisfy any)**:  \nGet(contact:user.id:readonly)",
    ),
    (
        "a unit at both ends",
        "a | string | 否 | 甲  \n**数据校验规则**：  \n- 长度范围：`1` 字符 ～ `100` 字符",
        "a | string | No | A  \n**Data validation rules**:  \n- Length range: `1` character ～ `100` characters",
    ),
    (
        "scopes of a field",
        "a | string | 否 | 甲  \n**字段权限要求**：  \n获取(contact:user.id:readonly)",
        "a | string | No | A  \n**Required field scopes**:  \nGet(contact:user.id:readonly)",
    ),
    (
        "a range of lengths",
        "a | string | 否 | 甲  \n**数据校验规则**：  \n- 长度范围：`1` ～ `100` 字符",
        "a | string | No | A  \n**Data validation rules**:  \n- Length range: `1` ～ `100` characters",
    ),
    (
        "a range of counts",
        "a | string\\[\\] | 否 | 甲  \n**数据校验规则**：  \n- 长度范围：`1` ～ `100`",
        "a | string\\[\\] | No | A  \n**Data validation rules**:  \n- Length range: `1` ～ `100`",
    ),
    (
        "a greatest length",
        "a | string | 否 | 甲  \n**数据校验规则**：  \n- 最大长度：`100` 字符",
        "a | string | No | A  \n**Data validation rules**:  \n- Maximum length: `100` characters",
    ),
    (
        "a least length",
        "a | string | 否 | 甲  \n**数据校验规则**：  \n- 最小长度：`1` 字符",
        "a | string | No | A  \n**Data validation rules**:  \n- Minimum length: `1` characters",
    ),
    (
        "a range of values",
        "a | int | 否 | 甲  \n**数据校验规则**：  \n- 取值范围：`1` ～ `200`",
        "a | int | No | A  \n**Data validation rules**:  \n- Value range: `1` ～ `200`",
    ),
    (
        "a greatest value",
        "a | int | 否 | 甲  \n**数据校验规则**：  \n- 最大值：`200`",
        "a | int | No | A  \n**Data validation rules**:  \n- Maximum value: `200`",
    ),
    (
        "a least value",
        "a | int | 否 | 甲  \n**数据校验规则**：  \n- 最小值：`1`",
        "a | int | No | A  \n**Data validation rules**:  \n- Minimum value: `1`",
    ),
    (
        "a pattern",
        "a | string | 否 | 甲  \n**数据校验规则**：  \n- 正则校验：`^[a-z]+$`",
        "a | string | No | A  \n**Data validation rules**:  \n- Regular expression: `^[a-z]+$`",
    ),
    (
        "a format and a fixed value",
        "a | string | 否 | 甲  \n**值格式**：\"Bearer x\"  \n**固定值**：\"y\"",
        "a | string | No | A  \n**Value format**: \"Bearer x\"  \n**Fixed value**: \"y\"",
    ),
    (
        "milliseconds",
        "end_time | int | 否 | 结束时间，毫秒时间戳  \n**示例值**：1618500278663",
        "end_time | int | No | End time, millisecond timestamp  \n**Example value**: 1618500278663",
    ),
    (
        "seconds in two sentences",
        "create_time | string | 否 | 创建时间的时间戳。单位：秒",
        "create_time | string | No | Timestamp of the creation. Unit: seconds",
    ),
    (
        "until now",
        "end_time | int | 否 | 结束时间，毫秒时间戳。如果是「至今」可传值 -1",
        "end_time | int | No | End time, millisecond timestamp. Pass -1 for until now",
    ),
    (
        "to present",
        "end_time | int | 否 | 结束时间，毫秒时间戳，若传值-1，表示至今",
        "end_time | int | No | End time, millisecond timestamp, -1 means to present",
    ),
    (
        "a duration",
        "timeout | int | 否 | 超时时间，单位：毫秒",
        "timeout | int | No | Timeout, unit: milliseconds",
    ),
    ("a deprecated field", "a | string | 否 | 甲，已废弃", "a | string | No | A, deprecated"),
    (
        "a date",
        "a | string | 否 | 日期，格式为 YYYY-MM-DD",
        "a | string | No | Date in the format YYYY-MM-DD",
    ),
];

#[test]
fn examples_and_members_in_english() {
    let text = page(&ENGLISH, "", "books | book\\[\\] | No | Books\ntitle | string | Yes | Title");
    let text = text.replace(
        "\n## Response\n",
        "\n### Request body example\n```json\n{\"name\": \"A\", \"books\": [{\"title\": \"B\"}]}\n```\n\n## Response\n",
    );
    let (endpoint, findings) = describe(&text);
    let body = endpoint.request.body.unwrap();
    let names: Vec<_> = body.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["name", "books"]);
    assert_eq!(body.fields[1].fields[0].name, "title");
    assert_eq!(body.examples.len(), 1);
    assert_eq!(findings, Vec::<String>::new());
}
