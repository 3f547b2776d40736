//! From TOML files to a lexicon.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use super::record::{Origin, Record, StaleEntry, dotted};
use super::{EndpointWords, FieldWords, Lexicon, ServiceWords};

/// Why files do not form a lexicon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// A file is not TOML, or has a key that a lexicon does not have.
    #[error("not a lexicon: {message}")]
    Invalid {
        /// The index of the file.
        file: usize,
        /// What is wrong, in one line.
        message: String,
        /// Where in the file, in bytes.
        span: Option<Range<usize>>,
    },
    /// Two files have the same entry.
    #[error("two files have the entry `{entry}`")]
    Duplicate {
        /// The entry, as TOML spells its path.
        entry: String,
        /// Where it stands first.
        first: Origin,
        /// Where it stands again.
        second: Origin,
    },
    /// A field is both personal and public.
    #[error("the field `{entry}` is both personal and public")]
    Contradiction {
        /// The field, as TOML spells its path.
        entry: String,
        /// Where it is personal.
        personal: Origin,
        /// Where it is public.
        public: Origin,
    },
}

/// A file as people write it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "lexicon.toml")]
struct LexiconFile {
    /// Whether the file may be used with any subset of the pages that it has entries for.
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
    /// When the text is not TOML, has a key that a lexicon does not have, or contradicts itself.
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
        // Valid, as each of the files is.
        let LexiconFile { services, endpoints, .. } =
            LexiconFile::deserialize(merged).map_err(|error| invalid(0, &error))?;
        let lexicon = Lexicon { services, endpoints, record: Arc::new(record) };
        match lexicon.contradiction() {
            Some(contradiction) => Err(contradiction),
            None => Ok(lexicon),
        }
    }

    /// The JSON Schema of a lexicon's file, for editors.
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(LexiconFile).to_value()
    }

    /// The entries that were not used since the lexicon was read, in the order of their paths. Of an entry that was not
    /// used at all, its parts are not listed.
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

/// Joins tables that have no value in common.
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
