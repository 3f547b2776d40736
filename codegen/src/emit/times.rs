//! Times that are not JSON numbers of milliseconds.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{FieldItem, TimeForm};

/// A member as a parameter or a part, in its wire format.
pub(super) fn parameter(field: &FieldItem, member: TokenStream) -> TokenStream {
    match field.time.map(form) {
        None => quote! { &#member },
        Some(form) => quote! { &feishu_client::wire::written::<#form, _>(&#member) },
    }
}

/// The statement that writes a member.
pub(super) fn written(field: &FieldItem, member: TokenStream) -> TokenStream {
    match field.time.map(form) {
        Some(form) if field.optional => quote! { &feishu_client::wire::written_option::<#form, _>(&#member) },
        _ => parameter(field, member),
    }
}

/// The statement that reads a member.
pub(super) fn read(field: &FieldItem, member: TokenStream) -> TokenStream {
    match field.time.map(form) {
        None => quote! { reader.member(&mut #member) },
        Some(form) => quote! { reader.times::<#form, _>(&mut #member) },
    }
}

fn form(form: TimeForm) -> TokenStream {
    match form {
        TimeForm::Seconds => quote! { feishu_client::wire::Seconds },
        TimeForm::SecondsText => quote! { feishu_client::wire::SecondsText },
        TimeForm::MillisText => quote! { feishu_client::wire::MillisText },
    }
}
