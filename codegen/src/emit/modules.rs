//! The tree of modules, as files or as one text.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{EmitError, Files, format};
use super::imports::Imports;
use super::packages::{self, ServiceLayout};
use super::texts::EmittedEndpoint;
use super::tokens::{doc, ident, inner_doc};
use super::{endpoint, enums, errors, paging, reexports, structs};
use crate::plan::{EndpointItem, Plan, Service, Version};

/// One file per module: `src/lib.rs`, `src/hire.rs`, `src/hire/v1.rs`, `src/hire/v1/create_by_resume.rs`; if a service
/// is its own package, `services/hire/src/lib.rs` and so on.
pub(super) fn files(
    plan: &Plan,
    crate_name: &str,
    layout: ServiceLayout,
    endpoints: Vec<EmittedEndpoint<'_>>,
) -> Result<Files, EmitError> {
    let mut files = Files::new();
    files.insert("src/lib.rs".to_owned(), format("lib", "", root(plan, crate_name, layout))?);
    for service in &plan.services {
        let file = match layout {
            ServiceLayout::Modules => service_file(service),
            ServiceLayout::Packages => package_root(service, crate_name),
        };
        files.insert(layout.file(service), format(&service.name, "", file)?);
        for version in &service.versions {
            let path = format!("{}/{}.rs", layout.modules(service), version.name);
            files.insert(path, format(&version.name, "", version_file(version))?);
        }
    }
    files.extend(endpoints.into_iter().map(|EmittedEndpoint { service, version, item, texts }| {
        let path = format!("{}/{}/{}.rs", layout.modules(service), version.name, item.module);
        (path, texts.module)
    }));
    Ok(files)
}

/// All modules in one text. It has no inner documentation, so that `include!` accepts it anywhere.
pub(super) fn include(plan: &Plan) -> Result<String, EmitError> {
    let services = plan.services.iter().map(|service| {
        let docs = doc(&service.doc);
        let name = ident(&service.name);
        let versions = service.versions.iter().map(|version| {
            let docs = doc(&version_doc(service, version));
            let name = ident(&version.name);
            let endpoints = version.endpoints.iter().map(|endpoint| {
                let docs = doc(&endpoint.doc);
                let name = ident(&endpoint.module);
                let items = endpoint_items(endpoint);
                quote! { #docs pub mod #name { #items } }
            });
            quote! { #docs pub mod #name { #(#endpoints)* } }
        });
        quote! { #docs pub mod #name { #(#versions)* } }
    });
    format("include", "", quote! { #(#services)* })
}

fn root(plan: &Plan, crate_name: &str, layout: ServiceLayout) -> TokenStream {
    let docs = inner_doc(&root_doc(plan, crate_name));
    let services = plan.services.iter().map(|service| {
        let docs = doc(&service.doc);
        let name = ident(&service.name);
        let feature = &service.name;
        let item = match layout {
            ServiceLayout::Modules => {
                let skip = skip_rustfmt();
                quote! { #skip pub mod #name; }
            }
            ServiceLayout::Packages => {
                let package = ident(&packages::library(&packages::name(crate_name, service)));
                quote! { pub use #package as #name; }
            }
        };
        quote! { #docs #[cfg(feature = #feature)] #item }
    });
    quote! { #docs #![forbid(unsafe_code)] #(#services)* }
}

/// The root of a service's own package.
fn package_root(service: &Service, crate_name: &str) -> TokenStream {
    let library = packages::library(crate_name);
    let docs = inner_doc(&format!(
        "{}\n\nA part of `{crate_name}`, which has it as `{library}::{}`; depend on that one.",
        service.doc, service.name
    ));
    let versions = service.versions.iter().map(|version| version_item(service, version, &skip_rustfmt()));
    quote! { #docs #![forbid(unsafe_code)] #(#versions)* }
}

fn root_doc(plan: &Plan, crate_name: &str) -> String {
    let library = packages::library(crate_name);
    let count: usize = plan
        .services
        .iter()
        .flat_map(|service| &service.versions)
        .map(|version| version.endpoints.len())
        .sum();
    let endpoints = if count == 1 { "one endpoint".to_owned() } else { format!("{count} endpoints") };
    let mut text = format!(
        "Typed, validated requests and answers for {endpoints} of the Feishu (Lark) Open Platform, written from its \
         documentation.\n\nEach service, version and endpoint has a module. An \
         endpoint's module holds its `Request`, its `Response`, their types, and the documented error codes. \
         `feishu_client` documents what all endpoints share, and sends requests (with its default features):\n\n\
         ```ignore\n\
         use feishu_client::Client;\n\n\
         let client = Client::builder().credentials(\"cli_a1b2c3\", \"the app's secret\").build()?;\n\
         let response = client.send(&request).await?;\n\
         ```\n\nEach service is a feature; all are on by default."
    );
    if let Some((path, endpoint)) = first_endpoint(plan) {
        let example = format!(
            "\n\n```\nuse feishu_client::Endpoint;\nuse {library}::{path}::Request;\n\nassert_eq!(Request::INFO.id, {:?});\n```",
            endpoint.info.id
        );
        text.push_str(&example);
    }
    text
}

fn first_endpoint(plan: &Plan) -> Option<(String, &EndpointItem)> {
    let service = plan.services.first()?;
    let version = service.versions.first()?;
    let endpoint = version.endpoints.first()?;
    Some((format!("{}::{}::{}", service.name, version.name, endpoint.module), endpoint))
}

fn service_file(service: &Service) -> TokenStream {
    let versions = service.versions.iter().map(|version| version_item(service, version, &TokenStream::new()));
    quote! { #(#versions)* }
}

fn version_item(service: &Service, version: &Version, attribute: &TokenStream) -> TokenStream {
    let docs = doc(&version_doc(service, version));
    let name = ident(&version.name);
    quote! { #docs #attribute pub mod #name; }
}

/// An attribute for the modules of a root. The tool formats the files itself, so that they do not depend on a version
/// of rustfmt.
fn skip_rustfmt() -> TokenStream {
    quote! { #[rustfmt::skip] }
}

fn version_doc(service: &Service, version: &Version) -> String {
    format!("Version `{}` of `{}`.", version.name, service.name)
}

fn version_file(version: &Version) -> TokenStream {
    let endpoints = version.endpoints.iter().map(|endpoint| {
        let name = ident(&endpoint.module);
        quote! { pub mod #name; }
    });
    quote! { #(#endpoints)* }
}

/// The file of an endpoint's module.
pub(super) fn endpoint_file(endpoint: &EndpointItem) -> Result<String, EmitError> {
    let docs = inner_doc(&endpoint.doc);
    let items = endpoint_items(endpoint);
    format(&endpoint.info.id, &format!(" from the description {}", endpoint.info.id), quote! { #docs #items })
}

/// The items of an endpoint's module, without its documentation.
fn endpoint_items(item: &EndpointItem) -> TokenStream {
    let mut imports = Imports::of(item);
    let request = endpoint::request(item, &mut imports);
    let paging = paging::emit(item, &mut imports);
    let structs: Vec<TokenStream> =
        item.structs.iter().map(|item| structs::emit(item, &mut imports)).collect();
    let enums: Vec<TokenStream> = item.enums.iter().map(|item| enums::emit(item, &mut imports)).collect();
    let errors = errors::emit(&item.errors, &mut imports);
    let uses = imports.emit();
    let shared = reexports::emit(&item.reexports);
    quote! { #uses #shared #request #paging #(#structs)* #(#enums)* #errors }
}
