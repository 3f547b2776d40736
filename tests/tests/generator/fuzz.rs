//! No text makes the generator panic, and none keeps it for long.

use std::sync::Arc;
use std::time::{Duration, Instant};

use feishu_codegen::config::{self, Outcome};
use feishu_codegen::diagnostic::{Findings, Renderer};
use feishu_codegen::emit::{self, Client, CrateOptions};
use feishu_codegen::pipeline;
use feishu_codegen::source::Source;
use feishu_schema::Lexicon;
use feishu_tests::given_page;

/// Many times what a page takes, in a build without optimizations on a busy machine.
const LONG: Duration = Duration::from_secs(20);

/// The whole way, to the files and to what is said.
fn run(text: &str) {
    let outcome = plan(text);
    let options = CrateOptions::new("fuzz", Client::Version("0.1.0".to_owned()));
    let files = emit::emit_crate(&outcome.plan, &options);
    files.expect("whatever is planned can be written");
}

/// The whole way for some of many texts, as far as the items for all: writing them takes the longest.
fn run_some(number: usize, text: &str) {
    if number.is_multiple_of(8) {
        run(text);
    } else {
        plan(text);
    }
}

/// The way to the items that are going to be written.
fn plan(text: &str) -> Outcome {
    let begin = Instant::now();
    let lexicon = Lexicon::default();
    let source = Arc::new(Source::new("page.md", text));
    let mut descriptions = pipeline::describe_pages(&[source], &lexicon);
    let (plan, more) = pipeline::plan(&descriptions.endpoints, &lexicon, &[]);
    let mut findings = std::mem::take(&mut descriptions.findings);
    findings.extend(more);
    check_findings(&findings);
    config::description_files(&descriptions.endpoints).expect("files");
    assert!(begin.elapsed() < LONG, "{:?} for {} bytes", begin.elapsed(), text.len());
    Outcome { descriptions, plan, findings: Vec::new(), read: Vec::new() }
}

/// All that is said can be said, in both manners, and lies within the text.
fn check_findings(findings: &[Findings]) {
    for findings in findings {
        for label in findings.diagnostics.iter().filter_map(|diagnostic| diagnostic.label.as_ref()) {
            let text = &findings.source.text;
            assert!(text.get(label.span.clone()).is_some(), "{label:?} is not a place in the text");
        }
        assert!(!Renderer::Human { colour: true }.render(findings).is_empty());
        assert_eq!(Renderer::Json.render(findings).lines().count(), findings.diagnostics.len());
    }
}

/// The given page, shortened to what has every part of a page, so that there is time for many changes.
fn short_page() -> String {
    let page = given_page();
    let mut keep = true;
    let lines = page.lines().filter(|line| {
        // Leaves out the lists between the first and the last of them, in the table and in the example.
        match line.split(['|', ':']).next().unwrap_or_default().trim().trim_matches('"') {
            "education_list" => keep = false,
            "language_list" => keep = true,
            _ => {}
        }
        keep
    });
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn join(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn the_page_cut_off_anywhere() {
    let page = given_page();
    for (number, end) in (0..page.len()).step_by(97).filter(|end| page.is_char_boundary(*end)).enumerate() {
        run_some(number, &page[..end]);
    }
}

#[test]
fn the_page_without_its_beginning() {
    let page = given_page();
    for start in (0..page.len()).step_by(997).filter(|start| page.is_char_boundary(*start)) {
        run(&page[start..]);
    }
}

#[test]
fn each_line_left_out_and_each_line_twice() {
    let page = short_page();
    let lines: Vec<&str> = page.lines().collect();
    assert!(lines.len() > 200, "{}", lines.len());
    for index in 0..lines.len() {
        let mut less = lines.clone();
        less.remove(index);
        run_some(index, &join(&less));
        let mut more = lines.clone();
        more.insert(index, lines[index]);
        run_some(index + 4, &join(&more));
    }
}

#[test]
fn cells_swapped() {
    let page = short_page();
    let lines: Vec<&str> = page.lines().collect();
    for index in (0..lines.len()).filter(|index| lines[*index].contains(" | ")) {
        let mut cells: Vec<&str> = lines[index].split(" | ").collect();
        cells.rotate_left(1);
        let rotated = cells.join(" | ");
        let mut swapped = lines.clone();
        swapped[index] = &rotated;
        run_some(index, &join(&swapped));
    }
}

#[test]
fn junk_put_in() {
    let page = short_page();
    let junk = [
        "\0",
        "\u{feff}",
        "\u{202e}",
        "|",
        "`",
        "```",
        "\\",
        "<",
        "\r",
        "\u{1f600}",
        "**",
        "- ",
        "\t",
        "\u{fffd}\u{fffd}",
    ];
    for (number, start) in (0..page.len()).step_by(211).enumerate() {
        let place = (start..).find(|place| page.is_char_boundary(*place)).expect("the end is one");
        let (before, after) = page.split_at(place);
        run_some(number, &format!("{before}{}{after}", junk[number % junk.len()]));
    }
}

#[test]
fn line_ends_of_other_systems() {
    let page = given_page();
    run(&page.replace('\n', "\r\n"));
    run(&page.replace('\n', "\r"));
    run(&page.replace("  \n", "\n"));
    run(&page.replace('\n', "  \n"));
}

/// A page with this body table, this example and this response table.
fn small(rows: &str, example: &str) -> String {
    format!(
        "# 演示\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://open.feishu.cn/open-apis/demo/v1/small\nHTTP Method | \
         POST\n\n### 请求体\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n{rows}\n### 请求体示例\n```json\n{example}\n```\n"
    )
}

#[test]
fn an_example_nested_without_end() {
    for depth in [100, 1_000, 100_000] {
        run(&small("name | string | 是 | 名称\n", &"[".repeat(depth)));
        run(&small("name | string | 是 | 名称\n", &"{\"name\":".repeat(depth)));
        run(&small("name | string | 是 | 名称\n", &format!("{}{}", "[".repeat(depth), "]".repeat(depth))));
    }
}

#[test]
fn a_type_nested_without_end() {
    for depth in [10, 100, 100_000] {
        run(&small(&format!("name | string{} | 是 | 名称\n", "\\[\\]".repeat(depth)), "{}"));
        run(&small(
            &format!("name | {}string{} | 是 | 名称\n", "map<string,".repeat(depth), ">".repeat(depth)),
            "{}",
        ));
        run(&small(
            &format!("name | {}string{} | 是 | 名称\n", "array<".repeat(depth), ">".repeat(depth)),
            "{}",
        ));
    }
}

#[test]
fn structs_nested_without_end() {
    for depth in [10, 60] {
        let rows: String = (0..depth).map(|level| format!("m{level} | s{level} | 否 | 层\n")).collect();
        let example =
            (0..depth).map(|level| format!("{{\"m{level}\":")).collect::<String>() + "1" + &"}".repeat(depth);
        run(&small(&rows, &example));
    }
}

#[test]
fn a_table_of_many_rows() {
    let rows: String = (0..3_000).map(|row| format!("m{row} | string | 否 | 行\n")).collect();
    run(&small(&rows, "{}"));
}

#[test]
fn one_long_line() {
    let long = "长".repeat(200_000);
    run(&small(&format!("name | string | 是 | {long}\n"), "{}"));
    run(&small(&format!("{} | string | 是 | 名称\n", "a".repeat(200_000)), "{}"));
    run(&"|".repeat(200_000));
    run(&"`".repeat(200_000));
    run(&"<".repeat(50_000));
    run(&"\\".repeat(200_000));
    run(&"[".repeat(50_000));
    run(&"#".repeat(200_000));
}
