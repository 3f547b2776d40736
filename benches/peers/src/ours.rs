//! Our side.

use std::env;
use std::path::PathBuf;

use feishu_codegen::emit::{self, Client, CrateOptions, Files};
use feishu_codegen::input;
use feishu_codegen::pipeline::{self, Described};
use feishu_schema::{Endpoint, Lexicon};

use crate::{Outcome, Pages};

/// The pages of the folder that `FEISHU_PAGES` names; of a folder with both dialects, the flat ones.
pub fn pages() -> Outcome<Pages> {
    let folder = env::var_os("FEISHU_PAGES").ok_or("FEISHU_PAGES names no folder of pages")?;
    let folder = PathBuf::from(folder);
    let flat = folder.join("flat");
    let pages = input::sources(&[if flat.is_dir() { flat } else { folder }], "md")?;
    if pages.is_empty() { Err("no page in FEISHU_PAGES".into()) } else { Ok(pages) }
}

/// From the text of pages to a crate's formatted files, the tests of the examples among them.
pub fn generate(pages: &Pages, client: &str) -> Outcome<Files> {
    emit(&describe(pages), client)
}

/// From descriptions to the same.
pub fn emit(described: &[Described], client: &str) -> Outcome<Files> {
    let (plan, _) = pipeline::plan(described, &Lexicon::default(), &[]);
    let options = CrateOptions::new("ours", Client::Path(client.to_owned()));
    Ok(emit::emit_crate(&plan, &options)?)
}

/// What the pages say.
pub fn describe(pages: &Pages) -> Vec<Described> {
    pipeline::describe_pages(pages, &Lexicon::default()).endpoints
}

/// What the pages say, each endpoint once, with the page that says so.
pub fn endpoints(pages: &Pages) -> Vec<Endpoint> {
    let mut endpoints: Vec<Endpoint> =
        describe(pages).into_iter().map(|described| described.endpoint).collect();
    endpoints.sort_by(|a, b| (&a.id, &a.source.page).cmp(&(&b.id, &b.source.page)));
    endpoints.dedup_by(|a, b| a.id == b.id);
    endpoints
}
