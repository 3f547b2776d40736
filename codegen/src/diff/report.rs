//! The result of a comparison: changes with their weight, page by page.

use serde::{Serialize, Serializer};

/// The meaning of a change for callers of the generated code, from harmless to breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The code and the calls do not change.
    Documentation,
    /// Something is added; existing code still works.
    Additive,
    /// Existing code may no longer compile, or its calls may be refused or mean something else.
    Breaking,
}

impl Weight {
    /// From worst to most harmless.
    pub const ALL: [Weight; 3] = [Weight::Breaking, Weight::Additive, Weight::Documentation];

    /// The report's name of the weight.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Weight::Documentation => "documentation",
            Weight::Additive => "additive",
            Weight::Breaking => "breaking",
        }
    }
}

/// The weight of several changes: that of the worst, or `none`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict(pub Option<Weight>);

impl Verdict {
    /// The report's name of the verdict.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0.map_or("none", Weight::as_str)
    }

    /// The version bump that the verdict requires.
    #[must_use]
    pub fn bump(self) -> Bump {
        match self.0 {
            None => Bump::None,
            Some(Weight::Documentation) => Bump::Patch,
            Some(Weight::Additive) => Bump::Minor,
            Some(Weight::Breaking) => Bump::Major,
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The part of the crate's version to increase. Before 1.0.0, the minor number takes the place of the major one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// The report's name of the part.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }
}

/// The section of a page that changed: a table of fields, as `fields` names it, or one of the other parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Section {
    /// The endpoint as a whole: its path, its scopes, its prose.
    Endpoint,
    /// Request headers.
    Header,
    /// Path parameters.
    Path,
    /// Query parameters.
    Query,
    /// The request body.
    Body,
    /// The response body.
    Response,
    /// The documented errors.
    Errors,
}

impl Section {
    /// The tables of fields, in the order of a page.
    pub(super) const TABLES: [Section; 5] =
        [Section::Header, Section::Path, Section::Query, Section::Body, Section::Response];

    /// The report's name of the section.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Section::Endpoint => "endpoint",
            Section::Header => "header",
            Section::Path => "path",
            Section::Query => "query",
            Section::Body => "body",
            Section::Response => "response",
            Section::Errors => "errors",
        }
    }

    /// Whether it is part of the request.
    pub(super) fn is_request(self) -> bool {
        matches!(self, Section::Header | Section::Path | Section::Query | Section::Body)
    }
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// It is new.
    Added,
    /// It is removed.
    Removed,
    /// It has another name at the same place.
    Renamed,
    /// It has the same name at another place.
    Moved,
    /// Its type, on the wire or in the generated code.
    Type,
    /// Whether it is required.
    Required,
    /// The listed values.
    Options,
    /// The validation rules.
    Rules,
    /// The unit or format of a time.
    Time,
    /// Values with a special meaning.
    Sentinels,
    /// The encoding of a value in a string.
    Encoded,
    /// The default.
    Default,
    /// Whether it is deprecated.
    Deprecated,
    /// The required scopes.
    Scopes,
    /// The order of its members.
    Order,
    /// How its place in the tree was decided.
    Placed,
    /// Wording and links.
    Text,
    /// Examples.
    Examples,
    /// The HTTP method.
    Method,
    /// The URL's path.
    Path,
    /// The host.
    Host,
    /// The kinds of token.
    Tokens,
    /// The kinds of app.
    Apps,
    /// The rate limit.
    RateLimit,
    /// The content type of the body.
    Content,
    /// The envelope of the response.
    Form,
    /// The HTTP status of an error.
    Status,
    /// The page itself: its URL and date.
    Source,
}

impl Kind {
    /// The report's name of the kind.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Renamed => "renamed",
            Kind::Moved => "moved",
            Kind::Type => "type",
            Kind::Required => "required",
            Kind::Options => "options",
            Kind::Rules => "rules",
            Kind::Time => "time",
            Kind::Sentinels => "sentinels",
            Kind::Encoded => "encoded",
            Kind::Default => "default",
            Kind::Deprecated => "deprecated",
            Kind::Scopes => "scopes",
            Kind::Order => "order",
            Kind::Placed => "placed",
            Kind::Text => "text",
            Kind::Examples => "examples",
            Kind::Method => "method",
            Kind::Path => "path",
            Kind::Host => "host",
            Kind::Tokens => "tokens",
            Kind::Apps => "apps",
            Kind::RateLimit => "rate_limit",
            Kind::Content => "content",
            Kind::Form => "form",
            Kind::Status => "status",
            Kind::Source => "source",
        }
    }
}

