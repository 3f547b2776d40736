//! What a comparison gives: changes with their weight, page by page.

use serde::{Serialize, Serializer};

/// What a change means for a caller of the generated code; the worse, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Nothing that is called or sent changes.
    Documentation,
    /// There is more than before; what was written still works.
    Additive,
    /// Something that was written may not compile any more, may be refused, or may mean something else.
    Breaking,
}

impl Weight {
    /// From the worst to the most harmless.
    pub const ALL: [Weight; 3] = [Weight::Breaking, Weight::Additive, Weight::Documentation];

    /// The weight as the report names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Weight::Documentation => "documentation",
            Weight::Additive => "additive",
            Weight::Breaking => "breaking",
        }
    }
}

/// The weight of several changes together: that of the worst, or `none`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict(pub Option<Weight>);

impl Verdict {
    /// The verdict as the report names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0.map_or("none", Weight::as_str)
    }

    /// What the verdict asks of the crate's version.
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

/// The part of the crate's version that has to rise. Before 1.0.0 the minor number takes the place of the major one.
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
    /// The part as the report names it.
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

/// What of a page a change is about: a table of fields, as `fields` names it, or what stands beside the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
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

    /// The section as the report names it.
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

    /// Whether it is part of what is sent.
    pub(super) fn is_request(self) -> bool {
        matches!(self, Section::Header | Section::Path | Section::Query | Section::Body)
    }
}

/// In what way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another name at the same place.
    Renamed,
    /// It has the same name at another place.
    Moved,
    /// Its type, on the wire or in the generated code.
    Type,
    /// Whether it may be left out.
    Required,
    /// The values that are listed.
    Options,
    /// The validation rules.
    Rules,
    /// What it means as a time.
    Time,
    /// The values that mean something else than the number that they are.
    Sentinels,
    /// How a value is written into a string.
    Encoded,
    /// What counts where it is left out.
    Default,
    /// Whether its use is advised against.
    Deprecated,
    /// The scopes that it needs.
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
    /// How often it may be called.
    RateLimit,
    /// How the body is written.
    Content,
    /// What surrounds the answer.
    Form,
    /// The HTTP status of an error.
    Status,
    /// The page itself: its address and date.
    Source,
}

impl Kind {
    /// The kind as the report names it.
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
pub struct Change {
    /// What it means for a caller.
    pub weight: Weight,
    /// In what way it changed.
    pub kind: Kind,
    /// What of the page it is about.
    pub section: Section,
    /// The field, as `fields` gives it: where it is now, or where it was if it is gone. The code of an error; the
    /// member of the description for the endpoint; empty for a section as a whole.
    pub path: String,
    /// What was; `null` for nothing.
    pub before: Option<String>,
    /// What is; `null` for nothing.
    pub after: Option<String>,
    /// The line of the old page, from 1.
    pub before_line: Option<u32>,
    /// The line of the new page, from 1.
    pub after_line: Option<u32>,
    /// What changed and what follows, as a sentence.
    pub message: String,
}

impl Change {
    /// A change without values and lines.
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

    /// What was and what is.
    pub(super) fn values(self, (before, after): (Option<String>, Option<String>)) -> Self {
        Change { before, after, ..self }
    }

    /// The lines of the old and the new page, as far as they are known.
    pub(super) fn lines(self, (before, after): (Option<u32>, Option<u32>)) -> Self {
        let [before_line, after_line] = [before, after].map(|line| line.filter(|line| *line > 0));
        Change { before_line, after_line, ..self }
    }
}

/// The changes of one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageReport {
    /// The endpoint: as it is now, or as it was if it is gone.
    pub id: String,
    /// The worst weight of its changes.
    pub verdict: Verdict,
    /// In the order of the page.
    pub changes: Vec<Change>,
    /// The page's title; not part of the JSON form.
    #[serde(skip)]
    pub title: String,
    /// The page's address; not part of the JSON form.
    #[serde(skip)]
    pub url: Option<String>,
    /// All rows, old and new, in the order of the page; not part of the JSON form.
    #[serde(skip)]
    pub rows: Vec<ReportRow>,
}

impl PageReport {
    /// The changes with their indexes, the worst first, and then in the order of the page.
    pub(super) fn worst_first(&self) -> Vec<(usize, &Change)> {
        let mut changes: Vec<(usize, &Change)> = self.changes.iter().enumerate().collect();
        changes.sort_by_key(|(_, change)| std::cmp::Reverse(change.weight));
        changes
    }
}

/// A row of the old page, the new one, or both, for the tree of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Its table.
    pub section: Section,
    /// How many rows stand above it in the tree.
    pub depth: usize,
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its type, as the page spells it.
    pub spelled: String,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it is gone.
    pub gone: bool,
    /// The indexes of its changes in [`PageReport::changes`].
    pub changes: Vec<usize>,
}

/// What changed between two sets of descriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The worst weight of all changes.
    pub verdict: Verdict,
    /// What that asks of the crate's version.
    pub bump: Bump,
    /// Every page that was compared, in the order of the endpoints' ids.
    pub pages: Vec<PageReport>,
}

impl Report {
    /// Puts pages together.
    #[must_use]
    pub fn new(mut pages: Vec<PageReport>) -> Self {
        pages.sort_by(|a, b| a.id.cmp(&b.id));
        let verdict = pages.iter().map(|page| page.verdict).max().unwrap_or_default();
        Self { verdict, bump: verdict.bump(), pages }
    }

    /// How many changes have this weight.
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
    /// Never for a value that this crate can make; the signature is the serializer's.
    pub fn to_json(&self) -> Result<String, feishu_schema::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}
