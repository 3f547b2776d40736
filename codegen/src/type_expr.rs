//! Type expressions: the only parser for the spellings in a table's type column.
//!
//! A spelling is parsed once, when the columns of a table are read. Nesting asks a [`TypeExpr`] whether the field may
//! have members, describing turns it into a [`feishu_schema::Type`]; neither looks at the spelling again.

/// A parsed type cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeExpr {
    /// A value without members.
    Scalar(Scalar),
    /// An object, under the page's name for it.
    Struct(String),
    /// A list of elements.
    List(Box<TypeExpr>),
    /// An object whose keys are data, by the type of its values.
    Map(Box<TypeExpr>),
    /// `-`, `object` and similar spellings: any value, with or without members.
    Open,
    /// Not a type: an empty cell, or text in no known spelling.
    Unknown(String),
}

/// A value without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    /// A JSON string.
    String,
    /// A 64-bit integer, whatever width the page names.
    Integer,
    /// A number that may have a fraction.
    Float,
    /// `true` or `false`.
    Boolean,
    /// A file: a part of a form, or the whole answer.
    File,
}

/// The deepest nesting of lists and maps in one spelling; the platform's pages have three levels.
const MAX_DEPTH: usize = 8;

/// The longest name of a struct.
const MAX_NAME: usize = 120;

/// Every spelling of a type that is not the name of a struct, in lower case.
const SPELLINGS: &[(Word, &[&str])] = &[
    (
        Word::Scalar(Scalar::String),
        &["string", "str", "varchar", "char", "date", "datetime", "bytes", "text/plain"],
    ),
    (
        Word::Scalar(Scalar::Integer),
        &[
            "int",
            "integer",
            "int8",
            "int16",
            "int32",
            "int64",
            "uint",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
            "long",
            "short",
            "bigint",
            "timestamp",
        ],
    ),
    (Word::Scalar(Scalar::Float), &["float", "float32", "float64", "double", "decimal", "number"]),
    (Word::Scalar(Scalar::Boolean), &["boolean", "bool"]),
    (Word::Scalar(Scalar::File), &["file"]),
    (
        Word::Open,
        &["-", "/", "any", "object", "obj", "json", "interface", "interface{}", "struct", "union", "data"],
    ),
    (Word::List, &["list", "array", "objects"]),
    (Word::Map, &["map", "dict"]),
];

/// Spellings that in capitals are more likely the name of a struct: `Timestamp`.
const NAMES: &[&str] = &["date", "datetime", "bytes", "timestamp"];

/// Words in front of `<…>` that make a list.
const LISTS: &[&str] = &["array", "list", "slice", "set"];

/// Words in front of `<…>` that make a map.
const MAPS: &[&str] = &["map", "dict", "object"];

/// The type of a spelling without arguments.
#[derive(Clone, Copy)]
enum Word {
    Scalar(Scalar),
    Open,
    List,
    Map,
}

impl TypeExpr {
    /// Parses a spelling without escapes and entities. Text that is not a type becomes [`TypeExpr::Unknown`].
    #[must_use]
    pub fn parse(spelled: &str) -> Self {
        nested(spelled, MAX_DEPTH).unwrap_or_else(|| Self::Unknown(trim(spelled).to_owned()))
    }

    /// The type inside all lists and maps.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.innermost(),
            other => other,
        }
    }

    /// The type inside all lists.
    #[must_use]
    pub fn element(&self) -> &Self {
        match self {
            Self::List(inner) => inner.element(),
            other => other,
        }
    }

    /// The name of the struct inside all lists and maps, if there is one.
    #[must_use]
    pub fn struct_name(&self) -> Option<&str> {
        match self.innermost() {
            Self::Struct(name) => Some(name),
            _ => None,
        }
    }

    /// The same lists and maps around another type.
    #[must_use]
    pub fn with_innermost(&self, innermost: Self) -> Self {
        match self {
            Self::List(inner) => Self::List(Box::new(inner.with_innermost(innermost))),
            Self::Map(inner) => Self::Map(Box::new(inner.with_innermost(innermost))),
            _ => innermost,
        }
    }
}

fn nested(spelled: &str, depth: usize) -> Option<TypeExpr> {
    let spelled = trim(spelled);
    let depth = depth.checked_sub(1)?;
    if let Some(element) = spelled.strip_suffix("[]").or_else(|| spelled.strip_prefix("[]")) {
        return Some(TypeExpr::List(Box::new(nested(element, depth)?)));
    }
    let Some((outer, arguments)) = arguments(spelled) else { return word(spelled) };
    if LISTS.contains(&outer.as_str()) {
        return Some(TypeExpr::List(Box::new(nested(arguments, depth)?)));
    }
    if MAPS.contains(&outer.as_str()) {
        let value = arguments.split_once(',').map_or(arguments, |(_, value)| value);
        return Some(TypeExpr::Map(Box::new(nested(value, depth)?)));
    }
    None
}

/// Splits `outer<inner>`.
fn arguments(spelled: &str) -> Option<(String, &str)> {
    let (outer, inner) = spelled.strip_suffix('>')?.split_once('<')?;
    Some((outer.trim().to_ascii_lowercase(), inner))
}

fn word(spelled: &str) -> Option<TypeExpr> {
    match known(spelled).or_else(|| known_with_remark(spelled)) {
        Some(Word::Scalar(scalar)) => Some(TypeExpr::Scalar(scalar)),
        Some(Word::Open) => Some(TypeExpr::Open),
        Some(Word::List) => Some(TypeExpr::List(Box::new(TypeExpr::Open))),
        Some(Word::Map) => Some(TypeExpr::Map(Box::new(TypeExpr::Open))),
        None if is_name(spelled) => Some(TypeExpr::Struct(spelled.to_owned())),
        None => None,
    }
}

