//! Request bodies that are read from disk while they are sent.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use crate::endpoint::Chunk;

/// How much of a file is in memory at a time.
const BUFFER: usize = 64 * 1024;

/// A body of chunks, each in memory or an open file.
pub(super) struct Upload {
    chunks: VecDeque<Open>,
    remaining: u64,
    buffer: Box<[u8]>,
}

enum Open {
    Bytes(Bytes),
    File(File),
}

impl Upload {
    /// Opens all files, so that one that is missing is noticed before anything is sent.
    pub(super) async fn open(chunks: Vec<Chunk>) -> io::Result<Self> {
        let mut open = VecDeque::with_capacity(chunks.len());
        let mut remaining = 0;
        for chunk in chunks {
            match chunk {
                Chunk::Bytes(bytes) => {
                    remaining += bytes.len() as u64;
                    open.push_back(Open::Bytes(bytes));
                }
                Chunk::File(path) => {
                    let file = File::open(path).await?;
                    remaining += file.metadata().await?.len();
                    open.push_back(Open::File(file));
                }
            }
        }
        Ok(Self { chunks: open, remaining, buffer: vec![0; BUFFER].into() })
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = self.get_mut();
        loop {
            let bytes = match this.chunks.front_mut() {
                None if this.remaining == 0 => return Poll::Ready(None),
                None => {
                    let error = io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "a file became shorter while it was sent",
                    );
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Open::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    this.chunks.pop_front();
                    bytes
                }
                Some(Open::File(file)) => {
                    let mut buffer = ReadBuf::new(&mut this.buffer);
                    ready!(Pin::new(file).poll_read(cx, &mut buffer))?;
                    if buffer.filled().is_empty() {
                        this.chunks.pop_front();
                        continue;
                    }
                    Bytes::copy_from_slice(buffer.filled())
                }
            };
            this.remaining = match this.remaining.checked_sub(bytes.len() as u64) {
                Some(remaining) => remaining,
                None => {
                    let error = io::Error::other("a file became longer while it was sent");
                    return Poll::Ready(Some(Err(error)));
                }
            };
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
    }

    fn is_end_stream(&self) -> bool {
        self.chunks.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining)
    }
}
