/// An error in the text of a description or a lexicon.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is not a description.
    #[error("not a description: {source}")]
    Description {
        /// The message of the JSON reader, with line and column.
        #[from]
        source: serde_json::Error,
    },
    /// The text is not a lexicon.
    #[error(transparent)]
    Lexicon(#[from] crate::LexiconError),
}
