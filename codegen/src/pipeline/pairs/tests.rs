use feishu_schema::Lexicon;

use super::*;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pipeline::describe_pages;
use crate::source::Source;

const CHINESE: &str = "\
# 借书

借一本书。

## 请求
名称 | 值
---|---
HTTP URL | https://open.feishu.cn/open-apis/library/v1/loans
HTTP Method | POST
接口频率限制 | 特殊频控
权限要求 | 借书(library:loan)

### 请求体
名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
kind | int | 是 | 种类  
**可选值有**：  
- 1：小说  
- 2：诗
reader | reader | 否 | 读者
name | string | 是 | 姓名

### 请求体示例
```json
{\"kind\": 1, \"reader\": {\"name\": \"a\"}}
```

## 响应
### 响应体
名称 | 类型 | 描述
--- | --- | ---
code | int | 错误码
msg | string | 错误描述

### 错误码
HTTP状态码 | 错误码 | 描述 | 排查建议
--- | --- | --- | ---
400 | 1001 | 书不在 | 预约
";

/// The description of the page in English: the same rows with other words.
fn english() -> String {
    let words = [
        ("借书(", "Lend books("),
        ("借书", "Lend a book"),
        ("借一本书。", "Lends a book."),
        ("特殊频控", "Special rate limit"),
        ("种类", "The kind of book"),
        ("小说", "Novel"),
        ("：诗", "：Poem"),
        ("读者", "The reader"),
        ("姓名", "The name of the reader"),
        ("错误码 |", "错误码 |"),
        ("int | 错误码", "int | Error code"),
        ("错误描述", "Error message"),
        ("书不在", "The book is not there"),
        ("预约", "Reserve it"),
    ];
    words.into_iter().fold(CHINESE.to_owned(), |text, (chinese, english)| text.replace(chinese, english))
}

fn describe(pages: &[(&str, &str)]) -> Descriptions {
    let sources: Vec<_> = pages.iter().map(|(name, text)| Arc::new(Source::new(*name, *text))).collect();
    describe_pages(&sources, &Lexicon::default())
}

/// The findings about pairs, as `page:line code message (label)`.
fn found(descriptions: &Descriptions) -> Vec<String> {
    let of = |findings: &Findings| {
        let line = |diagnostic: &Diagnostic| {
            let label = diagnostic.label.as_ref()?;
            let line = findings.source.line_number(label.span.start);
            let Diagnostic { code, message, .. } = diagnostic;
            Some(format!("{}:{line} {code} {message} ({})", findings.source.name, label.text))
        };
        let pairs = findings.diagnostics.iter().filter(|found| found.code.name.starts_with('M'));
        pairs.map(|found| line(found).unwrap_or_else(|| found.message.clone())).collect::<Vec<_>>()
    };
    descriptions.findings.iter().flat_map(of).collect()
}

#[test]
fn the_english_page_adds_its_texts() {
    let descriptions = describe(&[("zh.md", CHINESE), ("en.md", &english())]);
    assert_eq!(found(&descriptions), [""; 0]);
    let [Described { endpoint, english: Some(page), .. }] = &descriptions.endpoints[..] else {
        panic!("{:?}", descriptions.endpoints);
    };
    assert_eq!((endpoint.title.as_str(), page.endpoint.title.as_str()), ("借书", "Lend a book"));
    let source = endpoint.source.english.as_deref().unwrap();
    assert_eq!((endpoint.source.page.as_str(), source.page.as_str()), ("zh.md", "en.md"));
    let texts = endpoint.english.as_ref().unwrap();
    assert_eq!((texts.title.as_str(), texts.text.as_str()), ("Lend a book", "Lends a book."));
    assert_eq!(endpoint.rate_limit.as_ref().unwrap().english, "Special rate limit");
    assert_eq!(
        (endpoint.scopes[0].label.as_str(), endpoint.scopes[0].english.as_str()),
        ("借书", "Lend books")
    );
    let body = &endpoint.request.body.as_ref().unwrap().fields;
    assert_eq!(body[0].english_text(), Some("The kind of book"));
    let labels = body[0].options.iter().map(|option| (option.label.as_str(), option.english.as_str()));
    assert_eq!(labels.collect::<Vec<_>>(), [("小说", "Novel"), ("诗", "Poem")]);
    assert_eq!(body[1].fields[0].english_text(), Some("The name of the reader"));
    assert_eq!(endpoint.errors[0].english_advice(), Some("Reserve it"));
}

/// The description of an endpoint without places.
fn described(descriptions: &Descriptions) -> Vec<Endpoint> {
    descriptions.endpoints.iter().map(|described| described.endpoint.clone()).collect()
}

