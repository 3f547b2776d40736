//! Damaged pages. Whatever happens to a page on its way, reading it gives the same description as the whole page, or
//! a finding near the damage, or an error. Another result without a finding is the worst bug that the tool can have.
//!
//! By default the repository's own small pages are damaged at every place; with `FEISHU_PAGES` a sample of real ones.

// The helpers below serve tests only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bytes;
mod facts;
mod headings;
mod lines;
mod page;
mod tables;
mod values;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use facts::Outcome;
use feishu_codegen::{input, source::Source};
use page::{Damage, Damaged, Page};
use rayon::prelude::*;

fn all() -> Vec<Damage> {
    [bytes::ALL, headings::ALL, lines::ALL, tables::ALL, values::ALL, words::ALL].concat()
}

/// A damage that is not noticed.
struct Silence {
    damage: &'static str,
    place: String,
    change: String,
}

/// Damages a page in every way, at a limited number of places each.
fn silences(source: &Source, damages: &[Damage], most: usize) -> (usize, Vec<Silence>) {
    let page = Page::new(&source.text);
    let whole = Outcome::of(source.text.as_bytes());
    let (mut count, mut found) = (0, Vec::new());
    for damage in damages {
        let places = (damage.make)(&page);
        let step = places.len().div_ceil(most).max(1);
        // Not always from the first place on.
        let file = source.name.rsplit('/').next().unwrap_or_default();
        let start = (file.len() + damage.name.len()) % step;
        for damaged in places.into_iter().skip(start).step_by(step) {
            if damaged.text == source.text.as_bytes() {
                continue;
            }
            count += 1;
            let outcome = Outcome::of(&damaged.text);
            if let Some(change) = whole.silent_change(&outcome, &damaged.lines) {
                let place = format!("{}:{}", source.name, damaged.lines.start());
                keep(&damaged, damage.name, found.len());
                found.push(Silence { damage: damage.name, place, change });
            }
        }
    }
    (count, found)
}

/// Keeps a page that was damaged without notice, to look at.
fn keep(damaged: &Damaged, damage: &str, number: usize) {
    if let Some(folder) = std::env::var_os("FEISHU_KEEP") {
        let name = format!("{}-{}-{number}.md", damage.replace(' ', "_"), damaged.lines.start());
        std::fs::write(Path::new(&folder).join(name), &damaged.text).unwrap();
    }
}

/// Prints all silences, and fails if there are any.
fn check(results: &[(usize, Vec<Silence>)]) {
    let count: usize = results.iter().map(|(count, _)| count).sum();
    let mut by_damage: BTreeMap<&str, Vec<&Silence>> = BTreeMap::new();
    for silence in results.iter().flat_map(|(_, found)| found) {
        by_damage.entry(silence.damage).or_default().push(silence);
    }
    let mut report = String::new();
    let mut silent = 0;
    for (damage, found) in &by_damage {
        silent += found.len();
        writeln!(report, "{damage}: {} silent", found.len()).unwrap();
        for Silence { place, change, .. } in found.iter().take(4) {
            writeln!(report, "    {place}\n      {}", change.replace('\n', "\n      ")).unwrap();
        }
    }
    println!("{silent} of {count} damaged pages read differently without a finding\n{report}");
    assert_eq!(silent, 0, "of {count} damaged pages\n{report}");
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn small_pages() {
    let folders = [
        "codegen/tests/damage/pages",
        "codegen/tests/dialects/pairs",
        "codegen/tests/dialects/english",
        "schema/pages",
        "tests/pages/paged",
    ];
    let folders = folders.map(|folder| repository().join(folder));
    let sources = input::sources(&folders, "md").unwrap();
    let most = if cfg!(debug_assertions) { 3 } else { 60 };
    let damages = all();
    let results: Vec<_> = sources.par_iter().map(|source| silences(source, &damages, most)).collect();
    check(&results);
}

/// The pages that `FEISHU_PAGES` names: each is damaged in a few of the ways (`FEISHU_WAYS`, 6 by default). With
/// `FEISHU_DAMAGE`, only those whose name contains it.
#[test]
#[ignore = "needs FEISHU_PAGES"]
fn real_pages() {
    let folder = std::env::var_os("FEISHU_PAGES").expect("FEISHU_PAGES names a folder of pages");
    let folders = ["flat", "portal", "marked"].map(|dialect| Path::new(&folder).join(dialect));
    let ways: usize = std::env::var("FEISHU_WAYS").ok().and_then(|ways| ways.parse().ok()).unwrap_or(6);
    let only = std::env::var("FEISHU_DAMAGE").unwrap_or_default();
    let all: Vec<Damage> = all().into_iter().filter(|damage| damage.name.contains(&only)).collect();
    let mut sources = input::sources(&folders, "md").unwrap();
    sources.retain(|source| source.text.len() < MOST_BYTES);
    let results: Vec<_> = sources
        .par_iter()
        .enumerate()
        .map(|(number, source)| {
            let damages: Vec<_> =
                (0..ways).map(|way| all[(number + way * all.len() / ways) % all.len()]).collect();
            silences(source, &damages, 2)
        })
        .collect();
    check(&results);
}

/// The few larger pages take most of the time and show nothing more.
const MOST_BYTES: usize = 60_000;
