use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::ident;
use crate::plan::RustType;

/// The type of a struct's member.
pub(super) fn ty(ty: &RustType, imports: &mut Imports<'_>) -> TokenStream {
    match ty {
        RustType::String => quote! { String },
        RustType::Integer => quote! { i64 },
        RustType::Float => quote! { f64 },
        RustType::Boolean => quote! { bool },
        RustType::Unit => quote! { () },
        RustType::Json => quote! { feishu_client::serde_json::Value },
        RustType::File => named("File", imports),
        RustType::Timestamp => named("Timestamp", imports),
        RustType::Until => named("Until", imports),
        RustType::EncodedValue => named("EncodedValue", imports),
        RustType::Struct(name) | RustType::Enum(name, _) => {
            let name = ident(name);
            quote! { #name }
        }
        RustType::List(inner) => {
            let inner = self::ty(inner, imports);
            quote! { Vec<#inner> }
        }
        RustType::Map(inner) => {
            let inner = self::ty(inner, imports);
            let map = imports.map();
            quote! { #map<String, #inner> }
        }
        RustType::Boxed(inner) => {
            let inner = self::ty(inner, imports);
            quote! { Box<#inner> }
        }
    }
}

fn named(name: &'static str, imports: &mut Imports<'_>) -> TokenStream {
    imports.client(name)
}

/// The parameter type of a constructor or setter, and the expression that stores the value.
pub(super) fn parameter(
    ty: &RustType,
    imports: &mut Imports<'_>,
) -> (TokenStream, fn(TokenStream) -> TokenStream) {
    match ty {
        RustType::String => (quote! { impl Into<String> }, |value| quote! { #value.into() }),
        RustType::Until => {
            let until = imports.client("Until");
            (quote! { impl Into<#until> }, |value| quote! { #value.into() })
        }
        RustType::EncodedValue => {
            let encoded = imports.client("EncodedValue");
            (quote! { impl Into<#encoded> }, |value| quote! { #value.into() })
        }
        RustType::List(inner) if **inner == RustType::String => (
            quote! { impl IntoIterator<Item = impl Into<String>> },
            |value| quote! { #value.into_iter().map(Into::into).collect() },
        ),
        RustType::List(inner) => {
            let inner = self::ty(inner, imports);
            (quote! { impl IntoIterator<Item = #inner> }, |value| quote! { #value.into_iter().collect() })
        }
        RustType::Boxed(inner) => (self::ty(inner, imports), |value| quote! { Box::new(#value) }),
        other => (self::ty(other, imports), |value| value),
    }
}

/// Whether [`parameter`] accepts more than one type.
pub(super) fn is_generic_parameter(ty: &RustType) -> bool {
    matches!(ty, RustType::String | RustType::Until | RustType::EncodedValue | RustType::List(_))
}

/// The name of the type parameter in setters of lists. No item has this name.
pub(super) const KIND: &str = "As";

/// The parameter type of a setter that takes a value or an `Option`, and the expression that stores it. The type may be
/// generic over [`KIND`].
pub(super) fn optional_parameter(
    ty: &RustType,
    imports: &mut Imports<'_>,
) -> (TokenStream, fn(TokenStream) -> TokenStream) {
    match ty {
        RustType::String | RustType::Until | RustType::EncodedValue => {
            let maybe = imports.client("Maybe");
            let inner = self::ty(ty, imports);
            (quote! { impl Into<#maybe<#inner>> }, |value| quote! { #value.into().0 })
        }
        RustType::List(inner) => {
            let kind = ident(KIND);
            let list = if **inner == RustType::String {
                let maybe = imports.client("MaybeTextList");
                quote! { impl #maybe<#kind> }
            } else {
                let maybe = imports.client("MaybeList");
                let inner = self::ty(inner, imports);
                quote! { impl #maybe<#inner, #kind> }
            };
            (list, |value| quote! { #value.into_list() })
        }
        RustType::Boxed(inner) => {
            let inner = self::ty(inner, imports);
            (quote! { impl Into<Option<#inner>> }, |value| quote! { #value.into().map(Box::new) })
        }
        other => {
            let inner = self::ty(other, imports);
            (quote! { impl Into<Option<#inner>> }, |value| quote! { #value.into() })
        }
    }
}
