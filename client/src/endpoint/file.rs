//! Files to upload, and files that were downloaded.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;

/// A file to upload, or one that was downloaded: in memory, or on disk. `Debug` shows neither content nor name.
///
/// A file on disk is opened when it is sent, once for each attempt, and is never in memory as a whole.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    content: Content,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Memory(Bytes),
    Disk(PathBuf),
}

impl File {
    /// A file with a name, such as `resume.pdf`, and its content.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self { name: Some(name.into()), content_type: None, content: Content::Memory(content.into()) }
    }

    /// A file on disk, under the name that it has there. It is not opened yet.
    #[must_use]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { name, content_type: None, content: Content::Disk(path) }
    }

    /// A file that came as a response, with what its headers say.
    pub(crate) fn received(name: Option<String>, content_type: Option<String>, content: Vec<u8>) -> Self {
        Self { name, content_type, content: Content::Memory(content.into()) }
    }

    /// A file that came as a response and was written to disk.
    #[cfg(feature = "transport")]
    pub(crate) const fn saved(name: Option<String>, content_type: Option<String>, path: PathBuf) -> Self {
        Self { name, content_type, content: Content::Disk(path) }
    }

    /// Sets the name.
    #[must_use]
    pub fn with_name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Sets the media type, such as `application/pdf`.
    #[must_use]
    pub fn with_content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// The file's name, if it is known. The name of a downloaded file is the service's: do not use it as a path.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type, if it is known.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The content; `None` if the file is on disk.
    #[must_use]
    pub const fn content(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Memory(bytes) => Some(bytes),
            Content::Disk(_) => None,
        }
    }

    /// The path; `None` if the file is in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.content {
            Content::Memory(_) => None,
            Content::Disk(path) => Some(path),
        }
    }

    /// The content, read from disk if it is there.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn read(&self) -> io::Result<Bytes> {
        match &self.content {
            Content::Memory(bytes) => Ok(bytes.clone()),
            Content::Disk(path) => std::fs::read(path).map(Bytes::from),
        }
    }

    pub(crate) const fn source(&self) -> &Content {
        &self.content
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Memory(bytes) => write!(f, "File({} bytes)", bytes.len()),
            Content::Disk(_) => f.write_str("File(on disk)"),
        }
    }
}
