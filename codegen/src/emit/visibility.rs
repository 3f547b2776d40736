//! Which members `Debug` shows: structure, ids, options, booleans, and members that the lexicon marks as public. Every
//! other value may be personal. So may a string that is not among the documented options.

use feishu_schema::lexicon::Visibility;

use crate::plan::{FieldItem, RustType};

/// Names of ids that identify a person outside of the platform.
const PERSONAL_IDS: [&str; 12] = [
    "national",
    "citizen",
    "identity",
    "identification",
    "passport",
    "tax",
    "card",
    "license",
    "bank",
    "account",
    "wechat",
    "qq",
];

/// Whether `Debug` shows the member.
pub(super) fn is_public(field: &FieldItem) -> bool {
    match field.visibility {
        Visibility::Personal => false,
        Visibility::Public => true,
        Visibility::ByType => is_public_type(&field.ty, &field.wire),
    }
}

/// Whether `Debug` shows all of the members.
pub(super) fn are_public(fields: &[FieldItem]) -> bool {
    fields.iter().all(is_public)
}

fn is_public_type(ty: &RustType, name: &str) -> bool {
    match ty {
        // The `Debug` impls of structs, files and custom values hide personal data themselves.
        RustType::Struct(_) | RustType::File | RustType::EncodedValue => true,
        RustType::Enum(..) | RustType::Boolean | RustType::Unit => true,
        RustType::String | RustType::Integer => is_id(name),
        RustType::List(inner) | RustType::Boxed(inner) => is_public_type(inner, name),
        // The keys of a map are data.
        RustType::Map(_) | RustType::Json | RustType::Float | RustType::Timestamp | RustType::Until => false,
    }
}

/// `id`, `user_id`, `job_ids`, `openId`, `department_id_list`.
fn is_id(name: &str) -> bool {
    let name = name.strip_suffix("_list").or_else(|| name.strip_suffix("List")).unwrap_or(name);
    let name = name.strip_suffix('s').unwrap_or(name);
    let stem = match name
        .strip_suffix("_id")
        .or_else(|| name.strip_suffix("Id"))
        .or_else(|| name.strip_suffix("_ID"))
    {
        Some(stem) => stem.to_ascii_lowercase(),
        None => return matches!(name, "id" | "ID"),
    };
    !PERSONAL_IDS.iter().any(|personal| stem.ends_with(personal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_recognized_by_their_names() {
        for name in ["id", "ids", "user_id", "openId", "job_ids", "department_id_list", "ID"] {
            assert!(is_id(name), "{name}");
        }
        for name in
            ["identification_number", "paid", "national_id", "passport_id", "mobile", "id_number", "bid"]
        {
            assert!(!is_id(name), "{name}");
        }
    }
}
