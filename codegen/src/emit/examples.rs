//! The documentation's examples as tests of the generated crate: each goes through the types and comes out as it was.

use std::fmt::Write;

use feishu_schema::ResponseForm;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::file::{EmitError, Files, MARK, format, format_items};
use super::packages;
use super::tokens::ident;
use super::written::Written;
use crate::plan::{EndpointItem, ExampleItem, Plan, Service};

/// The folder of the test's files.
const FOLDER: &str = "tests/examples";

/// The test's root, the list of services and a file for each; nothing where there are no examples. Services stand in a
/// module of their own, where their names meet no others.
pub(super) fn files(plan: &Plan, crate_name: &str, endpoints: &[Written<'_>]) -> Result<Files, EmitError> {
    let library = packages::library(crate_name);
    let mut files = Files::new();
    let mut services = Vec::new();
    for service in &plan.services {
        let of_service = endpoints.iter().filter(|written| written.service.name == service.name);
        let tests: Vec<&str> = of_service
            .map(|written| written.texts.tests.as_str())
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
        let part = if example.sent { "body" } else { "answer" };
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
    match (&endpoint.request.body, example.sent) {
        (Some(body), true) => {
            let body = ident(&body.name);
            quote! { crate::body::<#module::#body>(#text); }
        }
        _ => {
            let part = ident(match endpoint.response.form {
                ResponseForm::Data => "Object",
                ResponseForm::Value => "Value",
                ResponseForm::Flat => "Beside",
                ResponseForm::Empty | ResponseForm::Binary => "Nothing",
            });
            quote! { crate::answer::<#module::Request>(#text, crate::Part::#part); }
        }
    }
}

/// The example as a raw string, indented as JSON mostly is.
fn json(example: &ExampleItem) -> Literal {
    let text = serde_json::to_string_pretty(&example.value).unwrap_or_default();
    let text = visible(&text);
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"{text}\"{fence}").parse().unwrap_or_else(|_| Literal::string(&text))
}

/// Escapes what is not seen, such as marks of direction, which the compiler does not let pass either. Outside of
/// strings JSON has nothing of the kind.
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

/// Unicode's marks of direction, joiners and the like.
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

/// The test's root: what all examples go through.
fn main() -> String {
    let head = format!(
        "// {MARK}. Do not edit.\n\n\
         //! The examples of the documentation go through the types and come out as they were.\n\
         //!\n\
         //! An example that contradicts its own page is ignored, with the contradiction.\n\n\
         #![allow(dead_code, reason = \"what is used depends on the features\")]\n\n\
         mod services;\n\n"
    );
    head + include_str!("examples/support.rs")
}
