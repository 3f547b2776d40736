//! Generated source, taken apart with `syn`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Fields, GenericArgument, Ident, Item, Lit, LitStr, PathArguments, Token, Type, braced,
    parenthesized,
};

use crate::folder;

/// The items of a file. No two may have one name.
#[derive(Debug, Default)]
pub struct Source {
    /// The members of each struct.
    pub structs: BTreeMap<String, Vec<Member>>,
    /// The variants of each enum, without their values.
    pub enums: BTreeMap<String, Vec<String>>,
    /// By enum: the value of each variant on the wire, and the variant, from the rows of `open_enum!`.
    pub options: BTreeMap<String, Vec<(String, String)>>,
    /// The items that can be seen, but have no documentation.
    pub undocumented: Vec<String>,
}

/// A member of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name on the wire.
    pub wire: String,
    /// The type, without the `Option` around it.
    pub ty: String,
    /// Whether there was one.
    pub optional: bool,
}

impl Source {
    /// Reads a file.
    pub fn file(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("text");
        let mut source = Self::default();
        syn::parse_file(&text).expect("Rust").items.into_iter().for_each(|item| source.item(item));
        source
    }

    /// Reads all `.rs` files below a folder.
    pub fn files(folder: &Path) -> Vec<Self> {
        let paths = folder::tree(folder).into_keys().filter(|path| path.ends_with(".rs"));
        paths.map(|path| Self::file(&folder.join(path))).collect()
    }

    /// The member of a struct.
    pub fn member(&self, owner: &str, wire: &str) -> Option<&Member> {
        self.structs.get(owner)?.iter().find(|member| member.wire == wire)
    }

    fn item(&mut self, item: Item) {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                self.documented(&name, &item.attrs);
                for field in &item.fields {
                    let field_name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    self.documented(&format!("{name}.{field_name}"), &field.attrs);
                }
                let twice = self.structs.insert(name.clone(), members(&item.fields));
                assert!(twice.is_none(), "two structs {name}");
            }
            Item::Enum(item) => {
                let name = item.ident.to_string();
                self.documented(&name, &item.attrs);
                for variant in &item.variants {
                    self.documented(&format!("{name}::{}", variant.ident), &variant.attrs);
                }
                let variants = item.variants.iter().map(|variant| variant.ident.to_string()).collect();
                let twice = self.enums.insert(name.clone(), variants);
                assert!(twice.is_none(), "two enums {name}");
            }
            Item::Macro(item) if item.mac.path.is_ident("open_enum") => {
                let OpenEnum { name, options } = item.mac.parse_body().expect("rows of options");
                let twice = self.options.insert(name.clone(), options);
                assert!(twice.is_none(), "the options of {name} twice");
            }
            Item::Mod(item) => {
                item.content.into_iter().flat_map(|(_, items)| items).for_each(|item| self.item(item))
            }
            _ => {}
        }
    }

    fn documented(&mut self, name: &str, attributes: &[Attribute]) {
        if !attributes.iter().any(|attribute| attribute.path().is_ident("doc")) {
            self.undocumented.push(name.to_owned());
        }
    }
}

/// The input of `open_enum!`: `Name(i64) { 1 => Variant, "identifier", "label", "english"; }`.
struct OpenEnum {
    name: String,
    options: Vec<(String, String)>,
}

impl Parse for OpenEnum {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse::<Ident>()?.to_string();
        let (wire, rows);
        parenthesized!(wire in input);
        while !wire.is_empty() {
            wire.parse::<Ident>()?;
        }
        braced!(rows in input);
        let mut options = Vec::new();
        while !rows.is_empty() {
            let key = literal_text(&rows.parse()?);
            rows.parse::<Token![=>]>()?;
            options.push((key, rows.parse::<Ident>()?.to_string()));
            for _names in 0..3 {
                rows.parse::<Token![,]>()?;
                rows.parse::<LitStr>()?;
            }
            rows.parse::<Token![;]>()?;
        }
        Ok(Self { name, options })
    }
}

fn members(fields: &Fields) -> Vec<Member> {
    let member = |field: &syn::Field| {
        let name = field.ident.as_ref().expect("a named field").to_string();
        let wire = renamed(&field.attrs).unwrap_or_else(|| name.trim_start_matches("r#").to_owned());
        let (ty, optional) = match inside(&field.ty, "Option") {
            Some(inner) => (text_of(inner), true),
            None => (text_of(&field.ty), false),
        };
        Member { wire, ty, optional }
    };
    fields.iter().map(member).collect()
}

/// The name in `#[serde(rename = "…")]`.
fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let read = attribute.parse_nested_meta(|meta| {
            if meta.input.peek(syn::Token![=]) {
                let value: syn::LitStr = meta.value()?.parse()?;
                if meta.path.is_ident("rename") {
                    name = Some(value.value());
                }
            }
            Ok(())
        });
        read.expect("serde's attribute");
    }
    name
}

/// `T` of `outer<T>`.
fn inside<'a>(ty: &'a Type, outer: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == outer)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

/// A type as text, by the last members of its paths: `Vec<Career>`.
fn text_of(ty: &Type) -> String {
    let Type::Path(path) = ty else { return "?".to_owned() };
    let Some(segment) = path.path.segments.last() else { return "?".to_owned() };
    let name = segment.ident.to_string();
    match inside(ty, &name) {
        Some(inner) => format!("{name}<{}>", text_of(inner)),
        None => name,
    }
}

fn literal_text(literal: &Lit) -> String {
    match literal {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        _ => "?".to_owned(),
    }
}
