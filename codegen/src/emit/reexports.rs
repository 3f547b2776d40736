use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::plan::Reexport;

/// The types of other endpoints' modules in the service, as one `pub use` per module.
pub(super) fn emit(reexports: &[Reexport]) -> TokenStream {
    let from_one = reexports.chunk_by(|a, b| (&a.version, &a.module) == (&b.version, &b.module));
    from_one
        .filter_map(|types| {
            let Reexport { version, module, .. } = types.first()?;
            let names = types.iter().map(|ty| {
                let (name, alias) = (ident(&ty.name), ident(&ty.alias));
                if name == alias {
                    quote! { #name }
                } else {
                    quote! { #name as #alias }
                }
            });
            let home = match (version, module.as_deref().map(ident)) {
                (Some(version), Some(module)) => {
                    let version = ident(version);
                    quote! { super::super::#version::#module }
                }
                (_, Some(module)) => quote! { super::#module },
                (_, None) => quote! { self },
            };
            Some(quote! { pub use #home::{#(#names),*}; })
        })
        .collect()
}
