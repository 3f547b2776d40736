//! An endpoint that is documented on two pages, one in Chinese and one in English.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod published;
mod translations;
mod written;

use std::path::{Path, PathBuf};
use std::process::Command;

use feishu_codegen::config::Outcome;
use feishu_codegen::plan::{EndpointItem, ErrorVariant};
use feishu_codegen::{Config, Languages};

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages/pages").join(format!("{name}.md"))
}

fn pages() -> Config {
    Config::new().pages([page("chinese"), page("english")])
}

fn run(config: &Config) -> Outcome {
    let outcome = config.run().unwrap();
    let errors = outcome.findings.iter().filter(|findings| findings.has_errors());
    assert_eq!(errors.count(), 0);
    outcome
}

fn endpoint(outcome: &Outcome) -> &EndpointItem {
    let [service] = &outcome.plan.services[..] else { panic!() };
    let [version] = &service.versions[..] else { panic!() };
    let [endpoint] = &version.endpoints[..] else { panic!() };
    endpoint
}

/// What is documented: the endpoint, a struct, a member, a variant, and an error.
fn docs(endpoint: &EndpointItem) -> [&str; 5] {
    let structs = |name: &str| endpoint.structs.iter().find(|item| item.name == name).unwrap();
    [
        &endpoint.doc,
        &structs("Room").doc,
        &structs("Room").fields[0].doc,
        &endpoint.enums[0].variants[0].doc,
        &endpoint.errors[0].doc,
    ]
}

#[test]
fn the_two_pages_agree() {
    let outcome = run(&pages());
    let found: Vec<&str> = outcome
        .findings
        .iter()
        .flat_map(|findings| &findings.diagnostics)
        .map(|found| found.code.name)
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn documentation_is_in_english_and_then_in_chinese() {
    let outcome = run(&pages());
    let [endpoint, strukt, member, variant, error] = docs(endpoint(&outcome));
    let expected = "\
Creates a shelf.

新建一个书架。

[Create a shelf](https://open.larksuite.com/document/library/shelves/create) and [新建书架](https://open.feishu.cn/document/library/shelves/create) on the platform's site.

* Call: `POST /open-apis/library/v1/shelves`
* Token: tenant access token
* App: custom app or store app
* Scope: `library:shelf`
* Limit for each app in each tenant: Special Rate Limit (特殊频控)

**Prerequisites**

A new shelf is empty.

**前提条件**

新书架是空的。";
    assert_eq!(endpoint, expected);
    assert_eq!(strukt, "The room that the shelf stands in (书架所在的房间).");
    assert_eq!(member, "The name of the room (房间的名称).\n\nExample: `\"阅览室\"`");
    assert_eq!(variant, "Chinese mainland - Public library (中国大陆-公共图书馆): `1`");
    assert_eq!(error, "A parameter is wrong (参数错误).\n\nCheck the parameters (请检查参数).");
}

#[test]
fn documentation_is_in_one_language_if_that_is_wanted() {
    let english = run(&pages().language(Languages::English));
    let [text, strukt, member, variant, error] = docs(endpoint(&english));
    assert!(text.starts_with("Creates a shelf.\n\n[Create a shelf](https://open.larksuite.com/"), "{text}");
    assert_eq!(strukt, "The room that the shelf stands in");
    assert_eq!(member, "The name of the room\n\nExample: `\"阅览室\"`");
    assert_eq!(variant, "Chinese mainland - Public library: `1`");
    assert_eq!(error, "A parameter is wrong\n\nCheck the parameters");
    let chinese = run(&pages().language(Languages::Chinese));
    let [text, strukt, member, variant, error] = docs(endpoint(&chinese));
    assert!(text.starts_with("新建一个书架。\n\n[新建书架](https://open.feishu.cn/"), "{text}");
    assert_eq!(strukt, "书架所在的房间");
    assert_eq!(member, "房间的名称\n\nExample: `\"阅览室\"`");
    assert_eq!(variant, "中国大陆-公共图书馆: `1`");
    assert_eq!(error, "参数错误\n\n请检查参数");
}

#[test]
fn a_language_that_is_missing_is_replaced_by_the_other() {
    let outcome = run(&Config::new().pages([page("english")]).language(Languages::Chinese));
    assert_eq!(docs(endpoint(&outcome))[1], "The room that the shelf stands in");
    let outcome = run(&Config::new().pages([page("chinese")]).language(Languages::English));
    assert_eq!(docs(endpoint(&outcome))[1], "书架所在的房间");
}

#[test]
fn errors_and_options_have_both_languages_whatever_is_documented() {
    for languages in [Languages::Both, Languages::Chinese, Languages::English] {
        let outcome = run(&pages().language(languages));
        let ErrorVariant { page, english, .. } = &endpoint(&outcome).errors[0];
        assert_eq!(*page, ("参数错误".to_owned(), "请检查参数".to_owned()));
        assert_eq!(*english, ("A parameter is wrong".to_owned(), "Check the parameters".to_owned()));
        let variants = &endpoint(&outcome).enums[0].variants;
        let names: Vec<&str> = variants.iter().map(|variant| variant.name.as_str()).collect();
        assert_eq!(names, ["ChineseMainland", "OtherNeeds", "Other"]);
        assert_eq!(
            (variants[2].label.as_str(), variants[2].english.as_str(), variants[2].identifier.as_str()),
            ("其他", "Other", "other")
        );
    }
}

#[test]
fn the_lexicon_wins_over_the_english_page() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lexicon.toml");
    let lexicon = "\
[endpoints.\"library.v1.shelves.post\"]
doc = \"Puts a shelf up.\"

[endpoints.\"library.v1.shelves.post\".body.kind]
options.1.name = \"Public\"

[endpoints.\"library.v1.shelves.post\".errors.1080001]
name = \"Wrong\"
advice = \"Look again.\"
";
    std::fs::write(&file, lexicon).unwrap();
    let outcome = run(&pages().lexicon(&file));
    let endpoint = endpoint(&outcome);
    assert!(endpoint.doc.starts_with("Puts a shelf up.\n\n新建一个书架。\n"), "{}", endpoint.doc);
    assert_eq!(endpoint.enums[0].variants[0].name, "Public");
    let ErrorVariant { name, english, .. } = &endpoint.errors[0];
    assert_eq!(name, "Wrong");
    assert_eq!(*english, ("A parameter is wrong".to_owned(), "Look again.".to_owned()));
}

/// What a command prints about the two pages.
fn tool(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    command.args(arguments).args([page("chinese"), page("english")]).current_dir(folder.path());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_pair_is_one_description_and_two_lists_of_fields() {
    assert_eq!(tool(&["describe"]).matches("\"$schema\"").count(), 1);
    let fields = tool(&["fields"]);
    let of = |name: &str| fields.lines().filter(|line| line.contains(&format!("{name}.md\t"))).count();
    assert_eq!((of("chinese"), of("english")), (8, 8));
}

#[test]
fn a_lexicon_needs_only_what_the_english_page_does_not_name() {
    let expected = "\
[endpoints.\"library.v1.shelves.post\".errors]
1080001.name = \"\" # A parameter is wrong

[services.library]
doc = \"\" # The service library
";
    assert_eq!(tool(&["lexicon"]), expected);
}
