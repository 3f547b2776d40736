//! Pages in two languages, and the list of all pages.

use std::fs;

use super::update::in_step;
use super::{NEW, OLD, Portal, asking, content, detail, file, folder, pages, run, tool};

/// The page in English, as the portal has it.
fn english(name: &str, word: &str) -> String {
    let words = [
        ("页 ", "Page "),
        ("新", word),
        ("大小", "The size"),
        ("int | 错误码", "int | Error code"),
        ("错误描述", "Error message"),
        ("坏 | 改", "Bad | Repair it"),
    ];
    words.into_iter().fold(content(name, "新"), |text, (chinese, english)| text.replace(chinese, english))
}

/// The same as it stands in the folder.
fn english_file(name: &str, word: &str, updated: i64) -> String {
    format!(
        "---\ntitle: \"Page {name}\"\nfullPath: \"/uA/{name}\"\n\
         source_url: https://portal.test/document/docs/{name}?lang=en-US\nupdateTime: \"{updated}\"\n---\n\n{}",
        english(name, word)
    )
}

#[test]
fn both_languages_stand_side_by_side() {
    let portal = Portal::start(&["a", "b"]);
    for name in ["a", "b"] {
        portal.plays(name, [detail(&content(name, "新"), NEW)]);
        portal.plays_in("en-US", name, [detail(&english(name, "Wide"), NEW)]);
    }
    let folder = folder(&["a"]);
    let urls = ["https://portal.test/document/docs/a", "https://portal.test/document/docs/b"];
    let (code, out, err) = run(tool(folder.path(), &portal, &[&urls[..], &["--language", "both"]].concat()));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let expected = [
        ("a.md", file("a", "新", NEW)),
        ("a.en.md", english_file("a", "Wide", NEW)),
        ("b.md", file("b", "新", NEW)),
        ("b.en.md", english_file("b", "Wide", NEW)),
    ];
    assert_eq!(pages(folder.path()), expected.map(|(name, text)| (name.to_owned(), text)).into());
    assert!(portal.asked().contains(&"a in English".to_owned()), "{:?}", portal.asked());

    // Without a wish, each page is asked for in its own language.
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all", "--jobs", "1"]));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "same    4 pages\n", ""));
    let asked = portal.asked();
    assert_eq!(asked[asked.len() - 4..], ["a", "a in English", "b", "b in English"].map(str::to_owned));
}

#[test]
fn an_english_page_alone_has_its_own_name() {
    let portal = Portal::start(&["a"]);
    portal.plays_in("en-US", "a", [detail(&english("a", "Wide"), NEW)]);
    let folder = folder(&[]);
    fs::write(folder.path().join("feishu.toml"), "pages = [\"schema/pages\"]\nlanguage = \"en\"\n").unwrap();
    let url = ["https://portal.test/document/docs/a"];
    let (code, out, err) = run(tool(folder.path(), &portal, &url));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(pages(folder.path()), [("a.en.md".to_owned(), english_file("a", "Wide", NEW))].into());
}

#[test]
fn an_answer_in_another_language_is_kept_as_what_it_is() {
    let portal = Portal::start(&["a"]);
    // The portal has no English page.
    portal.plays_in("en-US", "a", [detail(&content("a", "新"), NEW)]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    let folder = folder(&["a"]);
    let old_english = english_file("a", "Narrow", OLD);
    fs::write(folder.path().join("schema/pages/a.en.md"), &old_english).unwrap();
    let warning = "warning: the portal was asked for a page in English and answered in Chinese";
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all", "--language", "en"]));
    assert!(
        err.starts_with(&format!("{warning}, which belongs to schema/pages/a.md\n  --> https://")),
        "{err}"
    );
    assert_eq!(
        (code, out.as_str()),
        (0, "changed schema/pages/a.md (2024-08-02 → 2026-01-01)\nsame    0 pages\n")
    );
    let expected = [("a.en.md", old_english), ("a.md", file("a", "新", NEW))];
    assert_eq!(pages(folder.path()), expected.map(|(name, text)| (name.to_owned(), text)).into());

    // Asked for in both, the Chinese page comes by itself.
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all", "--language", "both"]));
    assert_eq!((code, out.as_str()), (0, "same    1 page\n"), "{err}");
    assert_eq!(err, format!("{warning}\n  --> https://portal.test/document/docs/a\n"));
}

#[test]
fn update_brings_both_and_joins_them() {
    let portal = Portal::start(&[]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    portal.plays_in("en-US", "a", [detail(&english("a", "Wide"), NEW)]);
    let folder = in_step(&["a"]);
    let (code, out, err) =
        run(asking("update", folder.path(), &portal, &["--language", "both", "--dry-run"]));
    assert!(code < 2 && out.contains("stale   schema/endpoints/demo.v1.a.get.json"), "{out}{err}");
    assert!(out.contains("new     schema/pages/a.en.md"), "{out}");
    assert_eq!(pages(folder.path()).len(), 1);
    let (code, out, err) = run(asking("update", folder.path(), &portal, &["--language", "both"]));
    assert!(code < 2, "{out}{err}");
    let description = fs::read_to_string(folder.path().join("schema/endpoints/demo.v1.a.get.json")).unwrap();
    assert!(description.contains("\"title\": \"Page a\"") && description.contains("\"text\": \"The size\""));
}

#[test]
fn pages_are_found_in_the_portals_list() {
    let portal = Portal::start(&["a"]);
    let names = serde_json::json!({ "/uA/a": "/server-docs/hire-v1/a", "/uA/guide": "/server-docs/hire-v1/guide",
        "/uA/c": "/server-docs/im-v1/c" });
    portal.plays_mapping(super::Play::Body(
        serde_json::json!({ "code": 0, "data": { "uriMap": names } }).to_string(),
    ));
    portal.lists(&["a", "guide", "c"]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    portal.plays("guide", [detail("# 指南\n\n没有接口。\n", NEW)]);
    let folder = folder(&[]);
    let (code, out, err) = run(tool(folder.path(), &portal, &["--list", "--path", "/server-docs/im-v1"]));
    assert_eq!(
        (code, out, err),
        (0, format!("{}/document/server-docs/im-v1/c\n", portal.url), String::new())
    );
    let (code, out, err) = run(tool(folder.path(), &portal, &["--service", "hire"]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(
        out,
        "new     schema/pages/a.md (2026-01-01)\nsame    0 pages\n\
         skipped 1 page that describes no endpoint\n"
    );
    assert_eq!(pages(folder.path()).keys().collect::<Vec<_>>(), ["a.md"]);
    let (code, _, err) = run(tool(folder.path(), &portal, &["--service", "okr"]));
    assert_eq!(
        (code, err.as_str()),
        (2, "error: the portal lists no such page; `fetch --list` prints all\n")
    );
}
