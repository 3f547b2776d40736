use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::ident;
use crate::plan::{Check, FieldItem, Float, RustType};

/// The checks of a struct. `body` is the request's member that adds no segment to the paths of its members.
pub(super) fn emit(
    name: &Ident,
    fields: &[FieldItem],
    body: Option<&Ident>,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let validate = imports.client("Validate");
    let path = imports.client("FieldPath");
    let validator = imports.client("Validator");
    let lines: Vec<TokenStream> = fields.iter().map(checks).collect();
    let body = body.map(|body| quote! { #validate::check(&self.#body, path, validator); });
    if lines.is_empty() && body.is_none() {
        return quote! {
            impl #validate for #name {
                #[inline]
                fn check(&self, _: &#path<'_>, _: &mut #validator<'_>) {}
            }
        };
    }
    quote! {
        impl #validate for #name {
            #[inline]
            fn check(&self, path: &#path<'_>, validator: &mut #validator<'_>) { #(#lines)* #body }
        }
    }
}

/// The first statement checks the whole field; each of the others adds a rule.
fn checks(field: &FieldItem) -> TokenStream {
    let member = ident(&field.name);
    let wire = &field.wire;
    let whole = field.checks.iter().find_map(|check| whole(check, &member, wire));
    let whole = whole.unwrap_or_else(|| match (&field.ty, field.optional) {
        (RustType::Boxed(_), true) => quote! { validator.boxed(path, #wire, &self.#member); },
        (RustType::Boxed(_), false) => quote! { validator.field(path, #wire, &*self.#member); },
        _ => quote! { validator.field(path, #wire, &self.#member); },
    });
    let rules: Vec<TokenStream> =
        field.checks.iter().filter_map(|check| rule(check, &member, wire)).collect();
    quote! { #whole #(#rules)* }
}

fn whole(check: &Check, member: &Ident, wire: &str) -> Option<TokenStream> {
    match check {
        Check::NotEmpty => Some(quote! { validator.not_empty(path, #wire, &self.#member); }),
        Check::PathValue => Some(quote! { validator.path_value(path, #wire, &self.#member); }),
        Check::BirthDate => Some(quote! { validator.birth_date(path, #wire, &self.#member); }),
        Check::Length(..)
        | Check::Count(..)
        | Check::Range(..)
        | Check::RangeFloat(..)
        | Check::CustomValue { .. } => None,
    }
}

fn rule(check: &Check, member: &Ident, wire: &str) -> Option<TokenStream> {
    let (method, bounds) = match check {
        Check::Length(min, max) => ("length", bounds(*min, *max, Literal::u64_unsuffixed)),
        Check::Count(min, max) => ("count", bounds(*min, *max, Literal::u64_unsuffixed)),
        Check::Range(min, max) => ("range", bounds(*min, *max, Literal::i64_unsuffixed)),
        Check::RangeFloat(min, max) => {
            ("range", bounds(*min, *max, |bound: Float| Literal::f64_unsuffixed(bound.0)))
        }
        Check::CustomValue { id } => {
            let id = ident(id);
            return Some(quote! { validator.custom_value(path, &self.#id, #wire, &self.#member); });
        }
        Check::NotEmpty | Check::PathValue | Check::BirthDate => return None,
    };
    let method = ident(method);
    let bounds = bounds?;
    Some(quote! { validator.#method(path, #wire, &self.#member, #bounds); })
}

/// `1..=100`, `1..` or `..=100`; empty without bounds.
fn bounds<T>(min: Option<T>, max: Option<T>, literal: fn(T) -> Literal) -> Option<TokenStream> {
    match (min.map(literal), max.map(literal)) {
        (Some(min), Some(max)) => Some(quote! { #min..=#max }),
        (Some(min), None) => Some(quote! { #min.. }),
        (None, Some(max)) => Some(quote! { ..=#max }),
        (None, None) => None,
    }
}
