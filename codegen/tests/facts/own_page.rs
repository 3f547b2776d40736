//! A small page of our own, with a sentence in every place where a page can have one.

use std::sync::Arc;

use feishu_codegen::describe::facts::{agree, facts};
use feishu_codegen::diff::{self, Weight};
use feishu_codegen::pipeline;
use feishu_codegen::source::Source;
use feishu_schema::{Endpoint, Key, Lexicon, Required, Rule, TimeUnit, Type};

use crate::foreign_texts;

const PAGE: &str = r#"---
title: "在候选人的档案里新建一条很长的记录"
source_url: https://open.feishu.cn/document/demo/records
---
# 在候选人的档案里新建一条很长的记录

这个接口会在候选人的档案里新建一条记录。
**注意事项**：该接口不再更新，推荐使用另外一个接口来新建记录

## 使用限制

每个候选人最多只能拥有一百条这样的记录。

## 请求
名称 | 值
---|---
HTTP URL | https://open.feishu.cn/open-apis/demo/v1/people/:person_id/records
HTTP Method | POST
接口频率限制 | [1000 次/分钟、50 次/秒](https://open.feishu.cn/document/limits)
支持的应用类型 | 自建应用
权限要求 | 更新候选人档案里的所有记录(demo:record)

### 请求头

名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
Authorization | string | 是 | `tenant_access_token`  
**值格式**："Bearer `access_token`"
Content-Type | string | 是 | **固定值**："application/json; charset=utf-8"

### 路径参数

名称 | 类型 | 描述
--- | --- | ---
person_id | string | 候选人的唯一标识，可以在档案里找到  
**示例值**："候选人的唯一标识示例"

### 请求体

名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
kind | int | 是 | 记录的种类，决定了它显示在哪里  
**示例值**：1  
**可选值有**：  
- 1：显示在候选人档案最前面的记录  
- 2：显示在候选人档案最后面的记录  
**默认值**：`1`
start_time | int | 否 | 记录开始的时间，毫秒时间戳，至今传 -1  
**示例值**：1618500278667
text | string | 否 | 记录的内容，会显示给所有面试官看  
**示例值**："候选人在面试中表现得非常出色"  
**默认值**：没有填写的时候使用候选人自己的介绍  
**数据校验规则**：  
- 长度范围：`1` ～ `500` 字符  
- 不能包含候选人的联系方式以及其他个人信息
links | link\[\] | 否 | 记录里的链接
url | string | 是 | 链接的地址，必须可以公开访问

### 请求体示例
```json
{"kind": 1, "start_time": 1618500278667, "text": "候选人在面试中表现得非常出色", "links": [{"url": "https://a.test"}]}
```

## 响应

### 响应体

名称 | 类型 | 描述
--- | --- | ---
code | int | 错误码，非 0 表示失败
msg | string | 错误描述
data | \- | \-
record_id | string | 新建的记录的唯一标识，请妥善保存  
**字段权限要求**：  
查看候选人档案里的所有记录(demo:record:readonly)

### 响应体示例
```json
{"code": 0, "msg": "success", "data": {"record_id": "新建的记录的唯一标识"}}
```

### 错误码

HTTP状态码 | 错误码 | 描述 | 排查建议
--- | --- | --- | ---
400 | 1001 | 候选人的档案已经被锁定 | 请联系招聘系统的管理员解锁档案
"#;

fn described(page: &str) -> Endpoint {
    let sources = [Arc::new(Source::new("docs/records.md", page))];
    let mut endpoints = pipeline::describe_pages(&sources, &Lexicon::default()).endpoints;
    endpoints.remove(0).endpoint
}

#[test]
fn no_text_of_the_page_is_left() {
    let full = described(PAGE);
    let text = full.to_json().unwrap();
    // Else there would be nothing to leave out.
    for sentence in [
        "新建一条记录",
        "一百条",
        "所有记录",
        "最前面",
        "非常出色",
        "自己的介绍",
        "联系方式",
        "锁定",
        "管理员",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    let text = facts(&full).to_json().unwrap();
    let chinese: String = text.chars().filter(|c| !c.is_ascii()).collect();
    assert_eq!(chinese, "", "{text}");
    assert_eq!(foreign_texts(&full).into_iter().collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_facts_are_all_there() {
    let facts = facts(&described(PAGE));
    assert_eq!(facts.id, "demo.v1.people.person_id.records.post");
    assert_eq!(facts.title, "POST /open-apis/demo/v1/people/:person_id/records");
    assert!(facts.source.facts && facts.deprecated.is_some());
    assert_eq!(facts.source.url.as_deref(), Some("https://open.feishu.cn/document/demo/records"));
    let windows = facts.rate_limit.as_ref().unwrap().windows.iter();
    assert_eq!(
        windows.map(|window| (window.calls, window.seconds)).collect::<Vec<_>>(),
        [(1000, 60), (50, 1)]
    );
    assert_eq!(facts.scopes[0].name, "demo:record");
    assert_eq!((facts.errors[0].status, facts.errors[0].code), (Some(400), 1001));

    let body = facts.request.body.as_ref().unwrap();
    assert!(body.examples.is_empty() && facts.response.examples.is_empty());
    let [kind, start_time, text, links] = body.fields.as_slice() else { panic!("{:?}", body.fields) };
    let keys: Vec<&Key> = kind.options.iter().map(|option| &option.key).collect();
    assert_eq!(keys, [&Key::Int(1), &Key::Int(2)]);
    assert_eq!((kind.required, kind.default.as_deref()), (Required::Yes, Some("1")));
    assert_eq!((start_time.time, start_time.sentinels.len()), (Some(TimeUnit::Milliseconds), 1));
    // A default or a rule in words is a sentence.
    assert_eq!(text.default, None);
    assert_eq!(text.rules, [Rule::Length { min: Some(1), max: Some(500) }]);
    assert_eq!(links.ty, Type::List(Box::new(Type::Struct(Some("link".to_owned())))));
    assert_eq!((links.fields[0].name.as_str(), links.fields[0].required), ("url", Required::Yes));
    assert_eq!(facts.response.fields[0].scopes[0].name, "demo:record:readonly");
}

#[test]
fn other_words_are_the_same_facts_and_other_facts_are_not() {
    let old = described(PAGE);
    for (from, to) in [
        ("记录的内容，会显示给所有面试官看", "内容"),
        ("每个候选人最多只能拥有一百条这样的记录。", "没有限制。\n\n再说一遍。"),
        ("请联系招聘系统的管理员解锁档案", "解锁"),
        ("- 2：显示在候选人档案最后面的记录", "- 2：最后"),
    ] {
        assert!(PAGE.contains(from));
        assert!(agree(&facts(&old), &described(&PAGE.replace(from, to))), "{from}");
    }
    for (from, to) in [
        ("- 2：", "- 3："),
        ("`500`", "`400`"),
        ("| 1001 |", "| 1002 |"),
        ("1000 次/分钟", "100 次/分钟"),
        ("kind | int | 是", "kind | int | 否"),
        ("url | string", "url | int"),
        ("(demo:record)", "(demo:person)"),
    ] {
        assert!(PAGE.contains(from));
        assert!(!agree(&facts(&old), &described(&PAGE.replace(from, to))), "{from}");
    }
    assert_eq!(facts(&facts(&old)), facts(&old));
}

#[test]
fn a_page_is_compared_with_facts_by_its_facts() {
    let facts = facts(&described(PAGE));
    let other_words = PAGE.replace("显示在哪里", "排在哪里").replace("解锁档案", "解锁");
    let report = |page: &str| diff::compare_pages(&facts, &described(page), &Lexicon::default());
    assert_eq!(report(&other_words).changes, []);
    let changes = report(&other_words.replace("- 2：", "- 3：")).changes;
    assert!(changes.iter().any(|change| change.weight == Weight::Breaking), "{changes:?}");
    for change in changes {
        assert!(change.path.ends_with("kind"), "{change:?}");
        assert!(change.message.is_ascii() && change.after_line.is_none(), "{change:?}");
    }
}
