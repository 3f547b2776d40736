//! The benchmark: every way in turn, again and again, so that a busy minute slows all of them down.

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{fs, thread};

use feishu_codegen::emit::Files;
use rayon::ThreadPoolBuilder;

use crate::progenitor::Common;
use crate::{Outcome, Pages, ours, progenitor};

/// The versions that this was built with.
const LOCK: &str = include_str!("../Cargo.lock");

/// One way of making something, and how long it took each time.
struct Way<'a> {
    name: String,
    run: Box<dyn Fn() -> Outcome<usize> + 'a>,
    taken: Vec<Taken>,
    bytes: usize,
}

/// How long something took.
#[derive(Clone, Copy)]
struct Taken {
    wall: Duration,
    /// Of all threads, from the kernel; zero where it does not tell.
    cpu: Duration,
}

impl<'a> Way<'a> {
    fn new(name: impl Into<String>, run: impl Fn() -> Outcome<usize> + 'a) -> Self {
        Way { name: name.into(), run: Box::new(run), taken: Vec::new(), bytes: 0 }
    }

    fn go(&mut self) -> Outcome<()> {
        let (start, cpu) = (Instant::now(), cpu_time());
        self.bytes = black_box((self.run)()?);
        self.taken.push(Taken { wall: start.elapsed(), cpu: cpu_time().saturating_sub(cpu) });
        Ok(())
    }

    fn wall(&self) -> Duration {
        median(self.taken.iter().map(|taken| taken.wall))
    }

    fn cpu(&self) -> Duration {
        median(self.taken.iter().map(|taken| taken.cpu))
    }
}

fn median(all: impl Iterator<Item = Duration>) -> Duration {
    let mut all: Vec<Duration> = all.collect();
    all.sort();
    all[all.len() / 2]
}

/// What this process has worked so far.
fn cpu_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    // The kernel counts in hundredths of a second for every architecture that we know of.
    Duration::from_millis(ticks.sum::<u64>() * 10)
}

/// Prints how fast each way is, from so many rounds.
pub fn run(times: usize) -> Outcome<()> {
    let pages = ours::pages()?;
    let common = progenitor::common(&pages)?;
    let all = ours::generate(&pages, "client")?;
    let endpoints = ours::endpoints(&pages).len();
    let one_core = ThreadPoolBuilder::new().num_threads(1).build()?;
    let generate = |pages: &Pages| Ok(size(&ours::generate(pages, "client")?));
    let cores = thread::available_parallelism()?;

    let mut ways = [
        Way::new(format!("A  ours: pages to formatted files, {cores} cores"), || generate(&pages)),
        Way::new("B  A's output: syn::parse_file and prettyplease::unparse, 1 core", || reformat(&all)),
        Way::new(format!("C  ours: as A, {cores} cores"), || generate(&common.pages)),
        Way::new("D  ours: as A, 1 core", || one_core.install(|| generate(&common.pages))),
        Way::new("E  progenitor-impl: OpenAPI to tokens, 1 core", || {
            // The tokens have no text yet, so there is no size to tell.
            progenitor::tokens(&common.openapi).map(|tokens| usize::from(tokens.is_empty()))
        }),
        Way::new("F  progenitor-impl: OpenAPI to formatted text, 1 core", || {
            progenitor::text(&common.openapi).map(|text| text.len())
        }),
    ];
    for _ in 0..times.max(1) {
        for way in &mut ways {
            way.go()?;
        }
    }
    let counts =
        [endpoints, endpoints, common.endpoints, common.endpoints, common.endpoints, common.endpoints];
    print(&ways, &counts, times);
    print_left_out(&common);
    Ok(())
}

fn size(files: &Files) -> usize {
    files.values().map(String::len).sum()
}

/// Reads and formats what our side has made, and drops it again.
fn reformat(files: &Files) -> Outcome<usize> {
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(_, text)| Ok(prettyplease::unparse(&syn::parse_file(text)?).len())).sum()
}

fn print(ways: &[Way<'_>], counts: &[usize], times: usize) {
    println!("versions: {}\n", versions().join(", "));
    println!(
        "{:66} {:>10} {:>10} {:>10} {:>9}",
        format!("median of {times}"),
        "wall ms",
        "CPU ms",
        "endpoints",
        "ms each"
    );
    for (way, count) in ways.iter().zip(counts) {
        let (wall, cpu) = (millis(way.wall()), millis(way.cpu()));
        let each = wall / *count as f64;
        println!("{:66} {wall:10.0} {cpu:10.0} {count:10} {each:9.2}", way.name);
    }
    println!(
        "\noutput: {:.1} MB ours (A), {:.1} MB progenitor's (F)\n",
        megabytes(&ways[0]),
        megabytes(&ways[5])
    );
    let ratio = |over: usize, under: usize| millis(ways[over].wall()) / millis(ways[under].wall());
    println!(
        "A / B = {:5.2}   the whole way beside the formatter alone: at most 2 is asked for",
        ratio(0, 1)
    );
    println!(
        "F / C = {:5.2}   progenitor beside ours, as both are run: at least 5 is asked for",
        ratio(5, 2)
    );
    println!("F / D = {:5.2}   the same with one core for both", ratio(5, 3));
    println!("E / C = {:5.2}   progenitor's unformatted tokens beside our formatted files", ratio(4, 2));
}

/// The packages that count, with their versions.
fn versions() -> Vec<String> {
    let mut lines = LOCK.lines();
    let mut versions = Vec::new();
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("name = ").unwrap_or_default().trim_matches('"');
        if ["progenitor-impl", "typify-impl", "prettyplease", "syn", "rayon"].contains(&name) {
            let version = lines.next().unwrap_or_default().trim_start_matches("version = ").trim_matches('"');
            versions.push(format!("{name} {version}"));
        }
    }
    versions
}

fn print_left_out(common: &Common) {
    println!("\nleft out of C to F: {}", common.left_out.len());
    for (endpoint, reason) in &common.left_out {
        println!("  {endpoint}: {reason}");
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn megabytes(way: &Way<'_>) -> f64 {
    way.bytes as f64 / 1_000_000.0
}

/// Only our side, so many times.
pub fn ours(times: usize) -> Outcome<()> {
    let pages = ours::pages()?;
    for _ in 0..times {
        let start = Instant::now();
        let files = ours::generate(&pages, "client")?;
        println!("{:.0} ms, {} files", millis(start.elapsed()), files.len());
    }
    Ok(())
}
