//! The macro [`record!`](crate::record!).

/// Implements `Debug`, `Serialize` and `Deserialize` for a [`Record`](crate::Record). The [module](mod@crate::record) has an
/// example.
#[macro_export]
macro_rules! record {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::record::debug(self, f)
            }
        }
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::record::serialize(self, serializer)
            }
        }
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                static NAMES: $crate::record::Names = $crate::record::Names::new();
                $crate::record::deserialize(deserializer, &NAMES)
            }
        }
    };
}
