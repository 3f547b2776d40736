//! Decimal numbers that keep their digits.

use std::fmt;
use std::str::FromStr;

use super::form;

/// A decimal number as its digits, never rounded. `Debug` does not show it.
///
/// ```
/// use feishu_client::Decimal;
///
/// let price: Decimal = "0.10".parse()?;
/// assert_eq!(price.as_str(), "0.10");
/// assert!("1e5".parse::<Decimal>().is_err());
/// # Ok::<(), feishu_client::InvalidDecimal>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// The digits, with a leading `-` and a fraction after `.` if there are any.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        if form::is_decimal(text) { Ok(Self(text.to_owned())) } else { Err(InvalidDecimal) }
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decimal([redacted])")
    }
}

/// A text that is not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number: expected digits, such as 1 or -2.50")]
pub struct InvalidDecimal;
