//! The bytes of a body: in memory, or partly on disk.

use std::io;
use std::path::PathBuf;

use bytes::Bytes;

/// The content of a body, in order.
#[derive(Default)]
pub(crate) struct Content {
    chunks: Vec<Chunk>,
}

/// A piece of a body.
pub(crate) enum Chunk {
    /// In memory.
    Bytes(Bytes),
    /// A file on disk, which is opened when the body is sent.
    File(PathBuf),
}

impl Content {
    pub(crate) fn push(&mut self, chunk: Chunk) {
        self.chunks.push(chunk);
    }

    pub(crate) fn push_bytes(&mut self, bytes: &[u8]) {
        self.push(Chunk::Bytes(Bytes::copy_from_slice(bytes)));
    }

    /// The whole content in memory.
    pub(crate) fn read(self) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        for chunk in self.chunks {
            match chunk {
                Chunk::Bytes(bytes) if content.is_empty() => content = bytes.into(),
                Chunk::Bytes(bytes) => content.extend_from_slice(&bytes),
                Chunk::File(path) => content.extend(std::fs::read(path)?),
            }
        }
        Ok(content)
    }

    /// The pieces, in order; none is empty.
    #[cfg(feature = "transport")]
    pub(crate) fn into_chunks(self) -> Vec<Chunk> {
        let mut chunks = self.chunks;
        chunks.retain(|chunk| !matches!(chunk, Chunk::Bytes(bytes) if bytes.is_empty()));
        chunks
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self { chunks: vec![Chunk::Bytes(bytes.into())] }
    }
}
