//! Generated source, taken apart with `syn`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, Fields, GenericArgument, ImplItem, Item, Lit, PathArguments, Type};

/// The items of all files below a folder. No two may have one name.
#[derive(Debug, Default)]
pub struct Source {
    /// The members of each struct.
    pub structs: BTreeMap<String, Vec<Member>>,
    /// The variants of each enum, without their values.
    pub enums: BTreeMap<String, Vec<String>>,
    /// By enum: what each variant is on the wire, from the arms of `fn wire`.
    pub wires: BTreeMap<String, Vec<(String, String)>>,
    /// By enum: what each wire value is read as, from the arms of `fn from_wire`.
    pub from_wires: BTreeMap<String, Vec<(String, String)>>,
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
    /// Reads all `.rs` files below a folder.
    pub fn below(folder: &Path) -> Self {
        let mut source = Self::default();
        source.folder(folder);
        source
    }

    /// The member of a struct.
    pub fn member(&self, owner: &str, wire: &str) -> Option<&Member> {
        self.structs.get(owner)?.iter().find(|member| member.wire == wire)
    }

    fn folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                syn::parse_file(&text).expect("Rust").items.into_iter().for_each(|item| self.item(item));
            }
        }
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
            Item::Impl(item) => self.impls(&text_of(&item.self_ty), &item.items),
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

    fn impls(&mut self, owner: &str, items: &[ImplItem]) {
        for item in items {
            let ImplItem::Fn(function) = item else { continue };
            let Some(syn::Stmt::Expr(Expr::Match(arms), _)) = function.block.stmts.first() else { continue };
            let arms = arms.arms.iter().map(|arm| (pattern(&arm.pat), expression(&arm.body))).collect();
            match function.sig.ident.to_string().as_str() {
                "wire" => self.wires.insert(owner.to_owned(), arms),
                "from_wire" => self.from_wires.insert(owner.to_owned(), arms),
                _ => None,
            };
        }
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

fn pattern(pattern: &syn::Pat) -> String {
    match pattern {
        syn::Pat::Path(path) => last(&path.path),
        syn::Pat::TupleStruct(pattern) => last(&pattern.path),
        syn::Pat::Lit(literal) => literal_text(&literal.lit),
        _ => "_".to_owned(),
    }
}

fn expression(expression: &Expr) -> String {
    match expression {
        Expr::Reference(reference) => self::expression(&reference.expr),
        Expr::Path(path) => last(&path.path),
        Expr::Call(call) => self::expression(&call.func),
        Expr::Lit(literal) => literal_text(&literal.lit),
        _ => "?".to_owned(),
    }
}

fn literal_text(literal: &Lit) -> String {
    match literal {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        _ => "?".to_owned(),
    }
}

fn last(path: &syn::Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}
