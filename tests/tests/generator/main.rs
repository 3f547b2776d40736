//! The generator: the result of each stage for the given page, the tool as a program, and bad input.

mod bad_input;
mod broken_pages;
mod build_script;
mod cache;
mod cargo;
mod collisions;
mod descriptions;
mod documents;
mod fuzz;
mod hostile_names;
mod in_step;
mod interrupted;

mod lexicon;
mod mistakes;
mod others;
mod packages;
mod paging;
mod same_bytes;
mod settings;
mod skeleton;
mod snapshots;
mod terminal;

/// The tool's binary.
const TOOL: &str = env!("CARGO_BIN_EXE_feishu-codegen-under-test");

/// Compares a text with its snapshot in `tests/snapshots`.
fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}
