//! Files to upload, and files that were downloaded.

use std::fmt;

use bytes::Bytes;

/// A file to upload, or one that was downloaded. `Debug` tells its size and hides its content and name.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    content: Bytes,
}

impl File {
    /// A file with a name, such as `resume.pdf`.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self { name: Some(name.into()), content_type: None, content: content.into() }
    }

    /// A file that came as an answer, with what its headers tell.
    pub(crate) fn received(name: Option<String>, content_type: Option<String>, content: Vec<u8>) -> Self {
        Self { name, content_type, content: content.into() }
    }

    /// Adds the media type, such as `application/pdf`.
    #[must_use]
    pub fn with_content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// The file's name, if it is known.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type, if it is known.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The bytes.
    #[must_use]
    pub const fn content(&self) -> &Bytes {
        &self.content
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({} bytes)", self.content.len())
    }
}
