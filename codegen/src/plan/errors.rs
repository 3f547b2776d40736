//! The documented errors of an endpoint.

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
        let languages = builder.languages;
        let lexicon =
            [words.and_then(|words| words.doc.as_deref()), words.and_then(|words| words.advice.as_deref())];
        let meaning = docs::Words { lexicon: lexicon[0], english: case.english_text(), page: &case.text };
        let advice = docs::Words { lexicon: lexicon[1], english: case.english_advice(), page: &case.advice };
        let doc = [meaning.text(languages), advice.text(languages)];
        let name = taken.claim([name]);
        variants.push(ErrorVariant {
            identifier: name.to_snake_case(),
            name,
            doc: doc.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"),
            code: case.code,
            status: case.status,
            page: (docs::plain(&case.text), docs::plain(&case.advice)),
            english: (english(meaning), english(advice)),
        });
    }
    variants
}

/// The English words as they are: those of the lexicon, or else of the page.
fn english(words: docs::Words<'_>) -> String {
    let lexicon = words.lexicon.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    lexicon.or_else(|| words.english.map(docs::plain)).unwrap_or_default()
}
