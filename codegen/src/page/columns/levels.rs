//! The depths that a page marks.

use crate::diagnostic::Diagnostic;

use super::super::{Row, findings};

/// The greatest depth: the platform's pages have ten levels.
pub(super) const DEEPEST: u8 = 64;

/// Looks at the depths of a table's rows. `tagged` says which rows have theirs from a tag, as all rows of a table have.
pub(super) fn check(rows: &[Row], tagged: usize, out: &mut Vec<Diagnostic>) {
    let mut above = 0_u8;
    for row in rows {
        if row.level.is_none() && tagged > 0 {
            out.push(report(row, "the depth of this row is missing"));
        }
        let level = row.level.unwrap_or(0);
        if level > DEEPEST {
            let message = format!("this row is {level} levels deep");
            out.push(Diagnostic::error(findings::TOO_MUCH, message).at(row.span.clone(), ""));
        } else if level > above.saturating_add(1) || (level > above && row.span == rows[0].span) {
            out.push(report(row, "this row is more than one level below the row above"));
        }
        above = level;
    }
}

fn report(row: &Row, message: &str) -> Diagnostic {
    Diagnostic::warning(findings::LEVEL, message).at(row.span.clone(), "")
}
