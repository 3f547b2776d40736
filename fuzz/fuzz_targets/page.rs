//! From any text to Rust: page, description, plan, emitted source. Nothing on the way may panic or hang.

#![no_main]

use std::sync::Arc;

use feishu_codegen::diagnostic::{Findings, Renderer};
use feishu_codegen::source::Source;
use feishu_codegen::{emit, pipeline};
use feishu_schema::Lexicon;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &[u8]| {
    let source = Arc::new(Source::new("page.md", String::from_utf8_lossy(page)));
    let lexicon = Lexicon::default();
    let described = pipeline::describe_pages(&[source], &lexicon);
    assert_eq!(described.broken > 0, described.findings.iter().any(Findings::has_errors));
    let (plan, more) = pipeline::plan(&described.endpoints, &lexicon, &[]);
    emit::emit_include(&plan).expect("a description becomes Rust");
    for findings in described.findings.iter().chain(&more) {
        let _ = Renderer::Human { colour: false }.render(findings);
    }
});
