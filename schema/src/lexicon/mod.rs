//! The lexicon: what people add to the pages, how it is read and looked up, and which entries were used.

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

/// What people add to the pages: English names and sentences, the place of doubtful rows, and corrections of
/// documentation mistakes. Read from one or more files, usually `lexicon.toml`.
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
/// Each entry has to apply to something in the run that it is used for; one that does not is an error, so that a
/// correction cannot outlive the mistake. All entries are looked up through a [`Scope`], which records each use, and
/// [`stale`](Lexicon::stale) returns the entries without one. A correction that agrees with the page is not used.
///
/// # Shared files
///
/// A file for a whole service, which is used with any subset of the service's pages, says so in its first lines:
///
/// ```toml
/// shared = true
/// ```
///
/// Then an entry is stale only if it belongs to an endpoint that was read. Entries of structs, and of endpoints that
/// were not read, may apply to nothing.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// By service: the first segment of the path after `open-apis`, such as `hire`.
    pub services: BTreeMap<String, ServiceWords>,
    /// By the endpoint's id.
    pub endpoints: BTreeMap<String, EndpointWords>,
    /// Clones share the record.
    record: Arc<Record>,
}
