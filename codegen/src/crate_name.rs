use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::emit::check_crate_name;

/// The name of a generated package: one that `cargo new` accepts and that the code compiles under.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct CrateName(String);

impl CrateName {
    /// The name in the manifest.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for CrateName {
    fn default() -> Self {
        CrateName("feishu-api".to_owned())
    }
}

impl FromStr for CrateName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        check_crate_name(name).map(|()| CrateName(name.to_owned()))
    }
}

impl TryFrom<String> for CrateName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}

impl fmt::Display for CrateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_or_generated_code_cannot_take_is_refused() {
        for name in [
            "self",
            "super",
            "crate",
            "Self",
            "fn",
            "gen",
            "std",
            "core",
            "alloc",
            "proc-macro",
            "test",
            "serde",
            "feishu-client",
            "feishu_client",
            "con",
            "NUL",
            "com1",
            "build",
            "deps",
            "",
            "_",
            "-a",
            "1a",
            "a b",
            "a/b",
            "名",
        ] {
            assert!(name.parse::<CrateName>().is_err(), "{name}");
        }
        for name in ["feishu-api", "_a", "a1", "A_b-c", "serde-x", "console"] {
            assert_eq!(name.parse().as_ref().map(CrateName::as_str), Ok(name));
        }
    }
}
