//! Values of custom fields: typed here, a string on the wire.
//!
//! A tenant adds fields of its own to résumés. The documentation types the value of every such field as a string and
//! tells, under 自定义字段数据格式说明, how the value of each kind of field is written into that string.
//! [`CustomValue`] is the value, [`EncodedValue`] is the string, and [`CustomKind`] is what is needed to get from the
//! string to the value: the string alone is ambiguous, `"1"` may be a number, an option or a text.

mod decimal;
mod encoded;
mod form;
mod kind;
mod value;

pub use decimal::{Decimal, InvalidDecimal};
pub use encoded::EncodedValue;
pub use kind::CustomKind;
pub use value::{CustomValue, CustomValueError};
