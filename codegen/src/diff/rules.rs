//! The validation rules of a row.

use feishu_schema::Rule;
use serde_json::Number;

use super::phrases;
use super::report::{Kind, Weight};
use super::row::RowPair;

/// Compares two lists of rules: bounds with bounds of the same kind, all others for equality.
pub(super) fn compare(both: &mut RowPair<'_>) {
    let (old, new) = (&both.old.rules, &both.new.rules);
    let gone: Vec<&Rule> = old.iter().filter(|rule| !new.contains(rule)).collect();
    let mut come: Vec<&Rule> = new.iter().filter(|rule| !old.contains(rule)).collect();
    if gone.is_empty() && come.is_empty() {
        if old != new {
            let message = format!("The rules of `{}` stand in another order.", both.path);
            report(both, Effect::None, (listed(old), listed(new)), message);
        }
        return;
    }
    for rule in gone {
        let same = |other: &&Rule| std::mem::discriminant(*other) == std::mem::discriminant(rule);
        match come.iter().position(same) {
            Some(index) => one(both, rule, come.remove(index)),
            None => {
                let message = format!("`{}` is no longer bound to {}.", both.path, shown(rule));
                report(both, Effect::Wider, (Some(line(rule)), None), message);
            }
        }
    }
    for rule in come {
        let message = format!("`{}` is bound to {} now.", both.path, shown(rule));
        report(both, Effect::Narrower, (None, Some(line(rule))), message);
    }
}

/// The effect of a change on the allowed values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    None,
    Wider,
    Narrower,
    /// Narrower at one end and wider at the other, or not comparable.
    Other,
    /// Prose, which generated code does not enforce.
    Reworded,
}

fn report(both: &mut RowPair<'_>, effect: Effect, values: (Option<String>, Option<String>), message: String) {
    let weight = match (effect, both.sent()) {
        (Effect::None | Effect::Reworded, _) => Weight::Documentation,
        (Effect::Narrower | Effect::Other, true) => Weight::Breaking,
        (Effect::Wider | Effect::Other, _) => Weight::Additive,
        // Responses were not validated before either.
        (Effect::Narrower, false) => Weight::Documentation,
    };
    both.report(weight, Kind::Rules, values, message);
}

fn one(both: &mut RowPair<'_>, old: &Rule, new: &Rule) {
    let effect = effect(old, new);
    let path = both.path;
    let (was, is) = (shown(old), shown(new));
    let message = match effect {
        Effect::Wider => format!("`{path}` is bound to {is}, which is wider than {was}."),
        Effect::Narrower => format!("`{path}` is bound to {is}, which is narrower than {was}."),
        Effect::None | Effect::Other => format!("`{path}` is bound to {is} in place of {was}."),
        Effect::Reworded => {
            format!("The text of a rule of `{path}` has changed; check whether it asks for more.")
        }
    };
    report(both, effect, (Some(line(old)), Some(line(new))), message);
}

fn effect(old: &Rule, new: &Rule) -> Effect {
    match (old, new) {
        (Rule::Length { min: a, max: b }, Rule::Length { min: c, max: d })
        | (Rule::Count { min: a, max: b }, Rule::Count { min: c, max: d }) => bounds((*a, *b), (*c, *d)),
        (Rule::Range { min: a, max: b }, Rule::Range { min: c, max: d }) => {
            let number = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
            bounds((number(a), number(b)), (number(c), number(d)))
        }
        (Rule::Text(_), Rule::Text(_)) => Effect::Reworded,
        _ => Effect::Other,
    }
}

fn bounds<T: PartialOrd>(old: (Option<T>, Option<T>), new: (Option<T>, Option<T>)) -> Effect {
    let more = |old: &Option<T>, new: &Option<T>| match (old, new) {
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new > old,
        (_, None) => false,
    };
    let less = |old: &Option<T>, new: &Option<T>| match (old, new) {
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new < old,
        (_, None) => false,
    };
    let narrower = more(&old.0, &new.0) || less(&old.1, &new.1);
    // Removing a rule is the inverse of adding it.
    let wider = more(&new.0, &old.0) || less(&new.1, &old.1);
    match (narrower, wider) {
        (true, false) => Effect::Narrower,
        (false, true) => Effect::Wider,
        // Numbers too close to distinguish.
        (false, false) => Effect::Other,
        (true, true) => Effect::Other,
    }
}

/// Completes "is bound to".
fn shown(rule: &Rule) -> String {
    match rule {
        Rule::Length { .. } | Rule::Count { .. } | Rule::Range { .. } => line(rule),
        Rule::Pattern(pattern) => format!("the pattern `{pattern}`"),
        Rule::Text(_) => "a rule in words".to_owned(),
    }
}

fn line(rule: &Rule) -> String {
    match rule {
        Rule::Length { min, max } => format!("{} characters", ends(min.as_ref(), max.as_ref())),
        Rule::Count { min, max } => format!("{} elements", ends(min.as_ref(), max.as_ref())),
        Rule::Range { min, max } => format!("values of {}", ends(min.as_ref(), max.as_ref())),
        Rule::Pattern(pattern) => pattern.clone(),
        Rule::Text(text) => text.clone(),
    }
}

fn ends<T: ToString>(min: Option<&T>, max: Option<&T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{} to {}", min.to_string(), max.to_string()),
        (Some(min), None) => format!("{} or more", min.to_string()),
        (None, Some(max)) => format!("up to {}", max.to_string()),
        (None, None) => "any number of".to_owned(),
    }
}

fn listed(rules: &[Rule]) -> Option<String> {
    phrases::listed(rules.iter().map(line).collect())
}
