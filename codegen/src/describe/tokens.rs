//! Kinds of access token, from the row of the `Authorization` header.

use feishu_schema::Token;

use super::findings;
use super::text::whole;
use crate::diagnostic::Diagnostic;
use crate::page::{Row, Section, Table};

/// The kinds that the endpoint takes; none where the page has no such row.
pub(super) fn of_header(tables: &[Table], out: &mut Vec<Diagnostic>) -> Vec<Token> {
    let mut rows =
        tables.iter().filter(|table| table.section == Section::Header).flat_map(|table| &table.rows);
    let Some(row) = rows.find(|row| row.name.as_str().trim().eq_ignore_ascii_case("authorization")) else {
        let table = tables.iter().find(|table| table.section == Section::Header && !table.rows.is_empty());
        out.extend(table.map(|table| {
            Diagnostic::warning(findings::TOKEN, "no request header is called `Authorization`")
                .at(table.span.clone(), "the endpoint is called without an access token")
        }));
        return Vec::new();
    };
    let text = text(row);
    let tokens = kinds(&text);
    let unknown = ticked(&text).find(|word| {
        let squeezed: String = word.chars().filter(char::is_ascii_alphabetic).collect();
        squeezed.to_ascii_lowercase().ends_with("token")
            && !TOKENS.iter().any(|(name, _)| word.ends_with(name))
            && *word != "access_token"
    });
    if let Some(word) = unknown {
        let problem = Diagnostic::warning(findings::TOKEN, format!("`{word}` is not a kind of access token"));
        out.push(problem.at(row.span.clone(), "expected `tenant_access_token` or `user_access_token`"));
    }
    if tokens.is_empty() {
        let problem =
            Diagnostic::warning(findings::TOKEN, "which kind of access token this takes is not said");
        out.push(problem.at(row.span.clone(), "expected `tenant_access_token` or `user_access_token`"));
    }
    tokens
}

fn text(row: &Row) -> String {
    let prose = row.about.prose.iter().map(|line| line.value.clone());
    let parts = row.about.parts.iter().flat_map(|part| {
        std::iter::once(part.value.value.clone()).chain(part.items.iter().map(|item| whole(item, '：')))
    });
    prose.chain(parts).collect::<Vec<_>>().join("\n")
}

const TOKENS: [(&str, Token); 3] = [
    ("tenant_access_token", Token::Tenant),
    ("user_access_token", Token::User),
    ("app_access_token", Token::App),
];

/// The words in backticks.
fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn kinds(text: &str) -> Vec<Token> {
    TOKENS.into_iter().filter(|(name, _)| text.contains(name)).map(|(_, token)| token).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_in_a_fixed_order() {
        assert_eq!(kinds("`user_access_token` 或 `tenant_access_token`"), [Token::Tenant, Token::User]);
        assert_eq!(kinds("\"Bearer `access_token`\""), []);
    }
}
