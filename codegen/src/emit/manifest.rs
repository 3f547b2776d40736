//! The manifests of a generated crate.

use std::fmt::Write;
use std::path::Path;

use super::file::{Files, MARK};
use super::options::{Client, CrateOptions};
use super::packages::{self, ServiceLayout};
use crate::CrateVersion;
use crate::plan::{Plan, Service};

/// The version of `feishu-client` that generated code is written for.
pub(crate) const CLIENT_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The dependency of the tests of examples.
const SERDE: &str = "serde = \"1\"\n";

/// The manifests of the crate and of the packages that it is divided into.
pub(super) fn files(plan: &Plan, options: &CrateOptions, layout: ServiceLayout) -> Files {
    let mut files = Files::from([("Cargo.toml".to_owned(), root(plan, options, layout))]);
    if layout == ServiceLayout::Packages {
        let manifest =
            |service| (format!("{}/Cargo.toml", packages::folder(service)), part(service, options));
        files.extend(plan.services.iter().map(manifest));
    }
    files
}

fn root(plan: &Plan, options: &CrateOptions, layout: ServiceLayout) -> String {
    let about =
        "Typed, validated requests to the Feishu (Lark) Open Platform, generated from its documentation";
    let mut text = package(&options.name, about, &options.version);
    text.push_str(&features(&plan.services, options, layout));
    let client = client(&options.client, "");
    // Writing to a string cannot fail.
    let _ = match layout {
        ServiceLayout::Modules => write!(text, "\n[dependencies]\n{client}\n[dev-dependencies]\n{SERDE}"),
        ServiceLayout::Packages => {
            let parts = parts(&plan.services, options);
            write!(text, "\n[dependencies]\n{parts}\n[dev-dependencies]\n{client}{SERDE}")
        }
    };
    if options.alone {
        text.push_str("\n# The crate belongs to no workspace, wherever it is put.\n[workspace]\n");
    }
    text
}

/// The package of a service.
fn part(service: &Service, options: &CrateOptions) -> String {
    let about = format!("The part of {} for the service {}", options.name, service.name);
    let mut text = package(&packages::name(&options.name, service), &about, &options.version);
    text.push_str("\n[dependencies]\n");
    text.push_str(&client(&options.client, "../../"));
    text
}

fn package(name: &str, about: &str, version: &CrateVersion) -> String {
    format!(
        "# {MARK}. Do not edit.\n\n[package]\nname = {}\ndescription = {}\nversion = {}\n\
         edition = \"2024\"\nrust-version = \"1.88\"\nlicense = \"MIT OR Apache-2.0\"\n\
         keywords = [\"feishu\", \"lark\", \"api\"]\ncategories = [\"api-bindings\"]\n\
         include = [\"/src\", \"/README.md\", \"/LICENSE-*\"]\n",
        quoted(name),
        quoted(about),
        quoted(version.as_str())
    )
}

/// One feature per service, all enabled by default.
fn features(services: &[Service], options: &CrateOptions, layout: ServiceLayout) -> String {
    let names: Vec<String> = services.iter().map(|service| quoted(&service.name)).collect();
    let mut text = format!("\n[features]\ndefault = [{}]\n", names.join(", "));
    for service in services {
        let needs = match layout {
            ServiceLayout::Modules => String::new(),
            ServiceLayout::Packages => quoted(&format!("dep:{}", packages::name(&options.name, service))),
        };
        let _ = writeln!(text, "{} = [{needs}]", service.name);
    }
    text
}

/// The packages of the services as dependencies.
fn parts(services: &[Service], options: &CrateOptions) -> String {
    let part = |service| {
        let name = packages::name(&options.name, service);
        let folder = quoted(&packages::folder(service));
        format!("{name} = {{ path = {folder}, version = \"{}\", optional = true }}\n", options.version)
    };
    services.iter().map(part).collect()
}

/// The dependency on the client, in a package at this depth below the crate's.
fn client(client: &Client, up: &str) -> String {
    let place = match client {
        Client::Version(version) => format!("version = {}", quoted(version)),
        Client::Path(path) if Path::new(path).is_absolute() => or_published("path", path),
        Client::Path(path) => or_published("path", &format!("{up}{path}")),
        Client::Git(url) => or_published("git", url),
    };
    format!("feishu-client = {{ {place}, default-features = false }}\n")
}

/// A path or git dependency is for people with the source. To package the crate, cargo needs a version as well.
fn or_published(key: &str, place: &str) -> String {
    format!("{key} = {}, version = {}", quoted(place), quoted(CLIENT_VERSION))
}

/// A TOML string. TOML has all escapes of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
