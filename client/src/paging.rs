//! Responses in pages: the token of the next page, and when to stop.

use std::collections::HashSet;
use std::fmt;

use crate::Endpoint;

/// An endpoint that returns one page at a time: each response holds a token with which the same request gets the next
/// page.
///
/// With the feature `transport`, a client's `pages` fetches page after page. Without it, [`PageTokens`] decides whether
/// there is another one.
///
/// ```
/// use feishu_client::{NextPage, PageTokens, Paged, NextStep};
///
/// /// All pages, however a page is fetched.
/// fn all<R: Paged, E>(mut request: R, fetch: impl Fn(&R) -> Result<R::Response, E>) -> Result<Vec<R::Response>, E> {
///     let mut tokens = PageTokens::starting_at(request.page_token_mut().as_deref());
///     let mut pages = Vec::new();
///     loop {
///         let page = fetch(&request)?;
///         let turn = tokens.advance(R::next_page(&page));
///         pages.push(page);
///         let NextStep::Fetch(token) = turn else { return Ok(pages) };
///         *request.page_token_mut() = Some(token);
///     }
/// }
///
/// let mut tokens = PageTokens::starting_at(None);
/// assert_eq!(tokens.advance(NextPage::new(Some(true), Some("b"))), NextStep::Fetch("b".into()));
/// // A service that returns the same token again would do so for ever.
/// assert_eq!(tokens.advance(NextPage::new(Some(true), Some("b"))), NextStep::Repeated);
/// ```
pub trait Paged: Endpoint {
    /// The member of the request that holds the page token; `None` for the first page.
    fn page_token_mut(&mut self) -> &mut Option<String>;

    /// What a page says about the page after it.
    fn next_page(page: &Self::Response) -> NextPage<'_>;
}

/// An endpoint whose pages hold one list each: the pages together are one long list of items.
pub trait Listed: Paged {
    /// The elements of the list.
    type Item;

    /// The list of a page; `None` if the service omits it.
    fn items(page: Self::Response) -> Option<Vec<Self::Item>>;
}

/// What a page says about the page after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NextPage<'a> {
    /// Whether there is a next page; `None` if the page does not say.
    pub has_more: Option<bool>,
    /// The token of the next page.
    pub token: Option<&'a str>,
}

impl<'a> NextPage<'a> {
    /// Creates it from the two members of a page.
    #[must_use]
    pub const fn new(has_more: Option<bool>, token: Option<&'a str>) -> Self {
        Self { has_more, token }
    }
}

/// Decides after each page whether there is another one.
///
/// The last page is one whose `has_more` is false, or that has no token or an empty one. A page whose token was returned
/// before, however long ago, is the last as well: the pages after it are known, and would come again for ever. A page
/// without items need not be the last.
#[derive(Default)]
pub struct PageTokens {
    seen: HashSet<String>,
}

/// What to do after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Fetch the page with this token.
    Fetch(String),
    /// Stop: that was the last page.
    Done,
    /// Stop: the token was returned before. Either pages are missing, or the service did not mark the last page.
    Repeated,
}

impl PageTokens {
    /// Starts at the page with this token, or at the first page.
    #[must_use]
    pub fn starting_at(token: Option<&str>) -> Self {
        Self { seen: token.map(str::to_owned).into_iter().collect() }
    }

    /// Decides what to do after a page.
    pub fn advance(&mut self, next: NextPage<'_>) -> NextStep {
        match next.token {
            _ if next.has_more == Some(false) => NextStep::Done,
            None | Some("") => NextStep::Done,
            Some(token) if self.seen.insert(token.to_owned()) => NextStep::Fetch(token.to_owned()),
            Some(_) => NextStep::Repeated,
        }
    }
}

impl fmt::Debug for PageTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageTokens").field("seen", &self.seen.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The turns after pages that say this, up to the last.
    fn turns(first: Option<&str>, pages: &[(Option<bool>, Option<&str>)]) -> Vec<NextStep> {
        let mut tokens = PageTokens::starting_at(first);
        pages.iter().map(|(has_more, token)| tokens.advance(NextPage::new(*has_more, *token))).collect()
    }

    fn next(token: &str) -> NextStep {
        NextStep::Fetch(token.to_owned())
    }

    #[test]
    fn the_page_says_that_it_is_the_last() {
        assert_eq!(turns(None, &[(Some(false), Some("b"))]), [NextStep::Done]);
        assert_eq!(turns(None, &[(Some(false), None)]), [NextStep::Done]);
        // The service may answer with the token that it was asked for.
        assert_eq!(turns(Some("a"), &[(Some(false), Some("a"))]), [NextStep::Done]);
    }

    #[test]
    fn there_is_no_token() {
        assert_eq!(turns(None, &[(Some(true), None)]), [NextStep::Done]);
        assert_eq!(turns(None, &[(Some(true), Some(""))]), [NextStep::Done]);
        assert_eq!(turns(None, &[(None, None)]), [NextStep::Done]);
        assert_eq!(turns(None, &[(None, Some(""))]), [NextStep::Done]);
    }

    #[test]
    fn the_token_decides_where_the_page_does_not_say() {
        assert_eq!(turns(None, &[(None, Some("b")), (None, Some(""))]), [next("b"), NextStep::Done]);
    }

    #[test]
    fn the_token_was_there_before() {
        let more = Some(true);
        assert_eq!(turns(None, &[(more, Some("b")), (more, Some("b"))]), [next("b"), NextStep::Repeated]);
        assert_eq!(turns(Some("a"), &[(more, Some("a"))]), [NextStep::Repeated]);
        let cycle = [(more, Some("b")), (more, Some("c")), (None, Some("b"))];
        assert_eq!(turns(None, &cycle), [next("b"), next("c"), NextStep::Repeated]);
        let cycle = [(more, Some("b")), (more, Some("c")), (more, Some("a"))];
        assert_eq!(turns(Some("a"), &cycle), [next("b"), next("c"), NextStep::Repeated]);
    }

    #[test]
    fn no_token_is_shown() {
        assert_eq!(format!("{:?}", PageTokens::starting_at(Some("secret"))), "PageTokens { seen: 1 }");
    }
}
