//! The same pages in both dialects, as published.
//!
//! The flat form is a mirror of the portal's, and loses a little: indentation and blank lines, tags inside of strings,
//! and the targets of relative links, which it rewrites. A mirror also lags behind: where the two forms of a page
//! were not published at the same time they say different things. And where the flat form loses the nesting for good,
//! `scores` reports it. What is left has to say the same.

use std::collections::BTreeMap;

use feishu_schema::Endpoint;

use crate::{describe, folder, same};

/// The percentage of comparable pairs that may differ because the mirror has lost other parts of the page.
const MOST: usize = 2;

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn published_pages_say_the_same_in_both_dialects() {
    let [flat, portal] = ["flat", "portal"].map(|dialect| by_page(&folder().join(dialect)));
    let (mut compared, mut other_time, mut other_names, mut different) = (0, 0, 0, Vec::new());
    for (page, flat) in &flat {
        let Some(portal) = portal.get(page) else { continue };
        if flat.source.updated != portal.source.updated {
            other_time += 1;
        } else if same::names(flat) != same::names(portal) {
            other_names += 1;
        } else {
            compared += 1;
            different.extend(same::difference(flat, portal, alike).map(|found| format!("{page}{found}")));
        }
    }
    println!(
        "{compared} pairs compared, {} differ; {other_time} of different times, {other_names} nested differently",
        different.len()
    );
    for found in &different {
        println!("{}", found.chars().take(400).collect::<String>());
    }
    assert!(compared * 10 > flat.len() * 9, "only {compared} pairs of {} could be compared", flat.len());
    assert!(different.len() * 100 <= compared * MOST, "{} of {compared} pairs differ", different.len());
}

/// Of a hundred fields and options, so many say the same in the marked form and in each of the others.
const MARKED: usize = 99;

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn fields_and_options_are_the_same_in_the_marked_form() {
    let marked = by_page(&folder().join("marked"));
    for dialect in ["portal", "flat"] {
        let (count, different) = compared(&by_page(&folder().join(dialect)), &marked, dialect == "flat");
        println!("{dialect}: {} of {count} fields and options differ", different.len());
        for found in &different {
            println!("{}", found.chars().take(600).collect::<String>());
        }
        assert!(count > 10_000, "only {count} fields and options");
        let most = count * (100 - MARKED);
        assert!(different.len() * 100 <= most, "{dialect}: {} of {count} differ", different.len());
    }
}

/// The number of fields and options on the pages of one form, and those that the marked form of the same page has in
/// another way. Where the flat form has lost the nesting for good, `scores` reports it.
fn compared(
    pages: &BTreeMap<String, Endpoint>,
    marked: &BTreeMap<String, Endpoint>,
    loses_nesting: bool,
) -> (usize, Vec<String>) {
    let (mut count, mut different) = (0, Vec::new());
    for (page, one) in pages {
        let same_time = |marked: &&Endpoint| marked.source.updated == one.source.updated;
        let same_names = |marked: &&Endpoint| !loses_nesting || same::names(marked) == same::names(one);
        let Some(marked) = marked.get(page).filter(same_time).filter(same_names) else { continue };
        let (one, marked) = (same::items(one, alike), same::items(marked, alike));
        count += one.len();
        for (path, item) in &one {
            let other = marked.get(path);
            if other != Some(item) {
                different.push(format!("{page} {path}: {item} | {}", other.map_or("", String::as_str)));
            }
        }
    }
    (count, different)
}

fn by_page(folder: &std::path::Path) -> BTreeMap<String, Endpoint> {
    let described = describe(folder).into_iter();
    described.map(|described| (described.endpoint.source.page.clone(), described.endpoint)).collect()
}

/// The text without white space and without the targets of links.
fn alike(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, target)) = rest.split_once("](") {
        out.push_str(before);
        out.push(']');
        rest = target.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.retain(|c| !c.is_whitespace());
    out
}
