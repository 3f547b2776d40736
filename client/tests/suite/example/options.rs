//! Open enums, as generated code writes them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use feishu_client::{OpenEnum, OptionInfo, UnknownOption, open_enum};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number on the wire.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Degree {
    PrimarySchool,
    JuniorHighSchool,
    VocationalSchool,
    Unknown(i64),
}

impl OpenEnum for Degree {
    type Wire = i64;

    const OPTIONS: &'static [OptionInfo<Self>] = &[
        OptionInfo {
            option: Self::PrimarySchool,
            name: "primary_school",
            label: "小学",
            english: "Primary school",
        },
        OptionInfo {
            option: Self::JuniorHighSchool,
            name: "junior_high_school",
            label: "初中",
            english: "Junior high school",
        },
        OptionInfo {
            option: Self::VocationalSchool,
            name: "vocational_school",
            label: "专职",
            english: "Vocational school",
        },
    ];

    fn wire(&self) -> &i64 {
        match self {
            Self::PrimarySchool => &1,
            Self::JuniorHighSchool => &2,
            Self::VocationalSchool => &3,
            Self::Unknown(wire) => wire,
        }
    }

    fn from_wire(wire: &i64) -> Self {
        match *wire {
            1 => Self::PrimarySchool,
            2 => Self::JuniorHighSchool,
            3 => Self::VocationalSchool,
            wire => Self::Unknown(wire),
        }
    }
}

impl PartialEq for Degree {
    fn eq(&self, other: &Self) -> bool {
        self.wire() == other.wire()
    }
}

impl Eq for Degree {}

impl Hash for Degree {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.wire().hash(state);
    }
}

impl From<i64> for Degree {
    fn from(wire: i64) -> Self {
        Self::from_wire(&wire)
    }
}

impl From<Degree> for i64 {
    fn from(value: Degree) -> Self {
        *value.wire()
    }
}

impl fmt::Display for Degree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        open_enum::fmt(self, f)
    }
}

impl FromStr for Degree {
    type Err = UnknownOption;

    fn from_str(text: &str) -> Result<Self, UnknownOption> {
        open_enum::parse(text)
    }
}

impl Serialize for Degree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        open_enum::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Degree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open_enum::deserialize(deserializer)
    }
}

/// A string on the wire.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum UserIdType {
    OpenId,
    UnionId,
    Unknown(String),
}

impl OpenEnum for UserIdType {
    type Wire = str;

    const OPTIONS: &'static [OptionInfo<Self>] = &[
        OptionInfo {
            option: Self::OpenId,
            name: "open_id",
            label: "标识一个用户在某个应用中的身份",
            english: "Id within the app",
        },
        OptionInfo {
            option: Self::UnionId,
            name: "union_id",
            label: "标识一个用户在某个应用开发商下的身份",
            english: "Id within the developer",
        },
    ];

    fn wire(&self) -> &str {
        match self {
            Self::OpenId => "open_id",
            Self::UnionId => "union_id",
            Self::Unknown(wire) => wire,
        }
    }

    fn from_wire(wire: &str) -> Self {
        match wire {
            "open_id" => Self::OpenId,
            "union_id" => Self::UnionId,
            wire => Self::Unknown(wire.to_owned()),
        }
    }
}

impl PartialEq for UserIdType {
    fn eq(&self, other: &Self) -> bool {
        self.wire() == other.wire()
    }
}

impl Eq for UserIdType {}

impl fmt::Display for UserIdType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        open_enum::fmt(self, f)
    }
}

impl FromStr for UserIdType {
    type Err = UnknownOption;

    fn from_str(text: &str) -> Result<Self, UnknownOption> {
        open_enum::parse(text)
    }
}

impl<'de> Deserialize<'de> for UserIdType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open_enum::deserialize(deserializer)
    }
}
