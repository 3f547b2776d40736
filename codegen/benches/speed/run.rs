//! A whole run over a thousand pages, stage by stage.

use divan::Bencher;
use feishu_codegen::emit::{self, Client, CrateOptions};
use feishu_codegen::pipeline;
use feishu_schema::Lexicon;

use super::{Arc, Source, made_up, source};

fn pages() -> Vec<Arc<Source>> {
    made_up::thousand().into_iter().enumerate().map(|(number, text)| source(number, text)).collect()
}

#[divan::bench(sample_count = 5)]
fn describing(bencher: Bencher<'_, '_>) {
    let pages = pages();
    bencher.bench(|| pipeline::describe_pages(&pages, &Lexicon::default()));
}

#[divan::bench(sample_count = 5)]
fn planning(bencher: Bencher<'_, '_>) {
    let described = pipeline::describe_pages(&pages(), &Lexicon::default());
    bencher.bench(|| pipeline::plan(&described.endpoints, &Lexicon::default(), &[]));
}

#[divan::bench(sample_count = 5)]
fn emitting(bencher: Bencher<'_, '_>) {
    let described = pipeline::describe_pages(&pages(), &Lexicon::default());
    let (plan, _) = pipeline::plan(&described.endpoints, &Lexicon::default(), &[]);
    let options = CrateOptions::new("bench", Client::Version("0.1.0".to_owned()));
    bencher.bench(|| emit::emit_crate(&plan, &options));
}