/// One difference between two descriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The meaning for callers.
    pub weight: Weight,
    /// The kind of change.
    pub kind: Kind,
    /// The section of the page.
    pub section: Section,
    /// The path of the field, as in `fields`: the new one, or the old one if it is removed. For an error, its code; for
    /// the endpoint, the member of the description; empty for a whole section.
    pub path: String,
    /// The old value; `null` for none.
    pub before: Option<String>,
    /// The new value; `null` for none.
    pub after: Option<String>,
    /// The line of the old page, from 1.
    pub before_line: Option<u32>,
    /// The line of the new page, from 1.
    pub after_line: Option<u32>,
    /// The change and its consequence, as a sentence.
    pub message: String,
}

impl Change {
    /// Creates a change without values and lines.
    pub(super) fn new(
        weight: Weight,
        kind: Kind,
        section: Section,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        let (path, message) = (path.into(), message.into());
        let (before, after, before_line, after_line) = (None, None, None, None);
        Change { weight, kind, section, path, before, after, before_line, after_line, message }
    }

    /// Adds the old and the new value.
    pub(super) fn values(self, (before, after): (Option<String>, Option<String>)) -> Self {
        Change { before, after, ..self }
    }

    /// Adds the lines of the old and the new page, if they are known.
    pub(super) fn lines(self, (before, after): (Option<u32>, Option<u32>)) -> Self {
        let [before_line, after_line] = [before, after].map(|line| line.filter(|line| *line > 0));
        Change { before_line, after_line, ..self }
    }
}

/// The changes of one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PageReport {
    /// The id of the endpoint: the new one, or the old one if it is removed.
    pub id: String,
    /// The worst weight of its changes.
    pub verdict: Verdict,
    /// In the order of the page.
    pub changes: Vec<Change>,
    /// The page's title; not part of the JSON form.
    #[serde(skip)]
    pub title: String,
    /// The page's URL; not part of the JSON form.
    #[serde(skip)]
    pub url: Option<String>,
    /// All rows, old and new, in the order of the page; not part of the JSON form.
    #[serde(skip)]
    pub rows: Vec<ReportRow>,
}

impl PageReport {
    /// The changes with their indexes, worst first, then in the order of the page.
    pub(super) fn worst_first(&self) -> Vec<(usize, &Change)> {
        let mut changes: Vec<(usize, &Change)> = self.changes.iter().enumerate().collect();
        changes.sort_by_key(|(_, change)| std::cmp::Reverse(change.weight));
        changes
    }
}

/// A row of the old page, the new one, or both, for the tree of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportRow {
    /// The table.
    pub section: Section,
    /// The depth in the tree.
    pub depth: usize,
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its type, as the page spells it.
    pub spelled: String,
    /// Whether it is required.
    pub required: bool,
    /// Whether it is removed.
    pub gone: bool,
    /// The indexes of its changes in [`PageReport::changes`].
    pub changes: Vec<usize>,
}

/// The changes between two sets of descriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The worst weight of all changes.
    pub verdict: Verdict,
    /// The version bump that it requires.
    pub bump: Bump,
    /// All compared pages, in the order of the endpoints' ids.
    pub pages: Vec<PageReport>,
}

impl Report {
    /// Creates a report from pages.
    #[must_use]
    pub fn new(mut pages: Vec<PageReport>) -> Self {
        pages.sort_by(|a, b| a.id.cmp(&b.id));
        let verdict = pages.iter().map(|page| page.verdict).max().unwrap_or_default();
        Self { verdict, bump: verdict.bump(), pages }
    }

    /// The number of changes with this weight.
    #[must_use]
    pub fn count(&self, weight: Weight) -> usize {
        let changes = self.pages.iter().flat_map(|page| &page.changes);
        changes.filter(|change| change.weight == weight).count()
    }

    /// The pages with changes.
    pub fn changed(&self) -> impl Iterator<Item = &PageReport> {
        self.pages.iter().filter(|page| !page.changes.is_empty())
    }

    /// The JSON form.
    ///
    /// # Errors
    /// Never for values of this crate. The signature is the serializer's.
    pub fn to_json(&self) -> Result<String, feishu_schema::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}
