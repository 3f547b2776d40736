use feishu_schema::Key;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::{doc, ident};
use crate::plan::{EnumItem, Variant, Wire};

/// An enum with its conversions.
pub(super) fn emit(item: &EnumItem, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&item.name);
    let definition = definition(&name, item);
    let open = open_enum(&name, item, imports);
    let conversions = conversions(&name, item.wire);
    let debug = has_own_debug(item).then(|| debug(&name, item));
    quote! { #definition #debug #open #conversions }
}

fn definition(name: &Ident, item: &EnumItem) -> TokenStream {
    let docs = doc(&item.doc);
    let (derives, unknown) = match item.wire {
        Wire::Number => (quote! { Clone, Copy }, quote! { i64 }),
        Wire::Text => (quote! { Clone }, quote! { String }),
    };
    let debug = (!has_own_debug(item)).then(|| quote! { , Debug });
    let variants = item.variants.iter().map(|variant| {
        let docs = doc(&variant.doc);
        let name = ident(&variant.name);
        quote! { #docs #name }
    });
    quote! {
        #docs
        #[derive(#derives #debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the documentation does not list.
            Unknown(#unknown),
        }
    }
}

fn has_own_debug(item: &EnumItem) -> bool {
    item.wire == Wire::Text && !item.shows_unknown
}

/// A `Debug` that hides a text that is not among the options.
fn debug(name: &Ident, item: &EnumItem) -> TokenStream {
    let arms = item.variants.iter().map(|variant| {
        let (option, text) = (ident(&variant.name), &variant.name);
        quote! { Self::#option => #text, }
    });
    quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { #(#arms)* Self::Unknown(_) => "Unknown([redacted])" })
            }
        }
    }
}

fn open_enum(name: &Ident, item: &EnumItem, imports: &mut Imports<'_>) -> TokenStream {
    let open = imports.client_trait("OpenEnum");
    let info = imports.client("OptionInfo");
    let variants: Vec<Ident> = item.variants.iter().map(|variant| ident(&variant.name)).collect();
    let keys: Vec<TokenStream> = item.variants.iter().map(|variant| key(&variant.key)).collect();
    let infos = item.variants.iter().map(|variant| {
        let Variant { identifier, label, english, .. } = variant;
        let option = ident(&variant.name);
        quote! { #info { option: Self::#option, name: #identifier, label: #label, english: #english } }
    });
    let (wire, borrowed, subject, unknown) = match item.wire {
        Wire::Number => (quote! { i64 }, quote! { & }, quote! { *wire }, quote! { Self::Unknown(*wire) }),
        Wire::Text => (quote! { str }, quote! {}, quote! { wire }, quote! { Self::Unknown(wire.to_owned()) }),
    };
    quote! {
        impl #open for #name {
            type Wire = #wire;
            const OPTIONS: &'static [#info<Self>] = &[#(#infos),*];
            #[inline]
            fn wire(&self) -> &#wire {
                match self { #(Self::#variants => #borrowed #keys,)* Self::Unknown(wire) => wire }
            }
            #[inline]
            fn from_wire(wire: &#wire) -> Self {
                match #subject { #(#keys => Self::#variants,)* _ => #unknown }
            }
        }
    }
}

fn key(key: &Key) -> TokenStream {
    match key {
        Key::Int(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote! { #number }
        }
        Key::Boolean(truth) => quote! { #truth },
        Key::Text(text) => quote! { #text },
    }
}

/// Everything that is the same for all enums; the client holds what these lines call.
fn conversions(name: &Ident, wire: Wire) -> TokenStream {
    let numbers = (wire == Wire::Number).then(|| {
        quote! {
            impl From<i64> for #name {
                #[inline]
                fn from(wire: i64) -> Self { Self::from_wire(&wire) }
            }
            impl From<#name> for i64 {
                #[inline]
                fn from(option: #name) -> Self { *option.wire() }
            }
        }
    });
    quote! {
        #numbers
        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool { self.wire() == other.wire() }
        }
        impl Eq for #name {}
        impl std::hash::Hash for #name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) { self.wire().hash(state); }
        }
        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                feishu_client::open_enum::fmt(self, f)
            }
        }
        impl std::str::FromStr for #name {
            type Err = feishu_client::UnknownOption;
            #[inline]
            fn from_str(text: &str) -> Result<Self, feishu_client::UnknownOption> { feishu_client::open_enum::parse(text) }
        }
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                feishu_client::open_enum::serialize(self, serializer)
            }
        }
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                feishu_client::open_enum::deserialize(deserializer)
            }
        }
    }
}
