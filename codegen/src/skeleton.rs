//! A lexicon to fill in: everything that neither the lexicon nor an English page names yet, with the page's text as
//! comments.
//!
//! It walks the structs of an endpoint in the plan's order, so that each of its entries applies to something.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use feishu_schema::lexicon::{FieldEntry, FieldLocation, Part, Scope};
use feishu_schema::{Content, Endpoint, Field, Lexicon, ResponseForm, Type};

use crate::diagnostic::visible;
use crate::plan::definitions::Definitions;
use crate::plan::identity::StructKey;
use crate::plan::{is_of_every_call, needs_name};

/// The missing entries of the lexicon, as TOML: what an English page names is not missing.
#[must_use]
pub fn skeleton(endpoints: &[&Endpoint], lexicon: &Lexicon) -> String {
    let mut tables = MissingEntries::default();
    for endpoint in endpoints {
        let service = endpoint.service();
        if lexicon.service_doc(service).is_none() {
            tables.add(&["services", service], &["doc"], &format!("The service {service}"));
        }
        let definitions = Definitions::of(endpoint);
        let scope = lexicon.scope(&endpoint.id);
        let mut walk = Walk { endpoint, service, scope, definitions, seen: BTreeSet::new(), tables };
        walk.endpoint();
        tables = walk.tables;
    }
    tables.to_toml()
}

/// The missing entries by the path of their table, each with its keys and the page's text.
#[derive(Debug, Default)]
struct MissingEntries(BTreeMap<Vec<String>, Vec<(Vec<String>, String)>>);

impl MissingEntries {
    fn add(&mut self, table: &[&str], keys: &[&str], words: &str) {
        let owned = |path: &[&str]| path.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        let (blanks, keys) = (self.0.entry(owned(table)).or_default(), owned(keys));
        if !blanks.iter().any(|(other, _)| *other == keys) {
            blanks.push((keys, words.to_owned()));
        }
    }

    fn to_toml(&self) -> String {
        let mut text = String::new();
        for (table, blanks) in &self.0 {
            let gap = if text.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{gap}[{}]", dotted(table));
            for (keys, words) in blanks {
                let words = visible(words.lines().next().unwrap_or_default()).replace('\t', " ");
                let comment = if words.is_empty() { String::new() } else { format!(" # {words}") };
                let _ = writeln!(text, "{} = \"\"{comment}", dotted(keys));
            }
        }
        text
    }
}

/// The keys in TOML syntax.
fn dotted(keys: &[String]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
    keys.join(".")
}

fn quoted(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !key.is_empty() && key.chars().all(is_bare) {
        return key.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in key.chars() {
        let is_plain = !matches!(c, '"' | '\\') && visible(c.encode_utf8(&mut [0; 4])).starts_with(c);
        if is_plain && c != '\n' && c != '\t' {
            quoted.push(c);
        } else {
            let _ = write!(quoted, "\\U{:08x}", u32::from(c));
        }
    }
    quoted + "\""
}

/// A walk through one endpoint.
struct Walk<'a> {
    endpoint: &'a Endpoint,
    service: &'a str,
    scope: Scope<'a>,
    definitions: Definitions<'a>,
    seen: BTreeSet<StructKey<'a>>,
    tables: MissingEntries,
}

