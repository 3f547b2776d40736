use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::times;
use super::tokens::ident;
use super::visibility;
use crate::plan::{FieldItem, RustType, StructItem, Wire};

/// How a struct is written and read. It does what serde's derives do, but compiles much faster.
pub(super) fn emit(name: &Ident, item: &StructItem, imports: &mut Imports<'_>) -> TokenStream {
    let fields = &item.fields;
    let record_trait = imports.client("Record");
    let record = imports.client("record");
    let placeholder = (!item.has_default()).then(|| placeholder(name, fields, imports));
    let write = write(fields, &record);
    let read = read(fields, &record);
    quote! {
        impl #record_trait for #name { #write #read }
        #placeholder
        #record!(#name);
    }
}

/// For structs with required members; the others have a `Default`.
fn placeholder(name: &Ident, fields: &[FieldItem], imports: &mut Imports<'_>) -> TokenStream {
    let record = imports.client("record");
    let members: Vec<TokenStream> = fields
        .iter()
        .map(|field| {
            let name = ident(&field.name);
            let value = if field.optional {
                quote! { None }
            } else {
                placeholder_of(&field.ty, imports)
            };
            quote! { #name: #value }
        })
        .collect();
    quote! {
        impl #record::Placeholder for #name {
            #[inline]
            fn placeholder() -> Self { Self { #(#members),* } }
        }
    }
}

/// A placeholder that reading replaces.
fn placeholder_of(ty: &RustType, imports: &mut Imports<'_>) -> TokenStream {
    match ty {
        RustType::String => quote! { String::new() },
        RustType::Integer => quote! { 0 },
        RustType::Float => quote! { 0.0 },
        RustType::Boolean => quote! { false },
        RustType::Unit => quote! { () },
        RustType::Json => quote! { feishu_client::serde_json::Value::Null },
        RustType::Struct(_) => {
            let record = imports.client("record");
            quote! { #record::Placeholder::placeholder() }
        }
        RustType::Enum(_, wire) => {
            let open_enum = imports.client("OpenEnum");
            match wire {
                Wire::Number => quote! { #open_enum::from_wire(&0) },
                Wire::Text => quote! { #open_enum::from_wire("") },
            }
        }
        RustType::Boxed(inner) => {
            let inner = placeholder_of(inner, imports);
            quote! { Box::new(#inner) }
        }
        RustType::Timestamp => {
            let timestamp = imports.client("Timestamp");
            quote! { #timestamp::from_millis(0) }
        }
        RustType::Until => {
            let until = imports.client("Until");
            quote! { #until::Ongoing }
        }
        RustType::EncodedValue => {
            let encodedvalue = imports.client("EncodedValue");
            quote! { #encodedvalue::from("") }
        }
        RustType::List(_) | RustType::Map(_) | RustType::File => quote! { Default::default() },
    }
}

fn write(fields: &[FieldItem], record: &TokenStream) -> TokenStream {
    if fields.is_empty() {
        return quote! { fn write(&self, _: &mut impl #record::Writer) {} };
    }
    let lines = fields.iter().map(|field| {
        let wire = &field.wire;
        let member = ident(&field.name);
        let write = match (field.optional, visibility::is_public(field)) {
            (false, false) => quote! { member },
            (false, true) => quote! { public },
            (true, false) => quote! { optional },
            (true, true) => quote! { optional_public },
        };
        let value = times::written(field, quote! { self.#member });
        quote! { writer.#write(#wire, #value); }
    });
    quote! { fn write(&self, writer: &mut impl #record::Writer) { #(#lines)* } }
}

fn read(fields: &[FieldItem], record: &TokenStream) -> TokenStream {
    if fields.is_empty() {
        return quote! {
            fn read<'de>(&mut self, _: usize, reader: &mut impl #record::Reader<'de>) {
                reader.skip();
            }
        };
    }
    let arms = fields.iter().enumerate().map(|(place, field)| {
        let place = Literal::usize_unsuffixed(place);
        let member = ident(&field.name);
        let read = times::read(field, quote! { self.#member });
        quote! { #place => #read, }
    });
    quote! {
        fn read<'de>(&mut self, member: usize, reader: &mut impl #record::Reader<'de>) {
            match member {
                #(#arms)*
                _ => reader.skip(),
            }
        }
    }
}
