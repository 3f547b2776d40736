//! Error codes of an endpoint: numbers, some of which the documentation lists.

use std::fmt;

/// The error codes that the documentation of an endpoint lists, open to others.
///
/// A code means something only together with its endpoint, so each endpoint has a type of its own. Codes are equal if
/// their numbers are, however they were made.
pub trait ErrorCode: Copy + Eq + fmt::Debug + fmt::Display + Send + Sync + 'static {
    /// What the documentation says about each code that it lists, in the order of the page.
    const DOCUMENTED: &'static [ErrorInfo];

    /// The number on the wire.
    fn code(self) -> i64;

    /// The variant for a number on the wire; `Unknown` if the endpoint's documentation does not list it.
    fn from_code(code: i64) -> Self;

    /// What the documentation says about the code; `None` if it does not list it.
    fn info(self) -> Option<&'static ErrorInfo> {
        let code = self.code();
        Self::DOCUMENTED.iter().find(|info| info.code == code)
    }
}

/// Writes the code's identifier, or the number of an unknown one. For `Display`.
///
/// # Errors
///
/// Those of the formatter.
pub fn fmt(code: impl ErrorCode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match code.info() {
        Some(info) => f.pad(info.name),
        None => fmt::Display::fmt(&code.code(), f),
    }
}

/// Implements [`ErrorCode`] for an enum, from what the documentation says about each code: the number, the variant, and the
/// other fields of [`ErrorInfo`].
///
/// It also implements `PartialEq`, `Eq`, `Hash` and `Display`.
///
/// ```
/// use feishu_client::{ErrorCode, error_code};
///
/// #[derive(Clone, Copy, Debug)]
/// enum Code {
///     InvalidParameter,
///     Unknown(i64),
/// }
///
/// error_code! {
///     Code {
///         1002002 => InvalidParameter {
///             name: "invalid_parameter",
///             status: 400,
///             message: "参数错误",
///             english: "A parameter is wrong.",
///             advice: "",
///             advice_original: "",
///         }
///     }
/// }
///
/// assert_eq!(Code::from_code(1002002), Code::InvalidParameter);
/// assert_eq!(Code::InvalidParameter.to_string(), "invalid_parameter");
/// assert_eq!(Code::Unknown(7).code(), 7);
/// ```
#[macro_export]
macro_rules! error_code {
    ($name:ident { $($code:literal => $variant:ident { $($field:ident: $value:tt,)* })* }) => {
        impl $crate::ErrorCode for $name {
            const DOCUMENTED: &'static [$crate::ErrorInfo] =
                &[$($crate::ErrorInfo { code: $code, $($field: $value,)* }),*];
            #[inline]
            fn code(self) -> i64 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Unknown(code) => code,
                }
            }
            #[inline]
            fn from_code(code: i64) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    code => Self::Unknown(code),
                }
            }
        }
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::ErrorCode::code(*self) == $crate::ErrorCode::code(*other)
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&$crate::ErrorCode::code(*self), state);
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::error_code::fmt(*self, f)
            }
        }
    };
}

/// What the documentation says about an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ErrorInfo {
    /// The number on the wire.
    pub code: i64,
    /// The stable English identifier, such as `delivery_limit_reached`; what `Display` prints.
    pub name: &'static str,
    /// The HTTP status beside the code in the documentation; 0 where it names none. What comes may differ: decide
    /// on the code.
    pub status: u16,
    /// The documentation's own words, mostly Chinese, such as `参数错误`; empty for an endpoint that is described by facts
    /// alone.
    pub message: &'static str,
    /// What it means, in English.
    pub english: &'static str,
    /// What to do about it, in English; may be empty.
    pub advice: &'static str,
    /// What to do about it, in the documentation's own words; may be empty.
    pub advice_original: &'static str,
}

impl ErrorInfo {
    /// Whether the documentation says that the code means too many calls: by the HTTP status 429, or in words.
    #[must_use]
    pub fn is_rate_limit(&self) -> bool {
        const PHRASES: [&str; 12] = [
            "rate limit",
            "frequency limit",
            "too many request",
            "toomanyrequest",
            "qps over limit",
            "over qps",
            "频率限制",
            "频控",
            "限流",
            "请求过快",
            "过于频繁",
            "请求频率过高",
        ];
        let says_so = |text: &str| {
            let text = text.to_lowercase();
            PHRASES.iter().any(|phrase| text.contains(phrase))
        };
        self.status == 429 || says_so(self.message) || says_so(self.english)
    }
}

/// An error code of any endpoint, with what the endpoint's documentation says about it. See
/// [`Error::erased`](crate::Error::erased).
#[derive(Clone, Copy, Debug)]
pub struct ErasedCode {
    code: i64,
    info: Option<&'static ErrorInfo>,
}

impl ErasedCode {
    /// Erases the type of a code.
    #[must_use]
    pub fn new(code: impl ErrorCode) -> Self {
        Self { code: code.code(), info: code.info() }
    }
}

impl ErrorCode for ErasedCode {
    const DOCUMENTED: &'static [ErrorInfo] = &[];

    fn code(self) -> i64 {
        self.code
    }

    fn from_code(code: i64) -> Self {
        Self { code, info: None }
    }

    fn info(self) -> Option<&'static ErrorInfo> {
        self.info
    }
}

/// Codes are equal if their numbers are.
impl PartialEq for ErasedCode {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for ErasedCode {}

impl fmt::Display for ErasedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt(*self, f)
    }
}

/// The error codes of an endpoint whose documentation lists none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyCode(pub i64);

impl ErrorCode for AnyCode {
    const DOCUMENTED: &'static [ErrorInfo] = &[];

    fn code(self) -> i64 {
        self.0
    }

    fn from_code(code: i64) -> Self {
        Self(code)
    }
}

impl fmt::Display for AnyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
