//! Values of path and query parameters.

use crate::{EncodedValue, OpenEnum, Timestamp, Until};

/// Named texts: the values of a path or of a query.
#[derive(Default)]
pub struct Values {
    pairs: Vec<(&'static str, String)>,
}

impl Values {
    /// Adds a value: nothing for an option that is not given, and each element of a list under the same name.
    pub fn add<T: Parameter + ?Sized>(&mut self, name: &'static str, value: &T) {
        value.add_to(self, name);
    }

    /// Adds one text.
    pub fn add_text(&mut self, name: &'static str, text: impl Into<String>) {
        self.pairs.push((name, text.into()));
    }

    /// The first text of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// All texts with their names, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.pairs.iter().map(|(name, text)| (*name, text.as_str()))
    }
}

impl IntoIterator for Values {
    type Item = (&'static str, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

/// A value of a path or query parameter.
pub trait Parameter {
    /// Adds the value under that name.
    fn add_to(&self, values: &mut Values, name: &'static str);
}

/// Values that are written the way they are displayed.
macro_rules! displayed {
    ($($type:ty),*) => {
        $(impl Parameter for $type {
            fn add_to(&self, values: &mut Values, name: &'static str) {
                values.add_text(name, self.to_string());
            }
        })*
    };
}

displayed!(String, bool, i64, f64, Timestamp);

impl Parameter for Until {
    fn add_to(&self, values: &mut Values, name: &'static str) {
        self.as_wire().add_to(values, name);
    }
}

impl Parameter for EncodedValue {
    fn add_to(&self, values: &mut Values, name: &'static str) {
        values.add_text(name, self.as_str());
    }
}

/// The wire value, not the identifier.
impl<E: OpenEnum> Parameter for E {
    fn add_to(&self, values: &mut Values, name: &'static str) {
        values.add_text(name, self.wire().to_string());
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn add_to(&self, values: &mut Values, name: &'static str) {
        if let Some(value) = self {
            value.add_to(values, name);
        }
    }
}

/// The name is repeated for each element, as the platform's documentation and SDKs do.
impl<T: Parameter> Parameter for Vec<T> {
    fn add_to(&self, values: &mut Values, name: &'static str) {
        for value in self {
            value.add_to(values, name);
        }
    }
}
