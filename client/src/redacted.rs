//! A placeholder for values that `Debug` must not show.

use std::fmt;

/// Stands for a value that `Debug` must not show: prints `[redacted]`.
///
/// Generated types use it for every value but structure, ids, options and booleans, unless the lexicon says that a field
/// is public. A text that is not among the options of an enum is not an option: it is redacted, too. Other types whose
/// fields hold personal data implement `Debug` by hand:
///
/// ```
/// use feishu_client::Redacted;
///
/// struct Person {
///     name: String,
///     email: Option<String>,
///     age: u32,
/// }
///
/// impl std::fmt::Debug for Person {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.debug_struct("Person")
///             .field("name", &Redacted)
///             .field("email", &Redacted::from_option(&self.email))
///             .field("age", &self.age)
///             .finish()
///     }
/// }
///
/// let person = Person { name: "张三".into(), email: Some("foo@bytedance.com".into()), age: 25 };
/// assert_eq!(format!("{person:?}"), "Person { name: [redacted], email: Some([redacted]), age: 25 }");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl Redacted {
    /// Shows whether there is a value: prints `Some([redacted])` or `None`.
    #[must_use]
    pub fn from_option<T>(value: &Option<T>) -> Option<Self> {
        value.as_ref().map(|_| Self)
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
