//! Names that Rust, its prelude, the generated code or each other have taken already: whatever a page calls its things,
//! the code compiles, and every name on the wire is kept.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use feishu_codegen::source::Source;
use feishu_codegen::{pipeline, plan};
use feishu_schema::Lexicon;
use feishu_tests::{tool, workspace};

use crate::{TOOL, cargo};

/// Rust's keywords, strict, reserved and weak.
const KEYWORDS: &str = "\
    abstract, as, async, await, become, box, break, const, continue, crate, do, dyn, else, enum, \
    extern, false, final, fn, for, gen, if, impl, in, let, loop, macro, macro_rules, match, mod, \
    move, mut, override, priv, pub, raw, ref, return, safe, self, static, struct, super, trait, \
    true, try, type, typeof, union, unsafe, unsized, use, virtual, where, while, yield";

/// What the prelude, the standard library and the generated code itself call things.
const TAKEN: &str = "\
    A, RawResponse, AsMut, AsRef, BTreeMap, Placeholder, Body, Box, Validator, Client, Clone, Copy, D, Debug, Default, \
    Deserialize, Deserializer, Display, DoubleEndedIterator, Drop, E, EncodedValue, Endpoint, \
    EndpointInfo, Eq, Err, ErrorCode, ErrorInfo, ExactSizeIterator, Extend, F, File, Fn, FnMut, \
    FnOnce, Formatter, From, FromIterator, FromStr, H, Hash, Redacted, Into, IntoIterator, Iterator, \
    Method, None, Ok, OpenEnum, Option, OptionInfo, Ord, PartialEq, PartialOrd, FieldPath, RateWindow, \
    ReadError, Reader, Record, Request, RequestBody, Response, Result, S, Self, Send, Serialize, \
    Serializer, Sized, Some, String, Sync, T, Timestamp, ToOwned, ToString, TokenKind, TryFrom, \
    TryInto, Unknown, Unpin, Until, Validate, Value, Values, Vec, Writer, bool, char, i64, Paged, \
    str, u8, usize";

/// Names that are one name in another case, or no name at all.
const ALIKE: &str = "\
    fooBar, foo_bar, FooBar, foo-bar, FOO_BAR, foo bar, foo.bar, foobar, 1st, 2, _, __, self_, \
    self__, type_, r#type, 姓名, 年龄, new, with_new, With_New, blank, read, write, check, validate, \
    body, clone, default, wire, to, at, f, from, into, value";

/// The first members of paths: each is a module, a feature and a file.
const SERVICES: &str = "\
    std, core, alloc, serde, serde_json, feishu_client, hostile_names, hostile_together, crate, self, super, default, \
    test, lib, main, mod, macro, service, u8, str, type, gen, try, support, build, examples, \
    common, 1st, fooBar, con, Option, proc_macro";

fn names(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ")
}

/// What can be the key of an option: the platform has no other letters there.
fn keys() -> impl Iterator<Item = &'static str> {
    let all = names(KEYWORDS).chain(names(TAKEN)).chain(names(ALIKE));
    all.filter(|key| key.is_ascii() && !key.contains(' '))
}

/// Names that are plain types, whoever writes them how.
const PLAIN: &str = "String, File, bool, char, str";

