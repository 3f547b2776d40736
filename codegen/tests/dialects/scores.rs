//! The nesting of published pages against the truth.
//!
//! A table is exact when its paths are the truth's, in order. One that is not and bears no guess is silently wrong, the
//! worst outcome; one that is exact but bears a guess is a needless doubt.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::folder;

/// The known nesting of a table.
#[derive(Deserialize)]
struct Truth {
    id: String,
    section: String,
    nested: bool,
    /// Whether the page shows an example of it.
    example: bool,
    /// Paths and types.
    fields: Vec<(String, String)>,
}

/// The paths of each table's rows, and whether one is a guess; by page and section.
type Found = HashMap<(String, String), (Vec<String>, bool)>;

#[derive(Debug, Default)]
struct Figures {
    tables: usize,
    missing: usize,
    exact: usize,
    flat: Share,
    nested_with_example: Share,
    nested_without_example: Share,
    silently_wrong: usize,
    needless_doubt: usize,
}

/// Exact ones of all.
#[derive(Debug, Default)]
struct Share {
    exact: usize,
    all: usize,
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn flat_pages_are_nested_as_well_as_can_be() {
    let figures = figures("flat");
    assert_eq!(figures.missing, 0);
    assert_eq!(figures.flat.exact, figures.flat.all);
    assert!(figures.nested_with_example.exact * 100 >= figures.nested_with_example.all * 97);
    assert!(figures.silently_wrong <= 2);
    assert!(figures.needless_doubt * 100 <= figures.exact * 3);
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn portal_pages_are_nested_as_they_say() {
    let figures = figures("portal");
    assert_eq!((figures.missing, figures.exact), (0, figures.tables));
    assert_eq!(figures.needless_doubt, 0);
}

/// Scores the tool on a folder, and lists the tables that are not exact.
fn figures(dialect: &str) -> Figures {
    let found = found(&folder().join(dialect));
    let truth = fs::read_to_string(folder().join("truth.jsonl")).unwrap();
    let mut figures = Figures::default();
    for line in truth.lines() {
        figures.count(&serde_json::from_str(line).unwrap(), &found);
    }
    println!("{dialect}: {figures:?}");
    figures
}

impl Figures {
    fn count(&mut self, truth: &Truth, found: &Found) {
        self.tables += 1;
        let share = match (truth.nested, truth.example) {
            (false, _) => &mut self.flat,
            (true, true) => &mut self.nested_with_example,
            (true, false) => &mut self.nested_without_example,
        };
        share.all += 1;
        let Truth { id, section, .. } = truth;
        let Some((paths, guess)) = found.get(&(id.clone(), section.clone())) else {
            self.missing += 1;
            println!("{id} {section}: missing");
            return;
        };
        if paths.iter().eq(truth.fields.iter().map(|(path, _)| path)) {
            share.exact += 1;
            self.exact += 1;
            self.needless_doubt += usize::from(*guess);
        } else {
            self.silently_wrong += usize::from(!guess);
            println!("{id} {section}: {}", if *guess { "a guess" } else { "silently wrong" });
        }
    }
}

/// What `feishu-codegen fields` prints.
fn found(pages: &Path) -> Found {
    let tool = env!("CARGO_BIN_EXE_feishu-codegen");
    let output = Command::new(tool).arg("fields").arg(pages).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("page\tsection\tpath\ttype\trequired\toptions\tplaced"));
    let mut found = Found::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [page, section, path, _, _, _, placed] = cells.as_slice() else { panic!("{line}") };
        let id = Path::new(page).file_stem().unwrap().to_string_lossy().into_owned();
        let (paths, guess) = found.entry((id, (*section).to_owned())).or_default();
        paths.push((*path).to_owned());
        *guess |= *placed == "guess";
    }
    found
}
