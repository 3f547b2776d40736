//! Tokens that several kinds of items need.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::layout;
use crate::plan::is_keyword;

/// An identifier; keywords become raw ones.
pub(super) fn ident(name: &str) -> Ident {
    if is_keyword(name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// Documentation as attributes, one per line.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = doc_lines(text);
    quote! { #(#[doc = #lines])* }
}

/// Inner documentation, for modules.
pub(super) fn inner_doc(text: &str) -> TokenStream {
    let lines = doc_lines(text);
    quote! { #(#![doc = #lines])* }
}

fn doc_lines(text: &str) -> Vec<String> {
    let wrapped = text.lines().flat_map(layout::wrapped);
    wrapped.map(|line| if line.is_empty() { line } else { format!(" {line}") }).collect()
}
