//! Outlines: what a stage found, in as many lines as a person reads with pleasure.

mod page;
mod plan;

pub use page::{page, places};
pub use plan::plan;

/// The first line of a text, and a sign that there is more.
fn first_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{first} …"),
        None => text.to_owned(),
    }
}
