//! Encodes `multipart/form-data` bodies.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use bytes::Bytes;

use super::content::{Chunk, Content};
use super::{File, Parameter, Values, file};

/// The parts of a `multipart/form-data` body: texts and files. `Debug` shows their names only.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<(&'static str, Part)>,
}

enum Part {
    Text(String),
    File(File),
}

impl Multipart {
    /// A body without parts.
    #[must_use]
    pub const fn new() -> Self {
        Self { parts: Vec::new() }
    }

    /// Adds a part with a plain value: none for an optional value that is `None`, one for each element of a list.
    #[must_use]
    pub fn with<T: Parameter + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let mut values = Values::default();
        values.add(name, value);
        self.parts.extend(values.into_iter().map(|(name, text)| (name, Part::Text(text))));
        self
    }

    /// Adds the file as a part, if there is one.
    #[must_use]
    pub fn with_file<'a>(mut self, name: &'static str, file: impl Into<Option<&'a File>>) -> Self {
        self.parts.extend(file.into().map(|file| (name, Part::File(file.clone()))));
        self
    }

    /// The content type, which names the boundary between the parts, and the body.
    pub(super) fn encode(self) -> (String, Content) {
        let boundary = self.boundary();
        let mut content = Content::default();
        for (name, part) in self.parts {
            content.push_bytes(format!("--{boundary}\r\n{}\r\n\r\n", part.headers(name)).as_bytes());
            content.push(part.into_chunk());
            content.push_bytes(b"\r\n");
        }
        content.push_bytes(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), content)
    }

    /// A line that no part can be expected to hold: 128 bits that were not known when the parts were made.
    fn boundary(&self) -> String {
        let random = || RandomState::new().hash_one(self.parts.len());
        format!("feishu-client-{:016x}{:016x}", random(), random())
    }
}

impl Part {
    fn into_chunk(self) -> Chunk {
        match self {
            Self::Text(text) => Chunk::Bytes(Bytes::from(text)),
            Self::File(file) => match file.source() {
                file::Content::Memory(bytes) => Chunk::Bytes(bytes.clone()),
                file::Content::Disk(path) => Chunk::File(path.clone()),
            },
        }
    }

    fn headers(&self, name: &str) -> String {
        let disposition = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        match self {
            Self::Text(_) => disposition,
            Self::File(file) => {
                let file_name = quoted(file.name().unwrap_or("file"));
                let content_type = without_breaks(file.content_type().unwrap_or("application/octet-stream"));
                format!("{disposition}; filename=\"{file_name}\"\r\nContent-Type: {content_type}")
            }
        }
    }
}

/// A name between quotes, escaped as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn without_breaks(text: &str) -> String {
    text.replace(['\r', '\n'], "")
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.parts.iter().map(|(name, _)| name);
        f.write_str("Multipart")?;
        f.debug_list().entries(names).finish()
    }
}
