//! Compares the old and the new version of a row.

use feishu_schema::{Field, Required, Scope, Sentinel};

use super::code::GeneratedField;
use super::likeness::bare;
use super::report::{Kind, Section, Weight};
use super::row::RowPair;
use super::scopes::{self, Alternatives};
use super::{options, phrases, rules};

/// Compares all facts of a row except its place and name.
pub(super) fn compare(mut both: RowPair<'_>) {
    let before = both.out.len();
    both.ty();
    options::compare(&mut both);
    both.time();
    both.sentinels();
    both.encoded();
    let is_breaking = both.out[before..].iter().any(|change| change.weight == Weight::Breaking);
    both.generated_type(is_breaking);
    both.required();
    rules::compare(&mut both);
    both.default();
    both.deprecated();
    both.scopes();
    both.prose();
    both.placed();
}

impl RowPair<'_> {
    fn ty(&mut self) {
        let (old, new) = (self.old, self.new);
        let values = (Some(old.spelled.clone()), Some(new.spelled.clone()));
        if bare(&old.ty) != bare(&new.ty) {
            let (was, is) = (phrases::ty(&old.ty), phrases::ty(&new.ty));
            let message = format!("`{}` was {was} and is {is} now{}.", self.path, self.becomes());
            self.report(Weight::Breaking, Kind::Type, values, message);
        } else if old.ty != new.ty {
            let message =
                format!("The page has another name for the type of `{}`{}.", self.path, self.becomes());
            self.report(self.by_type(Weight::Documentation), Kind::Type, values, message);
        } else if old.spelled != new.spelled {
            let message = format!("The page spells the type of `{}` in another way.", self.path);
            self.report(Weight::Documentation, Kind::Type, values, message);
        }
    }

    fn time(&mut self) {
        let (old, new) = (self.old.time, self.new.time);
        if old == new {
            return;
        }
        let (weight, message) = match (old, new) {
            (Some(was), Some(is)) => (
                Weight::Breaking,
                format!(
                    "`{}` was {} and is {} now{}.",
                    self.path,
                    phrases::time(was),
                    phrases::time(is),
                    self.becomes()
                ),
            ),
            (None, Some(is)) => (
                self.by_type(Weight::Documentation),
                format!("`{}` is now documented as {}{}.", self.path, phrases::time(is), self.becomes()),
            ),
            _ => (
                self.by_type(Weight::Documentation),
                format!("`{}` is no longer documented as a time{}.", self.path, self.becomes()),
            ),
        };
        let name = |unit: Option<_>| unit.map(|unit| phrases::time(unit).to_owned());
        self.report(weight, Kind::Time, (name(old), name(new)), message);
    }

    fn sentinels(&mut self) {
        let (old, new) = (&self.old.sentinels, &self.new.sentinels);
        if old == new {
            return;
        }
        let gone = old.iter().any(|sentinel| !new.contains(sentinel));
        let weight = match (self.sent(), gone) {
            (true, true) => Weight::Breaking,
            (true, false) | (false, false) => Weight::Additive,
            (false, true) => Weight::Documentation,
        };
        let list = |sentinels: &[Sentinel]| {
            let each = sentinels.iter().map(|Sentinel::Ongoing(number)| format!("{number}: until now"));
            phrases::listed(each.collect())
        };
        let message =
            format!("Other values of `{}` have a meaning of their own{}.", self.path, self.becomes());
        self.report(self.by_type(weight), Kind::Sentinels, (list(old), list(new)), message);
    }

    fn encoded(&mut self) {
        let (old, new) = (&self.old.encoded, &self.new.encoded);
        if old == new {
            return;
        }
        let message =
            format!("The documented string encoding of `{}` has changed{}.", self.path, self.becomes());
        self.report(self.by_type(Weight::Documentation), Kind::Encoded, (old.clone(), new.clone()), message);
    }

    /// The generated type may change although the row does not: two rows no longer share a struct, or the body has
    /// another content type.
    fn generated_type(&mut self, is_breaking: bool) {
        if is_breaking || self.elsewhere || !self.other_type() {
            return;
        }
        let name = |item: Option<&GeneratedField>| item.map(|item| item.ty.clone());
        let values = (name(self.items.0), name(self.items.1));
        let message =
            format!("`{}` says the same as before{}, for what changed elsewhere.", self.path, self.becomes());
        self.report(Weight::Breaking, Kind::Type, values, message);
    }

    fn required(&mut self) {
        let (old, new) = (self.old.required, self.new.required);
        if old == new {
            return;
        }
        let (weight, message) = match (old == Required::Yes, new == Required::Yes) {
            (false, true) => self.now_required(),
            (true, false) => self.now_optional(),
            _ => (
                Weight::Documentation,
                format!("`{}` may be left out as before; the table says so in another way.", self.path),
            ),
        };
        self.report(
            weight,
            Kind::Required,
            (Some(phrases::required(old)), Some(phrases::required(new))),
            message,
        );
    }

    fn now_required(&self) -> (Weight, String) {
        let path = self.path;
        if !self.sent() {
            return (Weight::Documentation, format!("The answer always has `{path}` now."));
        }
        if self.same_in_code() {
            return (
                Weight::Documentation,
                format!("`{path}` is required now, as the generated code has it already."),
            );
        }
        let message = format!(
            "`{path}` is required now: a request without it is refused, and its constructor takes it as an argument."
        );
        (Weight::Breaking, message)
    }

    fn now_optional(&self) -> (Weight, String) {
        let path = self.path;
        if !self.sent() {
            let weight = if self.envelope { Weight::Documentation } else { Weight::Additive };
            return (weight, format!("The answer may lack `{path}` now."));
        }
        if self.section == Section::Header {
            return (Weight::Additive, format!("`{path}` may be left out now."));
        }
        if self.same_in_code() {
            return (
                Weight::Documentation,
                format!("`{path}` may be left out now; the generated code stays as it is."),
            );
        }
        let message = format!(
            "`{path}` may be left out now: requests stay good, but the constructor loses an argument, which a setter replaces."
        );
        (Weight::Breaking, message)
    }

    /// Whether generated code has it as required in both, or as optional in both.
    fn same_in_code(&self) -> bool {
        match self.items {
            (Some(old), Some(new)) => old.optional == new.optional,
            _ => false,
        }
    }

    fn default(&mut self) {
        let (old, new) = (&self.old.default, &self.new.default);
        if old == new {
            return;
        }
        let (weight, message) = match (old, new) {
            (Some(_), Some(_)) if self.sent() => (
                Weight::Breaking,
                format!(
                    "Another value counts where `{}` is left out: the same request means something else.",
                    self.path
                ),
            ),
            (None, _) => {
                (Weight::Documentation, format!("The page now documents the default of `{}`.", self.path))
            }
            (_, None) => (
                Weight::Documentation,
                format!("The page no longer documents the default of `{}`.", self.path),
            ),
            _ => (Weight::Documentation, format!("The documented default of `{}` has changed.", self.path)),
        };
        self.report(weight, Kind::Default, (old.clone(), new.clone()), message);
    }

    fn deprecated(&mut self) {
        let (old, new) = (self.old.deprecated, self.new.deprecated);
        if old == new {
            return;
        }
        let name = |deprecated: bool| deprecated.then(|| "deprecated".to_owned());
        let (weight, message) = match new {
            true => (
                Weight::Additive,
                format!("The page advises against `{}` now: using it gives a warning.", self.path),
            ),
            false => (Weight::Documentation, format!("The page no longer advises against `{}`.", self.path)),
        };
        self.report(weight, Kind::Deprecated, (name(old), name(new)), message);
    }

    fn scopes(&mut self) {
        let (old, new): (&[Scope], &[Scope]) = (&self.old.scopes, &self.new.scopes);
        let what = format!("`{}`", self.path);
        if let Some(Alternatives { weight, before, after, message }) = scopes::alternatives(old, new, &what) {
            self.report(weight, Kind::Scopes, (before, after), message);
        }
    }

    fn prose(&mut self) {
        let (old, new) = (self.old, self.new);
        let path = self.path;
        let values = |before: &str, after: &str| (phrases::said(before), phrases::said(after));
        if old.text != new.text {
            let message = phrases::reworded(&format!("`{path}`"), &old.text, &new.text);
            self.report(Weight::Documentation, Kind::Text, values(&old.text, &new.text), message);
        }
        if old.english != new.english {
            let (before, after) = (english(old), english(new));
            let message = phrases::reworded(&format!("the English of `{path}`"), &before, &after);
            self.report(Weight::Documentation, Kind::Text, values(&before, &after), message);
        }
        if old.remarks != new.remarks {
            let (before, after) = (old.remarks.join("\n"), new.remarks.join("\n"));
            let message = phrases::reworded(&format!("a remark on `{path}`"), &before, &after);
            self.report(Weight::Documentation, Kind::Text, values(&before, &after), message);
        }
        if old.examples != new.examples {
            let (before, after) = (old.examples.join("\n"), new.examples.join("\n"));
            let message = format!("`{path}` has other examples.");
            self.report(Weight::Documentation, Kind::Examples, values(&before, &after), message);
        }
    }

    fn placed(&mut self) {
        let (old, new) = (self.old.placed, self.new.placed);
        if old != new {
            let (was, is) = (phrases::placed(old), phrases::placed(new));
            let message = format!("The place of `{}` was decided {was}, and is decided {is} now.", self.path);
            self.report(
                Weight::Documentation,
                Kind::Placed,
                (Some(was.to_owned()), Some(is.to_owned())),
                message,
            );
        }
    }
}

/// All texts of the English page about a field.
fn english(field: &Field) -> String {
    let Some(english) = &field.english else { return String::new() };
    let texts = std::iter::once(&english.text).chain(&english.rules).chain(&english.remarks);
    texts.filter(|text| !text.is_empty()).map(|text| text.trim_end()).collect::<Vec<_>>().join("\n")
}
