//! Lists of scopes of which any one is enough.

use feishu_schema::Scope;

use super::phrases;
use super::report::Weight;

/// What became of such a list.
pub(super) struct Alternatives {
    pub weight: Weight,
    pub before: Option<String>,
    pub after: Option<String>,
    pub message: String,
}

/// Compares two such lists; `what` is what needs the scopes.
pub(super) fn alternatives(old: &[Scope], new: &[Scope], what: &str) -> Option<Alternatives> {
    if old == new {
        return None;
    }
    let only_in = |scopes: &[Scope], others: &[Scope]| -> Vec<String> {
        let known = |scope: &&Scope| !others.iter().any(|other| other.name == scope.name);
        scopes.iter().filter(known).map(|scope| format!("`{}`", scope.name)).collect()
    };
    let (gone, come) = (only_in(old, new).join(", "), only_in(new, old).join(", "));
    let (weight, message) = match (gone.is_empty(), come.is_empty()) {
        (true, true) => {
            (Weight::Documentation, "lists the same scopes in other words or another order.".to_owned())
        }
        _ if old.is_empty() => (Weight::Breaking, format!("needs a scope now: {come}.")),
        _ if new.is_empty() => (Weight::Additive, format!("needs no scope any more ({gone} before).")),
        (true, false) => (Weight::Additive, format!("takes another scope as well: {come}.")),
        (false, true) => (Weight::Breaking, format!("does not take the scope any more: {gone}.")),
        (false, false) => (Weight::Breaking, format!("does not take the scope {gone} any more, but {come}.")),
    };
    let message = format!("{} {message}", phrases::capital(what));
    Some(Alternatives { weight, before: listed(old), after: listed(new), message })
}

/// One scope a line.
pub(super) fn listed(scopes: &[Scope]) -> Option<String> {
    phrases::listed(scopes.iter().map(line).collect())
}

fn line(scope: &Scope) -> String {
    match scope.label.as_str() {
        "" => scope.name.clone(),
        label => format!("{} ({label})", scope.name),
    }
}
