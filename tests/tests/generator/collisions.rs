//! Names of a page against every name that the client exports, that Rust's prelude has, and that Rust keeps for itself:
//! as structs, enums, options, members, parts, parameters and services. The list of exports is read from the client's
//! source, so that it cannot go out of date.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use feishu_tests::{read, tool, workspace};
use serde_json::{Value, json};
use syn::{Item, UseTree, Visibility};

use crate::{TOOL, cargo};

/// The types, traits and macros of the prelude of edition 2024, and the primitive types.
const PRELUDE: &str = "\
    AsMut AsRef AsyncFn AsyncFnMut AsyncFnOnce Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err \
    ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Future Hash Into IntoFuture IntoIterator Iterator None Ok \
    Option Ord PartialEq PartialOrd Result Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec \
    align_of align_of_val drop size_of size_of_val \
    assert assert_eq assert_ne cfg column compile_error concat dbg debug_assert debug_assert_eq debug_assert_ne env \
    eprint eprintln file format format_args include include_bytes include_str line matches module_path option_env panic \
    print println stringify thread_local todo unimplemented unreachable vec write writeln derive test global_allocator \
    bool char f128 f16 f32 f64 i128 i16 i32 i64 i8 isize never slice str tuple u128 u16 u32 u64 u8 unit usize";

/// The keywords of all editions, strict, reserved and weak.
const KEYWORDS: &str = "\
    abstract as async auto await become box break catch const continue crate default do dyn else enum extern false final \
    fn for gen if impl in let loop macro macro_rules match mod move mut override priv proc pub pure raw ref return safe \
    Self self sizeof static struct super trait true try type typeof union unsafe unsized use virtual where while yield";

/// What a generated module defines or imports from elsewhere than the client.
const GENERATED: &str =
    "BTreeMap Blank Body Error ErrorCode Formatter Request Response Unknown Value std serde feishu_client";

/// Everything that the client's root exports.
fn exports() -> BTreeSet<String> {
    let file = syn::parse_file(&read("client/src/lib.rs")).expect("Rust");
    let mut names = BTreeSet::new();
    for item in &file.items {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => leaves(&item.tree, &mut names),
            Item::Mod(item) if matches!(item.vis, Visibility::Public(_)) => {
                names.insert(item.ident.to_string());
            }
            _ => {}
        }
    }
    macros(&workspace().join("client/src"), &mut names);
    for known in ["File", "Timestamp", "OpenEnum", "Record", "Client", "error_code", "request_field"] {
        assert!(names.contains(known), "{known} is exported: {names:?}");
    }
    names
}

/// The macros that a folder's files export; they stand in the client's root, wherever they are written.
fn macros(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            macros(&path, names);
            continue;
        }
        let file = syn::parse_file(&fs::read_to_string(&path).expect("a file")).expect("Rust");
        let exported = file.items.iter().filter_map(|item| match item {
            Item::Macro(item) if item.attrs.iter().any(|attr| attr.path().is_ident("macro_export")) => {
                item.ident.as_ref()
            }
            _ => None,
        });
        names.extend(exported.map(ToString::to_string));
    }
}

fn leaves(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        UseTree::Rename(name) => drop(names.insert(name.rename.to_string())),
        UseTree::Glob(_) => panic!("the root exports by name only"),
    }
}

