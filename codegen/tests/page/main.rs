//! Reading pages: small ones, written for the purpose, in both dialects.

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod broken;
mod flat;
mod marked;
mod portal;

use std::fmt::Write as _;

use feishu_codegen::diagnostic::Diagnostic;
use feishu_codegen::page::{Description, Page, Reading, read};
use feishu_codegen::source::Source;

/// What stands above the tables of every page here.
const HEAD: &str = "\
---
title: \"借书\"
source_url: https://open.feishu.cn/document/library/borrow
---
# 借书

借一本书。

## 请求
名称 | 值
---|---
HTTP URL | https://open.feishu.cn/open-apis/library/v1/books/:book_id/borrow
HTTP Method | POST

";

fn page(text: &str) -> (Page, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let page = read(&Source::new("page.md", text), &mut out).endpoint().expect("an endpoint's page");
    (page, out)
}

/// The codes of all findings, each with its line.
fn findings(text: &str) -> Vec<(&'static str, u32)> {
    let source = Source::new("page.md", text);
    let mut out = Vec::new();
    let _ = read(&source, &mut out);
    let line =
        |found: &Diagnostic| found.label.as_ref().map_or(0, |label| source.line_number(label.span.start));
    out.iter().map(|found| (found.code.name, line(found))).collect()
}

/// The fields of a page, a line each, with what is said about them below.
fn fields(page: &Page) -> String {
    let mut out = String::new();
    for table in &page.tables {
        writeln!(out, "{} {}", table.section.as_str(), table.heading.value).unwrap();
        for row in &table.rows {
            let required = row.required.as_ref().map_or("?", |word| word.as_str());
            writeln!(out, "  {} {} {required}", row.name.value, row.spelled.value).unwrap();
            about(&mut out, &row.about);
        }
    }
    out
}

fn about(out: &mut String, about: &Description) {
    for line in &about.prose {
        writeln!(out, "    {}", line.value).unwrap();
    }
    for part in &about.parts {
        writeln!(out, "    [{}] {}", part.marker.value, part.value.value).unwrap();
        for item in &part.items {
            let key = item.key.as_ref().map_or(String::new(), |key| format!("{} = ", key.value));
            writeln!(out, "    - {key}{}", item.text.value.replace('\n', " / ")).unwrap();
        }
    }
}

/// The other parts of a page.
fn rest(page: &Page) -> String {
    let mut out = format!("# {}\n", page.title.value);
    for row in &page.request.rows {
        let join = |lines: &[feishu_codegen::source::Spanned<String>]| {
            lines.iter().map(|line| line.value.clone()).collect::<Vec<_>>().join(" / ")
        };
        writeln!(out, "{} = {}", join(&row.key), join(&row.value)).unwrap();
    }
    for example in &page.examples {
        writeln!(out, "{} example, {}: {}", example.section.as_str(), example.language, example.text.value)
            .unwrap();
    }
    for error in &page.errors {
        let status = error.status.as_ref().map_or("?", |status| status.as_str());
        writeln!(out, "{status} {} {} ({})", error.code.value, error.text.value, error.advice.value).unwrap();
    }
    for prose in &page.prose {
        writeln!(out, "under {:?}:", prose.heading.value).unwrap();
        for line in &prose.lines {
            writeln!(out, "  {}", line.value).unwrap();
        }
    }
    out
}

#[test]
fn other_pages_are_recognised() {
    for text in [
        "",
        "# 指南\n\n## 请求\n怎样发出请求。\n",
        "# 事件\n\n### 事件体\n名称 | 类型 | 描述\n--- | --- | ---\na | int | 甲\n",
    ] {
        let mut out = Vec::new();
        assert_eq!(read(&Source::new("page.md", text), &mut out), Reading::Other);
        assert!(out.is_empty());
    }
}
