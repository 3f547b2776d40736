//! Checks that a downloaded page is complete and the requested one.

use std::collections::BTreeSet;

use super::Fault;
use crate::diagnostic::Diagnostic;
use crate::page::{self, Page, Reading};
use crate::source::Source;

/// The portal's tags that are always closed, and their content.
const CONTAINERS: [(&str, &str); 4] = [
    ("md-dt-table", "a table of fields"),
    ("md-enum", "a list of options"),
    ("md-code-json", "an example"),
    ("md-tr", "a row of a table"),
];

/// The start of the lines before and after a block.
const FENCES: [(&str, &str); 2] = [("```", "a fence has no end"), (":::", "a block has no end")];

/// Checks a page that would replace another.
pub(super) fn check(new: &Source, old: Option<&Source>) -> Result<(), Fault> {
    unclosed(&new.text)?;
    let mut findings = Vec::new();
    let page = match page::read(new, &mut findings) {
        Reading::Endpoint(page) => page,
        Reading::Other => return Err(Fault::NoEndpoint),
        Reading::Broken => return Err(Fault::Part("it lacks the URL or the method".to_owned())),
    };
    let Some(old) = old else { return last_line_is_sound(new, &findings) };
    if let Some(old) = page::read(old, &mut Vec::new()).endpoint() {
        compare(&page, &old)?;
    }
    cut_line(new, old)
}

/// A finding about the last line of a new page most likely means that the page is cut off.
fn last_line_is_sound(new: &Source, findings: &[Diagnostic]) -> Result<(), Fault> {
    let start = new.text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let labels = findings.iter().filter_map(|finding| Some((finding, finding.label.as_ref()?)));
    match labels.into_iter().find(|(_, label)| label.span.start >= start) {
        Some((finding, _)) => Err(Fault::Part(format!("its last line is not sound: {}", finding.message))),
        None => Ok(()),
    }
}

/// The page is cut off if the old page also has its last line, whole or as the beginning of a line, and continues after
/// it with text that has not moved elsewhere.
fn cut_line(new: &Source, old: &Source) -> Result<(), Fault> {
    fn lines(text: &str) -> impl DoubleEndedIterator<Item = &str> {
        text.lines().map(str::trim_end).filter(|line| !line.is_empty())
    }
    let Some(last) = lines(&new.text).next_back() else { return Ok(()) };
    let mut behind = lines(&old.text).rev().take_while(|line| !line.starts_with(last)).peekable();
    let is_there = lines(&old.text).any(|line| line.starts_with(last));
    let is_cut = lines(&old.text).any(|line| line.starts_with(last) && line.len() > last.len())
        && !lines(&old.text).any(|line| line == last);
    let known: BTreeSet<&str> = lines(&new.text).collect();
    let is_short = behind.peek().is_some() && behind.all(|line| !known.contains(line));
    if is_there && (is_cut || is_short) {
        return Err(Fault::Part(format!("it ends with “{}”, where more follows here{REMEDY}", shown(last))));
    }
    Ok(())
}

/// The advice if the page is complete after all.
const REMEDY: &str = "; if that is right, remove the file and fetch the page by its address";

/// The beginning of a line.
fn shown(line: &str) -> String {
    let mut shown: String = line.chars().take(40).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}

fn unclosed(text: &str) -> Result<(), Fault> {
    for (tag, what) in CONTAINERS {
        let opened = text.matches(&format!("<{tag}>")).count() + text.matches(&format!("<{tag} ")).count();
        if opened > text.matches(&format!("</{tag}>")).count() {
            return Err(Fault::Part(format!("{what} has no end")));
        }
    }
    for (fence, what) in FENCES {
        let count = text.lines().filter(|line| line.trim_start().starts_with(fence)).count();
        if count % 2 == 1 {
            return Err(Fault::Part(what.to_owned()));
        }
    }
    Ok(())
}

/// A page may change its URL or its title. If both differ, it is another page.
fn compare(new: &Page, old: &Page) -> Result<(), Fault> {
    let (title, old_title) = (new.title.as_str(), old.title.as_str());
    if title != old_title && new.endpoint_id() != old.endpoint_id() {
        return Err(Fault::Other(format!("“{title}” in place of “{old_title}”")));
    }
    let lost: Vec<&str> = parts(old).difference(&parts(new)).copied().collect();
    if !lost.is_empty() {
        return Err(Fault::Part(format!("it has lost its table of {}{REMEDY}", lost.join(" and of "))));
    }
    end_of_last_table(new, old)
}

