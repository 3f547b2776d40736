//! Reads a lexicon from TOML files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use super::record::{Origin, Record, StaleEntry, dotted};
use super::{EndpointWords, FieldWords, Lexicon, ServiceWords};

/// Why files do not form a valid lexicon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// A file is not TOML, or has an unknown key.
    #[error("not a lexicon: {message}")]
    Invalid {
        /// The index of the file.
        file: usize,
        /// The message, in one line.
        message: String,
        /// The place in the file, in bytes.
        span: Option<Range<usize>>,
    },
    /// Two files have the same entry.
    #[error("two files have the entry `{entry}`")]
    Duplicate {
        /// The path of the entry in TOML syntax.
        entry: String,
        /// The place of the first.
        first: Origin,
        /// The place of the second.
        second: Origin,
    },
    /// A field is both personal and public.
    #[error("the field `{entry}` is both personal and public")]
    Contradiction {
        /// The path of the field in TOML syntax.
        entry: String,
        /// The place of `personal`.
        personal: Origin,
        /// The place of `public`.
        public: Origin,
    },
}

/// The content of a file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "lexicon.toml")]
struct LexiconFile {
    /// Whether the file may be used with a subset of the pages that it has entries for.
    #[serde(default)]
    shared: bool,
    /// By service: the first segment of the path after `open-apis`, such as `hire`.
    #[serde(default)]
    services: BTreeMap<String, ServiceWords>,
    /// By the endpoint's id.
    #[serde(default)]
    endpoints: BTreeMap<String, EndpointWords>,
}

impl Lexicon {
    /// Reads a lexicon from one file.
    ///
    /// # Errors
    /// When the text is not TOML, has an unknown key, or contradicts itself.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Self::from_files([text])
    }

    /// Reads a lexicon from several files, each of which is a lexicon. An [`Origin`] refers to them by their index.
    ///
    /// # Errors
    /// As [`from_toml`](Self::from_toml), and when two files have the same entry.
    pub fn from_files<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<Self, LexiconError> {
        let mut record = Record::default();
        let mut merged = toml::Table::new();
        for (file, text) in texts.into_iter().enumerate() {
            let invalid = |error| invalid(file, &error);
            let LexiconFile { shared, .. } = toml::from_str(text).map_err(invalid)?;
            let table = DeTable::parse(text).map_err(invalid)?;
            let mut keys = Record::new(file, shared, table.get_ref());
            keys.remove("shared");
            record.merge(keys).map_err(|(path, first, second)| LexiconError::Duplicate {
                entry: dotted(&path),
                first,
                second,
            })?;
            merge(&mut merged, toml::from_str(text).map_err(invalid)?);
        }
        // Valid because each of the files is.
        let LexiconFile { services, endpoints, .. } =
            LexiconFile::deserialize(merged).map_err(|error| invalid(0, &error))?;
        let lexicon = Lexicon { services, endpoints, record: Arc::new(record) };
        match lexicon.contradiction() {
            Some(contradiction) => Err(contradiction),
            None => Ok(lexicon),
        }
    }

    /// The JSON Schema of a lexicon file, for editors.
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(LexiconFile).to_value()
    }

    /// The unused entries, sorted by path. The parts of a completely unused entry are not listed.
    #[must_use]
    pub fn stale(&self) -> Vec<StaleEntry> {
        self.record.stale()
    }

    fn contradiction(&self) -> Option<LexiconError> {
        let path = self.fields().find(|(_, words)| words.personal && words.public)?.0;
        let field = path.iter().try_fold(self.record(), |record, key| record.get(key))?;
        Some(LexiconError::Contradiction {
            entry: dotted(&path),
            personal: field.member("personal").origin.clone(),
            public: field.member("public").origin.clone(),
        })
    }

    /// The entries of all fields, with their paths.
    fn fields(&self) -> impl Iterator<Item = (Vec<String>, &FieldWords)> {
        let in_structs = self.services.iter().flat_map(|(service, words)| {
            words.structs.iter().flat_map(move |(name, words)| {
                let at = move |field: &String| {
                    ["services", service, "structs", name, "fields", field].map(str::to_owned).to_vec()
                };
                words.fields.iter().map(move |(field, words)| (at(field), words))
            })
        });
        let in_endpoints = self.endpoints.iter().flat_map(|(id, words)| {
            words.parts().into_iter().flat_map(move |(part, fields)| {
                let at = move |field: &String| ["endpoints", id, part, field].map(str::to_owned).to_vec();
                fields.iter().map(move |(field, words)| (at(field), words))
            })
        });
        in_structs.chain(in_endpoints)
    }

    pub(super) fn record(&self) -> &Record {
        &self.record
    }
}

fn invalid(file: usize, error: &toml::de::Error) -> LexiconError {
    LexiconError::Invalid { file, message: error.message().to_owned(), span: error.span() }
}

/// Merges disjoint tables.
fn merge(table: &mut toml::Table, other: toml::Table) {
    for (key, theirs) in other {
        match (table.get_mut(&key), theirs) {
            (Some(toml::Value::Table(ours)), toml::Value::Table(theirs)) => merge(ours, theirs),
            (_, theirs) => {
                table.insert(key, theirs);
            }
        }
    }
}
