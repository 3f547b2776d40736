//! Responses that are written to disk while they are received.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;

use super::exchange::{ExchangeError, TransportError};
use crate::{AnyCode, RawResponse};

/// What came of a response that was meant for the disk.
pub(super) enum Download {
    /// It is on disk.
    Saved,
    /// It is a refusal.
    Refusal(Bytes),
    /// It is larger than the limit.
    TooLarge,
}

/// Writes a successful response to `path`, unless it is a refusal in place of the file. The file appears as a whole or
/// not at all.
pub(super) async fn save(
    response: &mut reqwest::Response,
    status: StatusCode,
    headers: &HeaderMap,
    path: &Path,
    limit: u64,
) -> Result<Download, ExchangeError> {
    let mut beginning = Vec::new();
    let mut is_complete = false;
    while !is_complete && RawResponse::new(status, headers, &beginning).may_be_refusal() {
        match response.chunk().await.map_err(TransportError::new)? {
            Some(chunk) => beginning.extend_from_slice(&chunk),
            None => is_complete = true,
        }
    }
    if is_complete && RawResponse::new(status, headers, &beginning).file::<AnyCode>().is_err() {
        return Ok(Download::Refusal(beginning.into()));
    }
    let mut file = PartialFile::create(path).await.map_err(ExchangeError::Save)?;
    let mut size = 0;
    let mut next = Some(Bytes::from(beginning));
    while let Some(chunk) = next {
        size += chunk.len() as u64;
        if size > limit {
            return Ok(Download::TooLarge);
        }
        file.file.write_all(&chunk).await.map_err(ExchangeError::Save)?;
        next = response.chunk().await.map_err(TransportError::new)?;
    }
    file.finish(path).await.map_err(ExchangeError::Save)?;
    Ok(Download::Saved)
}

/// A file under a name of its own until it is whole; removed if it does not become so.
struct PartialFile {
    file: File,
    path: Option<PathBuf>,
}

impl PartialFile {
    async fn create(path: &Path) -> io::Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016x}.part", super::retry::random()));
        let path = path.with_file_name(name);
        let file = File::create_new(&path).await?;
        Ok(Self { file, path: Some(path) })
    }

    async fn finish(mut self, path: &Path) -> io::Result<()> {
        self.file.flush().await?;
        if let Some(partial) = &self.path {
            fs::rename(partial, path).await?;
        }
        self.path = None;
        Ok(())
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // Nothing more can be done about a file that stays.
            let _ = std::fs::remove_file(path);
        }
    }
}
