//! Serves described endpoints on this machine: see the library.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use feishu_mock::{Mock, RateLimitMode};

/// Simulates the described endpoints of Feishu on this machine.
///
/// GET /_mock/requests returns the received requests; POST /_mock/faults injects a fault, POST /_mock/answers gives an
/// answer in place of the documented example, and GET /_mock/errors lists the documented errors.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The address to listen on; port 0 for a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder of the descriptions.
    #[arg(long, value_name = "DIR", default_value = "schema/endpoints")]
    endpoints: PathBuf,
    /// The app that may call.
    #[arg(long, value_name = "ID", default_value = Mock::APP_ID, requires = "app_secret")]
    app_id: String,
    /// Its secret.
    #[arg(long, value_name = "SECRET", default_value = Mock::APP_SECRET, requires = "app_id")]
    app_secret: String,
    /// How long tokens last.
    #[arg(long, value_name = "SECONDS", default_value_t = 7200)]
    token_lifetime: u64,
    /// The HTTP status with which tokens are refused.
    #[arg(long, value_name = "STATUS", default_value_t = 400)]
    refused_token_status: u16,
    /// How the documented limits are kept.
    #[arg(long, value_enum, default_value_t)]
    limits: LimitsOption,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum LimitsOption {
    /// No stretch of a window's length holds more calls than the limit.
    #[default]
    Sliding,
    /// Windows lie end to end.
    Fixed,
    /// Not at all.
    Off,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Serves until it is interrupted.
async fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let limits = match options.limits {
        LimitsOption::Sliding => RateLimitMode::Sliding,
        LimitsOption::Fixed => RateLimitMode::Fixed,
        LimitsOption::Off => RateLimitMode::Off,
    };
    let mock = Mock::builder()
        .listen(options.listen)
        .endpoints(options.endpoints)
        .app(options.app_id, options.app_secret)
        .token_lifetime(Duration::from_secs(options.token_lifetime))
        .refused_token_status(options.refused_token_status)
        .limits(limits)
        .start()
        .await?;
    // Whoever waits for the first line may well close the pipe then: the server goes on.
    let _ = announce(&mock);
    tokio::signal::ctrl_c().await?;
    Ok(())
}

fn announce(mock: &Mock) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "listening on {}", mock.base_url())?;
    mock.endpoints().iter().try_for_each(|endpoint| writeln!(out, "serving {endpoint}"))
}
