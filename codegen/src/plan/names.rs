//! Rust names: turns the words of a page into unique identifiers.

use std::collections::BTreeSet;

use feishu_schema::Endpoint;
use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::device::is_device;

/// The location of an endpoint in the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ModulePlace {
    pub service: String,
    pub version: String,
    pub module: String,
}

/// Service, version and module depend on path and method only: `POST /open-apis/hire/v1/jobs/:job_id/close` is
/// `hire::v1::jobs_job_id_close_post`. A path without a version is in the module `unversioned`.
pub(super) fn place(endpoint: &Endpoint) -> ModulePlace {
    let mut segments: Vec<&str> = endpoint
        .path
        .split('/')
        .map(|segment| segment.trim_start_matches(':'))
        .filter(|segment| !segment.is_empty() && *segment != "open-apis")
        .collect();
    let service = if segments.is_empty() { "root" } else { segments.remove(0) };
    let version = match segments.first() {
        Some(first) if is_version(first) => segments.remove(0),
        _ => "unversioned",
    };
    segments.push(endpoint.method.as_str());
    ModulePlace {
        service: service_name(service),
        version: module(version),
        module: module(&segments.join("_").to_ascii_lowercase()),
    }
}

/// The module of an endpoint as `service::version::module`, unless the lexicon names another.
#[must_use]
pub fn endpoint_module(endpoint: &Endpoint) -> String {
    let place = place(endpoint);
    format!("{}::{}::{}", place.service, place.version, place.module)
}

fn is_version(segment: &str) -> bool {
    let Some(digits) = segment.strip_prefix('v') else { return false };
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A service is also a feature, so it cannot be `default`, and a folder below `src`, so it cannot be `bin`.
fn service_name(text: &str) -> String {
    let name = module(text);
    if matches!(name.as_str(), "default" | "bin") { format!("{name}_") } else { name }
}

/// The name of a module. It is never a raw identifier because it is also a file name.
pub(super) fn module(text: &str) -> String {
    let name = snake(text);
    if is_keyword(&name) || matches!(name.as_str(), "mod" | "lib" | "main") || is_device(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// `likeThis` → `like_this`; always an identifier, possibly a keyword.
pub(super) fn snake(text: &str) -> String {
    identifier(&ascii(text).to_snake_case(), "n", "field")
}

/// `like_this` → `LikeThis`; always an identifier, and never `Self`.
pub(crate) fn camel(text: &str) -> String {
    let name = identifier(&ascii(text).to_upper_camel_case(), "N", "Unnamed");
    if name == "Self" { "Oneself".to_owned() } else { name }
}

/// Names have only ASCII letters and digits: other characters can look alike, and rustc warns about them.
fn ascii(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

fn identifier(name: &str, before_digit: &str, instead_of_nothing: &str) -> String {
    match name.bytes().next() {
        None => instead_of_nothing.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{before_digit}{name}"),
        Some(_) => name.to_owned(),
    }
}

/// Names that cannot be written even as `r#name`.
const UNRAWABLE: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// The name of a struct member. Keywords are kept (the emitter writes `r#type`) except for those that cannot be raw.
pub(super) fn member(text: &str) -> String {
    let name = snake(text);
    if UNRAWABLE.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// Whether the word is a Rust keyword. `gen` is one since edition 2024, but not in `syn`.
pub(crate) fn is_keyword(name: &str) -> bool {
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}

/// Names that would mislead readers of generated code: those of the prelude and those of the client that most modules
/// import. Only names of the prelude could break the code, because names of a page take precedence over those of the
/// client (`emit/imports.rs`).
const RESERVED_TYPES: &[&str] = &[
    "RawResponse",
    // The type parameter in setters of lists.
    "As",
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Validator",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Display",
    "Drop",
    "EncodedValue",
    "Endpoint",
    "EndpointInfo",
    "Eq",
    "Err",
    "ErrorCode",
    "ErrorInfo",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromStr",
    "Redacted",
    "Into",
    "IntoIterator",
    "Iterator",
    "Method",
    "None",
    "Ok",
    "OpenEnum",
    "Option",
    "OptionInfo",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "FieldPath",
    "RateWindow",
    "ReadError",
    "Request",
    "RequestBody",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "ToOwned",
    "ToString",
    "TokenKind",
    "TryFrom",
    "TryInto",
    "Unknown",
    "Unpin",
    "Until",
    "Validate",
    "Value",
    "Values",
    "Vec",
];

/// Names of methods that a setter must not hide.
const RESERVED_SETTERS: &[&str] = &[
    "new",
    "check",
    "validate",
    "validate_with",
    "clone",
    "eq",
    "fmt",
    "serialize",
    "body",
    "to_http",
    "into",
    "from",
];

/// The name of the setter of a member.
pub(super) fn setter(member: &str) -> String {
    if RESERVED_SETTERS.contains(&member) { format!("with_{member}") } else { member.to_owned() }
}

/// The names taken in one scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    /// The scope of an endpoint's types. Names of the prelude and of generated code are taken from the start.
    pub fn types() -> Self {
        Taken(RESERVED_TYPES.iter().map(|name| (*name).to_owned()).collect())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Takes the first free candidate; if none is free, appends a number to the last one.
    pub fn claim(&mut self, candidates: impl IntoIterator<Item = String>) -> String {
        let mut last = String::new();
        for candidate in candidates {
            if self.0.insert(candidate.clone()) {
                return candidate;
            }
            last = candidate;
        }
        let mut number = 2;
        loop {
            let candidate = format!("{last}{number}");
            if self.0.insert(candidate.clone()) {
                return candidate;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        assert_eq!(snake("endTimeV2"), "end_time_v2");
        assert_eq!(snake("zh-CN"), "zh_cn");
        assert_eq!(snake("../../etc/passwd"), "etc_passwd");
        assert_eq!(snake("2nd"), "n2nd");
        assert_eq!(snake("姓名"), "field");
        assert_eq!(camel("chat.tab"), "ChatTab");
        assert_eq!(camel("1-2"), "N12");
        assert_eq!(camel("self"), "Oneself");
        assert_eq!(member("self"), "self_");
        assert_eq!(member("type"), "type");
        assert_eq!(module("mod"), "mod_");
        assert_eq!(service_name("default"), "default_");
        assert_eq!(service_name("bin"), "bin_");
        assert_eq!(
            ["con", "COM1", "lpt9", "com0", "com10", "contact"].map(module),
            ["con_", "com1_", "lpt9_", "com0", "com10", "contact"]
        );
    }

    #[test]
    fn a_taken_name_gets_the_next_candidate_then_a_number() {
        let mut taken = Taken::types();
        let names = || ["Option".to_owned(), "ResumeOption".to_owned()];
        assert_eq!(taken.claim(names()), "ResumeOption");
        assert_eq!(taken.claim(names()), "ResumeOption2");
        assert_eq!(taken.claim(names()), "ResumeOption3");
    }
}
