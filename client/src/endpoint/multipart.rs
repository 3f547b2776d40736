//! Encodes `multipart/form-data` bodies.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use super::{File, Parameter, Values};

/// The parts of a `multipart/form-data` body: texts and files. `Debug` hides what they hold.
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

    /// Adds a part with a plain value: none for an option that is not given, one for each element of a list.
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

    /// The bytes of the body, and the content type, which names the boundary between the parts.
    pub(super) fn encode(&self) -> (String, Vec<u8>) {
        let boundary = self.boundary();
        let mut bytes =
            Vec::with_capacity(self.parts.iter().map(|(_, part)| part.content().len() + 256).sum());
        for (name, part) in &self.parts {
            bytes.extend_from_slice(format!("--{boundary}\r\n{}\r\n\r\n", part.headers(name)).as_bytes());
            bytes.extend_from_slice(part.content());
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), bytes)
    }

    /// A line that no part can be expected to hold: 128 bits that were not known when the parts were made.
    fn boundary(&self) -> String {
        let random = || RandomState::new().hash_one(self.parts.len());
        format!("feishu-client-{:016x}{:016x}", random(), random())
    }
}

impl Part {
    fn content(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::File(file) => file.content(),
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
