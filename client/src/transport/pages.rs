//! Streams over the pages of an endpoint, each page a call of its own.

use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_core::Stream;
use tracing::warn;

use super::options::CallOptions;
use super::{BoxFuture, Call, Client, Error};
use crate::{Endpoint, Listed, NextStep, PageTokens, Paged};

/// The pages of an endpoint, fetched one at a time on demand. Created by [`Client::pages`] and [`Call::pages`].
///
/// A [`Stream`]; [`Pages::next`] works without that trait. It ends after the last page (see [`PageTokens`]) and after an
/// error.
///
/// *Cancellation:* dropping the future of [`Pages::next`] loses nothing. The fetch stays in the stream, continues with
/// the next `next`, and is not sent a second time. Dropping the stream gives up the exchange that is under way.
#[must_use = "pages are fetched when they are asked for"]
pub struct Pages<'a, E: Endpoint> {
    state: State<'a, E>,
}

enum State<'a, E: Endpoint> {
    Ready(Walk<'a, E>),
    Fetching(BoxFuture<'a, Fetched<'a, E>>),
    Over,
}

/// The result of a call, and the walk to go on with.
type Fetched<'a, E> = (Walk<'a, E>, Result<<E as Endpoint>::Response, Error<<E as Endpoint>::Code>>);

/// How far the walk through the pages has come: the request asks for the next one.
struct Walk<'a, E> {
    client: Client,
    request: E,
    /// Boxed, since most pages are fetched without any.
    options: Box<CallOptions<'a>>,
    tokens: PageTokens,
}

impl<'a, E: Paged> Pages<'a, E> {
    pub(super) fn new(client: Client, mut request: E, options: CallOptions<'a>) -> Self {
        let tokens = PageTokens::starting_at(request.page_token_mut().as_deref());
        Self { state: State::Ready(Walk { client, request, options: Box::new(options), tokens }) }
    }
}

impl<'a, E: Paged + Sync> Walk<'a, E> {
    async fn fetch(self) -> Fetched<'a, E> {
        let result = Call::new(&self.client, &self.request, (*self.options).clone()).send().await;
        (self, result)
    }

    /// The state after a page.
    fn after(mut self, page: &E::Response) -> State<'a, E> {
        match self.tokens.advance(E::next_page(page)) {
            NextStep::Fetch(token) => {
                *self.request.page_token_mut() = Some(token);
                State::Ready(self)
            }
            NextStep::Done => State::Over,
            NextStep::Repeated => {
                warn!(endpoint = E::INFO.id, "the service repeats a page token; no more pages are fetched");
                State::Over
            }
        }
    }
}

// Nothing inside is pinned: the one future is boxed.
impl<E: Endpoint> Unpin for Pages<'_, E> {}

impl<'a, E> Stream for Pages<'a, E>
where
    E: Paged<Response: Send> + Send + Sync + 'a,
{
    type Item = Result<E::Response, Error<E::Code>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut fetching = match mem::replace(&mut self.state, State::Over) {
            State::Ready(walk) => Box::pin(walk.fetch()),
            State::Fetching(fetching) => fetching,
            State::Over => return Poll::Ready(None),
        };
        let Poll::Ready((walk, result)) = fetching.as_mut().poll(context) else {
            self.state = State::Fetching(fetching);
            return Poll::Pending;
        };
        if let Ok(page) = &result {
            self.state = walk.after(page);
        }
        Poll::Ready(Some(result))
    }
}

impl<'a, E> Pages<'a, E>
where
    E: Paged<Response: Send> + Send + Sync + 'a,
{
    /// The next page; none after the last, or after an error.
    ///
    /// # Errors
    ///
    /// As [`Client::send`].
    pub async fn next(&mut self) -> Option<Result<E::Response, Error<E::Code>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// The items of all pages of an endpoint. A page is fetched when the items of the page before are used up. Created by
/// [`Client::items`] and [`Call::items`].
///
/// The notes on [`Pages`], including those on cancellation, apply here as well.
#[must_use = "items are fetched when they are asked for"]
pub struct Items<'a, E: Listed> {
    pages: Pages<'a, E>,
    /// What is left of the page that was fetched last.
    left: vec::IntoIter<E::Item>,
}

// As above: the items are in a list.
impl<E: Listed> Unpin for Items<'_, E> {}

impl<'a, E: Listed> Items<'a, E> {
    pub(super) fn new(pages: Pages<'a, E>) -> Self {
        Self { pages, left: Vec::new().into_iter() }
    }
}

impl<'a, E> Stream for Items<'a, E>
where
    E: Listed<Response: Send> + Send + Sync + 'a,
{
    type Item = Result<E::Item, Error<E::Code>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.left.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match Pin::new(&mut self.pages).poll_next(context) {
                Poll::Ready(Some(Ok(page))) => self.left = E::items(page).unwrap_or_default().into_iter(),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl<'a, E> Items<'a, E>
where
    E: Listed<Response: Send> + Send + Sync + 'a,
{
    /// The next item; none after the last, or after an error.
    ///
    /// # Errors
    ///
    /// As [`Client::send`].
    pub async fn next(&mut self) -> Option<Result<E::Item, Error<E::Code>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<E: Endpoint> fmt::Debug for Pages<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("endpoint", &E::INFO.id).finish_non_exhaustive()
    }
}

impl<E: Listed> fmt::Debug for Items<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("endpoint", &E::INFO.id).finish_non_exhaustive()
    }
}
