//! `cargo xtask`: everything that has to hold before a change lands, as one list of steps ([`steps`]), and the renewal
//! of everything that is generated. It has no dependencies, so that it is there within a second.

mod fuzz;
mod shell;
mod steps;

use std::env;
use std::process::ExitCode;
use std::time::Instant;

use shell::{Failure, Shell};
use steps::{STEPS, Step, Suite};

const HELP: &str = "\
cargo xtask COMMAND

  quick          what to run before a commit: format, generated code, clippy, tests
  merge          what has to hold before a merge: quick, and documentation, features, dependencies, packages
  ci             everything: merge, and whatever needs other programs, which it installs on Debian
  nightly        ci, and ten minutes of fuzzing for each target
  step NAME…     only these steps; one that cannot run is an error
  list           the steps and the command that each begins with
  regenerate     renews everything that the tool writes: descriptions, code, the list of findings
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["quick"] => run_suite(Suite::Quick),
        ["merge"] => run_suite(Suite::Merge),
        ["ci"] => run_suite(Suite::Ci),
        ["nightly"] => run_suite(Suite::Nightly),
        ["step", names @ ..] if !names.is_empty() => run_named(names),
        ["list"] => {
            STEPS
                .iter()
                .for_each(|step| println!("{:<8} {:<13} {}", step.suite.name(), step.name, step.about));
            Ok(())
        }
        ["regenerate"] => steps::regenerate(&Shell::new(false)),
        ["--help" | "-h" | "help"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a suite. A step that lacks a program is skipped, and named at the end.
fn run_suite(suite: Suite) -> Result<(), Failure> {
    let shell = Shell::new(suite >= Suite::Ci);
    let begin = Instant::now();
    let mut skipped = Vec::new();
    for step in STEPS.iter().filter(|step| step.suite <= suite) {
        match run_step(step, &shell, begin) {
            Err(Failure::Missing(what)) => {
                println!("skipped: {what}");
                skipped.push(step.name);
            }
            outcome => outcome?,
        }
    }
    println!("\n== done after {} s", begin.elapsed().as_secs());
    if !skipped.is_empty() {
        println!("skipped, because a program is missing: {}", skipped.join(", "));
    }
    Ok(())
}

/// Runs the steps with these names.
fn run_named(names: &[&str]) -> Result<(), Failure> {
    let find = |name: &&str| {
        STEPS.iter().find(|step| step.name == *name).ok_or_else(|| Failure::UnknownStep((*name).to_owned()))
    };
    let steps = names.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let shell = Shell::new(true);
    let begin = Instant::now();
    steps.into_iter().try_for_each(|step| run_step(step, &shell, begin))
}

fn run_step(step: &Step, shell: &Shell, begin: Instant) -> Result<(), Failure> {
    println!("\n== {}: {} (at {} s)", step.name, step.about, begin.elapsed().as_secs());
    (step.run)(shell)
}
