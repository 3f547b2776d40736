//! Compares the documented errors, which are matched by their code.

use feishu_schema::{Endpoint, ErrorCase};

use super::lists::pairs;
use super::phrases;
use super::report::{Change, Kind, Section, Weight};

/// Compares the error tables.
pub(super) fn compare(old: &Endpoint, new: &Endpoint, out: &mut Vec<Change>) {
    let codes = |errors: &[ErrorCase]| errors.iter().map(|case| case.code).collect::<Vec<_>>();
    let order = pairs(&codes(&old.errors), &codes(&new.errors));
    for (from, to) in &order {
        match (from.map(|index| &old.errors[index]), to.map(|index| &new.errors[index])) {
            (Some(from), Some(to)) => one(from, to, out),
            (Some(from), None) => {
                let again = new.errors.iter().any(|case| case.code == from.code);
                let (weight, message) = match again {
                    true => (Weight::Documentation, format!("A row of the error {} is gone.", from.code)),
                    false => (
                        Weight::Breaking,
                        format!("The error {} is not documented any more: its variant is gone.", from.code),
                    ),
                };
                out.push(change(
                    weight,
                    Kind::Removed,
                    (Some(from), None),
                    (Some(line(from)), None),
                    message,
                ));
            }
            (None, Some(to)) => {
                let known = old.errors.iter().any(|case| case.code == to.code);
                let (weight, message) = match known {
                    true => (Weight::Documentation, format!("The error {} has another row.", to.code)),
                    false => (Weight::Additive, format!("The error {} is documented now.", to.code)),
                };
                out.push(change(weight, Kind::Added, (None, Some(to)), (None, Some(line(to))), message));
            }
            (None, None) => {}
        }
    }
    let kept = order.iter().filter_map(|(from, to)| from.zip(*to)).map(|(from, _)| from);
    if !kept.is_sorted() {
        let list =
            |errors: &[ErrorCase]| phrases::listed(errors.iter().map(|case| case.code.to_string()).collect());
        let line = |errors: &[ErrorCase]| errors.first().map(|case| case.line);
        let message = "The errors stand in another order.";
        out.push(
            Change::new(Weight::Documentation, Kind::Order, Section::Errors, "", message)
                .values((list(&old.errors), list(&new.errors)))
                .lines((line(&old.errors), line(&new.errors))),
        );
    }
}

fn one(old: &ErrorCase, new: &ErrorCase, out: &mut Vec<Change>) {
    let both = (Some(old), Some(new));
    if old.status != new.status {
        let status = |case: &ErrorCase| case.status.map(|status| status.to_string());
        let message = format!("The error {} comes with another HTTP status.", new.code);
        out.push(change(Weight::Documentation, Kind::Status, both, (status(old), status(new)), message));
    }
    if old.english != new.english {
        let message = format!("The English text of the error {} has changed.", new.code);
        out.push(change(Weight::Documentation, Kind::Text, both, (english(old), english(new)), message));
    }
    if (&old.text, &old.advice) != (&new.text, &new.advice) {
        let message = match (old.text == new.text, old.advice == new.advice) {
            (true, _) => format!("The advice on the error {} has changed.", new.code),
            (_, true) => format!("The text of the error {} has changed.", new.code),
            _ => format!("The text of the error {} and the advice on it have changed.", new.code),
        };
        out.push(change(
            Weight::Documentation,
            Kind::Text,
            both,
            (Some(line(old)), Some(line(new))),
            message,
        ));
    }
}

fn change(
    weight: Weight,
    kind: Kind,
    (old, new): (Option<&ErrorCase>, Option<&ErrorCase>),
    values: (Option<String>, Option<String>),
    message: String,
) -> Change {
    let path = old.or(new).map_or_else(String::new, |case| case.code.to_string());
    Change::new(weight, kind, Section::Errors, path, message)
        .values(values)
        .lines((old.map(|case| case.line), new.map(|case| case.line)))
}

/// The meaning, with the advice below it.
fn line(case: &ErrorCase) -> String {
    lines(&case.text, &case.advice)
}

fn english(case: &ErrorCase) -> Option<String> {
    case.english.as_ref().map(|english| lines(&english.text, &english.advice))
}

fn lines(text: &str, advice: &str) -> String {
    if advice.is_empty() { text.to_owned() } else { format!("{text}\n{advice}") }
}
