//! The documentation's examples as tests of the generated crate: each must survive a round trip through the types.

use std::fmt::Write;

use feishu_schema::ResponseForm;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::file::{EmitError, Files, MARK, format, format_items};
use super::packages;
use super::texts::EmittedEndpoint;
use super::tokens::ident;
use crate::plan::{EndpointItem, ExampleItem, ExampleKind, Plan, Service};

/// The folder of the test files.
const FOLDER: &str = "tests/examples";

/// The test's root, the list of services and one file per service; empty if there are no examples. Services are in a
/// module of their own, so that their names cannot collide with others.
pub(super) fn files(
    plan: &Plan,
    crate_name: &str,
    endpoints: &[EmittedEndpoint<'_>],
) -> Result<Files, EmitError> {
    let library = packages::library(crate_name);
    let mut files = Files::new();
    let mut services = Vec::new();
    for service in &plan.services {
        let of_service = endpoints.iter().filter(|endpoint| endpoint.service.name == service.name);
        let tests: Vec<&str> = of_service
            .map(|endpoint| endpoint.texts.tests.as_str())
            .filter(|tests| !tests.is_empty())
            .collect();
        if tests.is_empty() {
            continue;
        }
        let (root, name) = (ident(&library), ident(&service.name));
        let head = format(&service.name, "", quote! { use ::#root::#name as service; })?;
        files.insert(
            format!("{FOLDER}/services/{}.rs", service.name),
            format!("{head}\n{}", tests.join("\n")),
        );
        services.push(service);
    }
    if !services.is_empty() {
        files.insert(format!("{FOLDER}/services.rs"), list(&services));
        files.insert(format!("{FOLDER}/main.rs"), main());
    }
    Ok(files)
}

/// The tests of an endpoint's examples.
pub(super) fn tests(version: &str, endpoint: &EndpointItem) -> Result<String, EmitError> {
    let module = {
        let (version, module) = (ident(version), ident(&endpoint.module));
        quote! { service::#version::#module }
    };
    let tests = endpoint.examples.iter().map(|example| {
        let part = match example.kind {
            ExampleKind::Body => "body",
            ExampleKind::Response => "response",
        };
        let name = format_ident!("{version}_{}_{part}_of_line_{}", endpoint.module, example.line);
        let text = json(example);
        let check = check(endpoint, example, &module, &text);
        let ignore = example.contradictions.first().map(|first| {
            let more = example.contradictions.len() - 1;
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let reason = format!("the example contradicts its page: {first}{more}");
            quote! { #[ignore = #reason] }
        });
        quote! {
            #[test]
            #ignore
            fn #name() { #check }
        }
    });
    format_items(&endpoint.info.id, quote! { #(#tests)* })
}

fn check(
    endpoint: &EndpointItem,
    example: &ExampleItem,
    module: &TokenStream,
    text: &Literal,
) -> TokenStream {
    match (&endpoint.request.body, example.kind) {
        (Some(body), ExampleKind::Body) => {
            let body = ident(&body.name);
            quote! { crate::body::<#module::#body>(#text); }
        }
        _ => {
            let part = ident(match endpoint.response.form {
                ResponseForm::Data => "Object",
                ResponseForm::Value => "Value",
                ResponseForm::Flat => "Flat",
                ResponseForm::Empty | ResponseForm::Binary => "None",
            });
            quote! { crate::response::<#module::Request>(#text, crate::Payload::#part); }
        }
    }
}

/// The example as a raw string with indented JSON.
fn json(example: &ExampleItem) -> Literal {
    let text = serde_json::to_string_pretty(&example.value).unwrap_or_default();
    let text = visible(&text);
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"{text}\"{fence}").parse().unwrap_or_else(|_| Literal::string(&text))
}

/// Escapes invisible characters such as direction marks, which the compiler rejects. In JSON they only occur within
/// strings.
fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        let invisible = letter != '\n' && (letter.is_control() || is_format(letter));
        if invisible {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// Unicode's direction marks, joiners and similar characters.
fn is_format(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The services' modules.
fn list(services: &[&Service]) -> String {
    let mut text = format!("// {MARK}. Do not edit.\n\n");
    for service in services {
        let (feature, name) = (&service.name, ident(&service.name));
        // Writing to a string cannot fail.
        let _ = write!(text, "#[cfg(feature = {feature:?})]\n#[rustfmt::skip]\nmod {name};\n");
    }
    text
}

/// The test's root, with the function that checks an example.
fn main() -> String {
    let head = format!(
        "// {MARK}. Do not edit.\n\n\
         //! The examples of the documentation survive a round trip through the types.\n\
         //!\n\
         //! An example that contradicts its own page is ignored, with the contradiction as the reason.\n\n\
         #![allow(dead_code, reason = \"what is used depends on the features\")]\n\n\
         mod services;\n\n"
    );
    head + include_str!("examples/support.rs")
}
