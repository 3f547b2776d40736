//! The other side: progenitor, from the OpenAPI document of the same endpoints.

use std::panic;

use feishu_codegen::export::{Export, Version};
use feishu_schema::{Endpoint, Lexicon};
use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor_impl::Generator;

use crate::{Outcome, Pages, ours};

/// What both sides generate.
pub struct Common {
    /// The pages.
    pub pages: Pages,
    /// How many endpoints they document.
    pub endpoints: usize,
    /// Their OpenAPI document, as text.
    pub openapi: String,
    /// The endpoints left out, with the reason.
    pub left_out: Vec<(String, String)>,
}

/// The endpoints that both sides can generate.
pub fn common(pages: &Pages) -> Outcome<Common> {
    let all = ours::endpoints(pages);
    let lexicon = Lexicon::default();
    let same_path = Export::new(&all, &lexicon).left_out();
    let mut left_out: Vec<(String, String)> = same_path
        .iter()
        .map(|(endpoint, instead)| {
            (endpoint.id.clone(), format!("OpenAPI has its path as that of {}", instead.id))
        })
        .collect();
    let candidates: Vec<&Endpoint> =
        all.iter().filter(|endpoint| !same_path.iter().any(|(out, _)| out.id == endpoint.id)).collect();
    let mut taken = Vec::new();
    for endpoint in candidates {
        match tokens(&openapi(std::slice::from_ref(endpoint))?) {
            Ok(_) => taken.push(endpoint.clone()),
            Err(error) => left_out.push((endpoint.id.clone(), error.to_string())),
        }
    }
    let is_taken = |page: &str| taken.iter().any(|endpoint| page.ends_with(&endpoint.source.page));
    let pages = pages.iter().filter(|page| is_taken(&page.name)).cloned().collect();
    Ok(Common { pages, endpoints: taken.len(), openapi: openapi(&taken)?, left_out })
}

fn openapi(endpoints: &[Endpoint]) -> Outcome<String> {
    let document = Export::new(endpoints, &Lexicon::default()).openapi(Version::V3_0);
    Ok(serde_json::to_string(&document)?)
}

/// From the document's text to tokens, which is what progenitor's macro stops at.
pub fn tokens(openapi: &str) -> Outcome<TokenStream> {
    let document: OpenAPI = serde_json::from_str(openapi)?;
    let made = panic::catch_unwind(|| Generator::default().generate_tokens(&document));
    Ok(made.map_err(|_| "progenitor panics")??)
}

/// From the document's text to formatted Rust, as progenitor's documentation has build scripts do it.
pub fn text(openapi: &str) -> Outcome<String> {
    Ok(prettyplease_2::unparse(&syn_2::parse2(tokens(openapi)?)?))
}
