//! The words of markers, in both languages of the platform.

use std::borrow::Cow;

use super::super::rule_name::RULES;
use super::super::text::letters_apart;

/// Markers that are known to stand without a colon, or with their text inside the stars.
pub(super) const WORDS: &[&str] = &[
    "示例值",
    "可选值有",
    "可能值有",
    "默认值",
    "数据校验规则",
    "值格式",
    "固定值",
    "字段权限要求",
    "注意事项",
    "注意",
    "说明",
    "提示",
    "Value format",
    "Fixed value",
    "Note",
    "Notes",
    "Notice",
    "Attention",
];

/// Those of them that are nothing but markers, wherever they stand.
pub(in crate::page) const STRONG: &[&str] = &["示例值", "可选值有", "可能值有", "默认值", "数据校验规则"];

/// English markers, in small letters, and the Chinese ones that say the same.
const ENGLISH: &[(&str, &str)] = &[
    ("example value", "示例值"),
    ("example", "示例值"),
    ("optional values are", "可选值有"),
    ("optional values", "可选值有"),
    ("possible values are", "可选值有"),
    ("optional values include", "可选值有"),
    ("possible values", "可选值有"),
    ("possible values include", "可选值有"),
    ("options", "可选值有"),
    ("default value", "默认值"),
    ("default", "默认值"),
    ("data validation rules", "数据校验规则"),
    ("validation rules", "数据校验规则"),
    ("required field scopes", "字段权限要求"),
    ("field permission requirements", "字段权限要求"),
    ("field scopes required", "字段权限要求"),
];

/// How the marker of scopes that one value needs begins, and how it ends.
const WHEN: (&str, &str) = ("when the value is ", "the following field scopes are required");

/// A word in small letters, with one plain space for whatever blanks it has.
fn in_small_letters(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}

/// The marker as the rest of the tool knows it: the Chinese words, whatever language the page is in.
pub(super) fn in_chinese(word: &str) -> Cow<'_, str> {
    let lower = in_small_letters(word);
    // `Required field scopes (Satisfy any)`
    let bare = lower.split(['(', '（']).next().unwrap_or_default().trim_end();
    if let Some((_, chinese)) = ENGLISH.iter().find(|(english, _)| *english == bare) {
        return Cow::Borrowed(chinese);
    }
    let value = lower.strip_prefix(WHEN.0).and_then(|rest| rest.strip_suffix(WHEN.1));
    match value.and_then(|value| value.trim_end().strip_suffix([',', '，'])) {
        Some(value) => {
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = word.get(WHEN.0.len()..WHEN.0.len() + value.len()).unwrap_or_default();
            Cow::Owned(format!("当值为 {value}，字段权限要求"))
        }
        None => Cow::Borrowed(word),
    }
}

/// Whether a line ends in an English marker of options.
pub(super) fn ends_in_options(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    ENGLISH.iter().any(|(english, chinese)| *chinese == "可选值有" && lower.ends_with(english))
}

/// Whether a marker, with or without its stars and colon, is that of validation rules.
pub(in crate::page) fn is_rules(marker: &str) -> bool {
    in_chinese(marker.trim_matches(['*', '：', ':', ' '])) == "数据校验规则"
}

/// Whether a word is an English marker, with or without its colon.
pub(super) fn is_english(word: &str) -> bool {
    let word = word.trim().trim_end_matches(['：', ':']).trim_end();
    in_chinese(word) != word
}

/// What the words of an English marker hold, however it is varied or mistyped.
const ENGLISH_STEMS: [&str; 11] = [
    "example value",
    "sample value",
    "default value",
    "optional value",
    "possible value",
    "allowed value",
    "validation",
    "field scope",
    "scopes are required",
    "when the value",
    "when value",
];

/// Whether a word is almost an English marker: two letters may differ.
pub(super) fn is_almost_english(word: &str) -> bool {
    let lower = in_small_letters(word);
    let known = in_chinese(word) != word || WORDS.contains(&word.trim());
    let near = |(english, _): &(&str, &str)| english.contains(' ') && letters_apart(&lower, english) <= 2;
    !known
        && lower.is_ascii()
        && (ENGLISH_STEMS.iter().any(|stem| lower.contains(stem)) || ENGLISH.iter().any(near))
}

/// Whether a line begins with an English marker of several words and a colon, without the stars.
pub(super) fn begins_in_english(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let about_scopes = || text.to_ascii_lowercase().contains(WHEN.1);
    if text.get(..WHEN.0.len()).is_some_and(|start| start.eq_ignore_ascii_case(WHEN.0)) && about_scopes() {
        return true;
    }
    ENGLISH.iter().filter(|(english, _)| english.contains(' ')).any(|(english, _)| {
        let (word, rest) = text.split_at_checked(english.len()).unwrap_or_default();
        word.eq_ignore_ascii_case(english)
            && rest.trim_start_matches(['*', '_', ' ']).starts_with([':', '：'])
    })
}

/// Whether a word is nothing but a marker, wherever it stands.
pub(in crate::page) fn is_strong(word: &str) -> bool {
    let word = in_chinese(word);
    STRONG.contains(&&*word) || RULES.contains(&&*word) || word.contains("字段权限要求")
}

/// Whether the words of a bold run are those of a marker.
pub(in crate::page) fn is_marker(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['：', ':']).trim_end();
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(words)) || is_strong(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_markers_are_the_chinese_ones() {
        assert_eq!(in_chinese("Optional values are"), "可选值有");
        assert_eq!(in_chinese("Data validation rules"), "数据校验规则");
        assert_eq!(
            in_chinese("When the value is `user_id`, the following field scopes are required"),
            "当值为 `user_id`，字段权限要求"
        );
        assert_eq!(
            in_chinese("When the value is `user_id`，the following field scopes are required"),
            "当值为 `user_id`，字段权限要求"
        );
        assert_eq!(in_chinese("Required field scopes (Satisfy any)"), "字段权限要求");
        assert_eq!(in_chinese("Example\u{3000}value"), "示例值");
        assert_eq!(in_chinese("示例值"), "示例值");
        assert_eq!(in_chinese("Examples of use"), "Examples of use");
    }

    #[test]
    fn words_that_are_almost_english_markers() {
        for word in
            ["Exmaple value", "Example values", "Default vlaue", "Data validation rule", "Allowed values"]
        {
            assert!(is_almost_english(word), "{word}");
        }
        for word in ["Example value", "Value format", "Fixed value", "Note", "示例值", "Attention", "only"]
        {
            assert!(!is_almost_english(word), "{word}");
        }
        assert!(begins_in_english("Example value: 1") && begins_in_english("*Default value*: 1"));
        assert!(!begins_in_english("Example: 1") && !begins_in_english("Default values are stored: 1"));
    }

    #[test]
    fn bold_runs_that_are_markers() {
        for words in ["示例值", "注意：", "Example value", "Value format:", "当值为 `a`，字段权限要求"]
        {
            assert!(is_marker(words), "{words}");
        }
        assert!(!is_marker("只有") && !is_marker("only"));
    }
}
