//! A whole run over a thousand pages, stage by stage: what a run costs in which one of them has changed.

use divan::Bencher;
use feishu_codegen::emit::{self, Client, CrateOptions};
use feishu_codegen::pipeline;
use feishu_schema::Lexicon;

use super::{Arc, Source, made_up, source};

fn pages() -> Vec<Arc<Source>> {
    let ten = (0..10).flat_map(|_| made_up::folder());
    // Each of another endpoint.
    let of_number = |(number, text): (usize, String)| {
        let path = text.find("/catalogs/c").map_or(0, |at| at + "/catalogs/c".len());
        let (head, tail) = text.split_at(path);
        source(number, format!("{head}{number}x{tail}"))
    };
    ten.enumerate().map(of_number).collect()
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
