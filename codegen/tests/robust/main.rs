//! Pages that went wrong on the way: cut, torn, doubled, mixed with binary. Whatever comes in, every stage holds: no
//! panic, no more than a moment's work, and either a description, which becomes Rust, or a word about what is wrong.
//!
//! The same pages every time: the numbers come from a fixed seed. `fuzz/` looks for new ones.

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod mutate;

use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use feishu_codegen::diagnostic::{Findings, Renderer};
use feishu_codegen::source::Source;
use feishu_codegen::{emit, input, pipeline};
use feishu_schema::Lexicon;
use mutate::Random;
use rayon::prelude::*;

/// Far more than any page here takes, even without optimization and on a busy machine.
const A_MOMENT: Duration = Duration::from_secs(20);

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Small pages in both dialects.
fn small_pages() -> Vec<Arc<Source>> {
    input::sources(&[repository().join("codegen/tests/dialects/pairs")], "md").unwrap()
}

/// Goes the whole way with a page.
fn run(text: &[u8]) {
    let begun = Instant::now();
    let source = Arc::new(Source::new("page.md", String::from_utf8_lossy(text)));
    let lexicon = Lexicon::default();
    let described = pipeline::describe_pages(&[Arc::clone(&source)], &lexicon);
    assert_eq!(described.endpoints.len() + described.skipped + described.broken, 1);
    assert_eq!(described.broken > 0, described.findings.iter().any(Findings::has_errors));
    let (plan, more) = pipeline::plan(&described.endpoints, &lexicon, &[]);
    emit::emit_include(&plan).expect("a description becomes Rust");
    for findings in described.findings.iter().chain(&more) {
        for renderer in [Renderer::Json, Renderer::Human { colour: false }] {
            assert!(!renderer.render(findings).is_empty());
        }
    }
    for described in &described.endpoints {
        let json = described.endpoint.to_json().unwrap();
        assert_eq!(feishu_schema::Endpoint::from_json(&json).unwrap(), described.endpoint);
    }
    assert!(begun.elapsed() < A_MOMENT, "{:?}", begun.elapsed());
}

/// Runs pages that can be made again from their numbers, and keeps the first that does harm.
fn run_each(count: u64, make: impl Fn(u64) -> Vec<u8> + Sync) {
    let does_harm = |number: &u64| {
        let page = make(*number);
        panic::catch_unwind(|| run(&page)).is_err()
    };
    let harmful: Vec<u64> = (0..count).into_par_iter().filter(does_harm).collect();
    if let Some(first) = harmful.first() {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("harmful.md");
        std::fs::write(&kept, make(*first)).unwrap();
        panic!("{} pages do harm; number {first} is kept as {}", harmful.len(), kept.display());
    }
}

#[test]
fn small_pages_torn_in_many_ways() {
    let pages = small_pages();
    run_each(3_000, |number| {
        let mut random = Random::new(number);
        let page = &pages[random.below(pages.len())];
        mutate::page(page.text.as_bytes(), &mut random)
    });
}

#[test]
fn small_pages_cut_anywhere() {
    let pages = small_pages();
    let lengths: Vec<usize> = pages.iter().map(|page| page.text.len()).collect();
    // Every 23rd byte: coprime to the length of most lines, so that all kinds of places are met.
    let cuts: Vec<(usize, usize)> = lengths
        .iter()
        .enumerate()
        .flat_map(|(page, length)| (0..*length).step_by(23).map(move |at| (page, at)))
        .collect();
    run_each(cuts.len() as u64, |number| {
        let (page, at) = cuts[usize::try_from(number).unwrap()];
        pages[page].text.as_bytes()[..at].to_vec()
    });
}

#[test]
fn the_given_page_torn_in_many_ways() {
    let page = input::source(&repository().join("schema/pages/create_by_resume.md")).unwrap();
    run_each(200, |number| mutate::page(page.text.as_bytes(), &mut Random::new(number + 1_000_000)));
}
