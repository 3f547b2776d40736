//! Enums: one per option list.

use feishu_schema::lexicon::{FieldEntry, FieldLocation, Visibility};
use feishu_schema::{Choice, Field, Key, OptionWords, Type};
use heck::{ToSnakeCase, ToTitleCase};

use super::builder::Builder;
use super::items::{EnumItem, RustType, Variant, Wire};
use super::names::camel;
use super::option_names::{Nameable, OptionName, option_names};
use super::structs::first_line;
use super::{docs, findings};
use crate::language::Languages;

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
        let doc = docs::Words {
            lexicon: words.doc(),
            english: field.english_text().map(first_line),
            page: first_line(&field.text),
        };
        let doc = match doc.text(self.languages) {
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

    fn variants(&mut self, wire: Wire, field: &'a Field, words: FieldEntry<'a>) -> Vec<Variant> {
        let mut choices: Vec<(&Choice, Option<&OptionWords>)> = Vec::new();
        for choice in &field.options {
            if fits(wire, &choice.key) && choices.iter().all(|(other, _)| other.key != choice.key) {
                let entry = words.option(&choice.key);
                let entry = entry.filter(|entry| self.valid_name(entry.name(), choice.line, camel).is_some());
                choices.push((choice, entry.map(|entry| entry.words)));
            }
        }
        let nameable = |(choice, words): &(&'a Choice, Option<&'a OptionWords>)| Nameable {
            key: &choice.key,
            lexicon: words.map(|words| words.name.as_str()),
            english: choice.english_label(),
        };
        let names = option_names(&choices.iter().map(nameable).collect::<Vec<_>>());
        let unnamed = names.iter().filter(|name| name.is_makeshift).count();
        let languages = self.languages;
        let variant = |((choice, words), name): (&(&Choice, Option<&OptionWords>), OptionName)| {
            variant(choice, *words, name.name, languages)
        };
        let variants: Vec<Variant> = choices.iter().zip(names).map(variant).collect();
        if unnamed > 0 {
            self.remark(
                findings::NO_OPTION_NAME,
                field.line,
                format!(
                    "{unnamed} of the {} options of `{}` have no English name",
                    variants.len(),
                    field.name
                ),
                "add the endpoint's English page, or entries to the lexicon; without them their variants are called `Option1` and so on",
            );
        }
        variants
    }
}

fn fits(wire: Wire, key: &Key) -> bool {
    matches!((wire, key), (Wire::Number, Key::Int(_)) | (Wire::Text, Key::Text(_)))
}

fn variant(choice: &Choice, words: Option<&OptionWords>, name: String, languages: Languages) -> Variant {
    let english = words
        .and_then(|words| words.label.clone())
        .or_else(|| choice.english_label().map(|label| label.replace('\n', " ")))
        .or_else(|| words.map(|words| in_words(&words.name)));
    Variant {
        doc: variant_doc(choice, english.as_deref(), languages),
        identifier: name.to_snake_case(),
        name,
        key: choice.key.clone(),
        label: docs::plain(&choice.label.replace('\n', " ")),
        english: docs::plain(&english.unwrap_or_else(|| choice.key.to_string())),
    }
}

/// `Vocational school (专职): `3`.`
fn variant_doc(choice: &Choice, english: Option<&str>, languages: Languages) -> String {
    let key = docs::code(&choice.key.to_string());
    let (label, more) = choice.label.split_once('\n').unwrap_or((&choice.label, ""));
    let words = docs::Words { lexicon: None, english, page: label };
    let label = words.label(languages);
    let more = match docs::page_text(more) {
        more if more.is_empty() => more,
        more => format!("\n\n{more}"),
    };
    if label.is_empty() { format!("{key}{more}") } else { format!("{label}: {key}{more}") }
}

/// Whether neither the value nor the label names the option of a field of the type, so that its variant would be called
/// `Option1`.
pub(crate) fn needs_name(ty: &Type, choice: &Choice) -> bool {
    let wire = if *ty == Type::Int { Wire::Number } else { Wire::Text };
    let option = Nameable { key: &choice.key, lexicon: None, english: choice.english_label() };
    fits(wire, &choice.key) && option_names(&[option]).iter().any(|name| name.is_makeshift)
}

/// `VocationalSchool` → `Vocational school`.
fn in_words(name: &str) -> String {
    let title = name.to_title_case();
    let mut words = title.split(' ');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| text + " " + &word.to_lowercase())
}
