//! Enums: one per option list.

use feishu_schema::lexicon::{FieldEntry, FieldLocation, Visibility};
use feishu_schema::{Choice, Field, Key, OptionWords, Type};
use heck::{ToSnakeCase, ToTitleCase};

use super::builder::Builder;
use super::items::{EnumItem, RustType, Variant, Wire};
use super::names::{Taken, camel};
use super::{docs, findings};

impl<'a> Builder<'a> {
    /// The type of a field with options. Fields of one name with the same options share an enum.
    pub fn enum_type(
        &mut self,
        ty: &Type,
        field: &'a Field,
        location: &FieldLocation<'a>,
        words: FieldEntry<'a>,
    ) -> RustType {
        let wire = if *ty == Type::Int { Wire::Number } else { Wire::Text };
        let variants = self.variants(wire, field, words);
        if variants.is_empty() {
            return if wire == Wire::Number { RustType::Integer } else { RustType::String };
        }
        let wanted = self.enum_name(field, words);
        let holder = location.holder.map_or_else(|| camel(&location.parent), camel);
        let candidates = [wanted.clone(), format!("{wanted}Option"), format!("{holder}{wanted}")];
        let shows_unknown = words.visibility() == Visibility::Public;
        let same = |item: &&mut EnumItem| {
            candidates.contains(&item.name) && item.wire == wire && item.variants == variants
        };
        if let Some(item) = self.enums.iter_mut().find(same) {
            item.shows_unknown &= shows_unknown;
            return RustType::Enum(item.name.clone(), wire);
        }
        let name = self.names.claim(candidates);
        let doc = match docs::both(words.doc(), field.text.lines().next().unwrap_or_default()) {
            doc if doc.is_empty() => format!("The values of {}.", docs::code(&field.name)),
            doc => doc,
        };
        self.enums.push(EnumItem { name: name.clone(), base: wanted, doc, wire, variants, shows_unknown });
        RustType::Enum(name, wire)
    }

    fn enum_name(&mut self, field: &Field, words: FieldEntry<'a>) -> String {
        let wanted = words.options_name().and_then(|name| self.valid_name(name, field.line, camel));
        wanted.unwrap_or_else(|| camel(&field.name))
    }

    fn variants(&mut self, wire: Wire, field: &Field, words: FieldEntry<'a>) -> Vec<Variant> {
        let mut taken = Taken::default();
        // The variant for values that the documentation does not list.
        taken.claim(["Unknown".to_owned()]);
        let mut unnamed = 0;
        let mut variants: Vec<Variant> = Vec::new();
        for choice in &field.options {
            if !fits(wire, &choice.key) || variants.iter().any(|variant| variant.key == choice.key) {
                continue;
            }
            let entry = words.option(&choice.key);
            let entry = entry.filter(|entry| self.valid_name(entry.name(), choice.line, camel).is_some());
            unnamed += usize::from(entry.is_none() && wire == Wire::Number);
            variants.push(variant(choice, entry.map(|entry| entry.words), &mut taken));
        }
        if unnamed > 0 {
            self.remark(
                findings::NO_OPTION_NAME,
                field.line,
                format!(
                    "{unnamed} of the {} options of `{}` have no English name",
                    variants.len(),
                    field.name
                ),
                "add them to the lexicon, else their variants are called `Option1` and so on",
            );
        }
        variants
    }
}

fn fits(wire: Wire, key: &Key) -> bool {
    matches!((wire, key), (Wire::Number, Key::Int(_)) | (Wire::Text, Key::Text(_)))
}

fn variant(choice: &Choice, words: Option<&OptionWords>, taken: &mut Taken) -> Variant {
    let fallback = || match &choice.key {
        Key::Int(number) if *number < 0 => format!("OptionMinus{}", number.unsigned_abs()),
        Key::Int(number) => format!("Option{number}"),
        Key::Boolean(truth) => camel(&truth.to_string()),
        Key::Text(text) => text_variant(text),
    };
    let name = taken.claim([words.map_or_else(fallback, |words| words.name.clone())]);
    let english = match words {
        Some(words) => words.label.clone().unwrap_or_else(|| in_words(&words.name)),
        None => choice.key.to_string(),
    };
    Variant {
        doc: variant_doc(choice, words.is_some().then_some(english.as_str())),
        identifier: name.to_snake_case(),
        name,
        key: choice.key.clone(),
        label: docs::plain(&choice.label.replace('\n', " ")),
        english: docs::plain(&english),
    }
}

/// `Vocational school (专职): `3`.`
fn variant_doc(choice: &Choice, english: Option<&str>) -> String {
    let key = docs::code(&choice.key.to_string());
    let label = docs::page_text(&choice.label);
    let (label, more) = label.split_once('\n').unwrap_or((&label, ""));
    let more = if more.is_empty() { String::new() } else { format!("\n\n{}", more.trim()) };
    match (english.map(docs::page_text), label) {
        (None, "") => format!("{key}{more}"),
        (None, label) => format!("{label}: {key}{more}"),
        (Some(english), "") => format!("{english}: {key}{more}"),
        (Some(english), label) => format!("{english} ({label}): {key}{more}"),
    }
}

/// Whether the option has no usable name, so that its variant would be `Option1`.
pub(crate) fn needs_name(ty: &Type, key: &Key) -> bool {
    match key {
        Key::Boolean(_) => false,
        Key::Int(_) => *ty == Type::Int,
        Key::Text(text) => *ty == Type::String && !text.is_empty() && has_no_name(text),
    }
}

fn has_no_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        || !text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// The variant of a string option: its words, `Option12` for a number, `Empty` for an empty string.
fn text_variant(text: &str) -> String {
    if text.is_empty() {
        "Empty".to_owned()
    } else if has_no_name(text) {
        format!("Option{}", camel(text).trim_start_matches('N'))
    } else {
        camel(text)
    }
}

/// `VocationalSchool` → `Vocational school`.
fn in_words(name: &str) -> String {
    let title = name.to_title_case();
    let mut words = title.split(' ');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| text + " " + &word.to_lowercase())
}
