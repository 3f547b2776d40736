use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::times;
use super::tokens::ident;
use super::visibility;
use crate::plan::{FieldItem, RustType, StructItem, Wire};

/// How a struct is written and read: what serde's derives would do, in a form that costs the compiler far less.
pub(super) fn emit(name: &Ident, item: &StructItem) -> TokenStream {
    let fields = &item.fields;
    let blank = (!item.has_default()).then(|| blank(name, fields));
    let write = write(fields);
    let read = read(fields);
    quote! {
        impl feishu_client::Record for #name { #write #read }
        #blank
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                feishu_client::record::debug(self, f)
            }
        }
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                feishu_client::record::serialize(self, serializer)
            }
        }
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                static NAMES: feishu_client::record::Names = feishu_client::record::Names::new();
                feishu_client::record::deserialize(deserializer, &NAMES)
            }
        }
    }
}

/// For structs with required members; others have a `Default`.
fn blank(name: &Ident, fields: &[FieldItem]) -> TokenStream {
    let members = fields.iter().map(|field| {
        let name = ident(&field.name);
        let value = if field.optional {
            quote! { None }
        } else {
            blank_value(&field.ty)
        };
        quote! { #name: #value }
    });
    quote! {
        impl feishu_client::record::Placeholder for #name {
            #[inline]
            fn placeholder() -> Self { Self { #(#members),* } }
        }
    }
}

/// A value that is replaced by what is read.
fn blank_value(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String => quote! { String::new() },
        RustType::Integer => quote! { 0 },
        RustType::Float => quote! { 0.0 },
        RustType::Boolean => quote! { false },
        RustType::Unit => quote! { () },
        RustType::Json => quote! { feishu_client::serde_json::Value::Null },
        RustType::Struct(_) => quote! { feishu_client::record::Placeholder::placeholder() },
        RustType::Enum(_, Wire::Number) => quote! { feishu_client::OpenEnum::from_wire(&0) },
        RustType::Enum(_, Wire::Text) => quote! { feishu_client::OpenEnum::from_wire("") },
        RustType::Boxed(inner) => {
            let inner = blank_value(inner);
            quote! { Box::new(#inner) }
        }
        RustType::Timestamp => quote! { feishu_client::Timestamp::from_millis(0) },
        RustType::Until => quote! { feishu_client::Until::Ongoing },
        RustType::EncodedValue => quote! { feishu_client::EncodedValue::from("") },
        RustType::List(_) | RustType::Map(_) | RustType::File => quote! { Default::default() },
    }
}

fn write(fields: &[FieldItem]) -> TokenStream {
    if fields.is_empty() {
        return quote! { fn write(&self, _: &mut impl feishu_client::record::Writer) {} };
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
    quote! { fn write(&self, writer: &mut impl feishu_client::record::Writer) { #(#lines)* } }
}

fn read(fields: &[FieldItem]) -> TokenStream {
    if fields.is_empty() {
        return quote! {
            fn read<'de>(&mut self, _: usize, reader: &mut impl feishu_client::record::Reader<'de>) {
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
        fn read<'de>(&mut self, member: usize, reader: &mut impl feishu_client::record::Reader<'de>) {
            match member {
                #(#arms)*
                _ => reader.skip(),
            }
        }
    }
}
