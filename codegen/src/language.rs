//! The languages of documentation.

use schemars::JsonSchema;
use serde::Deserialize;

/// The languages of the pages that `fetch` downloads, and of generated documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Languages {
    /// Chinese, or English if the Chinese text is missing.
    #[serde(rename = "zh")]
    #[cfg_attr(feature = "cli", value(name = "zh"))]
    Chinese,
    /// English, or Chinese if the English text is missing.
    #[serde(rename = "en")]
    #[cfg_attr(feature = "cli", value(name = "en"))]
    English,
    /// English, followed by Chinese.
    #[default]
    #[serde(rename = "both")]
    Both,
}

impl Languages {
    /// Returns the values in the selected languages. If the value in the selected language is missing, returns the other
    /// one.
    pub(crate) fn choose<T>(self, english: Option<T>, chinese: Option<T>) -> (Option<T>, Option<T>) {
        match self {
            Languages::Both => (english, chinese),
            Languages::English if english.is_some() => (english, None),
            Languages::Chinese if chinese.is_none() => (english, None),
            Languages::English | Languages::Chinese => (None, chinese),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_language_or_what_there_is() {
        let choose = |languages: Languages| {
            [(Some("en"), Some("zh")), (Some("en"), None), (None, Some("zh"))]
                .map(|(english, chinese)| languages.choose(english, chinese))
        };
        let (en, zh) = ((Some("en"), None), (None, Some("zh")));
        assert_eq!(choose(Languages::Both), [(Some("en"), Some("zh")), en, zh]);
        assert_eq!(choose(Languages::English), [en, en, zh]);
        assert_eq!(choose(Languages::Chinese), [zh, en, zh]);
    }
}
