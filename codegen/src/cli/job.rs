//! What to generate: the settings, overridden by the options of the command line.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::generate::GenerateOptions;
use crate::config::Config;
use crate::emit::{CLIENT_VERSION, Client, CrateOptions, Services};
use crate::settings::{ClientSource, Settings};
use crate::{Error, input};

/// The inputs and outputs of a run.
#[derive(Debug)]
pub(super) struct Job {
    pub config: Config,
    /// The folder for descriptions; `None` if they are not written.
    pub descriptions: Option<PathBuf>,
    /// The folder of the generated crate.
    pub out: PathBuf,
    pub options: CrateOptions,
    /// Whether this generates the settings' own project: an error in one input then stops the whole run.
    pub in_place: bool,
}

impl Job {
    pub fn new(arguments: &GenerateOptions, settings: &Settings) -> Result<Self, Error> {
        let in_place = arguments.pages.is_empty() && arguments.endpoints.is_empty();
        let out = arguments.out.clone().unwrap_or_else(|| settings.out());
        let config = match in_place {
            true => Config::of(settings),
            false => Config::new().pages(&arguments.pages).endpoints(&arguments.endpoints),
        };
        let lexicons = match (&*arguments.lexicon, in_place) {
            ([], true) => &*settings.lexicons,
            (named, _) => named,
        };
        let config = lexicons.iter().fold(config, Config::lexicon);
        let config = config.language(arguments.language.or(settings.language).unwrap_or_default());
        let in_workspace = || in_place && settings.workspace_member.unwrap_or_else(|| is_in_workspace(&out));
        let name = arguments.name.as_ref().or(settings.name.as_ref()).cloned().unwrap_or_default();
        let options = CrateOptions {
            name: name.to_string(),
            version: settings.version.clone().unwrap_or_default(),
            client: client(arguments.client.as_ref().or(settings.client.as_ref()), &out)?,
            alone: !in_workspace(),
            services: match arguments.one_package || settings.one_package {
                true => Services::Together,
                false => Services::Apart,
            },
        };
        let descriptions = settings.descriptions.clone().filter(|_| in_place);
        Ok(Self { config, descriptions, out, options, in_place })
    }

    /// The dependencies that a caller's manifest needs if the client comes from the registry.
    pub fn how_to_depend(&self) -> String {
        let Client::Version(version) = &self.options.client else { return String::new() };
        format!(
            "\nTo call the endpoints, add to your Cargo.toml (and see --client for another feishu-client):\n\n\
             [dependencies]\n{} = {{ path = \"{}\" }}\nfeishu-client = \"{version}\"\n",
            self.options.name,
            input::shown(&self.out)
        )
    }
}

/// The client dependency of the crate's manifest.
fn client(source: Option<&ClientSource>, out: &Path) -> Result<Client, Error> {
    Ok(match source {
        None => Client::Version(CLIENT_VERSION.to_owned()),
        Some(ClientSource::Version(version)) => Client::Version(version.clone()),
        Some(ClientSource::Git(url)) => Client::Git(url.clone()),
        Some(ClientSource::Path(folder)) if !folder.join("Cargo.toml").is_file() => {
            return Err(Error::NoClient { path: folder.clone() });
        }
        Some(ClientSource::Path(folder)) => Client::Path(input::shown(&relative(out, folder))),
    })
}

/// The relative path from one folder to another, as a manifest needs it.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to) = (real(from), real(to));
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        // Another drive.
        return to;
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// The absolute path without links, `.` and `..`. Members that do not exist yet are kept as they are.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for member in absolute.components() {
        match member {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            member => {
                real.push(member);
                if let Ok(target) = fs::canonicalize(&real) {
                    real = target;
                }
            }
        }
    }
    real
}

/// Whether a folder above is the root of a cargo workspace.
fn is_in_workspace(out: &Path) -> bool {
    real(out).ancestors().skip(1).any(|folder| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        toml::from_str::<toml::Table>(&manifest).is_ok_and(|manifest| manifest.contains_key("workspace"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_one_folder_to_another() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("client")).unwrap();
        fs::create_dir_all(at("a/b")).unwrap();
        for (from, to, expected) in [
            ("out", "client", "../client"),
            ("a/../x", "client", "../client"),
            ("a/b/../../x/y", "a/../client", "../../client"),
            ("new/../../x", "client", "CLIENT"),
            ("client", "client", ""),
        ] {
            let found = relative(&at(from), &at(to));
            let up = folder.path().file_name().unwrap();
            let expected = match expected {
                "CLIENT" => Path::new("..").join(up).join("client"),
                expected => PathBuf::from(expected),
            };
            assert_eq!(found, expected, "from {from} to {to}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_does_not_lead_through_links() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("far/away/real")).unwrap();
        fs::create_dir_all(at("client")).unwrap();
        std::os::unix::fs::symlink(at("far/away/real"), at("link")).unwrap();
        assert_eq!(relative(&at("link/out"), &at("client")), Path::new("../../../../client"));
        assert_eq!(relative(&at("link/../out"), &at("client")), Path::new("../../../client"));
    }
}
