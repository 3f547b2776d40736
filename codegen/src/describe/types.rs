//! Types: from the page's type expressions to those of the description.

use std::collections::HashSet;

use feishu_schema::Type;

use crate::type_expr::{Scalar, TypeExpr};

/// What became of a type expression.
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
    /// A scalar has members.
    Members,
}

/// Understands a type expression, given whether the field has members, and the structs that have members on the page.
pub(super) fn understand(expr: &TypeExpr, members: bool, structs: &HashSet<String>) -> Understood {
    let (innermost, doubt) = match (expr.innermost(), members) {
        (TypeExpr::Struct(name), true) => (Type::Struct(Some(name.clone())), None),
        // Recursion, or a struct that the page lists once and uses again.
        (TypeExpr::Struct(name), false) if structs.contains(name) => (Type::Struct(Some(name.clone())), None),
        (TypeExpr::Struct(_), false) => (Type::Json, Some(Doubt::NoMembers)),
        (TypeExpr::Open, true) => (Type::Struct(None), None),
        (TypeExpr::Open, false) => (Type::Json, None),
        // An empty cell is reported where the table is read.
        (TypeExpr::Unknown(text), _) => {
            let ty = if members { Type::Struct(None) } else { Type::Json };
            (ty, (!text.is_empty()).then_some(Doubt::Spelling))
        }
        // The members may be those of an object that is written into the string.
        (TypeExpr::Scalar(scalar), members) => (scalar_type(*scalar), members.then_some(Doubt::Members)),
        (TypeExpr::List(_) | TypeExpr::Map(_), _) => (Type::Json, None),
    };
    // The rows below a bare `map` name its keys: it is an object like any other.
    let is_bare_map = members && matches!(expr, TypeExpr::Map(value) if **value == TypeExpr::Open);
    let ty = if is_bare_map { innermost } else { around(expr, innermost) };
    Understood { ty, doubt }
}

fn scalar_type(scalar: Scalar) -> Type {
    match scalar {
        Scalar::String => Type::String,
        Scalar::Integer => Type::Int,
        Scalar::Float => Type::Float,
        Scalar::Boolean => Type::Boolean,
        Scalar::File => Type::File,
    }
}

/// The lists and maps of an expression around a type.
fn around(expr: &TypeExpr, innermost: Type) -> Type {
    match expr {
        TypeExpr::List(inner) => Type::List(Box::new(around(inner, innermost))),
        TypeExpr::Map(inner) => Type::Map(Box::new(around(inner, innermost))),
        _ => innermost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(inner: Type) -> Type {
        Type::List(Box::new(inner))
    }

    fn named(name: &str) -> Type {
        Type::Struct(Some(name.to_owned()))
    }

    #[test]
    fn names_are_structs_when_they_have_members() {
        let none = HashSet::new();
        let known = HashSet::from(["element".to_owned()]);
        let of = |spelled, members, structs| {
            let Understood { ty, doubt } = understand(&TypeExpr::parse(spelled), members, structs);
            (ty, doubt)
        };
        assert_eq!(of("number(float)[]", false, &none), (list(Type::Float), None));
        assert_eq!(
            of("map<string, map<string, int>>", false, &none),
            (Type::Map(Box::new(Type::Map(Box::new(Type::Int)))), None)
        );
        assert_eq!(of("chat.tab[]", true, &none), (list(named("chat.tab")), None));
        assert_eq!(of("element", false, &known), (named("element"), None));
        assert_eq!(of("element[]", false, &none), (list(Type::Json), Some(Doubt::NoMembers)));
        assert_eq!(of("-", true, &none), (Type::Struct(None), None));
        assert_eq!(of("list", true, &none), (list(Type::Struct(None)), None));
        assert_eq!(of("map", true, &none), (Type::Struct(None), None));
        assert_eq!(of("map", false, &none), (Type::Map(Box::new(Type::Json)), None));
        assert_eq!(of("map<string, x>", true, &none), (Type::Map(Box::new(named("x"))), None));
        assert_eq!(of("string", true, &none), (Type::String, Some(Doubt::Members)));
        assert_eq!(of("字符串 or 数字", false, &none), (Type::Json, Some(Doubt::Spelling)));
        assert_eq!(of("", true, &none), (Type::Struct(None), None));
    }
}
