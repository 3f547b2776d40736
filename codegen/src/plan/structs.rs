//! Structs: which fields share one, and its name.

use feishu_schema::lexicon::{FieldLocation, Part};
use feishu_schema::{Field, Type};

use super::builder::Builder;
use super::docs;
use super::identity::StructKey;
use super::items::{RustType, Usage};
use super::names::{Taken, camel};

impl<'a> Builder<'a> {
    /// The type of a struct. A struct is its name *and* its members: one name may stand for several lists of members.
    pub fn struct_type(
        &mut self,
        name: Option<&str>,
        field: &'a Field,
        location: &FieldLocation<'a>,
    ) -> RustType {
        let Some(definition) = self.definitions.find(name, field) else { return RustType::Json };
        let name = match definition.ty.innermost() {
            Type::Struct(name) => name.as_deref(),
            _ => None,
        };
        let key = StructKey::new(name, &definition.fields, location.part);
        let usage = Usage::from(location.part);
        if let Some(index) = self.struct_of_key.get(&key) {
            let item = &mut self.structs[*index];
            item.usage = item.usage.max(usage);
            return RustType::Struct(item.name.clone());
        }
        let (rust_name, base) = self.struct_name(name, field, location);
        let words = name.map(|name| self.words.struct_entry(name)).unwrap_or_default();
        let words = docs::Words {
            lexicon: words.doc(),
            english: field.english_text().map(first_line),
            page: first_line(&field.text),
        };
        let doc = match words.text(self.languages) {
            doc if doc.is_empty() => format!("The members of {}.", docs::code(&location.path(&field.name))),
            doc => doc,
        };
        let index = self.reserve(rust_name.clone(), Some(base), doc, usage);
        self.struct_of_key.insert(key, index);
        let inside = location.inside(&field.name, name);
        self.structs[index].fields = self.fields(&definition.fields, &inside, &mut Taken::default());
        RustType::Struct(rust_name)
    }

    /// The lexicon's name or the page's; if it is taken, a name with the field's name or path. Also returns the
    /// preferred name.
    fn struct_name(
        &mut self,
        name: Option<&str>,
        field: &Field,
        location: &FieldLocation<'_>,
    ) -> (String, String) {
        let wanted = name.and_then(|name| self.words.struct_entry(name).name());
        let wanted = wanted.and_then(|wanted| self.valid_name(wanted, field.line, camel));
        let wanted = wanted.unwrap_or_else(|| camel(name.unwrap_or(&field.name)));
        let holder = location.holder.map_or_else(|| camel(&location.parent), camel);
        let part = if location.part == Part::Response { "Response" } else { "Request" };
        let candidates = [
            wanted.clone(),
            format!("{part}{wanted}"),
            format!("{holder}{}", camel(&field.name)),
            format!("{part}{holder}{}", camel(&field.name)),
        ];
        (self.names.claim(candidates), wanted)
    }
}

pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
