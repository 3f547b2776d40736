//! Structs: which fields share one, and what it is called.

use std::fmt::Write;

use feishu_schema::lexicon::{FieldLocation, Part};
use feishu_schema::{Field, Type};

use super::builder::Builder;
use super::names::{Taken, camel};
use super::{RustType, docs};

impl<'a> Builder<'a> {
    /// The type of a struct. A struct is its name *and* its members: one name may stand for several field lists.
    pub fn struct_type(
        &mut self,
        name: Option<&str>,
        field: &'a Field,
        location: &FieldLocation<'a>,
    ) -> RustType {
        let Some(told) = self.telling(name, field) else { return RustType::Json };
        let name = match told.ty.innermost() {
            Type::Struct(name) => name.as_deref(),
            _ => None,
        };
        let mut shape = String::new();
        write_shape(&told.fields, location.part, &mut shape);
        let key = (name.map(str::to_owned), shape);
        let sent = location.part != Part::Response;
        if let Some(index) = self.struct_of_shape.get(&key) {
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
        self.struct_of_shape.insert(key, index);
        let inside = location.inside(&field.name, name);
        self.structs[index].fields = self.fields(&told.fields, &inside, &mut Taken::default());
        RustType::Struct(rust_name)
    }

    /// The field that tells the members of a struct: itself, or another of that name, as where a struct holds itself.
    fn telling(&self, name: Option<&str>, field: &'a Field) -> Option<&'a Field> {
        if field.fields.is_empty() { self.told.get(name?).copied() } else { Some(field) }
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

/// Writes what makes a field list what it is: two lists of the same shape are one struct. Prose does not count.
fn write_shape(fields: &[Field], part: Part, out: &mut String) {
    for field in fields {
        let required = part != Part::Response && field.required == feishu_schema::Required::Yes;
        let options: Vec<String> = field.options.iter().map(|option| option.key.to_string()).collect();
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{}:{:?}:{required}:{options:?}:{:?}:{:?}:{}:{:?}{{",
            field.name,
            field.ty,
            field.time,
            field.sentinels,
            field.encoded.is_some(),
            if part == Part::Response { &[][..] } else { &field.rules[..] },
        );
        write_shape(&field.fields, part, out);
        out.push('}');
    }
}
