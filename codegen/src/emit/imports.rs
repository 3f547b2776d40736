use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// What a module uses of other crates, gathered while its items are emitted.
#[derive(Default)]
pub(super) struct Imports {
    client: BTreeSet<&'static str>,
    maps: bool,
}

impl Imports {
    /// An item of the client.
    pub fn client(&mut self, name: &'static str) -> Ident {
        self.client.insert(name);
        ident(name)
    }

    /// The map type.
    pub fn map(&mut self) -> Ident {
        self.maps = true;
        ident("BTreeMap")
    }

    /// The `use` items, in rustfmt's order.
    pub fn emit(&self) -> TokenStream {
        let client = self.client.iter().map(|name| ident(name));
        let client = (!self.client.is_empty()).then(|| quote! { use feishu_client::{#(#client),*}; });
        let maps = self.maps.then(|| quote! { use std::collections::BTreeMap; });
        quote! { #maps #client }
    }
}
