//! The path of a field, as every listing of fields gives it: dotted, with `[]` for each list.

/// The prefix of the paths of a field's members.
pub(crate) fn prefix_of_members(path: &str, spelled: &str) -> String {
    format!("{path}{}.", "[]".repeat(list_levels(spelled)))
}

/// Paths repeat the list marks of the page's spelling; only the description decides what a type such as `array` means.
fn list_levels(spelled: &str) -> usize {
    let mut rest = spelled.trim_end();
    let mut levels = 0;
    while let Some(inner) = rest.strip_suffix("[]") {
        rest = inner.trim_end();
        levels += 1;
    }
    levels
}
