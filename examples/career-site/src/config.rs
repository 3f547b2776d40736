//! Settings, from the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use tracing::level_filters::LevelFilter;

/// The settings of the site.
#[derive(Debug)]
pub struct Config {
    /// The address to listen on. `CAREER_SITE_LISTEN`, 127.0.0.1:8080 by default.
    pub listen: SocketAddr,
    /// The outbox. `CAREER_SITE_DATABASE`, `career-site.sqlite` by default.
    pub database: PathBuf,
    /// The password of the operator's page. `CAREER_SITE_OPERATOR_PASSWORD`; a random one by default.
    pub operator_password: Option<Password>,
    /// Fields that a candidate must fill in, as paths such as `resume.basic_info.email`, separated by commas.
    /// `CAREER_SITE_REQUIRED`, email and mobile by default.
    pub required: Vec<String>,
    /// What is logged: `off`, `error`, `warn`, `info`, `debug` or `trace`. `CAREER_SITE_LOG`, `info` by default.
    pub log: LevelFilter,
    /// The service. Without `FEISHU_APP_ID` and `FEISHU_APP_SECRET` a mock is started in its place.
    pub service: Option<Service>,
}

/// The service and the app.
#[derive(Debug)]
pub struct Service {
    /// `FEISHU_APP_ID`.
    pub app_id: String,
    /// `FEISHU_APP_SECRET`.
    pub app_secret: Password,
    /// `FEISHU_BASE_URL`; Feishu, in China, by default.
    pub base_url: Option<String>,
    /// `FEISHU_WEBSITE_ID`: the career site.
    pub website_id: String,
}

/// A text that `Debug` does not show.
#[derive(Clone)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A variable has a value that cannot be used.
    #[error("{name} is not {expected}")]
    Invalid {
        /// The variable.
        name: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// A variable is needed beside others.
    #[error("{0} is needed together with FEISHU_APP_ID and FEISHU_APP_SECRET")]
    Missing(&'static str),
}

impl Config {
    /// Reads the settings; `variable` looks a variable up.
    ///
    /// # Errors
    /// A setting cannot be used.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let listen = variable("CAREER_SITE_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let expected = "an address such as 127.0.0.1:8080";
        let listen =
            listen.parse().map_err(|_| ConfigError::Invalid { name: "CAREER_SITE_LISTEN", expected })?;
        let log = variable("CAREER_SITE_LOG").unwrap_or_else(|| "info".to_owned());
        let expected = "one of off, error, warn, info, debug and trace";
        let log = log.parse().map_err(|_| ConfigError::Invalid { name: "CAREER_SITE_LOG", expected })?;
        let required = variable("CAREER_SITE_REQUIRED")
            .unwrap_or_else(|| "resume.basic_info.email,resume.basic_info.mobile".to_owned());
        Ok(Config {
            listen,
            database: variable("CAREER_SITE_DATABASE")
                .map_or_else(|| "career-site.sqlite".into(), PathBuf::from),
            operator_password: variable("CAREER_SITE_OPERATOR_PASSWORD").map(Password),
            required: required
                .split(',')
                .map(str::trim)
                .filter(|path| !path.is_empty())
                .map(str::to_owned)
                .collect(),
            log,
            service: service(variable)?,
        })
    }
}

fn service(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Service>, ConfigError> {
    let (app_id, app_secret) = match (variable("FEISHU_APP_ID"), variable("FEISHU_APP_SECRET")) {
        (Some(id), Some(secret)) => (id, Password(secret)),
        (None, None) => return Ok(None),
        // A mock in place of the service would lose applications.
        (Some(_), None) => return Err(ConfigError::Missing("FEISHU_APP_SECRET")),
        (None, Some(_)) => return Err(ConfigError::Missing("FEISHU_APP_ID")),
    };
    let website_id = variable("FEISHU_WEBSITE_ID").ok_or(ConfigError::Missing("FEISHU_WEBSITE_ID"))?;
    Ok(Some(Service { app_id, app_secret, base_url: variable("FEISHU_BASE_URL"), website_id }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Config::read(variable).map_err(|error| error.to_string())
    }

    #[test]
    fn without_settings_there_is_a_mock() {
        let config = read(&[("FEISHU_APP_ID", "")]).unwrap();
        assert!(config.service.is_none());
        assert_eq!(config.required, ["resume.basic_info.email", "resume.basic_info.mobile"]);
    }

    #[test]
    fn half_of_the_credentials_is_an_error() {
        let error = read(&[("FEISHU_APP_ID", "cli_a")]).unwrap_err();
        assert_eq!(error, "FEISHU_APP_SECRET is needed together with FEISHU_APP_ID and FEISHU_APP_SECRET");
        let error = read(&[("FEISHU_APP_ID", "cli_a"), ("FEISHU_APP_SECRET", "s")]).unwrap_err();
        assert!(error.starts_with("FEISHU_WEBSITE_ID"), "{error}");
        assert_eq!(
            read(&[("CAREER_SITE_LOG", "loud")]).unwrap_err(),
            "CAREER_SITE_LOG is not one of off, error, warn, info, debug and trace"
        );
    }

    #[test]
    fn no_secret_is_shown() {
        let config = read(&[
            ("FEISHU_APP_ID", "cli_a"),
            ("FEISHU_APP_SECRET", "s-1"),
            ("FEISHU_WEBSITE_ID", "1"),
            ("CAREER_SITE_OPERATOR_PASSWORD", "p-1"),
        ]);
        let shown = format!("{:?}", config.unwrap());
        assert!(!shown.contains("s-1") && !shown.contains("p-1"), "{shown}");
    }
}
