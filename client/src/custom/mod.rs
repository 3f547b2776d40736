//! Values of custom fields: typed here, a string on the wire.
//!
//! A tenant adds fields of its own to résumés. The documentation types the value of every such field as a string and
//! describes, under 自定义字段数据格式说明, the encoding of each kind of field. [`CustomValue`] is the value, [`EncodedValue`] is
//! the string, and [`CustomKind`] is needed to decode the string, which is ambiguous alone: `"1"` may be a number, an
//! option or a text.

mod decimal;
mod encoded;
mod form;
mod kind;
mod value;

pub use decimal::{Decimal, InvalidDecimal};
pub use encoded::EncodedValue;
pub use kind::CustomKind;
pub use value::{CustomValue, CustomValueError};
