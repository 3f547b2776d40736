//! The command-line tool: arguments in, exit code out, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    feishu_codegen::cli::main()
}
