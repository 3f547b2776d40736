//! Types: from their many spellings to one.

use std::collections::HashSet;

use feishu_schema::Type;

use super::text::bare;

/// What became of a spelling.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Understood {
    pub ty: Type,
    /// What a reader should know, if anything.
    pub doubt: Option<Doubt>,
}

/// Why a type may not be what the page means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The spelling is not known.
    Spelling,
    /// The struct has no members anywhere on the page.
    NoMembers,
    /// A plain type has members.
    Members,
}

/// Understands a spelling, given whether the field has members, and the structs that have members on the page.
pub(super) fn understand(spelled: &str, members: bool, structs: &HashSet<String>) -> Understood {
    // The rows below a bare `map` name its keys: it is an object like any other.
    let spelled = if members && is_bare_map(spelled) { "object" } else { spelled };
    let Some(ty) = parse(spelled) else {
        let ty = if members { Type::Struct(None) } else { Type::Json };
        return Understood { ty, doubt: Some(Doubt::Spelling) };
    };
    let (innermost, doubt) = match (ty.innermost().clone(), members) {
        (Type::Struct(name), true) => (Type::Struct(name), None),
        // Recursion, or a struct that the page lists once and uses again.
        (Type::Struct(Some(name)), false) if structs.contains(&name) => (Type::Struct(Some(name)), None),
        (Type::Struct(Some(_)), false) => (Type::Json, Some(Doubt::NoMembers)),
        (Type::Struct(None), false) => (Type::Json, None),
        (Type::Json, true) => (Type::Struct(None), None),
        // A struct may be called `file` or `number`.
        (Type::File | Type::Float, true) if is_name(element(spelled)) => {
            (Type::Struct(Some(element(spelled).to_owned())), None)
        }
        // The members may be those of an object that is written into the string.
        (plain, true) => (plain, Some(Doubt::Members)),
        (plain, false) => (plain, None),
    };
    Understood { ty: with_innermost(ty, innermost), doubt }
}

fn is_bare_map(spelled: &str) -> bool {
    ["map", "dict"].iter().any(|word| bare(spelled).eq_ignore_ascii_case(word))
}

/// The name of the struct that a spelling stands for, if it is one.
pub(super) fn struct_name(spelled: &str) -> Option<String> {
    match parse(spelled)?.innermost() {
        Type::Struct(Some(name)) => Some(name.clone()),
        _ => None,
    }
}

fn element(spelled: &str) -> &str {
    bare(spelled).trim_end_matches("[]")
}

fn with_innermost(ty: Type, innermost: Type) -> Type {
    match ty {
        Type::List(inner) => Type::List(Box::new(with_innermost(*inner, innermost))),
        Type::Map(inner) => Type::Map(Box::new(with_innermost(*inner, innermost))),
        _ => innermost,
    }
}

/// How deep lists and maps may stand in each other; the platform knows three.
const DEEPEST: usize = 8;

/// Reads a spelling by itself: every name is a struct, whether it has members or not.
fn parse(spelled: &str) -> Option<Type> {
    nested(bare(spelled), DEEPEST)
}

fn nested(spelled: &str, depth: usize) -> Option<Type> {
    let spelled = bare(spelled);
    let depth = depth.checked_sub(1)?;
    let list = |inner: &str| nested(inner, depth).map(|inner| Type::List(Box::new(inner)));
    if let Some(inner) = spelled.strip_suffix("[]").or_else(|| spelled.strip_prefix("[]")) {
        return list(inner);
    }
    if let Some((outer, inner)) = generic(spelled) {
        return match outer.to_ascii_lowercase().as_str() {
            "array" | "list" | "slice" | "set" => list(inner),
            "map" | "dict" | "object" => {
                let value = inner.split_once(',').map_or(inner, |(_, value)| value);
                nested(value, depth).map(|value| Type::Map(Box::new(value)))
            }
            _ => None,
        };
    }
    plain(spelled)
}

/// Takes `outer<inner>` apart.
fn generic(spelled: &str) -> Option<(&str, &str)> {
    let (outer, inner) = spelled.strip_suffix('>')?.split_once('<')?;
    Some((outer.trim(), inner))
}

