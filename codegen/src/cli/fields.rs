use std::fmt::Write;
use std::path::PathBuf;

use feishu_schema::{Field, Placed, Required};

use super::{Exit, LexiconFiles, Shared, print, print_findings, print_skipped, read_pages};
use crate::Error;
use crate::describe;
use crate::diagnostic::visible;
use crate::field_path::prefix_of_members;
use crate::pipeline::{Described, PlacedPage};
use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct FieldsOptions {
    /// Pages, or folders of pages [default: those in feishu.toml].
    #[arg(value_name = "PAGE_OR_FOLDER")]
    pages: Vec<PathBuf>,
    #[command(flatten)]
    lexicon: LexiconFiles,
}

const HEADER: &str = "page\tsection\tpath\ttype\trequired\toptions\tplaced\n";

/// Prints the rows of all tables in the order of pages and rows.
pub(super) fn run(arguments: &FieldsOptions, settings: &Settings, shared: Shared) -> Result<Exit, Error> {
    let mut descriptions = read_pages(&arguments.pages, &arguments.lexicon, settings)?.descriptions;
    let errors = print_findings(std::mem::take(&mut descriptions.findings), shared);
    print_skipped(&descriptions, shared);
    let mut out = HEADER.to_owned();
    let pages =
        descriptions.endpoints.iter().flat_map(|described| [Some(described), described.english.as_deref()]);
    for described in pages.flatten() {
        rows(described, &mut out);
    }
    print(&out)?;
    Ok(if errors { Exit::Findings } else { Exit::Done })
}

fn rows(described: &Described, out: &mut String) {
    let Some(PlacedPage { page, places }) = &described.page else { return };
    let name = &described.source.name;
    for (section, fields) in describe::table_fields(page, &described.source, places) {
        write_fields(&[name, section.as_str()], "", &fields, out);
    }
}

fn write_fields(table: &[&str; 2], prefix: &str, fields: &[Field], out: &mut String) {
    for field in fields {
        let path = format!("{prefix}{}", field.name);
        let options: Vec<String> = field.options.iter().map(|option| option.key.to_string()).collect();
        let [page, section] = table;
        let cells = [
            *page,
            section,
            &path,
            &field.spelled,
            required(field.required),
            &options.join(","),
            placed(field.placed),
        ];
        let cells: Vec<String> =
            cells.iter().map(|cell| visible(&cell.replace(['\t', '\n', '\r'], " ")).into_owned()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", cells.join("\t"));
        write_fields(table, &prefix_of_members(&path, &field.spelled), &field.fields, out);
    }
}

fn required(required: Required) -> &'static str {
    match required {
        Required::Yes => "yes",
        Required::No => "no",
        Required::Unsaid => "",
    }
}

fn placed(placed: Placed) -> &'static str {
    match placed {
        Placed::Marked => "marked",
        Placed::Only => "only",
        Placed::Example => "example",
        Placed::Type => "type",
        Placed::Lexicon => "lexicon",
        Placed::Guess => "guess",
    }
}
