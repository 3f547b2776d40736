use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::{doc, ident};
use crate::plan::ErrorVariant;

/// The error codes of an endpoint; nothing where the page documents none.
pub(super) fn emit(variants: &[ErrorVariant], imports: &mut Imports<'_>) -> Option<TokenStream> {
    if variants.is_empty() {
        return None;
    }
    let info = imports.client("ErrorInfo");
    let definitions = variants.iter().map(|variant| {
        let docs = doc(&variant.doc);
        let name = ident(&variant.name);
        quote! { #docs #name }
    });
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let codes: Vec<Literal> = variants.iter().map(|variant| Literal::i64_unsuffixed(variant.code)).collect();
    let infos = variants.iter().map(|variant| info_value(variant, &info));
    Some(quote! {
        /// Error codes documented for this endpoint. A code has a meaning only together with its endpoint.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#definitions,)*
            /// A code that the page does not list.
            Unknown(i64),
        }
        impl feishu_client::ErrorCode for ErrorCode {
            const DOCUMENTED: &'static [#info] = &[#(#infos),*];
            #[inline]
            fn code(self) -> i64 {
                match self { #(Self::#names => #codes,)* Self::Unknown(code) => code }
            }
            #[inline]
            fn from_code(code: i64) -> Self {
                match code { #(#codes => Self::#names,)* code => Self::Unknown(code) }
            }
        }
        impl PartialEq for ErrorCode {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                feishu_client::ErrorCode::code(*self) == feishu_client::ErrorCode::code(*other)
            }
        }
        impl Eq for ErrorCode {}
        impl std::hash::Hash for ErrorCode {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                feishu_client::ErrorCode::code(*self).hash(state);
            }
        }
        impl std::fmt::Display for ErrorCode {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                feishu_client::error_code::fmt(*self, f)
            }
        }
    })
}

fn info_value(variant: &ErrorVariant, info: &TokenStream) -> TokenStream {
    let status = Literal::u16_unsuffixed(variant.status.unwrap_or(0));
    let name = &variant.identifier;
    let code = Literal::i64_unsuffixed(variant.code);
    let (message, advice_original) = &variant.page;
    let (english, advice) = &variant.english;
    quote! {
        #info {
            code: #code,
            name: #name,
            status: #status,
            message: #message,
            english: #english,
            advice: #advice,
            advice_original: #advice_original,
        }
    }
}
