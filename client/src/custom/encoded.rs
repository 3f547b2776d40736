//! The string form of a custom value.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CustomKind, CustomValue, CustomValueError};

/// The value of a custom field on the wire: a string whose form depends on the kind of the field.
///
/// Created from a [`CustomValue`], or from a string that already has the right form. `Debug` does not show the content,
/// which is mostly personal.
///
/// ```
/// use feishu_client::{CustomKind, CustomValue, EncodedValue};
///
/// let wire = EncodedValue::from(CustomValue::MultipleChoice(vec!["1".into(), "2".into()]));
/// assert_eq!(wire.as_str(), r#"["1", "2"]"#);
/// assert_eq!(wire.decode(CustomKind::MultipleChoice)?, CustomValue::MultipleChoice(vec!["1".into(), "2".into()]));
/// assert!(wire.decode(CustomKind::Number).is_err());
/// # Ok::<(), feishu_client::CustomValueError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EncodedValue(String);

impl EncodedValue {
    /// The string on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The string on the wire.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Decodes the string as the value of a field of this kind.
    ///
    /// # Errors
    ///
    /// The string does not have the form of the kind.
    pub fn decode(&self, kind: CustomKind) -> Result<CustomValue, CustomValueError> {
        CustomValue::decode(kind, &self.0)
    }
}

impl From<CustomValue> for EncodedValue {
    fn from(value: CustomValue) -> Self {
        value.encode()
    }
}

impl From<String> for EncodedValue {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for EncodedValue {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for EncodedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncodedValue([redacted])")
    }
}
