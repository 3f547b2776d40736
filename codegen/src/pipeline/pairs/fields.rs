//! The fields of the two pages, side by side.

use feishu_schema::{Choice, Field, FieldTexts, Required, Rule, Sentinel, TimeUnit, Type};

use super::differences::{Differences, On};
use super::{findings, scope_labels, translation};

/// The indexes of matching items in two lists, and of items in only one of the lists.
pub(super) type Matched = (Vec<(usize, usize)>, (Vec<usize>, Vec<usize>));

/// Matches the items of two lists: the first item with the first one that is the same, and so on.
pub(super) fn matched<T>(chinese: &[T], english: &[T], same: impl Fn(&T, &T) -> bool) -> Matched {
    let mut free: Vec<usize> = (0..english.len()).collect();
    let (mut pairs, mut only) = (Vec::new(), Vec::new());
    for (index, item) in chinese.iter().enumerate() {
        match free.iter().position(|other| same(item, &english[*other])) {
            Some(place) => pairs.push((index, free.remove(place))),
            None => only.push(index),
        }
    }
    (pairs, (only, free))
}

/// Adds the texts of the English page to the fields of a part.
pub(super) fn add(part: &str, chinese: &mut [Field], english: &[Field], differences: &mut Differences) {
    let table = |fields: &[Field]| fields.first().map_or(1, |field| field.line);
    let expected = (table(english), table(chinese));
    Members { part, parent: String::new(), expected, differences }.add(chinese, english);
}

/// The members of a struct, or the rows of a part.
struct Members<'a> {
    part: &'a str,
    /// The dotted path of the struct, with a dot at the end; empty at the root.
    parent: String,
    /// The lines of the English page and of the Chinese page near which a missing row is expected.
    expected: (u32, u32),
    differences: &'a mut Differences,
}