fn known(spelled: &str) -> Option<Word> {
    let is_spelling = |words: &&[&str]| {
        let same =
            |word: &&str| **word == *spelled || (!NAMES.contains(word) && word.eq_ignore_ascii_case(spelled));
        words.iter().any(same)
    };
    SPELLINGS.iter().find(|(_, words)| is_spelling(words)).map(|(word, _)| *word)
}

/// A known spelling and a remark: `string(64)`, `int（选填）`. In `number(integer)` the remark is the type.
fn known_with_remark(spelled: &str) -> Option<Word> {
    let (base, remark) = spelled.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let base = known(base.trim_end())?;
    match known(remark) {
        Some(Word::Scalar(scalar)) if matches!(base, Word::Scalar(Scalar::Float)) => {
            Some(Word::Scalar(scalar))
        }
        _ => Some(base),
    }
}

/// Whether the text can be the name of a struct; names may have dots (`chat.tab`).
fn is_name(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    text.len() <= MAX_NAME
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(word)
}

fn trim(text: &str) -> &str {
    text.trim().trim_matches('`').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(inner: TypeExpr) -> TypeExpr {
        TypeExpr::List(Box::new(inner))
    }

    fn map(inner: TypeExpr) -> TypeExpr {
        TypeExpr::Map(Box::new(inner))
    }

    const STRING: TypeExpr = TypeExpr::Scalar(Scalar::String);
    const INTEGER: TypeExpr = TypeExpr::Scalar(Scalar::Integer);
    const FLOAT: TypeExpr = TypeExpr::Scalar(Scalar::Float);
    const BOOLEAN: TypeExpr = TypeExpr::Scalar(Scalar::Boolean);

    /// Each row of the table is a type with its spellings on published pages.
    #[test]
    fn documented_spellings() {
        let table: &[(TypeExpr, &[&str])] = &[
            (
                STRING,
                &[
                    "string",
                    "String",
                    "str",
                    "varchar",
                    "char",
                    "date",
                    "datetime",
                    "bytes",
                    "text/plain",
                    "string(64)",
                    "`string`",
                ],
            ),
            (
                INTEGER,
                &[
                    "int",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "integer",
                    "uint",
                    "uint32",
                    "uint64",
                    "long",
                    "bigint",
                    "timestamp",
                    "number(int)",
                    "number(integer)",
                    "int（选填）",
                ],
            ),
            (
                FLOAT,
                &[
                    "float",
                    "float32",
                    "float64",
                    "double",
                    "decimal",
                    "number",
                    "number(float)",
                    "number(double)",
                ],
            ),
            (BOOLEAN, &["boolean", "bool"]),
            (TypeExpr::Scalar(Scalar::File), &["file"]),
            (
                TypeExpr::Open,
                &[
                    "-",
                    "/",
                    "any",
                    "object",
                    "obj",
                    "json",
                    "interface",
                    "interface{}",
                    "struct",
                    "union",
                    "data",
                ],
            ),
            (list(STRING), &["string[]", "[]string", "array<string>", "list<string>", "array<varchar>"]),
            (list(TypeExpr::Open), &["list", "array", "objects", "-[]", "array<object>"]),
            (list(list(STRING)), &["string[][]", "array<string[]>", "array<array<string>>"]),
            (list(list(TypeExpr::Open)), &["array<array<interface>>"]),
            (list(FLOAT), &["number(float)[]"]),
            (map(TypeExpr::Open), &["map", "dict", "map<string, union>", "map<string,union>"]),
            (
                map(STRING),
                &["map<string, string>", "map<string,string>", "map<string>", "dict<string, string>"],
            ),
            (map(map(INTEGER)), &["map<string, map<string, int>>"]),
            (map(list(INTEGER)), &["map<string, int[]>"]),
            (list(TypeExpr::Struct("chat.tab".to_owned())), &["chat.tab[]", "list<chat.tab>"]),
            (map(TypeExpr::Struct("value".to_owned())), &["map<string, value>"]),
        ];
        for (expected, spellings) in table {
            for spelled in *spellings {
                assert_eq!(TypeExpr::parse(spelled), *expected, "{spelled}");
            }
        }
    }

    #[test]
    fn no_spelling_has_two_meanings() {
        let words: Vec<&str> = SPELLINGS.iter().flat_map(|(_, words)| *words).copied().collect();
        for (index, word) in words.iter().enumerate() {
            assert!(!words[..index].contains(word), "{word}");
            assert_eq!(*word, word.to_ascii_lowercase());
        }
    }

    #[test]
    fn text_that_is_not_a_type_is_unknown() {
        for text in ["", "字符串 or 数字", "two words", "enum<a>", "string[", "<>", &"[]".repeat(99)] {
            assert_eq!(TypeExpr::parse(text), TypeExpr::Unknown(text.to_owned()));
        }
    }

    #[test]
    fn an_innermost_type_can_be_replaced() {
        let files = TypeExpr::parse("map<string, file[]>");
        let structs = files.with_innermost(TypeExpr::Struct("file".to_owned()));
        assert_eq!(structs, map(list(TypeExpr::Struct("file".to_owned()))));
        assert_eq!(structs.struct_name(), Some("file"));
    }
}
