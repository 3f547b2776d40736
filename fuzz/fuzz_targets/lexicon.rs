//! Any lexicon, used with a page: nothing may panic, and what is planned can be written.

#![no_main]

use std::sync::Arc;

use feishu_codegen::source::Source;
use feishu_codegen::{emit, pipeline, plan};
use feishu_schema::Lexicon;
use libfuzzer_sys::fuzz_target;

const PAGE: &str = include_str!("../../tests/pages/paged/boats.md");

fuzz_target!(|text: &[u8]| {
    let text = String::from_utf8_lossy(text);
    let Ok(lexicon) = Lexicon::from_toml(&text) else { return };
    let lexicon_sources = [Arc::new(Source::new("lexicon.toml", text))];
    let described = pipeline::describe_pages(&[Arc::new(Source::new("page.md", PAGE))], &lexicon);
    let (plan, _findings) = pipeline::plan(&described.endpoints, &lexicon, &lexicon_sources);
    let _stale = plan::stale(&lexicon, &lexicon_sources);
    emit::emit_include(&plan).expect("what is planned becomes Rust");
});
