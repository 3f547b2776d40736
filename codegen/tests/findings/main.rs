//! `docs/findings.md` lists every kind of finding, with an example that the tool itself reports.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod examples;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use feishu_codegen::diagnostic::{Code, Renderer};
use feishu_codegen::pipeline;
use feishu_codegen::{Config, Error};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/findings.md");

const HEAD: &str = "\
<!-- Written by a test of feishu-codegen from the codes in the source; to renew it:
     RENEW=1 cargo test -p feishu-codegen --test findings -->
# Findings

What the tool has to say about a page goes to standard error, in the manner of a compiler, or with `--message-format json`
as a JSON object a line. Every kind of finding has a code, and a code never changes its meaning.

An **error** means that an input cannot be used: the exit code is 1, or 2 if nothing is left. A **warning** means that
something is doubtful, or that the page contradicts itself; the tool goes on, and says what it took. `--strict` turns
`N001`, a guess, into an error.

Mistakes of the documentation are worth a report to its authors. Until they are corrected, the
[lexicon](../schema/lexicon.toml) can settle places, types and what is required.
";

/// By the first letter of the code: what the findings are about.
const CHAPTERS: [(char, &str); 6] = [
    ('P', "Reading a page"),
    ('N', "Nesting"),
    ('D', "Describing"),
    ('M', "Pages of an endpoint in two languages"),
    ('G', "Generating"),
    ('L', "The lexicon"),
];

#[test]
fn the_document_is_what_the_codes_say() {
    let wanted = document();
    let missing: Vec<&str> = wanted.lines().filter(|line| line.starts_with("(the example")).collect();
    assert_eq!(missing, [""; 0]);
    if std::env::var_os("RENEW").is_some() {
        fs::write(DOCUMENT, &wanted).unwrap();
    }
    let found = fs::read_to_string(DOCUMENT).unwrap();
    let differs = wanted.lines().zip(found.lines()).position(|(wanted, found)| wanted != found);
    assert!(
        wanted == found,
        "docs/findings.md is stale from line {}; RENEW=1 renews it",
        differs.map_or(0, |line| line + 1)
    );
}

#[test]
fn codes_are_unique_and_of_one_style() {
    let mut names = BTreeSet::new();
    for code in pipeline::codes() {
        assert!(names.insert(code.name), "{} is used twice", code.name);
        let (letter, digits) = code.name.split_at(1);
        assert!(CHAPTERS.iter().any(|(chapter, _)| letter.starts_with(*chapter)), "{}", code.name);
        assert!(digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{}", code.name);
        for sentence in [code.meaning, code.remedy] {
            assert!(sentence.starts_with(|c: char| c.is_ascii_uppercase()), "{}: {sentence}", code.name);
            assert!(sentence.ends_with('.') && !sentence.contains(". "), "{}: {sentence}", code.name);
        }
    }
}

fn document() -> String {
    let mut out = HEAD.to_owned();
    for (letter, title) in CHAPTERS {
        writeln!(out, "\n## {title}").unwrap();
        let mut codes: Vec<Code> = pipeline::codes().filter(|code| code.name.starts_with(letter)).collect();
        codes.sort();
        for code in codes {
            let (Code { name, meaning, remedy }, example) = (code, rendered(code));
            write!(out, "\n### {name}\n\n{meaning}\n\n```text\n{example}\n```\n").unwrap();
            // Where the help line is made for the place, the general remedy is not shown yet.
            if !example.contains(&code.help()) {
                write!(out, "\n{remedy}\n").unwrap();
            }
        }
    }
    out
}

/// The finding that the tool reports for the example.
fn rendered(code: Code) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::new();
    for (name, text) in examples::files(code) {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        config = match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => config.lexicon(path),
            Some("json") => config.endpoints([path]),
            _ => config.pages([path]),
        };
    }
    let mut findings = match config.run() {
        Ok(outcome) => outcome.findings,
        Err(Error::BadInput { findings }) => findings,
        Err(error) => panic!("{code}: {error}"),
    };
    findings.iter_mut().for_each(|findings| findings.diagnostics.retain(|found| found.code == code));
    let mut found = findings.iter().filter(|findings| !findings.diagnostics.is_empty());
    let Some(first) = found.next() else { return format!("(the example for {code} does not show it)") };
    let text = Renderer::Human { colour: false }.render(first);
    let folder = format!("{}/", Path::new(&folder.path()).display());
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n").replace(&folder, "")
}