/// A last table that is only the beginning of the old one is cut off. Rows removed from its middle are a change.
fn end_of_last_table(new: &Page, old: &Page) -> Result<(), Fault> {
    let (new, old) = (last_table(new), last_table(old));
    if new.len() < old.len() && old.starts_with(&new) {
        let (now, before) = (new.len(), old.len());
        return Err(Fault::Part(format!("its last table ends after {now} of {before} rows{REMEDY}")));
    }
    Ok(())
}

/// The names of the rows, or the codes of the errors.
fn last_table(page: &Page) -> Vec<&str> {
    let last = page.tables.iter().max_by_key(|table| table.span.start);
    let errors = page.errors.first().map(|row| row.span.start);
    match last {
        Some(table) if errors.is_none_or(|errors| errors < table.span.start) => {
            table.rows.iter().map(|row| row.name.as_str()).collect()
        }
        _ => page.errors.iter().map(|row| row.code.as_str()).collect(),
    }
}

/// The parts of the page.
fn parts(page: &Page) -> BTreeSet<&'static str> {
    let tables = page.tables.iter().filter(|table| !table.rows.is_empty());
    let errors = (!page.errors.is_empty()).then_some("error");
    tables.map(|table| table.section.as_str()).chain(errors).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    fn source(path: &Path) -> Source {
        Source::new(path.display().to_string(), fs::read_to_string(path).unwrap())
    }

    /// Old and new versions of real pages, and the same pages in other forms.
    fn pairs(pages: &Path) -> Vec<(PathBuf, PathBuf)> {
        let files =
            |folder: &str| fs::read_dir(pages.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let sibling = |path: &Path, folder: &str| pages.join(folder).join(path.file_name().unwrap());
        let dialects = files("portal").map(|new| (sibling(&new, "flat"), new));
        let updates = files("updates").filter(|path| path.to_string_lossy().ends_with(".before.md"));
        let after = |old: PathBuf| {
            let new = old.to_string_lossy().replace(".before.md", ".after.md");
            (old, PathBuf::from(new))
        };
        dialects.chain(updates.map(after)).collect()
    }

    #[test]
    #[ignore = "needs the published pages, whose folder FEISHU_PAGES names"]
    fn no_real_page_is_taken_for_a_part_or_for_another() {
        let pairs = pairs(Path::new(&std::env::var_os("FEISHU_PAGES").unwrap()));
        assert!(pairs.len() > 400, "{}", pairs.len());
        let updated = |source: &Source| page::front_matter(&source.text).updated;
        let refused = |(old, new): &(PathBuf, PathBuf)| {
            let (old, new) = (source(old), source(new));
            // One pair has two pages of one endpoint, one of them three years older.
            let is_older = updated(&new) < updated(&old);
            check(&new, Some(&old)).err().filter(|_| !is_older).map(|fault| format!("{}: {fault}", new.name))
        };
        let refused: Vec<String> = pairs.iter().filter_map(refused).collect();
        assert_eq!(refused, [""; 0]);
    }

    #[test]
    #[ignore = "needs the published pages, whose folder FEISHU_PAGES names"]
    fn no_real_page_that_is_cut_off_is_taken_for_whole() {
        let folder = std::env::var_os("FEISHU_PAGES").unwrap();
        let mut accepted = Vec::new();
        let mut count = 0;
        for dialect in ["flat", "portal"] {
            for entry in fs::read_dir(Path::new(&folder).join(dialect)).unwrap() {
                let whole = source(&entry.unwrap().path());
                for percent in [50, 80, 90, 95, 99] {
                    let mut end = whole.text.trim_end().len() * percent / 100;
                    while !whole.text.is_char_boundary(end) {
                        end -= 1;
                    }
                    let cut = Source::new(whole.name.clone(), whole.text[..end].trim().to_owned() + "\n");
                    count += 1;
                    if check(&cut, Some(&whole)).is_ok() {
                        accepted.push(format!("{} at {percent} %", whole.name));
                    }
                }
            }
        }
        assert!(count > 2000, "{count}");
        assert_eq!(accepted, [""; 0], "of {count}");
    }
}
