//! The verdict against the generated code: whatever a caller could name or call must still be there, with the same
//! type, unless the verdict is breaking.

use std::collections::BTreeSet;

use feishu_codegen::Languages;
use feishu_codegen::diff::Weight;
use feishu_codegen::plan::{self, EndpointItem, FieldItem, Usage};
use feishu_schema::{Endpoint, Lexicon};

use crate::{NEW_PAGE, PAGE, compare, describe, with};

/// All that a caller can name, each as a line.
fn names(endpoint: &Endpoint) -> BTreeSet<String> {
    let (plan, _) = plan::plan(&[endpoint], &Lexicon::default(), Languages::default());
    let versions = plan.services.iter().flat_map(|service| &service.versions);
    let item = versions.flat_map(|version| &version.endpoints).next().expect("an endpoint");
    let mut names = BTreeSet::from([
        format!("mod {}", item.module),
        format!("{:?} {}", item.info.method, item.info.path),
        format!("type Response = {:?}", item.response.ty),
    ]);
    names.insert(request(item));
    for of in &item.structs {
        names.extend(of.fields.iter().map(|field| format!("{}.{}: {:?}", of.name, field.name, field.ty)));
        if of.usage == Usage::Request {
            names.insert(format!("{}::new({})", of.name, arguments(&of.fields)));
            let setters = of.fields.iter().filter(|field| field.optional);
            names.extend(setters.map(|field| format!("{}.{}({:?})", of.name, field.setter, field.ty)));
        }
    }
    for of in &item.enums {
        names.extend(
            of.variants.iter().map(|variant| format!("{}::{} = {}", of.name, variant.name, variant.key)),
        );
    }
    names.extend(item.errors.iter().map(|error| format!("ErrorCode::{} = {}", error.name, error.code)));
    names
}

fn request(item: &EndpointItem) -> String {
    let parameters: Vec<FieldItem> = item.request.path.iter().chain(&item.request.query).cloned().collect();
    let body = item.request.body.as_ref().map(|body| format!("{} {:?}", body.name, body.content));
    format!("Request::new({}; {body:?})", arguments(&parameters))
}

fn arguments(fields: &[FieldItem]) -> String {
    let required = fields.iter().filter(|field| !field.optional);
    required.map(|field| format!("{}: {:?}", field.name, field.ty)).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn the_verdict_holds(old: &str, new: &str) {
    let report = compare(old, new);
    if report.verdict.0 == Some(Weight::Breaking) {
        return;
    }
    let (before, after) = (names(&describe(old)), names(&describe(new)));
    let gone: Vec<&String> = before.difference(&after).collect();
    assert!(gone.is_empty(), "{}, but gone: {gone:#?}\n{:#?}", report.verdict.as_str(), report.changes);
    if report.verdict.0 != Some(Weight::Additive) {
        let come: Vec<&String> = after.difference(&before).collect();
        assert!(come.is_empty(), "{}, but new: {come:#?}", report.verdict.as_str());
    }
}

/// Each row's name, type, whether it is required, each option, bound and error is changed, left out or doubled in turn.
fn variations() -> Vec<String> {
    let lines: Vec<&str> = PAGE.lines().collect();
    let mut pages = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut change = |replacement: Option<String>| {
            let mut page: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            match replacement {
                Some(line) => page[index] = line,
                None => drop(page.remove(index)),
            }
            pages.push(page.join("\n") + "\n");
        };
        // A page whose header is not understood has no description to compare.
        if line.contains(" | ") && !line.contains("HTTP") && !line.starts_with(['名', '-']) {
            change(Some(line.replacen("string", "int", 1)));
            change(Some(line.replacen("int", "string", 1)));
            change(Some(line.replacen("| 否 |", "| 是 |", 1)));
            change(Some(line.replacen("| 是 |", "| 否 |", 1)));
            change(Some(format!("x{line}")));
            change(Some(line.replacen("400 | 200", "400 | 300", 1)));
        }
        if line.starts_with("- ") {
            change(Some(line.replacen("- ", "- 1", 1)));
            let text = line.trim_end();
            change(Some(format!("{text}！{}", &line[text.len()..])));
            change(Some(line.replace("～ `", "～ `1")));
        }
        if line.starts_with("- ") || line.starts_with("400 | ") {
            change(None);
        }
    }
    pages.retain(|page| page != PAGE);
    pages
}

#[test]
fn what_is_not_breaking_leaves_all_names_as_they_were() {
    let pages = variations();
    assert!(pages.len() > 60, "{}", pages.len());
    for page in &pages {
        the_verdict_holds(PAGE, page);
        the_verdict_holds(page, PAGE);
    }
    the_verdict_holds(PAGE, NEW_PAGE);
}

/// Two fields of one list of options share an enum; if one of them says more, they no longer do.
#[test]
fn a_type_that_is_no_longer_shared_is_reported() {
    let kinds = "kind | int | 否 | 借阅的方式  \n**可选值有**：  \n- 1：外借  \n- 2：馆内阅览\n";
    let shared = with(
        PAGE,
        &[(
            "msg | string | 错误描述\ndata | \\- | \\-\n",
            "msg | string | 错误描述\ndata | \\- | \\-\nkind | int | 借阅的方式  \n**可选值有**：  \n- 1：外借  \n- 2：馆内阅览\n",
        )],
    );
    let more = shared.replacen(kinds, &kinds.replace("馆内阅览\n", "馆内阅览  \n- 3：馆际互借\n"), 1);
    assert_ne!(shared, more);
    let report = compare(&shared, &more);
    let renamed = report
        .changes
        .iter()
        .find(|change| change.weight == Weight::Breaking)
        .expect("a type has another name");
    assert_eq!(
        (renamed.section.as_str(), renamed.path.as_str()),
        ("response", "data.kind"),
        "{:#?}",
        report.changes
    );
    the_verdict_holds(&shared, &more);
}
