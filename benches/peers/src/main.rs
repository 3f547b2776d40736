//! How fast `feishu-codegen` generates, beside the formatter alone and beside progenitor: see the README.

mod crates;
mod ours;
mod progenitor;
mod speed;

use std::error::Error;
use std::path::PathBuf;
use std::{env, process};

use feishu_codegen::source::Source;

/// Whatever goes wrong ends the run.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Pages, and nothing else.
type Pages = Vec<std::sync::Arc<Source>>;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        [] => speed::run(15),
        ["crates", out] => crates::write(&PathBuf::from(out)),
        // Only our side, to be looked at with a profiler.
        ["ours", times] => times.parse().map_err(Into::into).and_then(speed::ours),
        [times] => times.parse().map_err(Into::into).and_then(speed::run),
        _ => Err("usage: feishu-peers [TIMES] | ours TIMES | crates FOLDER".into()),
    };
    if let Err(error) = done {
        eprintln!("error: {error}");
        process::exit(2);
    }
}
