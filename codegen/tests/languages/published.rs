//! Real pages, with English pages that are written from their descriptions: both have to say the same.
//!
//! ```sh
//! FEISHU_PAGES=… cargo test -p feishu-codegen --test languages -- --ignored --nocapture
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use feishu_codegen::input;
use feishu_codegen::pipeline::{self, Described, Descriptions};
use feishu_codegen::plan::EnumItem;
use feishu_codegen::source::Source;
use feishu_schema::lexicon::{FieldLocation, Part, Scope};
use feishu_schema::{Endpoint, Field, Key, Lexicon, Type};

use crate::written::{self, Words};

/// Words that say no more than what they are about.
struct Makeshift;

impl Words for Makeshift {
    fn title(&self) -> String {
        "Do something with something".to_owned()
    }

    fn field(&self, path: &str) -> String {
        let name = path.rsplit(['.', ' ']).next().unwrap_or_default();
        format!("The {} of it", name.replace('_', " "))
    }

    fn option(&self, _: &str, key: &Key) -> String {
        format!("Choice {key} - the one that is called so")
    }

    fn error(&self, code: i64) -> (String, String) {
        (format!("Error {code}"), "Try something else".to_owned())
    }

    fn value_format(&self, _: &str) -> String {
        "Some kind".to_owned()
    }
}

/// The description of a page with the English page that is written from it, and all findings about the two.
fn with_english(source: &Arc<Source>, endpoint: &Endpoint, words: &dyn Words) -> Descriptions {
    let english = Arc::new(Source::new("english.md", written::page(endpoint, words)));
    pipeline::describe_pages(&[Arc::clone(source), english], &Lexicon::default())
}