impl<'a> Walk<'a> {
    fn endpoint(&mut self) {
        let endpoint = self.endpoint;
        if self.scope.doc().is_none() && endpoint.english_text().is_none() {
            self.tables.add(&["endpoints", &endpoint.id], &["doc"], &endpoint.title);
        }
        // Other titles are those of pages.
        if endpoint.source.facts && self.scope.title().is_none() {
            self.tables.add(&["endpoints", &endpoint.id], &["title"], &endpoint.title);
        }
        for error in &endpoint.errors {
            if self.scope.error(error.code).is_none() {
                let code = error.code.to_string();
                let words = error.english_text().unwrap_or(&error.text);
                self.tables.add(&["endpoints", &endpoint.id, "errors"], &[&code, "name"], words);
            }
        }
        self.fields(&endpoint.request.path, &FieldLocation::root(Part::Path));
        self.fields(&endpoint.request.query, &FieldLocation::root(Part::Query));
        self.fields(&endpoint.request.header, &FieldLocation::root(Part::Header));
        if let Some(body) = &endpoint.request.body {
            let part = if body.content == Content::Json { Part::Body } else { Part::Form };
            self.fields(&body.fields, &FieldLocation::root(part));
        }
        let response = FieldLocation::root(Part::Response);
        match endpoint.response.form {
            ResponseForm::Empty | ResponseForm::Binary => {}
            // The response is the value itself: it has a type but no member.
            ResponseForm::Value => {
                if let Some(field) = endpoint.response.fields.first() {
                    let entry = self.scope.field(&response, field);
                    self.ty(field, &response, entry);
                }
            }
            ResponseForm::Data | ResponseForm::Flat => self.fields(&endpoint.response.fields, &response),
        }
    }

    fn fields(&mut self, fields: &'a [Field], location: &FieldLocation<'a>) {
        let is_member = |field: &&Field| location.part != Part::Header || !is_of_every_call(&field.name);
        let mut seen = BTreeSet::new();
        for field in fields.iter().filter(is_member).filter(|field| seen.insert(field.name.as_str())) {
            let entry = self.scope.field(location, field);
            if entry.doc().is_none() && field.english_text().is_none() {
                self.blank(field, location, &["doc"], &field.text);
            }
            self.ty(field, location, entry);
        }
    }

    /// The entries for the type of a field: the options of an enum, or the struct.
    fn ty(&mut self, field: &'a Field, location: &FieldLocation<'a>, entry: FieldEntry<'a>) {
        match entry.ty(&field.ty).innermost() {
            ty @ (Type::Int | Type::String) => {
                for option in &field.options {
                    if needs_name(ty, option) && entry.option(&option.key).is_none() {
                        let key = option.key.to_string();
                        self.blank(field, location, &["options", &key], &option.label);
                    }
                }
            }
            Type::Struct(_) if !location.part.is_text() => {
                let name = match field.ty.innermost() {
                    Type::Struct(name) => name.as_deref(),
                    _ => None,
                };
                self.struct_entries(name, field, location);
            }
            _ => {}
        }
    }

    fn struct_entries(&mut self, name: Option<&'a str>, field: &'a Field, location: &FieldLocation<'a>) {
        let Some(definition) = self.definitions.find(name, field) else { return };
        if !self.seen.insert(StructKey::new(name, &definition.fields, location.part)) {
            return;
        }
        if let Some(name) = name {
            let entry = self.scope.struct_entry(name);
            let table = ["services", self.service, "structs", name];
            // On an English page, or beside one, the wire's name is the English one.
            if entry.name().is_none() && self.endpoint.english_text().is_none() {
                self.tables.add(&table, &["name"], name);
            }
            if entry.doc().is_none() && field.english_text().is_none() {
                self.tables.add(&table, &["doc"], &field.text);
            }
        }
        self.fields(&definition.fields, &location.inside(&field.name, name));
    }

    /// A missing entry of a field, in the table of the enclosing struct or of the part of the endpoint.
    fn blank(&mut self, field: &Field, location: &FieldLocation<'_>, below: &[&str], words: &str) {
        let (path, id) = (location.path(&field.name), self.endpoint.id.as_str());
        let (table, key) = match location.holder {
            Some(name) => (vec!["services", self.service, "structs", name, "fields"], field.name.as_str()),
            None => (vec!["endpoints", id, location.part.key()], path.as_str()),
        };
        self.tables.add(&table, &[&[key], below].concat(), words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_toml() {
        assert_eq!(quoted("a_b-1"), "a_b-1");
        assert_eq!(quoted("a.b"), "\"a.b\"");
        for key in ["", "姓\"名\\", "a\u{202e}\n\u{e0041}"] {
            let table: toml::Table = toml::from_str(&format!("{} = 1", quoted(key))).unwrap();
            assert_eq!(table.keys().collect::<Vec<_>>(), [key]);
        }
    }
}
