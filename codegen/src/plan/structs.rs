//! Structs: which fields share one, and what it is called.

use feishu_schema::lexicon::{FieldLocation, Part};
use feishu_schema::{Field, Type};

use super::builder::Builder;
use super::docs;
use super::identity::StructKey;
use super::items::RustType;
use super::names::{Taken, camel};

impl<'a> Builder<'a> {
    /// The type of a struct. A struct is its name *and* its members: one name may stand for several field lists.
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
        let sent = location.part != Part::Response;
        if let Some(index) = self.struct_of_key.get(&key) {
            self.structs[*index].sent |= sent;
            return RustType::Struct(self.structs[*index].name.clone());
        }
        let (rust_name, base) = self.struct_name(name, field, location);
        let words = name.map(|name| self.words.strukt(name)).unwrap_or_default();
        let doc = match docs::both(words.doc(), first_line(&field.text)) {
            doc if doc.is_empty() => format!("The members of {}.", docs::code(&location.path(&field.name))),
            doc => doc,
        };
        let index = self.reserve(rust_name.clone(), Some(base), doc, sent);
        self.struct_of_key.insert(key, index);
        let inside = location.inside(&field.name, name);
        self.structs[index].fields = self.fields(&definition.fields, &inside, &mut Taken::default());
        RustType::Struct(rust_name)
    }

    /// The lexicon's name, else the page's; if that is taken, the same behind the field's own name and path. With it, the
    /// name that was wanted first.
    fn struct_name(
        &mut self,
        name: Option<&str>,
        field: &Field,
        location: &FieldLocation<'_>,
    ) -> (String, String) {
        let wanted = name.and_then(|name| self.words.strukt(name).name());
        let wanted = wanted.and_then(|wanted| self.sound(wanted, field.line, camel));
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

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
