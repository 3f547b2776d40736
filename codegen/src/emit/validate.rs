use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;
use super::imports::Imports;
use crate::plan::{Check, FieldItem, RustType};

/// The checks of a struct. `body` is the request's member that adds no step to the path of its members.
pub(super) fn emit(
    name: &Ident,
    fields: &[FieldItem],
    body: Option<&Ident>,
    imports: &mut Imports,
) -> TokenStream {
    let validate = imports.client("Validate");
    let path = imports.client("Path");
    let checker = imports.client("Checker");
    let lines: Vec<TokenStream> = fields.iter().map(checks).collect();
    let body = body.map(|body| quote! { #validate::check(&self.#body, at, to); });
    if lines.is_empty() && body.is_none() {
        return quote! {
            impl #validate for #name {
                fn check(&self, _: #path<'_>, _: &mut #checker<'_>) {}
            }
        };
    }
    quote! {
        impl #validate for #name {
            fn check(&self, at: #path<'_>, to: &mut #checker<'_>) { #(#lines)* #body }
        }
    }
}

fn checks(field: &FieldItem) -> TokenStream {
    let member = ident(&field.name);
    let wire = &field.wire;
    // Special checks look at the value alone; whether it may be missing is told by the general one.
    let special: Vec<TokenStream> = field.checks.iter().map(|check| special(check, &member, wire)).collect();
    let general = !field.checks.iter().any(replaces_general);
    let general = general.then(|| quote! { to.field(at, #wire, &self.#member); });
    quote! { #general #(#special)* }
}

fn replaces_general(check: &Check) -> bool {
    matches!(check, Check::PathValue | Check::BirthDate)
}

fn special(check: &Check, member: &Ident, wire: &str) -> TokenStream {
    match check {
        Check::NotEmpty => quote! { to.not_empty(at, #wire, &self.#member); },
        Check::PathValue => quote! { to.path_value(at, #wire, &self.#member); },
        Check::BirthDate => quote! { to.birth_date(at, #wire, &self.#member); },
        Check::Length(min, max) => {
            let (min, max) = (option(min.as_ref()), option(max.as_ref()));
            quote! { to.length(at, #wire, &self.#member, #min, #max); }
        }
        Check::Count(min, max) => {
            let (min, max) = (option(min.as_ref()), option(max.as_ref()));
            quote! { to.count(at, #wire, &self.#member, #min, #max); }
        }
        Check::Range(min, max) => {
            let (min, max) = (option(min.as_ref()), option(max.as_ref()));
            quote! { to.range(at, #wire, &self.#member, #min, #max); }
        }
        Check::RangeFloat(min, max) => {
            let (min, max) = (option(min.as_ref()), option(max.as_ref()));
            quote! { to.range_float(at, #wire, &self.#member, #min, #max); }
        }
        Check::CustomValue { id } => {
            let id = ident(id);
            quote! { to.custom_value(at, &self.#id, #wire, &self.#member); }
        }
    }
}

fn option<T: quote::ToTokens>(value: Option<&T>) -> TokenStream {
    match value {
        Some(value) => quote! { Some(#value) },
        None => quote! { None },
    }
}

/// Whether a parameter takes part in the query as a list: its key is repeated.
pub(super) fn is_list(ty: &RustType) -> bool {
    matches!(ty, RustType::List(_))
}
