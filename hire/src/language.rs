//! The two languages in which the service names things.

use feishu_api::hire::v1::query_talent_fields::LocalizedText;

/// A language in which the service names things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese, `zh_cn`.
    Chinese,
    /// English, `en_us`.
    English,
}

/// The names of a thing in both languages. A name that the tenant has not written is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// In Chinese.
    pub zh_cn: String,
    /// In English.
    pub en_us: String,
}

impl Names {
    /// The name in a language, or in the other one where there is none.
    ///
    /// ```
    /// use feishu_hire::{Language, Names};
    ///
    /// let degree = Names { zh_cn: "学历".into(), en_us: String::new() };
    /// assert_eq!(degree.get(Language::English), "学历");
    /// ```
    #[must_use]
    pub fn get(&self, language: impl Into<Language>) -> &str {
        let (first, second) = match language.into() {
            Language::Chinese => (&self.zh_cn, &self.en_us),
            Language::English => (&self.en_us, &self.zh_cn),
        };
        if first.trim().is_empty() { second } else { first }
    }

    /// Whether a text is one of the names, apart from case and white space around it.
    #[must_use]
    pub fn is_named(&self, text: &str) -> bool {
        let text = text.trim();
        let is = |name: &str| !name.trim().is_empty() && name.trim().to_lowercase() == text.to_lowercase();
        is(&self.zh_cn) || is(&self.en_us)
    }
}

impl From<&LocalizedText> for Names {
    fn from(text: &LocalizedText) -> Self {
        let copy = |text: &Option<String>| text.clone().unwrap_or_default();
        Names { zh_cn: copy(&text.zh_cn), en_us: copy(&text.en_us) }
    }
}

impl From<&Option<LocalizedText>> for Names {
    fn from(text: &Option<LocalizedText>) -> Self {
        text.as_ref().map(Names::from).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whatever_its_case() {
        let names = Names { zh_cn: "选项一".to_owned(), en_us: "Option 1".to_owned() };
        assert!(names.is_named("选项一") && names.is_named(" option 1 "));
        assert!(!names.is_named("") && !names.is_named("Option"));
        assert!(!Names::default().is_named(""));
    }
}
