use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::Multipart;

/// What a request carries. `Debug` tells its size and hides its content.
#[non_exhaustive]
pub enum RequestBody {
    /// Nothing, and no content type.
    Empty,
    /// `application/json; charset=utf-8`.
    Json(Vec<u8>),
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
        let mut json = Vec::with_capacity(1024);
        serde_json::to_writer(&mut json, value)?;
        Ok(Self::Json(json))
    }

    /// The content type, and the bytes.
    pub(super) fn into_content(self) -> (Option<Cow<'static, str>>, Vec<u8>) {
        match self {
            Self::Empty => (None, Vec::new()),
            Self::Json(bytes) => (Some("application/json; charset=utf-8".into()), bytes),
            Self::Multipart(parts) => {
                let (content_type, bytes) = parts.encode();
                (Some(content_type.into()), bytes)
            }
        }
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Json(bytes) => write!(f, "Json({} bytes)", bytes.len()),
            Self::Multipart(parts) => parts.fmt(f),
        }
    }
}
