//! Is a request what the description says?

mod rules;
mod text;
mod value;

use serde::Serialize;
use serde_json::Value;

pub(crate) use text::typed;

/// One way in which a request does not match its description, in the platform's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Violation {
    /// The place: `resume.education_list[0].degree`.
    pub field: String,
    /// The value there; empty if it is absent.
    pub value: String,
    /// What should.
    pub description: String,
}

/// What is to be said about a request.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    /// The places of what the description does not know.
    pub(crate) unknown: Vec<String>,
}

impl Findings {
    fn broken(&mut self, field: &str, value: &Value, description: impl Into<String>) {
        let (field, value, description) = (field.to_owned(), shown(value), description.into());
        self.violations.push(Violation { field, value, description });
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
