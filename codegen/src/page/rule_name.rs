//! The names of validation rules, in both languages.

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleName {
    /// The length of a text or a list.
    Length(Ends),
    /// A number.
    Value(Ends),
    /// A regular expression.
    Pattern,
}

/// Which ends of a range a rule states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    Both,
    Least,
    Most,
}

impl RuleName {
    /// Reads the name of a rule, which may be in bold.
    pub(crate) fn new(name: &str) -> Option<Self> {
        Some(match name.trim().trim_matches('*').to_ascii_lowercase().as_str() {
            "长度范围" | "字符长度范围" | "长度" | "length range" | "length" => {
                Self::Length(Ends::Both)
            }
            "最大长度" | "maximum length" | "max length" => Self::Length(Ends::Most),
            "最小长度" | "minimum length" | "min length" => Self::Length(Ends::Least),
            "取值范围" | "值范围" | "value range" => Self::Value(Ends::Both),
            "最大值" | "maximum value" | "max value" => Self::Value(Ends::Most),
            "最小值" | "minimum value" | "min value" => Self::Value(Ends::Least),
            "正则校验" | "正则表达式" | "regular expression" | "regular expression validation" => {
                Self::Pattern
            }
            _ => return None,
        })
    }
}

/// The names that begin a rule wherever a line begins with them.
pub(super) const RULES: [&str; 7] =
    ["长度范围", "取值范围", "最大长度", "最小长度", "最大值", "最小值", "正则校验"];

/// Whether a text begins with the name of a rule and a colon.
pub(super) fn begins_with_rule(text: &str) -> bool {
    text.split_once(['：', ':']).is_some_and(|(name, _)| RuleName::new(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages() {
        assert_eq!(RuleName::new("**最大长度**"), Some(RuleName::Length(Ends::Most)));
        assert_eq!(RuleName::new("Minimum value"), Some(RuleName::Value(Ends::Least)));
        assert_eq!(RuleName::new("长度限制"), None);
        assert!(RULES.iter().all(|name| RuleName::new(name).is_some()));
        assert!(begins_with_rule("Length range: `1`") && !begins_with_rule("长度范围 1"));
    }
}
