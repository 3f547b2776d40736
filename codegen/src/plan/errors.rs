//! The documented errors of an endpoint.

use feishu_schema::ErrorWords;
use heck::ToSnakeCase;

use super::builder::Builder;
use super::docs;
use super::items::ErrorVariant;
use super::names::{Taken, camel};

/// One variant per code. If a table lists a code twice, the first row is used.
pub(super) fn variants(builder: &mut Builder<'_>) -> Vec<ErrorVariant> {
    let mut taken = Taken::default();
    taken.claim(["Unknown".to_owned()]);
    let mut variants: Vec<ErrorVariant> = Vec::new();
    for case in &builder.endpoint.errors {
        if variants.iter().any(|variant| variant.code == case.code) {
            continue;
        }
        let entry = builder.words.error(case.code);
        let wanted = entry.as_ref().map(|entry| entry.name());
        let wanted = wanted.and_then(|name| builder.valid_name(name, case.line, camel));
        let name = wanted.unwrap_or_else(|| format!("Code{}", case.code.unsigned_abs()));
        let words = entry.map(|entry| entry.words);
        let meaning = english(words, |words| words.doc.as_deref());
        let advice = english(words, |words| words.advice.as_deref());
        let doc = [docs::both(Some(&meaning), &case.text), docs::both(Some(&advice), &case.advice)];
        let name = taken.claim([name]);
        variants.push(ErrorVariant {
            identifier: name.to_snake_case(),
            name,
            doc: doc.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"),
            code: case.code,
            status: case.status,
            page: (docs::plain(&case.text), docs::plain(&case.advice)),
            english: (meaning, advice),
        });
    }
    variants
}

fn english(words: Option<&ErrorWords>, part: impl Fn(&ErrorWords) -> Option<&str>) -> String {
    words.and_then(part).unwrap_or_default().trim().to_owned()
}
