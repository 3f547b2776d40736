//! The settings of a project in `feishu.toml`: its inputs and outputs.
//!
//! ```toml
//! #:schema docs/feishu.schema.json
//! pages = ["docs/pages"]
//! lexicons = ["docs/lexicon.toml"]
//! descriptions = "docs"
//! out = "feishu-api"
//! crate = "feishu-api"
//! client = { version = "0.1" }
//! ```

use std::env;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::BuildReport;
use crate::{CrateName, CrateVersion, Error, Languages, input};

/// The name of the file.
pub const FILE: &str = "feishu.toml";

/// The settings that the commands and build scripts share. Options on the command line take precedence. Paths are
/// relative to the folder of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "feishu.toml")]
pub struct Settings {
    /// Pages: files, or folders with `.md` files. `fetch` writes new pages to the first folder.
    pub pages: Vec<PathBuf>,
    /// Descriptions, instead of or in addition to pages: files, or folders with `.json` files.
    pub endpoints: Vec<PathBuf>,
    /// The lexicon files.
    pub lexicons: Vec<PathBuf>,
    /// The folder for the descriptions and their JSON Schemas. Without it, they are not written. Descriptions of facts in it
    /// (`describe --facts`) are inputs as well: they replace pages that are not stored.
    pub descriptions: Option<PathBuf>,
    /// The folder of the generated crate. Defaults to `generated`.
    pub out: Option<PathBuf>,
    /// The name of the generated crate. Defaults to `feishu-api`.
    #[serde(rename = "crate")]
    pub name: Option<CrateName>,
    /// The version of the generated crate. Defaults to 0.1.0.
    pub version: Option<CrateVersion>,
    /// The source of `feishu-client` for the generated crate. Defaults to the registry.
    pub client: Option<ClientSource>,
    /// Generates one package for all services instead of one per service.
    pub one_package: bool,
    /// Whether the generated crate is a member of the workspace around it. Defaults to `true` if there is one.
    pub workspace_member: Option<bool>,
    /// The language of generated documentation, and of the pages that `fetch` and `update` ask for. By default
    /// documentation is in both, new pages are in Chinese, and pages that are there already keep their language.
    pub language: Option<Languages>,
    /// How a build script reports findings.
    pub build_report: BuildReport,
}

/// The source of `feishu-client` for a generated crate.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClientSource {
    /// This folder.
    Path(PathBuf),
    /// This version in the registry.
    Version(String),
    /// The git repository at this URL.
    Git(String),
}

impl FromStr for ClientSource {
    type Err = String;

    /// Parses `git=URL`, a version such as `0.1` or `=0.1.2`, or a folder.
    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim_start_matches(['^', '~', '=']);
        let is_version = number.starts_with(|first: char| first.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '*'));
        match text.strip_prefix("git=") {
            Some("") => Err("`git=` needs a URL".to_owned()),
            Some(url) => Ok(ClientSource::Git(url.to_owned())),
            None if text.is_empty() => Err("needs a folder, a version or git=URL".to_owned()),
            None if is_version && !Path::new(text).exists() => Ok(ClientSource::Version(text.to_owned())),
            None => Ok(ClientSource::Path(PathBuf::from(text))),
        }
    }
}