fn plain(spelled: &str) -> Option<Type> {
    let ty = match spelled.to_ascii_lowercase().as_str() {
        "string" | "str" | "varchar" | "char" => Type::String,
        "int" | "integer" | "int8" | "int16" | "int32" | "int64" | "uint" | "uint32" | "uint64" | "long"
        | "bigint" | "number(int)" | "number(integer)" => Type::Int,
        "float" | "float32" | "float64" | "double" | "decimal" | "number" | "number(float)"
        | "number(double)" => Type::Float,
        "boolean" | "bool" => Type::Boolean,
        "file" => Type::File,
        "" | "-" | "/" | "any" | "object" | "obj" | "json" | "interface" | "interface{}" | "union"
        | "struct" => Type::Json,
        "list" | "array" => Type::List(Box::new(Type::Json)),
        "map" | "dict" => Type::Map(Box::new(Type::Json)),
        _ => {
            return with_remark(spelled)
                .or_else(|| is_name(spelled).then(|| Type::Struct(Some(spelled.to_owned()))));
        }
    };
    Some(ty)
}

/// Reads `string(64)` or `int（选填）`: a plain type and a remark.
fn with_remark(spelled: &str) -> Option<Type> {
    let (base, _) = spelled.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    plain(base.trim_end()).filter(|ty| !matches!(ty, Type::Struct(_)))
}

/// Whether this can be the name of a struct; names may have dots (`chat.tab`).
fn is_name(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    text.len() <= 120
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(inner: Type) -> Type {
        Type::List(Box::new(inner))
    }

    fn map(inner: Type) -> Type {
        Type::Map(Box::new(inner))
    }

    fn named(name: &str) -> Type {
        Type::Struct(Some(name.to_owned()))
    }

    #[test]
    fn documented_spellings() {
        let cases = [
            ("string", Type::String),
            ("int", Type::Int),
            ("int64", Type::Int),
            ("long", Type::Int),
            ("number(float)", Type::Float),
            ("float", Type::Float),
            ("bool", Type::Boolean),
            ("boolean", Type::Boolean),
            ("file", Type::File),
            ("-", Type::Json),
            ("/", Type::Json),
            ("", Type::Json),
            ("union", Type::Json),
            ("string[]", list(Type::String)),
            ("string[][]", list(list(Type::String))),
            ("number(float)[]", list(Type::Float)),
            ("array<string>", list(Type::String)),
            ("list<int>", list(Type::Int)),
            ("list", list(Type::Json)),
            ("-[]", list(Type::Json)),
            ("map", map(Type::Json)),
            ("map<string, string>", map(Type::String)),
            ("map<string,union>", map(Type::Json)),
            ("map<string, map<string, int>>", map(map(Type::Int))),
            ("map<string, int[]>", map(list(Type::Int))),
            ("array<array<interface>>", list(list(Type::Json))),
            ("string(64)", Type::String),
        ];
        for (spelled, ty) in cases {
            assert_eq!(
                understand(spelled, false, &HashSet::new()),
                Understood { ty, doubt: None },
                "{spelled}"
            );
        }
    }

    #[test]
    fn names_are_structs_when_they_have_members() {
        let none = HashSet::new();
        let known = HashSet::from(["element".to_owned()]);
        let of = |spelled, members, structs| {
            let Understood { ty, doubt } = understand(spelled, members, structs);
            (ty, doubt)
        };
        assert_eq!(of("chat.tab[]", true, &none), (list(named("chat.tab")), None));
        assert_eq!(of("element", false, &known), (named("element"), None));
        assert_eq!(of("element[]", false, &none), (list(Type::Json), Some(Doubt::NoMembers)));
        assert_eq!(of("-", true, &none), (Type::Struct(None), None));
        assert_eq!(of("list", true, &none), (list(Type::Struct(None)), None));
        assert_eq!(of("map", true, &none), (Type::Struct(None), None));
        assert_eq!(of("map", false, &none), (Type::Map(Box::new(Type::Json)), None));
        assert_eq!(of("map<string, x>", true, &none), (Type::Map(Box::new(named("x"))), None));
        assert_eq!(of("file", true, &none), (named("file"), None));
        assert_eq!(of("string", true, &none), (Type::String, Some(Doubt::Members)));
        assert_eq!(of("字符串 or 数字", false, &none), (Type::Json, Some(Doubt::Spelling)));
        assert_eq!(of(&"[]".repeat(99), false, &none), (Type::Json, Some(Doubt::Spelling)));
    }
}
