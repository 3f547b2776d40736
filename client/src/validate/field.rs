//! Fields of requests, checked when the program is compiled.

use std::fmt;
use std::marker::PhantomData;

use super::UnknownField;
use crate::Endpoint;

/// A field of the request of the endpoint `E`, by its documented path. Created by the macro
/// [`request_field!`](crate::request_field), which does not compile if there is no such field, or by
/// [`RequestField::find`].
pub struct RequestField<E> {
    path: &'static str,
    endpoint: PhantomData<fn() -> E>,
}

impl<E: Endpoint> RequestField<E> {
    /// For the macro, which calls it in a constant: it panics if there is no such field.
    #[doc(hidden)]
    #[must_use]
    pub const fn checked(path: &'static str) -> Self {
        assert!(
            is_line(E::INFO.fields.as_bytes(), path.as_bytes()),
            "the request has no field with this path"
        );
        Self { path, endpoint: PhantomData }
    }

    /// The field with a path that is known only at run time, for example from a configuration file.
    ///
    /// # Errors
    ///
    /// The request has no such field.
    pub fn find(path: &str) -> Result<Self, UnknownField> {
        match E::INFO.fields.lines().find(|field| *field == path) {
            Some(path) => Ok(Self { path, endpoint: PhantomData }),
            None => Err(UnknownField::new(path, &E::INFO.fields.lines().collect::<Vec<_>>())),
        }
    }

    /// The path from the body, the query or the URL's path, with `[]` for every element of a list.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }
}

impl<E> Clone for RequestField<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for RequestField<E> {}

impl<E> fmt::Debug for RequestField<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestField({})", self.path)
    }
}

/// Whether one of the lines is this one. A constant function has no iterators.
const fn is_line(lines: &[u8], wanted: &[u8]) -> bool {
    let mut start = 0;
    let mut end = 0;
    while end <= lines.len() {
        if end == lines.len() || lines[end] == b'\n' {
            if is_at(lines, start, end, wanted) {
                return true;
            }
            start = end + 1;
        }
        end += 1;
    }
    false
}

const fn is_at(text: &[u8], start: usize, end: usize, wanted: &[u8]) -> bool {
    if end - start != wanted.len() || wanted.is_empty() {
        return false;
    }
    let mut index = 0;
    while index < wanted.len() {
        if text[start + index] != wanted[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// A [`RequestField`] of an endpoint's request, by its documented path. A path that the documentation does not list is
/// an error of the compiler, so that a change of the documentation shows when the program is built:
///
/// ```
/// # use feishu_client::{AnyCode, Endpoint, EndpointInfo, FieldPath, Method, RawResponse, ReadError, Validate, Validator};
/// # struct CreateByResume;
/// # impl Validate for CreateByResume {
/// #     fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
/// # }
/// # impl Endpoint for CreateByResume {
/// #     type Response = ();
/// #     type Code = AnyCode;
/// #     const INFO: &'static EndpointInfo = &EndpointInfo {
/// #         id: "", title: "", docs: "", method: Method::POST, path: "", tokens: &[], rate_limits: &[],
/// #         scopes: &[], field_scopes: &[], fields: "resume.basic_info.mobile",
/// #     };
/// #     fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> { response.empty() }
/// # }
/// use feishu_client::{ValidationOptions, request_field};
///
/// let mobile = request_field!(CreateByResume, "resume.basic_info.mobile");
/// let options = ValidationOptions::new().require([mobile]);
/// ```
///
/// ```compile_fail
/// # use feishu_client::{AnyCode, Endpoint, EndpointInfo, FieldPath, Method, RawResponse, ReadError, Validate, Validator};
/// # struct CreateByResume;
/// # impl Validate for CreateByResume {
/// #     fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
/// # }
/// # impl Endpoint for CreateByResume {
/// #     type Response = ();
/// #     type Code = AnyCode;
/// #     const INFO: &'static EndpointInfo = &EndpointInfo {
/// #         id: "", title: "", docs: "", method: Method::POST, path: "", tokens: &[], rate_limits: &[],
/// #         scopes: &[], field_scopes: &[], fields: "resume.basic_info.mobile",
/// #     };
/// #     fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> { response.empty() }
/// # }
/// let mobile = feishu_client::request_field!(CreateByResume, "resume.basic_info.moblie");
/// ```
#[macro_export]
macro_rules! request_field {
    ($endpoint:ty, $path:literal) => {
        const { $crate::RequestField::<$endpoint>::checked($path) }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_found() {
        let lines = b"name\nresume.basic_info\nlist[].id";
        for line in ["name", "resume.basic_info", "list[].id"] {
            assert!(is_line(lines, line.as_bytes()), "{line}");
        }
        for other in ["", "nam", "names", "resume", "basic_info", "list[].i", "name\nresume.basic_info"] {
            assert!(!is_line(lines, other.as_bytes()), "{other}");
        }
        assert!(!is_line(b"", b"") && !is_line(b"", b"a"));
    }
}
