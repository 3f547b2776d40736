use feishu_schema::Placed;

use super::{Place, findings};
use crate::diagnostic::Diagnostic;
use crate::page::Table;

/// Reports the guessed rows, with their other likely places.
pub fn report(table: &Table, places: &[Place], out: &mut Vec<Diagnostic>) {
    for (row, place) in table.rows.iter().zip(places).filter(|(_, place)| place.placed == Placed::Guess) {
        let parent = name(table, place.parent);
        let message = match place.rival {
            Some(rival) => {
                format!("`{}` may be a member of {parent} or of {}", row.name.as_str(), name(table, rival))
            }
            None => format!("`{}` may not be a member of {parent}", row.name.as_str()),
        };
        let mut guess = Diagnostic::warning(findings::GUESS, message)
            .at(row.name.span.clone(), format!("taken as a member of {parent}"));
        for index in [place.parent, place.rival.flatten()].into_iter().flatten() {
            if let Some(row) = table.rows.get(index) {
                guess = guess.and(row.name.span.clone(), "");
            }
        }
        out.push(guess);
    }
}

fn name(table: &Table, parent: Option<usize>) -> String {
    match parent.and_then(|index| table.rows.get(index)) {
        Some(row) => format!("`{}`", row.name.as_str()),
        None => format!("the {} itself", table.section.as_str()),
    }
}
