//! Enums that stay open: the documentation lists the options of today, the service may add more tomorrow.
//!
//! A generated enum has a variant for each documented option and `Unknown` for every other value, so that a response
//! with a new option can still be read. The macro [`open_enum!`](crate::open_enum!) implements [`OpenEnum`], and `Display`,
//! `FromStr`, `Serialize` and `Deserialize`, which call the functions of this module.
//!
//! On the wire an option is a number or a code. [`by_name`] reads and writes the readable identifiers instead.

pub mod by_name;
mod implement;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;

/// An enum of documented options, open to others.
///
/// Two values are equal if their wire values are: `Unknown(3)` equals the variant that stands for 3.
pub trait OpenEnum: Sized + 'static {
    /// The type of the options on the wire: `i64` or `str`.
    type Wire: Wire + ?Sized;

    /// The documented options, in the order of the page.
    const OPTIONS: &'static [OptionInfo<Self>];

    /// The value on the wire.
    fn wire(&self) -> &Self::Wire;

    /// The option for a value on the wire; `Unknown` if the documentation does not list it.
    fn from_wire(wire: &Self::Wire) -> Self;

    /// The option's names; `None` for a value that the documentation does not list.
    fn info(&self) -> Option<&'static OptionInfo<Self>> {
        Self::OPTIONS.iter().find(|info| info.option.wire() == self.wire())
    }

    /// Whether the documentation lists the value.
    fn is_known(&self) -> bool {
        self.info().is_some()
    }
}

/// An option and its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptionInfo<E> {
    /// The option.
    pub option: E,
    /// The stable English identifier, such as `vocational_school`; what `Display` prints and `FromStr` reads.
    pub name: &'static str,
    /// The documentation's own words, mostly Chinese, such as `专职`; empty for an endpoint that is described by facts
    /// alone.
    pub label: &'static str,
    /// English words for people, such as `Vocational school`.
    pub english: &'static str,
}

/// Whether two options have one wire value. For `PartialEq`.
#[inline]
pub fn eq<E: OpenEnum>(option: &E, other: &E) -> bool {
    option.wire() == other.wire()
}

/// Hashes the wire value. For `Hash`.
#[inline]
pub fn hash<E: OpenEnum, H: Hasher>(option: &E, state: &mut H) {
    option.wire().hash(state);
}

/// Writes the option's identifier, or the wire value of an unknown one. For `Display`.
///
/// # Errors
///
/// Those of the formatter.
pub fn fmt<E: OpenEnum>(option: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match option.info() {
        Some(info) => f.pad(info.name),
        None => fmt::Display::fmt(option.wire(), f),
    }
}

/// Reads an option's identifier or its wire value. For `FromStr`.
///
/// A number that the documentation does not list is read as unknown. Any other text that it does not list is an error,
/// since it is most often a typo; [`OpenEnum::from_wire`] accepts it.
///
/// # Errors
///
/// The text is neither an identifier nor a wire value.
pub fn parse<E: OpenEnum>(text: &str) -> Result<E, UnknownOption> {
    match E::OPTIONS.iter().find(|info| info.name == text) {
        Some(info) => Ok(E::from_wire(info.option.wire())),
        None => E::Wire::parse(text).ok_or_else(UnknownOption::of::<E>),
    }
}

/// Writes the wire value. For `Serialize`.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<E: OpenEnum, S: Serializer>(option: &E, serializer: S) -> Result<S::Ok, S::Error> {
    option.wire().serialize(serializer)
}

/// Reads a wire value, listed or not. For `Deserialize`.
///
/// # Errors
///
/// The value is not of the wire's type.
pub fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    E::Wire::deserialize(deserializer)
}

/// A text that is not an option of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOption {
    known: Vec<&'static str>,
}

impl UnknownOption {
    fn of<E: OpenEnum>() -> Self {
        Self { known: E::OPTIONS.iter().map(|info| info.name).collect() }
    }
}

impl fmt::Display for UnknownOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the options")?;
        for (place, name) in self.known.iter().enumerate() {
            write!(f, "{}`{name}`", if place == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownOption {}

/// A type of options on the wire: `i64` and `str`.
pub trait Wire: private::Sealed + Eq + Hash + fmt::Display {
    /// Reads the wire value from text, if it is unambiguous.
    #[doc(hidden)]
    fn parse<E: OpenEnum<Wire = Self>>(text: &str) -> Option<E>;

    #[doc(hidden)]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    #[doc(hidden)]
    fn deserialize<'de, E: OpenEnum<Wire = Self>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<E, D::Error>;
}

impl Wire for i64 {
    fn parse<E: OpenEnum<Wire = Self>>(text: &str) -> Option<E> {
        text.parse().ok().map(|wire| E::from_wire(&wire))
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*self)
    }

    fn deserialize<'de, E: OpenEnum<Wire = Self>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<E, D::Error> {
        deserializer.deserialize_i64(NumberVisitor(PhantomData))
    }
}

impl Wire for str {
    fn parse<E: OpenEnum<Wire = Self>>(text: &str) -> Option<E> {
        Some(E::from_wire(text)).filter(E::is_known)
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn deserialize<'de, E: OpenEnum<Wire = Self>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<E, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

struct NumberVisitor<E>(PhantomData<E>);

impl<E: OpenEnum<Wire = i64>> Visitor<'_> for NumberVisitor<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits")
    }

    fn visit_i64<Err: Error>(self, wire: i64) -> Result<E, Err> {
        Ok(E::from_wire(&wire))
    }

    fn visit_u64<Err: Error>(self, wire: u64) -> Result<E, Err> {
        let wire = i64::try_from(wire).map_err(|_| Err::invalid_value(Unexpected::Unsigned(wire), &self))?;
        Ok(E::from_wire(&wire))
    }
}

struct TextVisitor<E>(PhantomData<E>);

impl<E: OpenEnum<Wire = str>> Visitor<'_> for TextVisitor<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<Err: Error>(self, wire: &str) -> Result<E, Err> {
        Ok(E::from_wire(wire))
    }
}

mod private {
    pub trait Sealed {}

    impl Sealed for i64 {}
    impl Sealed for str {}
}
