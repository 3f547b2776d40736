//! Bounds on the size of responses.

/// The largest responses that a client reads. A larger one is not read to its end: the call fails with
/// [`Defect::TooLarge`](crate::Defect::TooLarge), and a call that must not be repeated with an unknown outcome.
///
/// Sizes are counted after decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeLimits {
    pub(super) json: u64,
    pub(super) token: u64,
    pub(super) file: u64,
}

impl Default for SizeLimits {
    /// 16 MB for JSON, 1 MB for access tokens, 300 MB for files.
    fn default() -> Self {
        Self { json: 16_000_000, token: 1_000_000, file: 300_000_000 }
    }
}

impl SizeLimits {
    /// The default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The largest JSON response, in bytes.
    #[must_use]
    pub const fn json(self, bytes: u64) -> Self {
        Self { json: bytes, ..self }
    }

    /// The largest response of the endpoint for access tokens, in bytes.
    #[must_use]
    pub const fn token(self, bytes: u64) -> Self {
        Self { token: bytes, ..self }
    }

    /// The largest file, in bytes.
    #[must_use]
    pub const fn file(self, bytes: u64) -> Self {
        Self { file: bytes, ..self }
    }
}
