//! Rows that every page has: those of the headers, and of the envelope of an answer.

use feishu_schema::{Field, Type};

use super::sections::Sections;
use super::{findings, tree};
use crate::diagnostic::Diagnostic;
use crate::page::letters_apart;
use crate::source::Source;

const HEADERS: [&str; 2] = ["Authorization", "Content-Type"];
const ENVELOPE: [&str; 3] = ["code", "msg", "data"];

/// Reports rows whose name is almost one of them, and those of another type.
pub(super) fn check(sections: &Sections, source: &Source, out: &mut Vec<Diagnostic>) {
    let place = |field: &Field| tree::line_of(field, source);
    let report = |message: String, field: &Field| {
        Diagnostic::warning(findings::KNOWN_ROW, message).at(place(field), "unlike other pages")
    };
    for field in &sections.header {
        if field.ty != Type::String {
            let message = format!("the header `{}` is not a `string`, but `{}`", field.name, field.spelled);
            out.push(report(message, field));
        }
        let is_known = HEADERS.iter().any(|known| known.eq_ignore_ascii_case(&field.name));
        out.extend(
            mistyped(field, &HEADERS).filter(|_| !is_known).map(|known| report(is_not(field, known), field)),
        );
    }
    let roots = &sections.response;
    let found = |name: &str| roots.iter().find(|field| field.name == name);
    for (name, ty, spelled) in [("code", Type::Int, "int"), ("msg", Type::String, "string")] {
        let other = found(name).filter(|field| field.ty != ty && !field.spelled.is_empty());
        out.extend(other.map(|field| {
            report(format!("`{name}` of the response is not `{spelled}`, but `{}`", field.spelled), field)
        }));
    }
    // Members of `data` whose mark of depth is lost stand beside it.
    if ENVELOPE.iter().all(|name| found(name).is_some()) {
        let beside = roots.iter().filter(|field| !ENVELOPE.contains(&field.name.as_str()));
        out.extend(
            beside
                .map(|field| report(format!("`{}` stands beside `data`, and not in it", field.name), field)),
        );
    }
    let missing: Vec<&str> = ENVELOPE.into_iter().filter(|name| found(name).is_none()).collect();
    if let [missing] = missing.as_slice() {
        let almost = roots.iter().find(|field| mistyped(field, &[missing]).is_some());
        out.extend(almost.map(|field| report(is_not(field, missing), field)));
    }
}

fn is_not(field: &Field, known: &str) -> String {
    format!("`{}` may be `{known}`, mistyped", field.name)
}

/// The known name that a field's almost is, with one or two letters that differ.
fn mistyped<'n>(field: &Field, known: &[&'n str]) -> Option<&'n str> {
    known.iter().copied().find(|known| *known != field.name && letters_apart(&field.name, known) <= 2)
}
