/// What can be wrong with a description or a lexicon that is read from text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is not a description.
    #[error("not a description: {source}")]
    Description {
        /// What the JSON reader found, with line and column.
        #[from]
        source: serde_json::Error,
    },
    /// The text is not a lexicon.
    #[error(transparent)]
    Lexicon(#[from] crate::LexiconError),
}
