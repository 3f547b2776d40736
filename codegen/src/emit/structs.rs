use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::{doc, ident};
use super::{record, types, validate, visibility};
use crate::plan::{FieldItem, RustType, StructFormat, StructItem, Usage};

/// A struct. If it is part of a request, it has a constructor, setters and checks.
pub(super) fn emit(item: &StructItem, imports: &mut Imports<'_>) -> TokenStream {
    let docs = doc(&item.doc);
    let name = ident(&item.name);
    let derives = derives(item);
    let fields: Vec<TokenStream> = item.fields.iter().map(|field| member(field, imports)).collect();
    let (record, debug) = match item.format {
        // `record!` implements `Debug`.
        StructFormat::Json => (Some(record::emit(&name, item, imports)), None),
        StructFormat::Form => (None, debug(&name, &item.fields, imports)),
    };
    // `#[must_use]` is on the type instead of on each of its many setters.
    let is_sent = item.usage == Usage::Request;
    let must_use = is_sent.then(|| quote! { #[must_use] });
    let methods = is_sent.then(|| {
        let methods = methods(&name, &item.fields, item.has_default(), imports);
        let validate = validate::emit(&name, &item.fields, None, imports);
        quote! { #methods #validate }
    });
    quote! {
        #docs
        #[derive(#derives)]
        #must_use
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
        #methods
        #debug
        #record
    }
}

fn derives(item: &StructItem) -> TokenStream {
    let debug = (item.format == StructFormat::Form && visibility::are_public(&item.fields))
        .then(|| quote! { Debug, });
    let default = item.has_default().then(|| quote! { Default, });
    quote! { Clone, #debug #default PartialEq }
}

fn member(field: &FieldItem, imports: &mut Imports<'_>) -> TokenStream {
    let docs = doc(&field.doc);
    let name = ident(&field.name);
    let ty = types::ty(&field.ty, imports);
    let ty = if field.optional {
        quote! { Option<#ty> }
    } else {
        ty
    };
    quote! { #docs pub #name: #ty }
}

/// The constructor, which takes the required members, and a setter for each optional one.
pub(super) fn methods(
    name: &Ident,
    fields: &[FieldItem],
    has_default: bool,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let new = constructor(name, fields, has_default, imports);
    let setters: Vec<TokenStream> =
        fields.iter().filter(|field| field.optional).map(|field| setter(field, imports)).collect();
    quote! { impl #name { #new #(#setters)* } }
}

fn constructor(
    name: &Ident,
    fields: &[FieldItem],
    has_default: bool,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let docs = doc(&format!("Creates a `{name}` from its required fields. Optional fields start as `None`."));
    if has_default {
        let docs = doc(&format!("Creates a `{name}` with every field `None`."));
        return quote! { #docs #[inline] pub fn new() -> Self { Default::default() } };
    }
    let mut parameters = Vec::new();
    let mut members = Vec::new();
    for field in fields {
        let name = ident(&field.name);
        if field.optional {
            members.push(quote! { #name: None });
        } else {
            let (ty, store) = types::parameter(&field.ty, imports);
            parameters.push(quote! { #name: #ty });
            let stored = store(quote! { #name });
            members.push(if name == stored.to_string() {
                stored
            } else {
                quote! { #name: #stored }
            });
        }
    }
    let allow = (parameters.len() > 7).then(|| {
        quote! { #[allow(clippy::too_many_arguments, reason = "all of them are required")] }
    });
    // Generic functions need no `#[inline]`: they are always instantiated by the caller.
    let is_generic = fields.iter().any(|field| !field.optional && types::is_generic_parameter(&field.ty));
    let inline = (!is_generic).then(|| quote! { #[inline] });
    quote! {
        #docs
        #inline
        #allow
        pub fn new(#(#parameters),*) -> Self { Self { #(#members),* } }
    }
}

fn setter(field: &FieldItem, imports: &mut Imports<'_>) -> TokenStream {
    let member = ident(&field.name);
    let setter = ident(&field.setter);
    let docs = doc(&format!("Sets [`{0}`](Self#structfield.{0}).", field.name));
    let deprecated =
        field.deprecated.then(|| quote! { #[deprecated = "the documentation advises against this field"] });
    let (ty, store) = types::optional_parameter(&field.ty, imports);
    let stored = store(quote! { value });
    let kind = matches!(field.ty, RustType::List(_)).then(|| {
        let kind = ident(types::KIND);
        quote! { <#kind> }
    });
    quote! {
        #docs
        #deprecated
        pub fn #setter #kind (mut self, value: #ty) -> Self { self.#member = #stored; self }
    }
}

/// A `Debug` that does not show all members; structs whose members are all public derive theirs.
pub(super) fn debug(name: &Ident, fields: &[FieldItem], imports: &mut Imports<'_>) -> Option<TokenStream> {
    if visibility::are_public(fields) {
        return None;
    }
    let text = name.to_string();
    let redacted = imports.client("Redacted");
    let members = fields.iter().map(|field| {
        let member = ident(&field.name);
        let label = &field.name;
        match (visibility::is_public(field), field.optional) {
            (false, true) => quote! { .field(#label, &#redacted::from_option(&self.#member)) },
            (false, false) => quote! { .field(#label, &#redacted) },
            (true, _) => quote! { .field(#label, &self.#member) },
        }
    });
    Some(quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text) #(#members)* .finish()
            }
        }
    })
}
