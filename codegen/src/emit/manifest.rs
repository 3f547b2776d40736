//! The manifest of a generated crate.

use std::fmt::Write;

use super::{Client, CrateOptions, MARK};
use crate::plan::Plan;

pub(super) fn manifest(plan: &Plan, options: &CrateOptions) -> String {
    let mut text = format!(
        "# {MARK}. Do not edit.\n\n[package]\nname = {}\ndescription = \"Typed, validated requests to the Feishu (Lark) \
         Open Platform, generated from its documentation\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.88\"\nlicense = \"MIT OR Apache-2.0\"\n",
        quoted(&options.name)
    );
    let names: Vec<String> = plan.services.iter().map(|service| quoted(&service.name)).collect();
    // Writing to a string cannot fail.
    let _ = write!(text, "\n[features]\ndefault = [{}]\n", names.join(", "));
    for service in &plan.services {
        let _ = writeln!(text, "{} = []", service.name);
    }
    let client = match &options.client {
        Client::Version(version) => format!("{{ version = {}, default-features = false }}", quoted(version)),
        Client::Path(path) => format!("{{ path = {}, default-features = false }}", quoted(path)),
    };
    let _ = write!(text, "\n[dependencies]\nfeishu-client = {client}\nserde = \"1\"\n");
    if options.alone {
        text.push_str("\n# The crate belongs to no workspace, wherever it is put.\n[workspace]\n");
    }
    text
}

/// A TOML string. JSON's escapes are TOML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
