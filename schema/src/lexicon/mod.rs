//! The lexicon: entries that people add to the pages, how they are read and looked up, and which were used.

mod lookup;
mod read;
mod record;
mod words;

pub use lookup::{Entry, FieldEntry, FieldLocation, Name, Part, Scope, StructEntry};
pub use read::LexiconError;
pub use record::{Origin, StaleEntry};
pub use words::{
    EndpointWords, ErrorWords, FieldWords, OptionWords, ServiceWords, StructWords, TimeWords, ValueKind,
    Visibility,
};

use std::collections::BTreeMap;
use std::sync::Arc;

use record::Record;

/// Entries that people add to the pages: English names and sentences, places of doubtful rows, and corrections of
/// mistakes in the documentation. Read from one or more files, usually `lexicon.toml`.
///
/// ```
/// let lexicon = feishu_schema::Lexicon::from_toml(r#"
///     [services.hire.structs.website_delivery_education]
///     name = "Education"
///     doc = "A course of study."
///
///     [services.hire.structs.website_delivery_education.fields]
///     school = "School or university."
///     degree = { doc = "Degree earned.", options = { 3 = { name = "VocationalSchool" } } }
/// "#)?;
/// let education = &lexicon.services["hire"].structs["website_delivery_education"];
/// assert_eq!(education.fields["degree"].options["3"].name, "VocationalSchool");
/// # Ok::<(), feishu_schema::Error>(())
/// ```
///
/// # Stale entries
///
/// An entry that applies to nothing is an error, so that a correction cannot outlive the mistake. All entries are
/// looked up through a [`Scope`], which records each use, and [`stale`](Lexicon::stale) returns the unused entries. A
/// correction that agrees with the page is not used.
///
/// # Shared files
///
/// A file that is used with any subset of a service's pages declares this in its first lines:
///
/// ```toml
/// shared = true
/// ```
///
/// An entry of such a file is stale only if it belongs to an endpoint that was read. Entries of structs and of other
/// endpoints may apply to nothing.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// By service: the first segment of the path after `open-apis`, such as `hire`.
    pub services: BTreeMap<String, ServiceWords>,
    /// By the endpoint's id.
    pub endpoints: BTreeMap<String, EndpointWords>,
    /// Clones share the record.
    record: Arc<Record>,
}