fn names() -> Vec<String> {
    let lists =
        [PRELUDE, KEYWORDS, GENERATED].into_iter().flat_map(|list| list.split(' ')).map(str::to_owned);
    lists.chain(exports()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn field(name: &str, ty: Value, more: Value) -> Value {
    let mut field = json!({ "name": name, "line": 1, "placed": "only", "type": ty, "spelled": "x" });
    for (key, value) in more.as_object().into_iter().flatten() {
        field[key] = value.clone();
    }
    field
}

/// Members of every type, so that a module imports all that it can import.
fn of_every_type() -> Vec<Value> {
    vec![
        field("object_id", json!("string"), json!({ "required": "yes" })),
        field("value", json!("string"), json!({ "encoded": "Values", "required": "yes" })),
        field("time", json!("int"), json!({ "time": "milliseconds", "required": "yes" })),
        field("end", json!("int"), json!({ "time": "milliseconds", "sentinels": [{ "ongoing": -1 }] })),
        field("map", json!({ "map": "int" }), json!({})),
        field("json", json!("json"), json!({})),
        field("choice", json!("int"), json!({ "options": [{ "key": 1, "line": 1 }] })),
    ]
}

/// A struct of each name, with a member of the name.
fn structs() -> Vec<Value> {
    let named = |name: &String| {
        let member = field(name, json!("string"), json!({ "required": "yes" }));
        field(&format!("of {name}"), json!({ "struct": name }), json!({ "fields": [member] }))
    };
    names().iter().map(named).chain(of_every_type()).collect()
}

/// An enum of each name, and one with an option of each name.
fn enums() -> Vec<Value> {
    let option = |key: &String| json!({ "key": key, "line": 1 });
    let all: Vec<Value> = names().iter().map(option).collect();
    let named = |name: &String| {
        field(name, json!("string"), json!({ "options": [option(name), option(&"b".to_owned())] }))
    };
    let all = field("all names", json!("string"), json!({ "options": all }));
    names().iter().map(named).chain([all]).chain(of_every_type()).collect()
}

/// A member of each name.
fn members(required: &str) -> Vec<Value> {
    names().iter().map(|name| field(name, json!("string"), json!({ "required": required }))).collect()
}

fn endpoint(
    service: &str,
    name: &str,
    content: &str,
    body: Vec<Value>,
    response: Vec<Value>,
    errors: bool,
) -> Value {
    let mut description = json!({
        "$schema": "../endpoint.schema.json",
        "id": format!("{service}.v1.{name}.post"),
        "title": name,
        "source": { "page": format!("{name}.md"), "digest": "0" },
        "method": "POST",
        "host": "open.feishu.cn",
        "path": format!("/open-apis/{service}/v1/{name}/:type"),
        "tokens": ["tenant"],
        "rate_limit": { "text": "", "windows": [{ "calls": 1, "seconds": 1 }] },
        "request": {
            "path": [field("type", json!("string"), json!({ "required": "yes" }))],
            "query": members("no"),
            "body": { "content": content, "fields": body },
        },
        "response": { "form": "data", "fields": response },
        "value_formats": [{ "heading": "Values", "label": "text", "sample": "x", "line": 1 }],
    });
    description["request"]["query"].as_array_mut().expect("a list").push(field(
        "page_token",
        json!("string"),
        json!({}),
    ));
    if errors {
        description["errors"] = json!([{ "code": 1, "line": 1 }]);
    }
    description
}

fn paged(mut members: Vec<Value>) -> Vec<Value> {
    members.push(field("has_more", json!("boolean"), json!({})));
    members.push(field("page_token", json!("string"), json!({})));
    members.push(field("items", json!({ "list": "string" }), json!({})));
    members
}

fn descriptions() -> Vec<Value> {
    let file = || vec![field("upload", json!("file"), json!({}))];
    let part = |content: &str| [members("yes"), if content == "form" { Vec::new() } else { file() }].concat();
    let mut all = vec![
        endpoint("demo", "structs", "json", structs(), paged(structs()), true),
        endpoint("demo", "enums", "json", enums(), paged(enums()), true),
        endpoint("demo", "members", "json", members("yes"), paged(members("no")), false),
        endpoint("demo", "parts", "multipart", part("multipart"), paged(structs()), false),
        endpoint("demo", "forms", "form", part("form"), enums(), false),
    ];
    // Each of them is a module, a feature, a file and a folder.
    for service in names() {
        let service = service.to_lowercase();
        let name = field(&service, json!("string"), json!({}));
        let id = format!("{service}.v1.x.post");
        if all.iter().all(|other| other["id"] != id.as_str()) {
            let mut one = endpoint(&service, "x", "json", vec![name], Vec::new(), false);
            one["request"]["query"] = json!([]);
            all.push(one);
        }
    }
    all
}

#[test]
fn no_name_of_a_page_collides() {
    let folder = tempfile::tempdir().expect("a folder");
    for (index, description) in descriptions().iter().enumerate() {
        fs::write(folder.path().join(format!("{index}.json")), description.to_string()).expect("written");
    }
    // Where what it depends on is built already.
    let api = Path::new(env!("CARGO_TARGET_TMPDIR")).join("collisions");
    let [out, client] = [&api, &workspace().join("client")].map(|path| path.display().to_string());
    let arguments = [
        "generate",
        "--endpoints",
        ".",
        "--out",
        &out,
        "--crate",
        "collisions",
        "--client",
        &client,
        "--one-package",
    ];
    let run = tool::run(TOOL, folder.path(), &arguments);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    fs::copy(workspace().join("Cargo.lock"), api.join("Cargo.lock")).expect("a lock file");
    cargo::run(&api, &["check", "--quiet"]);
    // Names that generated code writes with their full path stay the page's.
    let parts = fs::read_to_string(api.join("src/demo/v1/parts_type_post.rs")).expect("a module");
    for name in ["File", "Multipart", "AnyCode", "Client", "Record"] {
        assert!(parts.contains(&format!("pub struct {name} {{")), "{name}");
    }
    assert!(parts.contains("pub upload: Option<feishu_client::File>"));
}

#[test]
fn a_crate_cannot_have_the_name_of_what_it_needs() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("x.json"),
        endpoint("client", "x", "json", Vec::new(), Vec::new(), false).to_string(),
    )
    .expect("written");
    fs::write(
        folder.path().join("y.json"),
        endpoint("demo", "y", "json", Vec::new(), Vec::new(), false).to_string(),
    )
    .expect("written");
    for name in [
        "self",
        "crate",
        "Self",
        "fn",
        "gen",
        "std",
        "core",
        "serde",
        "feishu-client",
        "feishu_client",
        "proc-macro",
    ] {
        let run = tool::run(
            TOOL,
            folder.path(),
            &["generate", "--endpoints", ".", "--out", "out", "--crate", name],
        );
        assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        assert!(run.err.contains(name) && !folder.path().join("out").exists(), "{}", run.err);
    }
    // The package of the service `client` would be `feishu-client`.
    let run = tool::run(
        TOOL,
        folder.path(),
        &["generate", "--endpoints", ".", "--out", "out", "--crate", "feishu"],
    );
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let manifest =
        fs::read_to_string(folder.path().join("out/services/client/Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("name = \"feishu-client-service\""), "{manifest}");
}
