use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::{doc, ident};
use super::verbatim::{self, quoted};
use crate::plan::ErrorVariant;

/// The error codes of an endpoint; empty if the page documents none.
pub(super) fn emit(variants: &[ErrorVariant], imports: &mut Imports<'_>) -> Option<TokenStream> {
    if variants.is_empty() {
        return None;
    }
    let error_code = imports.client("error_code");
    let definitions = variants.iter().map(|variant| {
        let docs = doc(&variant.doc);
        let name = ident(&variant.name);
        quote! { #docs #name }
    });
    let rows: String = variants.iter().map(row).collect();
    let input = verbatim::tokens(&format!("ErrorCode {{\n{rows}}}"));
    Some(quote! {
        /// Error codes documented for this endpoint. A code has a meaning only together with its endpoint.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#definitions,)*
            /// A code that the page does not list.
            Unknown(i64),
        }
        #error_code! { #input }
    })
}

/// The page's text about a code.
fn row(variant: &ErrorVariant) -> String {
    let name = ident(&variant.name);
    let (message, advice_original) = &variant.page;
    let (english, advice) = &variant.english;
    let texts = [&variant.identifier, message, english, advice, advice_original];
    let [identifier, message, english, advice, advice_original] = texts.map(|text| quoted(text));
    format!(
        "    {} => {name} {{
        name: {identifier},
        status: {},
        message: {message},
        english: {english},
        advice: {advice},
        advice_original: {advice_original},
    }}\n",
        variant.code,
        variant.status.unwrap_or(0),
    )
}