/// The findings about the pair.
fn findings(descriptions: &Descriptions) -> Vec<String> {
    let mut found = Vec::new();
    for findings in &descriptions.findings {
        for diagnostic in &findings.diagnostics {
            if diagnostic.code.name.starts_with('M') {
                let label = diagnostic.label.as_ref().map_or("", |label| label.text.as_str());
                found.push(format!("{} {} ({label})", diagnostic.code, diagnostic.message));
            }
        }
    }
    found
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn english_pages_say_what_chinese_ones_do() {
    let folder = PathBuf::from(std::env::var_os("FEISHU_PAGES").unwrap()).join("flat");
    let sources = input::sources(&[folder], "md").unwrap();
    let (mut compared, mut left_out, mut different) = (0, 0, BTreeMap::new());
    let (mut unnamed, mut still_unnamed) = (0, Vec::new());
    for source in &sources {
        let alone = pipeline::describe_pages(&[Arc::clone(source)], &Lexicon::default());
        let [Described { endpoint, .. }] = &alone.endpoints[..] else { continue };
        if !written::can_be_written(endpoint) {
            left_out += 1;
            continue;
        }
        compared += 1;
        let both = with_english(source, endpoint, &Makeshift);
        let found = match &both.endpoints[..] {
            [Described { english: Some(_), .. }] => findings(&both),
            _ => vec![format!("{} endpoints", both.endpoints.len())],
        };
        if !found.is_empty() {
            different.insert(source.name.clone(), found);
        }
        unnamed += unnamed_lists(&alone.endpoints).len();
        still_unnamed.extend(unnamed_lists(&both.endpoints));
    }
    for (page, found) in &different {
        println!("{page}\n  {}", found.join("\n  "));
    }
    println!("{compared} pages compared, {} differ, {left_out} cannot be written", different.len());
    println!("lists of options without names: {unnamed} in Chinese alone, {still_unnamed:#?} with English");
    assert!(compared > 300, "only {compared} pages could be compared");
    assert!(different.len() * 100 <= compared * MOST, "{} of {compared} pages differ", different.len());
    assert_eq!(still_unnamed, [""; 0]);
}

/// Of a hundred pages, so many may differ: the nesting of a few follows from Chinese prose.
const MOST: usize = 2;

/// The fields whose options have no names.
fn unnamed_lists(described: &[Described]) -> Vec<String> {
    let (_, findings) = pipeline::plan(described, &Lexicon::default(), &[]);
    let all = findings.iter().flat_map(|findings| &findings.diagnostics);
    all.filter(|found| found.code.name == "G002").map(|found| found.message.clone()).collect()
}

/// The words of the lexicon.
struct LexiconWords {
    fields: BTreeMap<String, String>,
    options: BTreeMap<String, String>,
    errors: BTreeMap<i64, (String, String)>,
}

impl LexiconWords {
    fn new(endpoint: &Endpoint, lexicon: &Lexicon) -> Self {
        let mut words =
            LexiconWords { fields: BTreeMap::new(), options: BTreeMap::new(), errors: BTreeMap::new() };
        let request = &endpoint.request;
        let body = request.body.as_ref().map_or(&[][..], |body| &body.fields);
        for (part, fields) in [
            (Part::Header, &request.header[..]),
            (Part::Path, &request.path),
            (Part::Query, &request.query),
            (Part::Body, body),
            (Part::Response, &endpoint.response.fields),
        ] {
            words.add(fields, &FieldLocation::root(part), &lexicon.scope(&endpoint.id));
        }
        for case in &endpoint.errors {
            let entry = lexicon.scope(&endpoint.id).error(case.code).unwrap().words;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            words.errors.insert(case.code, (text(&entry.doc), text(&entry.advice)));
        }
        words
    }

    fn add(&mut self, fields: &[Field], location: &FieldLocation<'_>, scope: &Scope<'_>) {
        for field in fields {
            let entry = scope.field(location, field);
            // The members of `data` stand below it on the page.
            let above = if location.part == Part::Response { "data." } else { "" };
            let path = format!("{} {above}{}", location.part.key(), location.path(&field.name));
            if let Some(doc) = entry.doc() {
                self.fields.insert(path.clone(), doc.replace('\n', " "));
            }
            for option in &field.options {
                if let Some(words) = entry.option(&option.key).map(|entry| entry.words) {
                    let label = words.label.clone().unwrap_or_else(|| words.name.clone());
                    self.options.insert(format!("{path}={}", option.key), label);
                }
            }
            let holder = match field.ty.innermost() {
                Type::Struct(name) => name.as_deref(),
                _ => None,
            };
            self.add(&field.fields, &location.inside(&field.name, holder), scope);
        }
    }
}

impl Words for LexiconWords {
    fn title(&self) -> String {
        "Create a delivery on a career site".to_owned()
    }

    fn field(&self, path: &str) -> String {
        // Rows that generated code does not show have no entry.
        self.fields.get(path).cloned().unwrap_or_else(|| Makeshift.field(path))
    }

    fn option(&self, path: &str, key: &Key) -> String {
        let label = self.options.get(&format!("{path}={key}"));
        label.cloned().unwrap_or_else(|| Makeshift.option(path, key))
    }

    fn error(&self, code: i64) -> (String, String) {
        self.errors[&code].clone()
    }

    fn value_format(&self, label: &str) -> String {
        format!("Kind {}", label.chars().count())
    }
}

/// The names of the variants of all enums.
fn variants(described: &[Described], lexicon: &Lexicon) -> Vec<(String, Vec<String>)> {
    let (plan, _) = pipeline::plan(described, lexicon, &[]);
    let endpoint = &plan.services[0].versions[0].endpoints[0];
    let names = |item: &EnumItem| item.variants.iter().map(|variant| variant.name.clone()).collect();
    endpoint.enums.iter().map(|item| (item.name.clone(), names(item))).collect()
}

#[test]
fn the_given_page_has_an_english_page_that_says_the_same() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let source = input::source(&schema.join("pages/create_by_resume.md")).unwrap();
    let lexicon = Lexicon::from_toml(&std::fs::read_to_string(schema.join("lexicon.toml")).unwrap()).unwrap();
    let alone = pipeline::describe_pages(&[Arc::clone(&source)], &lexicon);
    let endpoint = &alone.endpoints[0].endpoint;
    let both = with_english(&source, endpoint, &LexiconWords::new(endpoint, &lexicon));
    assert_eq!(findings(&both), [""; 0]);
    let [Described { endpoint: joined, english: Some(english), .. }] = &both.endpoints[..] else { panic!() };
    assert_eq!(english.endpoint.errors.len(), endpoint.errors.len());
    assert!(joined.errors.iter().all(|case| case.english_text().is_some()));
    assert_eq!(unnamed_lists(&both.endpoints), [""; 0], "the English page names all options");
    assert_eq!(
        variants(&both.endpoints, &lexicon),
        variants(&alone.endpoints, &lexicon),
        "the lexicon's names stay"
    );
    let named: BTreeMap<_, _> = variants(&both.endpoints, &Lexicon::default()).into_iter().collect();
    assert_eq!(named["Gender"], ["Male", "Female", "Other"]);
    for (name, variants) in &named {
        assert!(variants.iter().all(|variant| variant.len() <= 32), "{name}: {variants:?}");
    }
}
