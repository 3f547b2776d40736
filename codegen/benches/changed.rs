//! What a run of the tool costs in which one page of a thousand has changed, beside one from nothing.
//!
//! ```sh
//! cargo bench -p feishu-codegen --bench changed                  # made-up pages
//! FEISHU_PAGES=… cargo bench -p feishu-codegen --bench changed   # those of a folder
//! ```

#[allow(dead_code, reason = "the other bench uses more")]
#[path = "speed/made_up.rs"]
mod made_up;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Each run is measured so often, and the fastest counts: other programs only make it slower.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let pages = pages(folder.path())?;
    let page = &pages[pages.len() / 2];
    let text = fs::read_to_string(page)?;
    let (mut full, mut changed, mut unchanged) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS {
        for made in ["cache", "api"] {
            let _ = fs::remove_dir_all(folder.path().join(made));
        }
        full = full.min(run(folder.path())?);
        unchanged = unchanged.min(run(folder.path())?);
        // Another title is another text in the generated code.
        fs::write(page, text.replacen("\n# ", &format!("\n# {round} "), 1))?;
        changed = changed.min(run(folder.path())?);
    }
    println!("{} pages, the fastest of {ROUNDS} runs each", pages.len());
    for (what, time) in
        [("from nothing", full), ("one page changed", changed), ("nothing changed", unchanged)]
    {
        println!("{what:<17} {:>7.3} s  {:.3}", time.as_secs_f64(), time.as_secs_f64() / full.as_secs_f64());
    }
    Ok(())
}

/// Puts the pages into a folder, and gives their paths.
fn pages(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let texts = match std::env::var_os("FEISHU_PAGES") {
        Some(given) => {
            let sources = feishu_codegen::input::sources(&[PathBuf::from(given)], "md")?;
            sources.iter().map(|source| source.text.clone()).collect()
        }
        None => made_up::thousand(),
    };
    let folder = folder.join("pages");
    fs::create_dir(&folder)?;
    let mut paths = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let path = folder.join(format!("{number}.md"));
        fs::write(&path, text)?;
        paths.push(path);
    }
    Ok(paths)
}

/// How long the tool takes.
fn run(folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    tool.args(["generate", "--pages", "pages", "--out", "api", "--crate", "library-api"]);
    tool.current_dir(folder).env("XDG_CACHE_HOME", folder.join("cache"));
    tool.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = tool.status()?;
    let time = start.elapsed();
    match status.code() {
        Some(0 | 1) => Ok(time),
        _ => Err(format!("the tool ended with {status}").into()),
    }
}
