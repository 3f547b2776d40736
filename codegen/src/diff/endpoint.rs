//! Compares everything outside the tables of a page.

use std::collections::BTreeSet;

use feishu_schema::{App, Endpoint, EndpointTexts, Note, RateLimit, Scope, Source, Token, ValueFormat};

use super::lists::pairs;
use super::report::{Change, Kind, Section, Weight};
use super::scopes::{self, Alternatives};
use super::{examples, names, phrases};

/// Compares everything except rows and errors. `only_new` are the scopes that only new items need.
pub(super) fn compare(old: &Endpoint, new: &Endpoint, only_new: &BTreeSet<&str>, out: &mut Vec<Change>) {
    let mut both = EndpointPair { old, new, only_new, out };
    both.call();
    both.prose();
    both.callers();
    both.rate_limit();
    both.scopes();
    both.formats();
    both.body();
    both.response();
    both.source();
}

struct EndpointPair<'a> {
    old: &'a Endpoint,
    new: &'a Endpoint,
    only_new: &'a BTreeSet<&'a str>,
    out: &'a mut Vec<Change>,
}

type Values = (Option<String>, Option<String>);

impl EndpointPair<'_> {
    fn report(&mut self, weight: Weight, kind: Kind, path: &str, values: Values, message: impl Into<String>) {
        self.say_of(Section::Endpoint, weight, kind, path, values, message);
    }

    fn say_of(
        &mut self,
        section: Section,
        weight: Weight,
        kind: Kind,
        path: &str,
        values: Values,
        message: impl Into<String>,
    ) {
        self.out.push(Change::new(weight, kind, section, path, message).values(values));
    }

    fn call(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.method != new.method {
            let values = (Some(old.method.as_str().to_owned()), Some(new.method.as_str().to_owned()));
            self.report(
                Weight::Breaking,
                Kind::Method,
                "method",
                values,
                "The endpoint is called by another method.",
            );
        }
        if old.path != new.path {
            let message = "The endpoint has another path: calls to the old one may go nowhere, and its module is named by the new one.";
            self.report(Weight::Breaking, Kind::Path, "path", values(&old.path, &new.path), message);
        }
        if old.host != new.host {
            let message = "The endpoint stands on another host.";
            self.report(Weight::Breaking, Kind::Host, "host", values(&old.host, &new.host), message);
        }
    }

    fn prose(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.title != new.title {
            self.report(
                Weight::Documentation,
                Kind::Text,
                "title",
                values(&old.title, &new.title),
                "The page has another title.",
            );
        }
        if old.text != new.text {
            let message = phrases::reworded("the first paragraph", &old.text, &new.text);
            self.report(Weight::Documentation, Kind::Text, "text", values(&old.text, &new.text), message);
        }
        if old.deprecated != new.deprecated {
            let (weight, message) = match (&old.deprecated, &new.deprecated) {
                (None, _) => {
                    (Weight::Additive, "The page advises against the endpoint now: using it gives a warning.")
                }
                (_, None) => (Weight::Documentation, "The page no longer advises against the endpoint."),
                _ => (Weight::Documentation, "The page advises against the endpoint in other words."),
            };
            let values = (old.deprecated.clone(), new.deprecated.clone());
            self.report(weight, Kind::Deprecated, "deprecated", values, message);
        }
        self.english();
        self.notes();
    }

    /// The texts of the English page, as a whole.
    fn english(&mut self) {
        let (old, new) = (&self.old.english, &self.new.english);
        if old != new {
            let text =
                |english: &Option<EndpointTexts>| english.as_ref().map(english_text).unwrap_or_default();
            let (before, after) = (text(old), text(new));
            let message = phrases::reworded("the English page", &before, &after);
            self.report(Weight::Documentation, Kind::Text, "english", values(&before, &after), message);
        }
    }

    /// Notes are matched by their heading, in order if a heading occurs several times.
    fn notes(&mut self) {
        let headings = |notes: &[Note]| notes.iter().map(|note| note.heading.clone()).collect::<Vec<_>>();
        for (from, to) in pairs(&headings(&self.old.notes), &headings(&self.new.notes)) {
            let from = from.map(|index| &self.old.notes[index]);
            let to = to.map(|index| &self.new.notes[index]);
            let text = |note: Option<&Note>| note.map_or("", |note| note.text.as_str()).to_owned();
            let (before, after) = (text(from), text(to));
            if before == after {
                continue;
            }
            let heading = from.or(to).map_or("", |note| note.heading.as_str());
            let what = match heading {
                "" => "the prose before the first heading".to_owned(),
                heading => format!("the prose under “{heading}”"),
            };
            let message = match (from, to) {
                (None, _) => format!("{} is new.", phrases::capital(&what)),
                (_, None) => format!("{} is gone.", phrases::capital(&what)),
                _ => phrases::reworded(&what, &before, &after),
            };
            self.out.push(
                Change::new(Weight::Documentation, Kind::Text, Section::Endpoint, "notes", message)
                    .values((phrases::said(&before), phrases::said(&after)))
                    .lines((from.map(|note| note.line), to.map(|note| note.line))),
            );
        }
    }

    fn callers(&mut self) {
        let (old, new) = (self.old, self.new);
        let tokens =
            |tokens: &[Token]| tokens.iter().map(|token| names::token(*token).to_owned()).collect::<Vec<_>>();
        self.kinds(Kind::Tokens, "tokens", "token", &tokens(&old.tokens), &tokens(&new.tokens));
        let apps = |apps: &[App]| apps.iter().map(|app| names::app(*app).to_owned()).collect::<Vec<_>>();
        self.kinds(Kind::Apps, "apps", "app", &apps(&old.apps), &apps(&new.apps));
    }

    /// Compares kinds of which any one may call.
    fn kinds(&mut self, kind: Kind, path: &str, what: &str, old: &[String], new: &[String]) {
        if old == new {
            return;
        }
        let gone = old.iter().any(|name| !new.contains(name));
        let come = new.iter().any(|name| !old.contains(name));
        let (weight, message) = match (gone, come) {
            // Without a list, the page does not document who may call.
            (false, true) if old.is_empty() => {
                (Weight::Documentation, format!("The page now documents which kinds of {what} may call."))
            }
            (true, false) if new.is_empty() => (
                Weight::Documentation,
                format!("The page no longer documents which kinds of {what} may call."),
            ),
            (true, _) => (Weight::Breaking, format!("A kind of {what} may not call any more.")),
            (false, true) => (Weight::Additive, format!("Another kind of {what} may call.")),
            (false, false) => (Weight::Documentation, format!("The kinds of {what} stand in another order.")),
        };
        let values = (phrases::listed(old.to_vec()), phrases::listed(new.to_vec()));
        self.report(weight, kind, path, values, message);
    }

    fn rate_limit(&mut self) {
        let (old, new) = (&self.old.rate_limit, &self.new.rate_limit);
        if old == new {
            return;
        }
        let (weight, message) = match (old, new) {
            (None, _) => (Weight::Documentation, "The page now documents a rate limit."),
            (_, None) => (Weight::Documentation, "The page no longer documents a rate limit."),
            (Some(old), Some(new)) if old.windows == new.windows => {
                (Weight::Documentation, "The words of the rate limit have changed.")
            }
            // A special limit, documented elsewhere.
            (Some(old), Some(new)) if old.windows.is_empty() || new.windows.is_empty() => {
                (Weight::Documentation, "The rate limit is documented in another way.")
            }
            (Some(old), Some(new)) => match (!allows(old, new), !allows(new, old)) {
                (true, _) => (Weight::Breaking, "The endpoint may be called less often."),
                (false, true) => (Weight::Additive, "The endpoint may be called more often."),
                (false, false) => (Weight::Documentation, "The documented rate limit has changed."),
            },
        };
        let text = |limit: &Option<RateLimit>| limit.as_ref().map(|limit| limit.text.clone());
        self.report(weight, Kind::RateLimit, "rate_limit", (text(old), text(new)), message);
    }

    fn scopes(&mut self) {
        let (old, new) = (self.old, self.new);
        if let Some(Alternatives { weight, before, after, message }) =
            scopes::alternatives(&old.scopes, &new.scopes, "the endpoint")
        {
            self.report(weight, Kind::Scopes, "scopes", (before, after), message);
        }
        self.field_scopes();
    }

    /// Each of these scopes opens certain fields. A new scope closes fields that were open before, unless only new
    /// items need it.
    fn field_scopes(&mut self) {
        let (old, new) = (&self.old.field_scopes, &self.new.field_scopes);
        if old == new {
            return;
        }
        let names = |scopes: &[Scope]| scopes.iter().map(|scope| scope.name.clone()).collect::<BTreeSet<_>>();
        let (before, after) = (names(old), names(new));
        let mut come = after.difference(&before).peekable();
        let (weight, message) = if come.peek().is_some()
            && come.all(|name| self.only_new.contains(name.as_str()))
        {
            (Weight::Additive, "What is new needs another scope.")
        } else if after.difference(&before).next().is_some() {
            (Weight::Breaking, "Sensitive fields need another scope: without it the service leaves them out.")
        } else if before != after {
            (Weight::Additive, "Sensitive fields need a scope less.")
        } else {
            (Weight::Documentation, "The scopes of sensitive fields have other words or another order.")
        };
        let values = (scopes::listed(old), scopes::listed(new));
        self.report(weight, Kind::Scopes, "field_scopes", values, message);
    }

    /// Kinds of encoded values are matched by their label.
    fn formats(&mut self) {
        let labels = |formats: &[ValueFormat]| {
            formats.iter().map(|format| format!("{}\n{}", format.heading, format.label)).collect::<Vec<_>>()
        };
        let order = pairs(&labels(&self.old.value_formats), &labels(&self.new.value_formats));
        for (from, to) in order {
            let from = from.map(|index| &self.old.value_formats[index]);
            let to = to.map(|index| &self.new.value_formats[index]);
            let label = from.or(to).map_or("", |format| format.label.as_str());
            let (weight, message) = match (from, to) {
                (None, _) => (Weight::Additive, format!("Values of the kind “{label}” can be written, too.")),
                (_, None) => (
                    Weight::Breaking,
                    format!("The page no longer documents how values of the kind “{label}” are written."),
                ),
                (Some(from), Some(to)) if from.sample != to.sample => {
                    (Weight::Documentation, format!("Values of the kind “{label}” have another sample."))
                }
                (Some(from), Some(to)) if from.english != to.english => (
                    Weight::Documentation,
                    format!("Values of the kind “{label}” have another English name."),
                ),
                _ => continue,
            };
            let sample = |format: Option<&ValueFormat>| format.map(|format| format.sample.clone());
            self.out.push(
                Change::new(weight, Kind::Encoded, Section::Endpoint, "value_formats", message)
                    .values((sample(from), sample(to)))
                    .lines((from.map(|format| format.line), to.map(|format| format.line))),
            );
        }
    }

    fn body(&mut self) {
        let (old, new) = (&self.old.request.body, &self.new.request.body);
        // Generated code omits a body without members.
        let weight = |empty: bool| if empty { Weight::Documentation } else { Weight::Breaking };
        match (old, new) {
            (None, Some(body)) => {
                let values = (None, Some(names::content(body.content).to_owned()));
                let message = "The request has a body now, which its constructor asks for.";
                self.say_of(Section::Body, weight(body.fields.is_empty()), Kind::Added, "", values, message);
            }
            (Some(body), None) => {
                let values = (Some(names::content(body.content).to_owned()), None);
                let message = "The request has no body any more.";
                self.say_of(
                    Section::Body,
                    weight(body.fields.is_empty()),
                    Kind::Removed,
                    "",
                    values,
                    message,
                );
            }
            (Some(was), Some(is)) if was.content != is.content => {
                let values = values(names::content(was.content), names::content(is.content));
                let message = "The body is written in another way.";
                self.say_of(Section::Body, Weight::Breaking, Kind::Content, "", values, message);
            }
            _ => {}
        }
        let shown = |body: &Option<feishu_schema::Body>| {
            body.as_ref().map_or(Vec::new(), |body| body.examples.clone())
        };
        examples::compare(Section::Body, &shown(old), &shown(new), self.out);
    }

    fn response(&mut self) {
        let (old, new) = (&self.old.response, &self.new.response);
        if old.form != new.form {
            let values = values(names::form(old.form), names::form(new.form));
            let message = "The answer is wrapped in another way, so its generated type is another.";
            self.say_of(Section::Response, Weight::Breaking, Kind::Form, "", values, message);
        }
        examples::compare(Section::Response, &old.examples, &new.examples, self.out);
    }

    /// Compares the page as a file. A difference of bytes alone is not a change.
    fn source(&mut self) {
        let (old, new) = (&self.old.source, &self.new.source);
        if old.url != new.url {
            let values = (old.url.clone(), new.url.clone());
            self.report(
                Weight::Documentation,
                Kind::Source,
                "source.url",
                values,
                "The page has another address.",
            );
        }
        if old.english.as_deref().map(published) != new.english.as_deref().map(published) {
            let page = |source: &Source| source.english.as_ref().map(|english| shown(english));
            let message = "The English page is another one, or was published again.";
            let values = (page(old), page(new));
            self.report(Weight::Documentation, Kind::Source, "source.english", values, message);
        }
        if old.updated != new.updated {
            let date = |time: Option<i64>| time.map(super::date::of_millis);
            let values = (date(old.updated), date(new.updated));
            self.report(
                Weight::Documentation,
                Kind::Source,
                "source.updated",
                values,
                "The page was published again.",
            );
        }
    }
}

/// Where and when a page was published.
fn published(source: &Source) -> (Option<&str>, Option<i64>) {
    (source.url.as_deref(), source.updated)
}

fn shown(source: &Source) -> String {
    let date = source.updated.map(super::date::of_millis);
    let parts = [Some(source.url.clone().unwrap_or_else(|| source.page.clone())), date];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Title, first paragraph and notes, each on lines of its own.
fn english_text(english: &EndpointTexts) -> String {
    let notes = english.notes.iter().flat_map(|note| [&note.heading, &note.text]);
    let texts = [&english.title, &english.text].into_iter().chain(&english.deprecated).chain(notes);
    texts.filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn values(before: &str, after: &str) -> Values {
    (phrases::said(before), phrases::said(after))
}

/// Whether every client that keeps within `strict` also keeps within `loose`.
fn allows(strict: &RateLimit, loose: &RateLimit) -> bool {
    loose.windows.iter().all(|window| {
        // At most as many calls in a window at least as long.
        strict.windows.iter().any(|known| known.calls <= window.calls && known.seconds >= window.seconds)
    })
}
