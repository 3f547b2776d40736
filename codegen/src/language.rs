//! Which of its two languages the documentation is wanted in.

use schemars::JsonSchema;
use serde::Deserialize;

/// Which languages are wanted: of pages that `fetch` asks for, and of generated documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Languages {
    /// Chinese; English only where there is no Chinese.
    #[serde(rename = "zh")]
    #[cfg_attr(feature = "cli", value(name = "zh"))]
    Chinese,
    /// English; Chinese only where there is no English.
    #[serde(rename = "en")]
    #[cfg_attr(feature = "cli", value(name = "en"))]
    English,
    /// English, and behind it Chinese.
    #[default]
    #[serde(rename = "both")]
    Both,
}

impl Languages {
    /// Chooses between an English and a Chinese value: those that are wanted, English first. Where the wanted one is
    /// missing, the other stands in its place.
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
