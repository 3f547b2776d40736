//! The imports of a module.
//!
//! The names of a page take precedence: if a module has a type with the name of an item of the client, the item is not
//! imported but written with its full path. A page can therefore use any name that the client uses, now or later.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::ident;
use crate::plan::EndpointItem;

/// The imports of a module, gathered while its items are emitted.
pub(super) struct Imports<'a> {
    /// The names of the module's own types.
    own: BTreeSet<&'a str>,
    client: BTreeSet<&'static str>,
    maps: bool,
}

impl<'a> Imports<'a> {
    /// Creates the imports of an endpoint's module.
    pub fn of(item: &'a EndpointItem) -> Self {
        let structs = item.structs.iter().map(|item| item.name.as_str());
        let enums = item.enums.iter().map(|item| item.name.as_str());
        let reexports = item.reexports.iter().map(|item| item.alias.as_str());
        let own = structs.chain(enums).chain(reexports).collect();
        Imports { own, client: BTreeSet::new(), maps: false }
    }

    /// Imports an item of the client. A lowercase name is a module or a macro, which no type of a page can have.
    pub fn client(&mut self, name: &'static str) -> TokenStream {
        let item = ident(name);
        if self.own.contains(name) {
            return quote! { feishu_client::#item };
        }
        self.client.insert(name);
        quote! { #item }
    }

    /// The map type.
    pub fn map(&mut self) -> TokenStream {
        if self.own.contains("BTreeMap") {
            return quote! { std::collections::BTreeMap };
        }
        self.maps = true;
        quote! { BTreeMap }
    }

    /// The `use` items, in rustfmt's order.
    pub fn emit(&self) -> TokenStream {
        let is_lower = |name: &&&str| name.starts_with(|first: char| first.is_ascii_lowercase());
        let (modules, types): (Vec<_>, Vec<_>) = self.client.iter().partition(is_lower);
        let client: Vec<Ident> = modules.into_iter().chain(types).copied().map(ident).collect();
        let client = (!client.is_empty()).then(|| quote! { use feishu_client::{#(#client),*}; });
        let maps = self.maps.then(|| quote! { use std::collections::BTreeMap; });
        quote! { #maps #client }
    }
}