impl Settings {
    /// Reads settings from a file.
    ///
    /// # Errors
    /// When it cannot be read, is not TOML, or has an unknown setting.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let source = input::source(path)?;
        let settings: Settings = toml::from_str(&source.text)
            .map_err(|error| Error::Settings { path: path.to_owned(), source: Box::new(error) })?;
        Ok(settings.starting_at(path.parent().unwrap_or(Path::new(""))))
    }

    /// Reads the nearest `feishu.toml` in the working folder or a folder above it. Without one, returns the
    /// [`conventional`](Self::conventional) settings.
    ///
    /// # Errors
    /// As [`read`](Self::read), and when the working folder does not exist.
    pub fn find() -> Result<Self, Error> {
        let here = env::current_dir().map_err(|source| Error::Read { path: PathBuf::from("."), source })?;
        let mut folder = PathBuf::new();
        for _ in here.ancestors() {
            let file = folder.join(FILE);
            if file.symlink_metadata().is_ok() {
                return Self::read(&file);
            }
            folder.push("..");
        }
        Ok(Self::conventional())
    }

    /// The settings for a folder with the layout of this project: pages, lexicon and descriptions in `schema`, the
    /// client in `client`, and the generated crate in `generated`, a member of the workspace.
    #[must_use]
    pub fn conventional() -> Self {
        let there = |path: &str| Path::new(path).exists().then(|| PathBuf::from(path));
        let client = there("client/Cargo.toml").map(|_| ClientSource::Path(PathBuf::from("client")));
        Settings {
            pages: vec![PathBuf::from("schema/pages")],
            lexicons: there("schema/lexicon.toml").into_iter().collect(),
            descriptions: Some(PathBuf::from("schema")),
            client,
            workspace_member: Some(true),
            ..Settings::default()
        }
    }

    /// The folder of the generated crate.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        self.out.clone().unwrap_or_else(|| PathBuf::from("generated"))
    }

    /// The folder with the descriptions, if there is one.
    #[must_use]
    pub fn endpoint_folder(&self) -> Option<PathBuf> {
        self.descriptions.as_ref().map(|folder| folder.join("endpoints"))
    }

    /// The JSON Schema of the file.
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Settings).to_value()
    }

    fn starting_at(mut self, folder: &Path) -> Self {
        let lists = [&mut self.pages, &mut self.endpoints, &mut self.lexicons];
        let client = match &mut self.client {
            Some(ClientSource::Path(path)) => Some(path),
            _ => None,
        };
        let paths = lists.into_iter().flatten().chain(&mut self.descriptions).chain(client);
        paths.for_each(|path| *path = folder.join(&*path));
        self.out = Some(folder.join(self.out()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_of_the_client_are_parsed() {
        let parse = |text: &str| text.parse::<ClientSource>();
        assert_eq!(parse("../client"), Ok(ClientSource::Path(PathBuf::from("../client"))));
        assert_eq!(parse("0.1"), Ok(ClientSource::Version("0.1".to_owned())));
        assert_eq!(parse("=0.1.2-rc.1"), Ok(ClientSource::Version("=0.1.2-rc.1".to_owned())));
        assert_eq!(parse("git=https://a.test/b"), Ok(ClientSource::Git("https://a.test/b".to_owned())));
        assert!(parse("git=").is_err() && parse("").is_err());
    }

    #[test]
    fn paths_start_at_the_folder_of_the_file_and_mistakes_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        let text = "pages = [\"docs\"]\nlexicons = [\"a.toml\", \"b.toml\"]\ncrate = \"okr\"\nclient = { path = \"../client\" }\n\
                    language = \"en\"\nbuild-report = \"all\"\n";
        std::fs::write(&file, text).unwrap();
        let settings = Settings::read(&file).unwrap();
        assert_eq!(settings.pages, [folder.path().join("docs")]);
        assert_eq!(settings.out(), folder.path().join("generated"));
        assert_eq!(settings.client, Some(ClientSource::Path(folder.path().join("../client"))));
        assert_eq!((settings.language, settings.build_report), (Some(Languages::English), BuildReport::All));
        for (wrong, shown) in [
            ("pgaes = []", "pgaes"),
            ("crate = \"self\"", "keyword"),
            ("client = { paht = \"x\" }", "paht"),
            ("language = \"fr\"", "fr"),
            ("pages = \"docs\"", "string"),
        ] {
            std::fs::write(&file, format!("# One line above.\n{wrong}\n")).unwrap();
            let error = Settings::read(&file).unwrap_err().to_string();
            assert!(error.contains(shown) && error.contains("line 2"), "{error}");
        }
    }
}