#[test]
fn neither_order_nor_folders_matter() {
    let english = english();
    let first = describe(&[("b/page.md", CHINESE), ("a/page.md", &english)]);
    let second = describe(&[("a/page.md", &english), ("b/page.md", CHINESE)]);
    assert_eq!(described(&first), described(&second));
    assert_eq!(described(&first)[0].title, "借书");
}

#[test]
fn an_english_page_alone_is_an_endpoint() {
    let descriptions = describe(&[("en.md", &english())]);
    let [endpoint] = &described(&descriptions)[..] else { panic!() };
    assert_eq!((endpoint.title.as_str(), &endpoint.english), ("Lend a book", &None));
    let body = &endpoint.request.body.as_ref().unwrap().fields;
    assert_eq!(body[0].options[0].english_label(), Some("Novel"));
}

#[test]
fn two_pages_in_one_language_stay_two() {
    let english = english();
    let twice = describe(&[("a.md", &english), ("b.md", &english)]);
    assert_eq!(twice.endpoints.len(), 2);
    let three = describe(&[("a.md", CHINESE), ("b.md", CHINESE), ("c.md", &english)]);
    let pages = three.endpoints.iter().map(|described| {
        let source = &described.endpoint.source;
        (source.page.as_str(), source.english.as_deref().map(|english| english.page.as_str()))
    });
    assert_eq!(pages.collect::<Vec<_>>(), [("a.md", Some("c.md")), ("b.md", None)]);
}

#[test]
fn what_only_one_page_has_is_reported_with_both_places() {
    let english = english()
        .replace("- 2：Poem\n", "- 3：Play\n")
        .replace("reader | reader | 否", "pages | int | 否 | Pages\nreader | reader | 是")
        .replace("name | string | 是", "name | int | 是")
        .replace("400 | 1001", "400 | 1002");
    let descriptions = describe(&[("zh.md", CHINESE), ("en.md", &english)]);
    let expected = [
        "zh.md:19 M002 the option `2` of the field `kind` of the body is only on the Chinese page (has no English text; not in en.md:16)",
        "zh.md:20 M005 the two pages differ in whether the field `reader` of the body is required (optional here, required in en.md:21)",
        "zh.md:21 M005 the two pages differ in the type of the field `reader.name` of the body (`string` here, `int` in en.md:22)",
        "zh.md:38 M004 the error 1001 is only on the Chinese page (has no English text; not in en.md:39)",
        "en.md:19 M002 the option `3` of the field `kind` of the body is only on the English page (is left out; not in zh.md:16)",
        "en.md:20 M001 the field `pages` of the body is only on the English page (is left out; not in zh.md:16)",
        "en.md:39 M004 the error 1002 is only on the English page (is left out; not in zh.md:38)",
    ];
    assert_eq!(found(&descriptions), expected);
    let body = described(&descriptions)[0].request.body.clone().unwrap();
    assert_eq!(body.fields.len(), 2, "the Chinese page is the reference");
}

#[test]
fn other_rules_and_other_callers_are_reported() {
    let rule = |text: &str, bound: &str| {
        let rule = format!("  \n**数据校验规则**：  \n- 最大长度：`{bound}` 字符\n\n### 请求体示例");
        text.replace("\n\n### 请求体示例", &rule)
    };
    let english = rule(&english(), "9").replace("library:loan", "library:loan:write");
    let descriptions = describe(&[("zh.md", &rule(CHINESE, "8")), ("en.md", &english)]);
    let expected = [
        "the English page en.md differs in the required scopes",
        "zh.md:21 M003 the two pages differ in the rules of the field `reader.name` of the body (one rule here, another in en.md:21)",
    ];
    assert_eq!(found(&descriptions), expected);
}

#[test]
fn other_meanings_of_times_are_reported() {
    let time = |page: &str, text: &str| {
        page.replace("kind | int | 是", &format!("end_time | int | 否 | {text}\nkind | int | 是"))
    };
    let chinese = time(CHINESE, "结束时间，毫秒时间戳，如果是「至今」可传值 -1");
    let english = time(&english(), "End time, timestamp in seconds");
    let descriptions = describe(&[("zh.md", &chinese), ("en.md", &english)]);
    let expected = "zh.md:16 M005 the two pages differ in what the times in the field `end_time` of the body mean \
                    (milliseconds, -1 for until now here, seconds in en.md:16)";
    assert_eq!(found(&descriptions), [expected]);
}

#[test]
fn a_text_that_nobody_has_translated_is_not_english() {
    let english = english().replace("Novel", "小说").replace("Poem", "诗歌（poem）类");
    let descriptions = describe(&[("zh.md", CHINESE), ("en.md", &english)]);
    let body = described(&descriptions)[0].request.body.clone().unwrap();
    let labels: Vec<_> = body.fields[0].options.iter().map(|option| option.english.as_str()).collect();
    assert_eq!(labels, ["", ""]);
}
