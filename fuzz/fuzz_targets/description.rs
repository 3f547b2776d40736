//! From any description to Rust and to OpenAPI: nothing may panic, and no description changes when it is written and read.

#![no_main]

use std::sync::Arc;

use feishu_codegen::export::{Export, Version};
use feishu_codegen::pipeline::{self, Described};
use feishu_codegen::source::Source;
use feishu_codegen::{diff, emit};
use feishu_schema::{Endpoint, Lexicon};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    let json = String::from_utf8_lossy(json);
    let Ok(endpoint) = Endpoint::from_json(&json) else { return };
    let written = endpoint.to_json().expect("a description becomes JSON");
    assert_eq!(Endpoint::from_json(&written).as_ref().ok(), Some(&endpoint));

    let lexicon = Lexicon::default();
    let endpoints = [endpoint.clone()];
    let export = Export::new(&endpoints, &lexicon);
    let _ = (export.openapi(Version::V3_1), export.openapi(Version::V3_0), export.json_schema());
    let report =
        diff::compare(&endpoints, &endpoints, &lexicon).expect("one endpoint can be compared with itself");
    assert!(report.pages.iter().all(|page| page.changes.is_empty()), "nothing changed");

    let source = Arc::new(Source::new("description.json", json));
    let (plan, _findings) = pipeline::plan(&[Described { source, endpoint, page: None }], &lexicon, &[]);
    emit::emit_include(&plan).expect("a description becomes Rust");
});
