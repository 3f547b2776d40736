//! The two languages of the site.

use feishu_hire::Names;
use serde::Deserialize;

/// A language of the site, which is the first part of each page's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// The part of the path.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }

    /// The tag for HTML's `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// The language's own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Chinese => "中文",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Language::English => Language::Chinese,
            Language::Chinese => Language::English,
        }
    }

    /// The language that an `Accept-Language` header names first; English if it names neither.
    #[must_use]
    pub fn from_accept(header: &str) -> Self {
        let mut tags = header.split(',').map(|tag| tag.trim().to_ascii_lowercase());
        tags.find_map(|tag| match tag.get(..2) {
            Some("en") => Some(Language::English),
            Some("zh") => Some(Language::Chinese),
            _ => None,
        })
        .unwrap_or(Language::English)
    }
}

impl From<Language> for feishu_hire::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::English => feishu_hire::Language::English,
            Language::Chinese => feishu_hire::Language::Chinese,
        }
    }
}

/// Words of the site in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl Text {
    /// The words in this language.
    #[must_use]
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }
}

/// As a name of the service.
impl From<Text> for Names {
    fn from(text: Text) -> Self {
        Names { zh_cn: text.zh.to_owned(), en_us: text.en.to_owned() }
    }
}

/// Words in both languages, English first.
#[must_use]
pub const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_the_site_speaks_is_chosen() {
        for (header, language) in [
            ("", Language::English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("fr, en-GB;q=0.8, zh;q=0.1", Language::English),
            ("é", Language::English),
        ] {
            assert_eq!(Language::from_accept(header), language, "{header}");
        }
    }
}
