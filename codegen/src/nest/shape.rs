//! What the spelling of a type says about having children.

/// What a row's type says about having children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape<'a> {
    /// A string, a number, a list of them: never has children.
    Scalar {
        /// How many `[]` follow it.
        lists: u8,
    },
    /// A struct with a name of its own, in so many list levels.
    Struct {
        /// The struct's name, without `[]`.
        name: &'a str,
        /// How many `[]` follow it.
        lists: u8,
    },
    /// A map whose values may be structs: the rows below it, if any, tell the values' fields.
    Map,
    /// `-`, `object`, `list` and the like: says nothing about a name.
    Open {
        /// How many `[]` follow it.
        lists: u8,
    },
}

/// Types that never have children, whatever list they are in.
const SCALARS: [&str; 18] = [
    "string",
    "int",
    "boolean",
    "float",
    "bool",
    "long",
    "int32",
    "int64",
    "integer",
    "double",
    "number",
    "str",
    "date",
    "datetime",
    "timestamp",
    "bytes",
    "text/plain",
    "union",
];

/// Types that say "something with fields" and nothing more.
const OPEN: [&str; 13] = [
    "",
    "-",
    "/",
    "object",
    "objects",
    "list",
    "array",
    "json",
    "any",
    "struct",
    "dict",
    "data",
    "interface",
];

/// How deep lists and maps may stand in each other; the platform knows three.
const DEEPEST: usize = 8;

impl<'a> Shape<'a> {
    /// Reads a type as the page spells it, escapes and HTML entities included.
    #[must_use]
    pub fn of(spelling: &'a str) -> Self {
        Self::nested(spelling, DEEPEST)
    }

    fn nested(spelling: &'a str, depth: usize) -> Self {
        let Some(depth) = depth.checked_sub(1) else { return Self::Open { lists: 0 } };
        let (base, lists) = strip_lists(spelling.trim());
        let plain = base.trim_start_matches('\\').trim();
        if let Some(inner) = arguments(plain, "map") {
            return if value_is_scalar(inner, depth) { Self::Scalar { lists } } else { Self::Map };
        }
        if let Some(inner) = arguments(plain, "array").or_else(|| arguments(plain, "list")) {
            return match Self::nested(inner, depth) {
                Self::Struct { name, lists: more } => {
                    Self::Struct { name, lists: lists.saturating_add(more).saturating_add(1) }
                }
                Self::Open { lists: more } => {
                    Self::Open { lists: lists.saturating_add(more).saturating_add(1) }
                }
                Self::Scalar { lists: more } => {
                    Self::Scalar { lists: lists.saturating_add(more).saturating_add(1) }
                }
                Self::Map => Self::Map,
            };
        }
        let word = plain.split('(').next().unwrap_or(plain);
        if is_one_of(word, &SCALARS) {
            Self::Scalar { lists }
        } else if plain.eq_ignore_ascii_case("map") {
            Self::Map
        } else if is_one_of(plain, &OPEN) {
            Self::Open { lists }
        } else {
            Self::Struct { name: plain, lists }
        }
    }

    /// How many list levels the row's value has.
    #[must_use]
    pub fn lists(self) -> u8 {
        match self {
            Self::Struct { lists, .. } | Self::Open { lists } | Self::Scalar { lists } => lists,
            Self::Map => 0,
        }
    }
}

/// Takes `[]` (and the escaped `\[\]`) off the end, and counts them.
fn strip_lists(mut text: &str) -> (&str, u8) {
    let mut lists = 0_u8;
    while let Some(rest) = text.strip_suffix("[]").or_else(|| text.strip_suffix("\\[\\]")) {
        text = rest.trim_end();
        lists = lists.saturating_add(1);
    }
    (text, lists)
}

/// What stands between the angle brackets of `word<…>`.
fn arguments<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = text.get(word.len()..)?.trim();
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let inner = rest.strip_prefix('<').or_else(|| rest.strip_prefix("&lt;"))?;
    inner.strip_suffix('>').or_else(|| inner.strip_suffix("&gt;"))
}

/// Whether a map with these arguments holds scalars.
fn value_is_scalar(arguments: &str, depth: usize) -> bool {
    let value = arguments.split_once([',', '，']).map_or(arguments, |(_, value)| value);
    matches!(Shape::nested(value.trim(), depth), Shape::Scalar { .. })
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.trim().eq_ignore_ascii_case(known))
}
