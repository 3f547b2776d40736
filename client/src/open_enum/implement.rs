//! The macro [`open_enum!`](crate::open_enum!).

/// Implements [`OpenEnum`](crate::OpenEnum) for an enum, from a row for each documented option: its value on the wire, its
/// variant, its identifier, the documentation's own words, and English words.
///
/// It also implements `PartialEq`, `Eq`, `Hash`, `Display`, `FromStr`, `Serialize` and `Deserialize`, and for `i64` the
/// conversions `From`. For `redacted str` it implements a `Debug` that hides a value that the documentation does not list.
///
/// ```
/// use feishu_client::{OpenEnum, open_enum};
///
/// #[derive(Clone, Copy, Debug)]
/// enum Degree {
///     Bachelor,
///     Master,
///     Unknown(i64),
/// }
///
/// open_enum! {
///     Degree(i64) {
///         6 => Bachelor, "bachelor", "本科", "Bachelor's degree";
///         7 => Master, "master", "硕士", "Master's degree";
///     }
/// }
///
/// assert_eq!(*Degree::Master.wire(), 7);
/// assert_eq!(Degree::from(6), Degree::Bachelor);
/// assert_eq!("master".parse(), Ok(Degree::Master));
/// assert_eq!(Degree::Bachelor.to_string(), "bachelor");
/// assert_eq!(Degree::Master.info().map(|info| info.label), Some("硕士"));
/// assert_eq!(serde_json::from_str::<Degree>("8")?, Degree::Unknown(8));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_enum {
    ($name:ident(i64) $rows:tt) => {
        $crate::open_enum! { @impl $name(i64) $rows }
        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(wire: i64) -> Self {
                <Self as $crate::OpenEnum>::from_wire(&wire)
            }
        }
        impl ::core::convert::From<$name> for i64 {
            #[inline]
            fn from(option: $name) -> Self {
                *<$name as $crate::OpenEnum>::wire(&option)
            }
        }
    };
    ($name:ident(str) $rows:tt) => {
        $crate::open_enum! { @impl $name(str) $rows }
    };
    ($name:ident(redacted str) $rows:tt) => {
        $crate::open_enum! { @impl $name(str) $rows }
        $crate::open_enum! { @debug $name $rows }
    };
    (@debug $name:ident {
        $($wire:literal => $option:ident, $identifier:tt, $label:tt, $english:tt;)*
    }) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(match self {
                    $(Self::$option => ::core::stringify!($option),)*
                    Self::Unknown(_) => "Unknown([redacted])",
                })
            }
        }
    };
    // `&$wire` is an `&i64`, or coerces to an `&str`; literals match both behind a reference.
    (@impl $name:ident($wire_type:ident) {
        $($wire:literal => $option:ident, $identifier:tt, $label:tt, $english:tt;)*
    }) => {
        impl $crate::OpenEnum for $name {
            type Wire = $wire_type;
            const OPTIONS: &'static [$crate::OptionInfo<Self>] = &[$($crate::OptionInfo {
                option: Self::$option,
                name: $identifier,
                label: $label,
                english: $english,
            }),*];
            #[inline]
            fn wire(&self) -> &$wire_type {
                match self {
                    $(Self::$option => &$wire,)*
                    Self::Unknown(wire) => wire,
                }
            }
            #[inline]
            fn from_wire(wire: &$wire_type) -> Self {
                match wire {
                    $($wire => Self::$option,)*
                    _ => Self::Unknown(::std::borrow::ToOwned::to_owned(wire)),
                }
            }
        }
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::open_enum::eq(self, other)
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $crate::open_enum::hash(self, state);
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::open_enum::fmt(self, f)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownOption;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownOption> {
                $crate::open_enum::parse(text)
            }
        }
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::open_enum::serialize(self, serializer)
            }
        }
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::open_enum::deserialize(deserializer)
            }
        }
    };
}
