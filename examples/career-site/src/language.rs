//! The two languages of the site.

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

    /// The words as a label.
    #[must_use]
    pub fn to_label(self) -> Label {
        Label { en: self.en.to_owned(), zh: self.zh.to_owned() }
    }
}

/// Words in both languages, English first.
#[must_use]
pub const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

/// Words from the service, in both languages if the tenant has written both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// In English; may be empty.
    pub en: String,
    /// In Chinese; may be empty.
    pub zh: String,
}

impl Label {
    /// The words in this language, or in the other one if there are none.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::English => (&self.en, &self.zh),
            Language::Chinese => (&self.zh, &self.en),
        };
        if first.is_empty() { second } else { first }
    }
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

    #[test]
    fn a_label_in_one_language_serves_both() {
        let label = Label { en: String::new(), zh: "学历".to_owned() };
        assert_eq!((label.get(Language::English), label.get(Language::Chinese)), ("学历", "学历"));
    }
}
