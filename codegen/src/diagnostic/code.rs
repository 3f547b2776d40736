use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// A kind of finding. Each stage lists its own in a file `findings.rs`. The meaning of a name never changes.
///
/// `P…` reading a page, `N…` nesting, `D…` describing, `M…` pages in two
/// languages, `L…` the lexicon, `G…` generating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The stable name: a letter and three digits.
    pub name: &'static str,
    /// The meaning, in one sentence.
    pub meaning: &'static str,
    /// How to fix it, in one sentence.
    pub remedy: &'static str,
}

impl Code {
    /// The remedy as a help line, without capital and full stop.
    #[must_use]
    pub fn help(&self) -> String {
        let mut help = self.remedy.trim_end_matches('.').to_owned();
        if let Some(first) = help.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        help
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Serialize for Code {
    /// Serializes the name.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.name.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let code = crate::pipeline::codes().find(|code| code.name == name);
        code.ok_or_else(|| Error::custom(format_args!("no kind of finding is called `{name}`")))
    }
}