impl Members<'_> {
    fn add(&mut self, chinese: &mut [Field], english: &[Field]) {
        let (pairs, only) = matched(chinese, english, |a, b| a.name == b.name);
        for index in only.0 {
            let field = &chinese[index];
            let lines = (field.line, self.expected.0);
            let name = self.name(field);
            self.differences.only(On::Chinese, findings::FIELD, &name, lines);
        }
        for index in only.1 {
            let field = &english[index];
            let lines = (field.line, self.expected.1);
            let name = self.name(field);
            self.differences.only(On::English, findings::FIELD, &name, lines);
        }
        for (of_chinese, of_english) in pairs {
            self.field(&mut chinese[of_chinese], &english[of_english]);
        }
    }

    /// `the field `resume.name` of the body`
    fn name(&self, field: &Field) -> String {
        format!("the field `{}{}` of the {}", self.parent, field.name, self.part)
    }

    fn field(&mut self, field: &mut Field, english: &Field) {
        self.compare(field, english);
        self.rules(field, english);
        let texts = FieldTexts {
            text: translation(&field.text, &english.text),
            rules: translations(&texts_of_rules(field), texts_of_rules(english)),
            remarks: translations(&field.remarks, english.remarks.clone()),
        };
        field.english = (!texts.is_empty()).then_some(texts);
        scope_labels(&mut field.scopes, &english.scopes);
        self.options(field, english);
        let parent = format!("{}{}.", self.parent, field.name);
        let expected = (english.line, field.line);
        let mut members = Members { part: self.part, parent, expected, differences: self.differences };
        members.add(&mut field.fields, &english.fields);
    }

    fn compare(&mut self, field: &Field, english: &Field) {
        let (name, lines) = (self.name(field), (field.line, english.line));
        let mut differs = |what: String, values: [&str; 2]| {
            self.differences.of_row(findings::FIELD_DIFFERS, &what, lines, values);
        };
        if shape(&field.ty) != shape(&english.ty) {
            differs(format!("the type of {name}"), [&quoted(&field.spelled), &quoted(&english.spelled)]);
        }
        if field.required != english.required {
            differs(format!("whether {name} is required"), [required(field), required(english)]);
        }
        if (field.time, &field.sentinels) != (english.time, &english.sentinels) {
            differs(format!("what the times in {name} mean"), [&meaning(field), &meaning(english)]);
        }
        if field.default != english.default {
            let default = |field: &Field| field.default.as_deref().map_or("none".to_owned(), quoted);
            differs(format!("the default of {name}"), [&default(field), &default(english)]);
        }
        if field.deprecated != english.deprecated {
            let deprecated = |field: &Field| if field.deprecated { "deprecated" } else { "not deprecated" };
            differs(format!("whether {name} is deprecated"), [deprecated(field), deprecated(english)]);
        }
    }

    /// Compares only the number of rules in prose, because their text is translated.
    fn rules(&mut self, field: &Field, english: &Field) {
        let exact = |field: &Field| {
            field.rules.iter().filter(|rule| !matches!(rule, Rule::Text(_))).cloned().collect::<Vec<_>>()
        };
        let (_, (only_chinese, only_english)) =
            matched(&exact(field), &exact(english), |chinese, english| chinese == english);
        let in_prose = (texts_of_rules(field).len(), texts_of_rules(english).len());
        if only_chinese.is_empty() && only_english.is_empty() && in_prose.0 == in_prose.1 {
            return;
        }
        let count = |field: &Field| match field.rules.len() {
            0 => "no rule".to_owned(),
            1 => "one rule".to_owned(),
            count => format!("{count} rules"),
        };
        let (counts, lines) = ([count(field), count(english)], (field.line, english.line));
        let counts = if counts[0] == counts[1] { ["one rule".into(), "another".into()] } else { counts };
        let what = format!("the rules of {}", self.name(field));
        self.differences.of_row(findings::RULE, &what, lines, [&counts[0], &counts[1]]);
    }

    fn options(&mut self, field: &mut Field, english: &Field) {
        let (pairs, only) = matched(&field.options, &english.options, |a, b| a.key == b.key);
        let name = self.name(field);
        let what = |option: &Choice| format!("the option `{}` of {name}", option.key);
        for index in only.0 {
            let option = &field.options[index];
            self.differences.only(On::Chinese, findings::OPTION, &what(option), (option.line, english.line));
        }
        for index in only.1 {
            let option = &english.options[index];
            self.differences.only(On::English, findings::OPTION, &what(option), (option.line, field.line));
        }
        for (of_chinese, of_english) in pairs {
            let (option, english) = (&mut field.options[of_chinese], &english.options[of_english]);
            option.english = translation(&option.label, &english.label);
            scope_labels(&mut option.scopes, &english.scopes);
        }
    }
}

/// The type without the names of structs.
fn shape(ty: &Type) -> Type {
    match ty {
        Type::List(inner) => Type::List(Box::new(shape(inner))),
        Type::Map(inner) => Type::Map(Box::new(shape(inner))),
        Type::Struct(_) => Type::Struct(None),
        other => other.clone(),
    }
}

/// The meaning of a field's values as times.
fn meaning(field: &Field) -> String {
    let unit = match field.time {
        None => "not a time",
        Some(TimeUnit::Milliseconds) => "milliseconds",
        Some(TimeUnit::Seconds) => "seconds",
        Some(TimeUnit::YearMonth) => "a month",
        Some(TimeUnit::Date) => "a date",
        Some(TimeUnit::Rfc3339) => "RFC 3339",
    };
    let sentinels =
        field.sentinels.iter().map(|Sentinel::Ongoing(number)| format!(", {number} for until now"));
    format!("{unit}{}", sentinels.collect::<String>())
}

fn quoted(text: impl AsRef<str>) -> String {
    format!("`{}`", text.as_ref())
}

fn required(field: &Field) -> &'static str {
    match field.required {
        Required::Yes => "required",
        Required::No => "optional",
        Required::Unsaid => "unsaid",
    }
}

fn texts_of_rules(field: &Field) -> Vec<String> {
    let texts = field.rules.iter().filter_map(|rule| match rule {
        Rule::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// The texts of the English page, without those that are not translated.
fn translations(page: &[String], mut english: Vec<String>) -> Vec<String> {
    english.retain(|text| !page.contains(text) && !translation("", text).is_empty());
    english
}
