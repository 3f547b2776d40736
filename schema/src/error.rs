use std::ops::Range;

/// What can be wrong with a description or a lexicon that is read from text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is no description.
    #[error("not a description: {source}")]
    Description {
        /// What the JSON reader found, with line and column.
        #[from]
        source: serde_json::Error,
    },
    /// The text is no lexicon.
    #[error("not a lexicon: {message}")]
    Lexicon {
        /// What is wrong, in one line.
        message: String,
        /// Where in the text, in bytes.
        span: Option<Range<usize>>,
    },
}
