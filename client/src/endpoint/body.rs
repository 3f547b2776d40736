//! Request bodies: JSON, forms and multipart.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::build::push_pairs;
use super::content::Content;
use super::{Multipart, Values};

/// Room for most bodies, a whole resume included: growing means copying what is written already.
const JSON_CAPACITY: usize = 4096;

/// The body of a request. `Debug` shows its size, not its content.
#[non_exhaustive]
pub enum RequestBody {
    /// Nothing, and no content type.
    Empty,
    /// `application/json; charset=utf-8`.
    Json(Vec<u8>),
    /// `application/x-www-form-urlencoded`.
    Form(Values),
    /// `multipart/form-data`.
    Multipart(Multipart),
}

impl RequestBody {
    /// The value as JSON.
    ///
    /// # Errors
    ///
    /// JSON cannot express the value.
    pub fn json(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let mut json = Vec::with_capacity(JSON_CAPACITY);
        serde_json::to_writer(&mut json, value)?;
        Ok(Self::Json(json))
    }

    /// The content type, and the content.
    pub(super) fn into_content(self) -> (Option<Cow<'static, str>>, Content) {
        match self {
            Self::Empty => (None, Content::default()),
            Self::Json(bytes) => (Some("application/json; charset=utf-8".into()), bytes.into()),
            Self::Form(values) => {
                let mut text = String::new();
                push_pairs(&mut text, &values);
                (Some("application/x-www-form-urlencoded".into()), text.into_bytes().into())
            }
            Self::Multipart(parts) => {
                let (content_type, content) = parts.encode();
                (Some(content_type.into()), content)
            }
        }
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Json(bytes) => write!(f, "Json({} bytes)", bytes.len()),
            Self::Form(values) => write!(f, "Form({} values)", values.iter().count()),
            Self::Multipart(parts) => parts.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules of HTML's forms, but with `%20` for a space, which every reader of forms takes as well.
    #[test]
    fn a_form_is_written_as_encoded_pairs() {
        let mut values = Values::default();
        values.add_text("name", "张 三");
        values.add_text("a&b", "1=2+3");
        let (content_type, content) = RequestBody::Form(values).into_content();
        assert_eq!(content_type.as_deref(), Some("application/x-www-form-urlencoded"));
        assert_eq!(
            String::from_utf8(content.read().unwrap()).unwrap(),
            "name=%E5%BC%A0%20%E4%B8%89&a%26b=1%3D2%2B3"
        );
    }
}
