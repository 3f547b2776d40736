//! The options of a row.

use feishu_schema::Choice;

use super::phrases;
use super::report::{Kind, Weight};
use super::row::RowPair;
use super::scopes::{self, Alternatives};

/// Compares two lists of options. Each changed option is a separate change.
pub(super) fn compare(both: &mut RowPair<'_>) {
    let (old, new) = (&both.old.options, &both.new.options);
    if old.is_empty() != new.is_empty() {
        return whole(both);
    }
    let mut pairs = pairs(old, new);
    let in_order = pairs.iter().filter_map(|(from, to)| from.zip(*to)).map(|(from, _)| from).is_sorted();
    pairs.sort_by_key(|(from, to)| (to.or(*from), to.is_none()));
    for (from, to) in pairs {
        match (from.map(|index| &old[index]), to.map(|index| &new[index])) {
            (Some(from), Some(to)) => one(both, from, to),
            (Some(from), None) => removed(both, from),
            (None, Some(to)) => added(both, to),
            (None, None) => {}
        }
    }
    if !in_order {
        let keys = |options: &[Choice]| {
            phrases::listed(options.iter().map(|option| option.key.to_string()).collect())
        };
        let message = format!("The options of `{}` stand in another order.", both.path);
        both.report(Weight::Documentation, Kind::Options, (keys(old), keys(new)), message);
    }
}

/// Pairs options by key, then by label. The result is in the order of the new list, followed by the removed options.
fn pairs(old: &[Choice], new: &[Choice]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut from_of: Vec<Option<usize>> = vec![None; new.len()];
    let mut free = vec![true; old.len()];
    let same_key = |a: &Choice, b: &Choice| a.key == b.key;
    // An option with the same label and another key is the same option.
    let same_label = |a: &Choice, b: &Choice| !a.label.is_empty() && a.label == b.label;
    for same in [&same_key as &dyn Fn(&Choice, &Choice) -> bool, &same_label] {
        for to in 0..new.len() {
            if from_of[to].is_some() {
                continue;
            }
            if let Some(from) = (0..old.len()).find(|from| free[*from] && same(&old[*from], &new[to])) {
                free[from] = false;
                from_of[to] = Some(from);
            }
        }
    }
    let kept = from_of.into_iter().enumerate().map(|(to, from)| (from, Some(to)));
    let gone = (0..old.len()).filter(|from| free[*from]).map(|from| (Some(from), None));
    kept.chain(gone).collect()
}

/// Reports a list that was added or removed as a whole.
fn whole(both: &mut RowPair<'_>) {
    let (old, new) = (&both.old.options, &both.new.options);
    let list = |options: &[Choice]| phrases::listed(options.iter().map(line).collect());
    let values = (list(old), list(new));
    let (otherwise, message) = if old.is_empty() {
        let message = format!("The values of `{}` are listed now{}.", both.path, both.becomes());
        (Weight::Documentation, message)
    } else {
        let message = format!("The values of `{}` are not listed any more{}.", both.path, both.becomes());
        (Weight::Documentation, message)
    };
    let weight = if both.other_type() { Weight::Breaking } else { otherwise };
    let lines = (
        old.first().map_or(both.old.line, |option| option.line),
        new.first().map_or(both.new.line, |option| option.line),
    );
    both.report_at(weight, Kind::Options, (Some(lines.0), Some(lines.1)), values, message);
}

fn added(both: &mut RowPair<'_>, option: &Choice) {
    let message = match both.sent() {
        true => format!("`{}` takes {} as well.", both.path, shown(option)),
        false => format!("`{}` may be {} as well.", both.path, shown(option)),
    };
    let lines = (Some(both.old.line), Some(option.line));
    both.report_at(Weight::Additive, Kind::Options, lines, (None, Some(line(option))), message);
}

fn removed(both: &mut RowPair<'_>, option: &Choice) {
    let message = match both.sent() {
        true => format!(
            "`{}` does not take {} any more: a request with it is refused, and its variant is gone.",
            both.path,
            shown(option)
        ),
        false => format!("`{}` is never {} any more: its variant is gone.", both.path, shown(option)),
    };
    let lines = (Some(option.line), Some(both.new.line));
    both.report_at(Weight::Breaking, Kind::Options, lines, (Some(line(option)), None), message);
}

fn one(both: &mut RowPair<'_>, old: &Choice, new: &Choice) {
    let lines = (Some(old.line), Some(new.line));
    let values = || (Some(line(old)), Some(line(new)));
    if old.key != new.key {
        let message = format!(
            "The option `{}` ({}) of `{}` is `{}` now.",
            old.key,
            first_line(&old.label),
            both.path,
            new.key
        );
        both.report_at(Weight::Breaking, Kind::Options, lines, values(), message);
    } else if let Some((was, is)) = both.variants(old, new).filter(|(was, is)| was != is) {
        let message = format!(
            "The variant of the option `{}` of `{}` was `{was}` and is `{is}` now.",
            new.key, both.path
        );
        let variants = (Some(was), Some(is));
        both.report_at(Weight::Breaking, Kind::Options, lines, variants, message);
    }
    if old.english != new.english {
        let message = format!("The English text of the option `{}` of `{}` has changed.", new.key, both.path);
        let texts = (phrases::said(&old.english), phrases::said(&new.english));
        both.report_at(Weight::Documentation, Kind::Options, lines, texts, message);
    }
    if old.label != new.label {
        let message = format!("The text of the option `{}` of `{}` has changed.", new.key, both.path);
        both.report_at(Weight::Documentation, Kind::Options, lines, values(), message);
    }
    let what = format!("the option `{}` of `{}`", new.key, both.path);
    if let Some(Alternatives { weight, before, after, message }) =
        scopes::alternatives(&old.scopes, &new.scopes, &what)
    {
        both.report_at(weight, Kind::Scopes, lines, (before, after), message);
    }
}

/// The key and its label, in one line.
fn line(option: &Choice) -> String {
    match option.label.as_str() {
        "" => option.key.to_string(),
        label => format!("{}: {label}", option.key),
    }
}

fn shown(option: &Choice) -> String {
    match first_line(&option.label) {
        "" => format!("`{}`", option.key),
        label => format!("`{}` ({label})", option.key),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