/// A page of the service, with all names or with a few.
fn page(service: &str, all: bool) -> String {
    let mut rows = String::new();
    let mut shown = serde_json::Map::new();
    let some = if all { usize::MAX } else { 3 };
    for name in names(KEYWORDS).chain(names(ALIKE)).take(some) {
        let _ = writeln!(rows, "{name} | string | 否 | 一");
        shown.insert(name.to_owned(), "x".into());
    }
    for (kind, name) in [("all", "Options"), ("Self", "self")] {
        let _ = write!(rows, "{name} | string | 否 | {kind}  \n**可选值有**：");
        for key in keys().filter(|key| all || *key == "Self") {
            let _ = write!(rows, "  \n- {key}：一");
        }
        rows.push('\n');
    }
    let structs = names(TAKEN).filter(|name| !names(PLAIN).any(|plain| plain == *name));
    for name in structs.take(some) {
        let _ = writeln!(rows, "of_{name} | {name} | 否 | 一\n└ {name} | int | 否 | 二");
        shown.insert(format!("of_{name}"), serde_json::json!({ name: 1 }));
    }
    shown.insert("Options".to_owned(), "Self".into());
    let example = serde_json::to_string_pretty(&shown).expect("JSON");
    format!(
        "---\ntitle: \"名称\"\n---\n# 名称\n\n## 请求\n名称 | 值\n---|---\n\
         HTTP URL | https://open.feishu.cn/open-apis/{service}/v1/self/:type/:self/match\nHTTP Method | POST\n\n\
         ### 路径参数\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\ntype | string | 是 | 一\nself | string | 是 | 一\n\n\
         ### 查询参数\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nType | string | 否 | 一\nbody | string | 否 | 一\n\n\
         ### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n{rows}\n\
         ### 请求体示例\n```json\n{example}\n```\n\n\
         ## 响应\n\n### 响应体\n\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 码\nmsg | string | 述\n"
    )
}

#[test]
fn every_name_is_kept_on_the_wire_and_sound_in_rust() {
    let source = std::sync::Arc::new(Source::new("names.md", page("demo", true)));
    let described = pipeline::describe_pages(&[source], &Lexicon::default());
    let (plan, _) = pipeline::plan(&described.endpoints, &Lexicon::default(), &[]);
    let endpoint = &plan.services[0].versions[0].endpoints[0];
    let body = endpoint.structs.iter().find(|item| item.name == "Body").expect("a body");
    let wire: Vec<&str> = body.fields.iter().map(|field| field.wire.as_str()).collect();
    for name in names(KEYWORDS).chain(names(ALIKE)) {
        assert_eq!(wire.iter().filter(|wire| **wire == name).count(), 1, "{name}");
    }
    let options = &endpoint.enums.iter().find(|item| item.base == "Options").expect("options").variants;
    for names in [
        body.fields.iter().map(|field| &field.name).collect::<Vec<_>>(),
        body.fields.iter().map(|field| &field.setter).collect(),
        endpoint
            .structs
            .iter()
            .map(|item| &item.name)
            .chain(endpoint.enums.iter().map(|item| &item.name))
            .collect(),
        options.iter().map(|variant| &variant.name).collect(),
    ] {
        let mut distinct = names.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), names.len(), "two of one name in {names:?}");
    }
    for key in keys() {
        assert!(options.iter().any(|variant| variant.key.to_string() == key), "{key}");
    }
    assert!(plan::endpoint_module(&described.endpoints[0].endpoint).starts_with("demo::v1::"));
}

/// Writes a crate with all services and the name, compiles it, and runs the examples.
fn compiles_and_passes(crate_name: &str, options: &[&str]) {
    let pages = tempfile::tempdir().expect("a folder");
    for service in names(SERVICES) {
        fs::write(pages.path().join(format!("{service}.md")), page(service, service == "std"))
            .expect("a page");
    }
    // Where what it depends on is built already.
    let api = Path::new(env!("CARGO_TARGET_TMPDIR")).join(crate_name);
    let [out, client] = [&api, &workspace().join("client")].map(|path| path.display().to_string());
    let arguments = ["generate", "--pages", ".", "--out", &out, "--crate", crate_name, "--client", &client];
    let run = tool::run(TOOL, pages.path(), &[&arguments, options].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    fs::copy(workspace().join("Cargo.lock"), api.join("Cargo.lock")).expect("a lock file");
    cargo::lint(&api);
    let tests = cargo::run(&api, &["test", "--test", "examples"]);
    assert!(
        tests.contains(&format!("ok. {} passed; 0 failed; 0 ignored", names(SERVICES).count())),
        "{tests}"
    );
}

#[test]
fn services_apart_compile_and_the_examples_pass() {
    compiles_and_passes("hostile-names", &[]);
}

#[test]
fn services_together_compile_and_the_examples_pass() {
    compiles_and_passes("hostile-together", &["--one-package"]);
}
