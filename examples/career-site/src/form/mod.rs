//! The application form: from what a candidate has put in to a resume, and from broken rules back to the inputs.

mod custom;
mod fields;
mod read;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use feishu_hire::{FieldChoice, Locations};

use crate::language::{Language, Text, text};

pub use custom::{CustomInput, CustomPlace, CustomSection};
pub use fields::{Input, InputKind, SECTIONS, Section};
pub use read::{custom_rules, read, required};

/// The name of the input for the file.
pub const FILE: &str = "resume.resume_attachment_id";

/// The label of the input for the file.
pub const FILE_LABEL: Text = text("Your resume as a file", "简历附件");

/// What a candidate has put in: the texts by the names of the inputs. An input may have several, as checkboxes do.
#[derive(Clone, Default)]
pub struct Posted(BTreeMap<String, Vec<String>>);

impl Posted {
    /// Adds a text. White space around it does not count.
    pub fn add(&mut self, name: String, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.0.entry(name).or_default().push(text.replace("\r\n", "\n"));
        }
    }

    /// The text of an input; empty if nothing was put in.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.texts(name).first().map_or("", String::as_str)
    }

    /// All texts of an input.
    #[must_use]
    pub fn texts(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a checkbox with this value is set, or an option chosen.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.texts(name).iter().any(|text| text == value)
    }
}

/// What is wrong, by the names of the inputs; the empty name is that of the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<(String, Text)>);

impl Problems {
    /// Adds a problem, unless the input has one.
    pub fn add(&mut self, name: impl Into<String>, message: Text) {
        let name = name.into();
        if self.of(&name).is_none() {
            self.0.push((name, message));
        }
    }

    /// The problem of an input.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<Text> {
        self.0.iter().find(|(of, _)| of == name).map(|(_, message)| *message)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names and the messages, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Text)> {
        self.0.iter().map(|(name, message)| (name.as_str(), *message))
    }
}

/// The fields that the career site requires, and the tenant's custom fields.
#[derive(Clone, Debug, Default)]
pub struct FormRules {
    /// Paths such as `resume.basic_info.email`.
    pub required: Vec<String>,
    /// The custom fields, by the part of the form that they belong to.
    pub custom: Vec<CustomSection>,
    /// The places that can be put in.
    pub places: Arc<Places>,
}

/// The places that the service knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Countries and regions.
    pub countries: Vec<FieldChoice>,
    /// Cities, whose codes are found by their names.
    pub cities: Locations,
}

impl FormRules {
    /// Whether a candidate must fill in this input.
    #[must_use]
    pub fn requires(&self, input: &Input) -> bool {
        input.path == "resume.basic_info.name" || self.required.iter().any(|path| path == input.path)
    }

    /// The label of an input, by its name: with the entry that it is in, if there are several.
    #[must_use]
    pub fn label(&self, name: &str, language: Language) -> Option<String> {
        if name == FILE {
            return Some(FILE_LABEL.get(language).to_owned());
        }
        for section in SECTIONS {
            for entry in 0..section.entries.unwrap_or(1) {
                if let Some(input) = section.inputs.iter().find(|input| input.name(entry) == name) {
                    let label = input.label.get(language);
                    return Some(match section.entries {
                        Some(_) => format!("{}, {label}", entry_title(section, entry, language)),
                        None => label.to_owned(),
                    });
                }
            }
        }
        let custom = self.custom.iter().flat_map(|section| &section.inputs);
        custom
            .into_iter()
            .find(|input| input.name() == name)
            .map(|input| input.0.names.get(language).to_owned())
    }

    /// Whether a candidate must add a file.
    #[must_use]
    pub fn requires_file(&self) -> bool {
        self.required.iter().any(|path| path == FILE)
    }
}

/// What people read about a broken rule.
pub(crate) const MISSING: Text = text("Fill this in", "请填写此项");
pub(crate) const NOT_A_NUMBER: Text = text("Enter a whole number", "请输入整数");
pub(crate) const NOT_A_DECIMAL: Text = text("Enter a number, such as 2.5", "请输入数字，例如 2.5");
pub(crate) const NOT_A_DAY: Text = text("Enter a day, such as 2001-12-31", "请输入日期，例如 2001-12-31");
pub(crate) const NOT_A_MONTH: Text = text("Enter a month, such as 2021-07", "请输入月份，例如 2021-07");
pub(crate) const NOT_A_YEAR: Text = text("Enter a year, such as 2021", "请输入年份，例如 2021");
pub(crate) const NOT_AN_OPTION: Text = text("Choose one of the options", "请选择列表中的一项");
pub(crate) const NOT_ACCEPTED: Text = text("This cannot be accepted: check it", "此项无法接受，请检查");
pub(crate) const UNKNOWN_CITY: Text =
    text("Enter the name of a city, such as Beijing", "请输入城市名称，例如 北京");
pub(crate) const AMBIGUOUS_CITY: Text =
    text("Several cities have this name: enter it as it is in the list", "多个城市同名，请从列表中选择");
pub(crate) const TOO_LONG: Text = text("This is too long", "内容过长");
pub(crate) const END_BEFORE_START: Text = text("The end is before the beginning", "结束时间早于开始时间");
pub(crate) const NO_EMAIL: Text =
    text("Enter an address such as name@example.com", "请输入邮箱，例如 name@example.com");

/// The name of an entry for people: "Education 2".
#[must_use]
pub fn entry_title(section: &Section, entry: usize, language: Language) -> String {
    let title = section.title.get(language);
    if section.entries.is_some() { format!("{title} {}", entry + 1) } else { title.to_owned() }
}
