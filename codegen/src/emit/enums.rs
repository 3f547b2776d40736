use feishu_schema::Key;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::{doc, ident};
use super::verbatim::{self, quoted};
use crate::plan::{EnumItem, Variant, Wire};

/// An enum with its impls.
pub(super) fn emit(item: &EnumItem, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&item.name);
    let definition = definition(&name, item);
    let implementation = implementation(&name, item, imports);
    quote! { #definition #implementation }
}

fn definition(name: &Ident, item: &EnumItem) -> TokenStream {
    let docs = doc(&item.doc);
    let (derives, unknown) = match item.wire {
        Wire::Number => (quote! { Clone, Copy }, quote! { i64 }),
        Wire::Text => (quote! { Clone }, quote! { String }),
    };
    let debug = (!has_own_debug(item)).then(|| quote! { , Debug });
    let variants = item.variants.iter().map(|variant| {
        let docs = doc(&variant.doc);
        let name = ident(&variant.name);
        quote! { #docs #name }
    });
    quote! {
        #docs
        #[derive(#derives #debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the documentation does not list.
            Unknown(#unknown),
        }
    }
}

/// Whether `Debug` hides a string that is not among the options.
fn has_own_debug(item: &EnumItem) -> bool {
    item.wire == Wire::Text && !item.shows_unknown
}

/// All impls, from one row per option.
fn implementation(name: &Ident, item: &EnumItem, imports: &mut Imports<'_>) -> TokenStream {
    let open_enum = imports.client("open_enum");
    let wire = match item.wire {
        Wire::Number => "i64",
        Wire::Text if has_own_debug(item) => "redacted str",
        Wire::Text => "str",
    };
    let rows: String = item.variants.iter().map(row).collect();
    let input = verbatim::tokens(&format!("{name}({wire}) {{\n{rows}}}"));
    quote! { #open_enum! { #input } }
}

fn row(variant: &Variant) -> String {
    let Variant { identifier, label, english, .. } = variant;
    let [identifier, label, english] = [identifier, label, english].map(|text| quoted(text));
    let (key, option) = (key(&variant.key), ident(&variant.name));
    format!("    {key} => {option}, {identifier}, {label}, {english};\n")
}

fn key(key: &Key) -> String {
    match key {
        Key::Int(number) => number.to_string(),
        Key::Boolean(truth) => truth.to_string(),
        Key::Text(text) => quoted(text),
    }
}
