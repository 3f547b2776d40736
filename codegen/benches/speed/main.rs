//! How fast pages are read, nested and described.
//!
//! ```sh
//! cargo bench -p feishu-codegen                  # made-up pages
//! FEISHU_PAGES=… cargo bench -p feishu-codegen   # and those of a folder, one figure a dialect
//! ```
//!
//! `growth` has the items a second, so that what is linear has the same figure in every line.

mod made_up;
mod run;

use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use feishu_codegen::page::{self, Page};
use feishu_codegen::source::Source;
use feishu_codegen::{input, pipeline};
use feishu_schema::Lexicon;

fn main() {
    divan::main();
}

fn source(name: usize, text: String) -> Arc<Source> {
    Arc::new(Source::new(format!("{name}.md"), text))
}

/// From the text of pages to their descriptions, on all cores.
mod folder {
    use super::{Arc, Bencher, ItemsCount, Lexicon, PathBuf, Source, input, made_up, pipeline, source};

    #[divan::bench]
    fn made_up_pages(bencher: Bencher<'_, '_>) {
        let pages = made_up::folder().into_iter().enumerate();
        describe(bencher, &pages.map(|(number, text)| source(number, text)).collect::<Vec<_>>());
    }

    #[divan::bench(args = ["flat", "portal"], sample_count = 10)]
    fn published(bencher: Bencher<'_, '_>, dialect: &str) {
        let Some(folder) = std::env::var_os("FEISHU_PAGES") else { return };
        match input::sources(&[PathBuf::from(folder).join(dialect)], "md") {
            Ok(pages) => describe(bencher, &pages),
            Err(error) => eprintln!("{error}"),
        }
    }

    fn describe(bencher: Bencher<'_, '_>, pages: &[Arc<Source>]) {
        let lexicon = Lexicon::default();
        bencher.counter(ItemsCount::new(pages.len())).bench(|| pipeline::describe_pages(pages, &lexicon));
    }
}

/// One page with a table of this many rows, stage by stage.
mod growth {
    use feishu_codegen::describe::describe;
    use feishu_codegen::nest::{self, PageInput, Place};

    use super::{Arc, Bencher, ItemsCount, Page, Source, made_up, page, source};

    const ROWS: [usize; 4] = [500, 1_000, 2_000, 4_000];

    #[divan::bench(args = ROWS, sample_count = 20)]
    fn reading(bencher: Bencher<'_, '_>, rows: usize) {
        let source = source(0, made_up::page(0, rows));
        bencher.counter(ItemsCount::new(rows)).bench(|| page::read(&source, &mut Vec::new()));
    }

    #[divan::bench(args = ROWS, sample_count = 20)]
    fn nesting(bencher: Bencher<'_, '_>, rows: usize) {
        let (_, page) = read(rows);
        bencher.counter(ItemsCount::new(rows)).bench(|| places(&page));
    }

    #[divan::bench(args = ROWS, sample_count = 20)]
    fn describing(bencher: Bencher<'_, '_>, rows: usize) {
        let (source, page) = read(rows);
        let places = places(&page);
        let described = || describe(&page, &source, &places, &mut Vec::new());
        bencher.counter(ItemsCount::new(rows)).bench(described);
    }

    fn read(rows: usize) -> (Arc<Source>, Page) {
        let source = source(0, made_up::page(0, rows));
        let page = page::read(&source, &mut Vec::new()).endpoint();
        (source, page.unwrap_or_else(|| unreachable!("the made-up page is an endpoint's")))
    }

    fn places(page: &Page) -> Vec<Vec<Place>> {
        let values = |example: &page::Example| -> Vec<_> {
            example.values().map(|value| (example.section, value)).collect()
        };
        let examples: Vec<_> = page.examples.iter().flat_map(values).collect();
        nest::nest_page(&PageInput::new(page, &examples, &[]))
    }
}
