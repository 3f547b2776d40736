use std::fmt::Write;

use feishu_codegen::plan::{
    Check, EndpointItem, EnumItem, ErrorVariant, FieldItem, Plan, RustType, StructItem, Usage, Variant,
};
use feishu_schema::lexicon::Visibility;

use super::first_line;

/// All items that are going to be written.
pub fn plan(plan: &Plan) -> String {
    let mut out = String::new();
    for service in &plan.services {
        line(&mut out, 0, &format!("service {}: {}", service.name, first_line(&service.doc)));
        for version in &service.versions {
            line(&mut out, 1, &format!("version {}", version.name));
            version.endpoints.iter().for_each(|item| endpoint(&mut out, item));
        }
    }
    out
}

fn endpoint(out: &mut String, item: &EndpointItem) {
    line(out, 2, &format!("endpoint {}: {}", item.module, first_line(&item.doc)));
    let info = &item.info;
    line(out, 3, &format!("{} {}", info.method.as_str(), info.path));
    line(out, 3, &format!("id {}", info.id));
    line(out, 3, &format!("title {}", info.title));
    line(out, 3, &format!("docs {}", info.docs));
    let windows: Vec<String> =
        info.windows.iter().map(|window| format!("{} in {} s", window.calls, window.seconds)).collect();
    let tokens: Vec<String> = info.tokens.iter().map(|token| format!("{token:?}")).collect();
    let facts = [
        ("deprecated", info.deprecated.clone().unwrap_or_default()),
        ("tokens", tokens.join(", ")),
        ("limits", windows.join(", ")),
        ("scopes", info.scopes.join(", ")),
        ("field scopes", info.field_scopes.join(", ")),
    ];
    for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        line(out, 3, &format!("{name} {fact}"));
    }
    line(out, 3, &format!("{} fields in the request", info.fields.len()));
    line(out, 3, &format!("request: {}", first_line(&item.request.doc)));
    for (name, fields) in [("path", &item.request.path), ("query", &item.request.query)] {
        if !fields.is_empty() {
            line(out, 4, name);
        }
        fields.iter().for_each(|item| field(out, item));
    }
    if let Some(body) = &item.request.body {
        line(out, 4, &format!("body {} as {:?}", body.name, body.content));
    }
    line(out, 3, &format!("answer {} in {:?}", rust_type(&item.response.ty), item.response.form));
    if let Some(paging) = &item.paging {
        line(out, 3, &format!("{paging:?}"));
    }
    item.structs.iter().for_each(|item| structure(out, item));
    item.enums.iter().for_each(|item| enumeration(out, item));
    if !item.errors.is_empty() {
        line(out, 3, "errors");
    }
    item.errors.iter().for_each(|item| error(out, item));
}

fn structure(out: &mut String, item: &StructItem) {
    let direction = if item.usage == Usage::Request { "sent" } else { "only answered" };
    line(out, 3, &format!("struct {} ({direction}): {}", item.name, first_line(&item.doc)));
    item.fields.iter().for_each(|item| field(out, item));
}

fn field(out: &mut String, item: &FieldItem) {
    let ty = rust_type(&item.ty);
    let ty = if item.optional { format!("Option<{ty}>") } else { ty };
    let mut text = format!("{}: {ty}", item.name);
    let notes = [
        (item.wire != item.name, format!("wire {}", item.wire)),
        (item.setter != item.name, format!("setter {}", item.setter)),
        (item.visibility == Visibility::Personal, "personal".to_owned()),
        (item.visibility == Visibility::Public, "public".to_owned()),
        (item.deprecated, "deprecated".to_owned()),
    ];
    let checks = item.checks.iter().map(check);
    let notes: Vec<String> =
        notes.into_iter().filter(|(is, _)| *is).map(|(_, note)| note).chain(checks).collect();
    if !notes.is_empty() {
        write!(text, " [{}]", notes.join(", ")).expect("written");
    }
    line(out, 5, &format!("{text} – {}", first_line(&item.doc)));
}

fn check(check: &Check) -> String {
    match check {
        Check::CustomValue { id } => format!("custom value of {id}"),
        other => format!("{other:?}"),
    }
}

fn enumeration(out: &mut String, item: &EnumItem) {
    line(out, 3, &format!("enum {} of {:?}: {}", item.name, item.wire, first_line(&item.doc)));
    for Variant { name, identifier, key, label, english, .. } in &item.variants {
        line(out, 5, &format!("{name} = {key} ({identifier}): {} / {english}", first_line(label)));
    }
}

fn error(out: &mut String, item: &ErrorVariant) {
    let ErrorVariant { name, identifier, code, status, page, english, .. } = item;
    line(out, 5, &format!("{name} = {code} ({identifier}), HTTP {status:?}"));
    for (meaning, advice) in [page, english].iter().filter(|(meaning, _)| !meaning.is_empty()) {
        line(out, 6, &format!("{meaning} – {advice}"));
    }
}

fn rust_type(ty: &RustType) -> String {
    match ty {
        RustType::Struct(name) | RustType::Enum(name, _) => name.clone(),
        RustType::List(inner) => format!("Vec<{}>", rust_type(inner)),
        RustType::Map(inner) => format!("Map<{}>", rust_type(inner)),
        RustType::Boxed(inner) => format!("Box<{}>", rust_type(inner)),
        plain => format!("{plain:?}"),
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    writeln!(out, "{:width$}{text}", "", width = 2 * depth).expect("written");
}
