//! The two languages of the documentation: what the English page adds, and which language a text is in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Choice, Endpoint, ErrorCase, Field, Note};

/// The texts of an endpoint on its English page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndpointTexts {
    /// The page's title.
    pub title: String,
    /// The page's first paragraph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Prose under the other headings. The two pages need not have the same headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// The words with which the page advises against using the endpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

/// The texts of a field on the English page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldTexts {
    /// The field's prose; lines end in `\n`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The rules in prose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The remarks, as `heading: text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

impl FieldTexts {
    /// Whether the English page says nothing about the field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.rules.is_empty() && self.remarks.is_empty()
    }
}

/// The texts of an error on the English page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorTexts {
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What the page advises.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advice: String,
}

/// A language of the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// The language of most of these texts; Chinese where neither has more.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut chinese, mut english) = (0, 0);
        for text in texts {
            chinese += usize::from(has_chinese(text));
            english += usize::from(if_english(text).is_some());
        }
        if english > chinese { Language::English } else { Language::Chinese }
    }
}

/// Whether a text holds Chinese characters.
#[must_use]
pub fn has_chinese(text: &str) -> bool {
    text.chars().any(is_chinese)
}

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text of an English page is a translation: it is in English but for a term in brackets. A Chinese
/// character says as much as three letters.
#[must_use]
pub fn is_translated(text: &str) -> bool {
    let count = |is: fn(&char) -> bool| text.chars().filter(is).count();
    count(char::is_ascii_alphabetic) > 3 * count(|letter| is_chinese(*letter))
}

/// The text, if it is in English: it has letters, and none of them are Chinese.
fn if_english(text: &str) -> Option<&str> {
    let is_english = text.contains(|letter: char| letter.is_ascii_alphabetic()) && !has_chinese(text);
    is_english.then_some(text)
}

/// The text of the English page, or that of the page itself where it is in English.
fn either<'a>(english: &'a str, page: &'a str) -> Option<&'a str> {
    if english.is_empty() { if_english(page) } else { Some(english) }
}

impl Endpoint {
    /// The language of the page, by its content: the language of most of its texts. Pages of either language hold some
    /// texts that nobody has translated. Labels of options do not count, as many are names.
    #[must_use]
    pub fn language(&self) -> Language {
        let body = self.request.body.iter().flat_map(|body| &body.fields);
        let request = [&self.request.header, &self.request.path, &self.request.query];
        let response = [&self.response.envelope, &self.response.fields];
        let fields = request.into_iter().chain(response).flatten().chain(body);
        let mut texts = vec![self.title.as_str(), &self.text];
        texts.extend(self.notes.iter().flat_map(|note| [note.heading.as_str(), &note.text]));
        fields.for_each(|field| collect_texts(field, &mut texts));
        Language::of(texts)
    }
}

fn collect_texts<'a>(field: &'a Field, texts: &mut Vec<&'a str>) {
    texts.push(&field.text);
    field.fields.iter().for_each(|field| collect_texts(field, texts));
}

impl Endpoint {
    /// What the endpoint does in English: the first paragraph or the title of the English page, or of the page itself
    /// where that is in English.
    #[must_use]
    pub fn english_text(&self) -> Option<&str> {
        let english = self.english.iter().flat_map(|english| [&english.text, &english.title]);
        // The title of a description of facts is made from method and path.
        let page = [&self.text, &self.title].into_iter().filter(|_| !self.source.facts);
        let page = page.filter(|text| if_english(text).is_some());
        english.chain(page).map(String::as_str).find(|text| !text.is_empty())
    }
}

impl Field {
    /// The English prose: that of the English page, or of the page itself where it is in English.
    #[must_use]
    pub fn english_text(&self) -> Option<&str> {
        either(self.english.as_ref().map_or("", |english| &english.text), &self.text)
    }
}

impl Choice {
    /// The English label: that of the English page, or of the page itself where it is in English.
    #[must_use]
    pub fn english_label(&self) -> Option<&str> {
        either(&self.english, &self.label)
    }
}

impl ErrorCase {
    /// What the error means in English: on the English page, or on the page itself where it is in English.
    #[must_use]
    pub fn english_text(&self) -> Option<&str> {
        either(self.english.as_ref().map_or("", |english| &english.text), &self.text)
    }

    /// What the documentation advises in English, likewise.
    #[must_use]
    pub fn english_advice(&self) -> Option<&str> {
        either(self.english.as_ref().map_or("", |english| &english.advice), &self.advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(title: &str, texts: &[&str]) -> Endpoint {
        let field = |text| serde_json::json!({ "name": "n", "line": 1, "placed": "only", "type": "string", "spelled": "string", "text": text });
        let fields: Vec<_> = texts.iter().map(field).collect();
        serde_json::from_value(serde_json::json!({
            "$schema": "", "id": "demo.v1.a.get", "title": title, "source": { "page": "a.md", "digest": "0" },
            "method": "GET", "host": "open.feishu.cn", "path": "/open-apis/demo/v1/a",
            "request": {}, "response": { "form": "data", "fields": fields },
        }))
        .unwrap()
    }

    #[test]
    fn a_page_is_in_the_language_of_most_of_its_texts() {
        assert_eq!(endpoint("List shelves", &["ID", "Name of the shelf"]).language(), Language::English);
        assert_eq!(endpoint("查询书架", &["ID", "名称"]).language(), Language::Chinese);
        assert_eq!(endpoint("List shelves", &["Name", "未翻译"]).language(), Language::English);
        assert_eq!(endpoint("查询书架", &["iOS"]).language(), Language::Chinese, "of two, the reference");
        assert_eq!(endpoint("", &["", "12"]).language(), Language::Chinese);
    }

    #[test]
    fn english_is_the_english_page_or_a_page_in_english() {
        let mut choice: Choice =
            serde_json::from_value(serde_json::json!({ "key": 1, "label": "男", "line": 1 })).unwrap();
        assert_eq!(choice.english_label(), None);
        choice.label = "iOS".to_owned();
        assert_eq!(choice.english_label(), Some("iOS"));
        choice.english = "iOS app".to_owned();
        assert_eq!(choice.english_label(), Some("iOS app"));
        choice = Choice { english: String::new(), label: "1~3".to_owned(), ..choice };
        assert_eq!(choice.english_label(), None);
    }
}
