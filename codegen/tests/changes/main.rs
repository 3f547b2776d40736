//! What `diff` says of two pages: by hand-written pages, and by pairs of published ones.
//!
//! The pairs are named by the variable `FEISHU_PAGES`, as for the tests of `dialects`: a folder with `updates/`, in
//! which `ID.before.md` became `ID.after.md`. These tests, and the one that opens a report in a browser, are ignored
//! unless asked for:
//!
//! ```sh
//! FEISHU_PAGES=… cargo test -p feishu-codegen --test changes -- --ignored
//! ```

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod browser;
mod command;
mod complete;
mod generated;
mod languages;
mod published;
mod renderings;
mod rows;
mod weights;

use std::sync::Arc;

use feishu_codegen::diff::{self, PageReport, Report};
use feishu_codegen::pipeline;
use feishu_codegen::source::Source;
use feishu_schema::{Endpoint, Lexicon};

/// A page of the tests' own.
const PAGE: &str = include_str!("pages/old.md");

/// The same after many changes at once.
const NEW_PAGE: &str = include_str!("pages/new.md");

fn describe(page: &str) -> Endpoint {
    let sources = [Arc::new(Source::new("page.md", page))];
    let described = pipeline::describe_pages(&sources, &Lexicon::default());
    described.endpoints.into_iter().next().expect("an endpoint's page").endpoint
}

fn compare(old: &str, new: &str) -> PageReport {
    diff::compare_pages(&describe(old), &describe(new), &Lexicon::default())
}

fn report(old: &str, new: &str) -> Report {
    diff::compare(&[describe(old)], &[describe(new)], &Lexicon::default()).expect("one endpoint")
}

/// The page with some text replaced, which must be there.
fn with(page: &str, replacements: &[(&str, &str)]) -> String {
    replacements.iter().fold(page.to_owned(), |page, (from, to)| {
        assert_eq!(page.matches(from).count(), 1, "{from:?} stands in the page once");
        page.replace(from, to)
    })
}
