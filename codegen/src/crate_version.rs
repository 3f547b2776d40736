use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

/// The version of a generated package: three numbers, and what semantic versioning allows after them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct CrateVersion(String);

impl CrateVersion {
    /// The version as the manifest has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for CrateVersion {
    fn default() -> Self {
        CrateVersion("0.1.0".to_owned())
    }
}

impl FromStr for CrateVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if is_version(text) {
            Ok(CrateVersion(text.to_owned()))
        } else {
            Err(format!("`{text}` is not a version such as 0.1.0"))
        }
    }
}

impl TryFrom<String> for CrateVersion {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for CrateVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_version(text: &str) -> bool {
    let (text, build) = split(text, '+');
    let (core, pre) = split(text, '-');
    let numbers: Vec<&str> = core.split('.').collect();
    numbers.len() == 3
        && numbers.into_iter().all(is_number)
        && build.is_none_or(|build| build.split('.').all(is_identifier))
        && pre.is_none_or(|pre| {
            pre.split('.').all(|part| is_identifier(part) && (!is_digits(part) || is_number(part)))
        })
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Without a zero in front, and one that cargo can hold.
fn is_number(text: &str) -> bool {
    is_digits(text) && text.parse::<u64>().is_ok() && (text == "0" || !text.starts_with('0'))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Versions that <https://semver.org> lists as valid and as invalid.
    #[test]
    fn a_version_is_one_of_semantic_versioning() {
        for version in [
            "0.0.4",
            "1.2.3",
            "10.20.30",
            "1.1.2-prerelease+meta",
            "1.1.2+meta",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha0.valid",
            "1.0.0-alpha.0valid",
            "1.0.0-rc.1+build.1",
            "1.2.3----RC-SNAPSHOT.12.9.1--.12",
            "1.0.0-0A.is.legal",
        ] {
            assert_eq!(version.parse().as_ref().map(CrateVersion::as_str), Ok(version));
        }
        for version in [
            "",
            "1",
            "1.2",
            "1.2.3-0123",
            "1.2.3-0123.0123",
            "1.1.2+.123",
            "+invalid",
            "-invalid",
            "alpha",
            "1.0.0-alpha..",
            "01.1.1",
            "1.01.1",
            "1.1.01",
            "1.2.3.DEV",
            "1.2-SNAPSHOT",
            "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
            "+justmeta",
            "9.8.7+meta+meta",
            "9.8.7-whatever+meta+meta",
            "99999999999999999999.0.0",
            "1.0.0\"",
            " 1.0.0",
        ] {
            assert!(version.parse::<CrateVersion>().is_err(), "{version}");
        }
    }
}
