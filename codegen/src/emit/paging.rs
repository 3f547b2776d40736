use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::ident;
use super::types;
use crate::plan::{EndpointItem, ListItem, Paging};

/// The impls that lead a client from page to page. They are small because they are compiled for every paged endpoint.
/// They name traits by their full path, so that no type of a page can collide with them.
pub(super) fn emit(item: &EndpointItem, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let paging = item.paging.as_ref()?;
    let response = types::ty(&item.response.ty, imports);
    let request = paging.request.iter().map(|name| ident(name));
    let next = next(paging);
    let listed = paging.items.as_ref().map(|list| listed(list, &response, imports));
    Some(quote! {
        impl feishu_client::Paged for Request {
            #[inline]
            fn page_token_mut(&mut self) -> &mut Option<String> { &mut self.#(#request).* }
            #[inline]
            fn next_page(page: &#response) -> feishu_client::NextPage<'_> { #next }
        }
        #listed
    })
}

fn next(paging: &Paging) -> TokenStream {
    let token = ident(&paging.token);
    let has_more = match paging.has_more.as_deref().map(ident) {
        Some(has_more) => quote! { page.#has_more },
        None => quote! { None },
    };
    let next = quote! { feishu_client::NextPage::new(#has_more, page.#token.as_deref()) };
    match paging.holder.as_deref().map(ident) {
        Some(holder) => quote! { page.#holder.as_ref().map(|page| #next).unwrap_or_default() },
        None => next,
    }
}

fn listed(list: &ListItem, response: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&list.name);
    let item = types::ty(&list.item, imports);
    quote! {
        impl feishu_client::Listed for Request {
            type Item = #item;
            #[inline]
            fn items(page: #response) -> Option<Vec<#item>> { page.#name }
        }
    }
}
