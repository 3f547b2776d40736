//! Runs commands in the folder of the workspace.

use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Why a step did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// A command failed.
    Command(String, ExitStatus),
    /// A command cannot be started.
    Start(String, io::Error),
    /// A file cannot be read or written.
    File(PathBuf, io::Error),
    /// A program is not installed.
    Missing(String),
    /// Something does not hold.
    Broken(String),
    /// There is no step with this name.
    UnknownStep(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(command, status) => write!(f, "{status}: {command}"),
            Self::Start(command, error) => write!(f, "cannot start {command}: {error}"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Missing(what) | Self::Broken(what) => f.write_str(what),
            Self::UnknownStep(name) => write!(f, "no step is named {name}; see `cargo xtask list`"),
        }
    }
}

/// Runs commands, and installs the programs that they need if it may.
pub struct Shell {
    may_install: bool,
    variables: Vec<(&'static str, String)>,
}

impl Shell {
    pub const fn new(may_install: bool) -> Self {
        Self { may_install, variables: Vec::new() }
    }

    /// The same with an environment variable.
    pub fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut variables = self.variables.clone();
        variables.push((name, value.into()));
        Self { variables, ..*self }
    }

    /// Runs cargo with arguments that are separated by spaces.
    pub fn cargo(&self, arguments: &str) -> Result<(), Failure> {
        self.run("cargo", &arguments.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a program to its end.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<(), Failure> {
        let shown = format!("{program} {}", arguments.join(" "));
        println!("$ {shown}");
        let status = self.command(program, arguments).status();
        match status.map_err(|error| Failure::Start(shown.clone(), error))? {
            status if status.success() => Ok(()),
            status => Err(Failure::Command(shown, status)),
        }
    }

    /// What a program prints, without white space around it; nothing if it fails.
    pub fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = self.command(program, arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(workspace());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// The first of these programs that is installed. If none is, installs a package of Debian that has it.
    pub fn program(&self, names: &[&str], package: &str) -> Result<PathBuf, Failure> {
        let find = || names.iter().find_map(|name| find_program(name));
        if find().is_none() {
            self.install_package(package)?;
        }
        find().ok_or_else(|| Failure::Missing(format!("{} is not installed", names.join(" or "))))
    }

    /// Makes sure that pkg-config finds a library. If it does not, installs a package of Debian that has it.
    pub fn library(&self, name: &str, package: &str) -> Result<(), Failure> {
        if self.output("pkg-config", &["--exists", name]).is_none() {
            self.install_package(package)?;
        }
        Ok(())
    }

    fn install_package(&self, package: &str) -> Result<(), Failure> {
        if !self.may_install || find_program("apt-get").is_none() {
            return Err(Failure::Missing(format!(
                "the package {package} of Debian, or its like, is not installed"
            )));
        }
        let is_root = self.output("id", &["-u"]).is_some_and(|id| id == "0");
        let (program, before) = if is_root { ("apt-get", None) } else { ("sudo", Some("apt-get")) };
        let apt = |arguments: &[&str]| {
            self.run(program, &before.into_iter().chain(arguments.iter().copied()).collect::<Vec<_>>())
        };
        apt(&["update", "--quiet", "--quiet"])?;
        apt(&["install", "--quiet", "--yes", package])
    }

    /// A subcommand of cargo that `tools.txt` lists: the installed one, or else one installed below `target`.
    pub fn cargo_tool(&self, name: &str) -> Result<PathBuf, Failure> {
        let bin = workspace().join("target/xtask/tools/bin");
        if let Some(program) = find_program(name) {
            return Ok(program);
        }
        if !bin.join(name).exists() {
            if !self.may_install || find_program("python3").is_none() {
                return Err(Failure::Missing(format!("{name} is not installed: `cargo install {name}`")));
            }
            // There are no wheels for some systems.
            self.install_tools(&bin).map_err(|failure| Failure::Missing(format!("no {name}: {failure}")))?;
        }
        Ok(bin.join(name))
    }

    fn install_tools(&self, bin: &Path) -> Result<(), Failure> {
        self.run("python3", &["-m", "venv", "target/xtask/tools"])?;
        let python = bin.join("python").display().to_string();
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
        let list = ["--only-binary=:all:", "--require-hashes", "--requirement", "xtask/tools.txt"];
        self.run(&python, &[pip.as_slice(), &list].concat())
    }
}

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Where a program is.
fn find_program(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}
