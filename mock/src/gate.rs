//! A connection that can be cut before a request is read.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;

/// How much of a request is looked at before it is read: its first line, if that is not longer.
const PEEK_BYTES: usize = 8 * 1024;

/// What a connection and those who answer on it share.
#[derive(Clone, Default)]
pub(crate) struct Connection {
    /// A request is under way: what comes in now is the rest of it.
    busy: Arc<AtomicBool>,
    cut: Arc<watch::Sender<bool>>,
}

impl Connection {
    /// Cuts the connection: nothing more comes in or goes out.
    pub(crate) fn cut(&self) {
        self.cut.send_replace(true);
    }

    /// Waits for the cut.
    pub(crate) async fn until_cut(&self) {
        // The sender is held here, so the wait cannot end otherwise.
        let _ = self.cut.subscribe().wait_for(|cut| *cut).await;
    }

    /// The answer is there: what comes in next is the beginning of a request.
    pub(crate) fn answered(&self) {
        self.busy.store(false, Ordering::Release);
    }
}

/// A connection that looks at each request's first line before a byte of it is read, and may break off there.
///
/// Bytes that the kernel holds and nobody read make it reset the connection. The client cannot know from that that
/// its request got nowhere: a service that read it and then failed resets the connection as well.
pub(crate) struct Gate<F> {
    stream: TcpStream,
    line: Connection,
    /// Whether to break off, by the request's method and path.
    breaks: F,
}

impl<F: Fn(&str, &str) -> bool> Gate<F> {
    pub(crate) fn new(stream: TcpStream, line: Connection, breaks: F) -> Self {
        Gate { stream, line, breaks }
    }

    fn poll_peek_head(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut bytes = [0; PEEK_BYTES];
        let mut head = ReadBuf::new(&mut bytes);
        let length = ready!(self.stream.poll_peek(cx, &mut head))?;
        self.line.busy.store(length > 0, Ordering::Release);
        if first_line(head.filled()).is_some_and(|(method, path)| (self.breaks)(method, path)) {
            self.line.cut();
        }
        Poll::Ready(Ok(()))
    }
}

/// The method and the path of the request that begins here, if its first line is all there.
fn first_line(bytes: &[u8]) -> Option<(&str, &str)> {
    let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
    let mut words = str::from_utf8(&bytes[..end]).ok()?.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    Some((method, target.split('?').next()?))
}

impl<F: Fn(&str, &str) -> bool + Unpin> AsyncRead for Gate<F> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let gate = self.get_mut();
        if !gate.line.busy.load(Ordering::Acquire) {
            ready!(gate.poll_peek_head(cx))?;
        }
        if *gate.line.cut.borrow() {
            return Poll::Pending;
        }
        Pin::new(&mut gate.stream).poll_read(cx, into)
    }
}

impl<F: Unpin> AsyncWrite for Gate<F> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
