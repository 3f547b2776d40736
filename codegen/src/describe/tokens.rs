//! Kinds of access token, from the row of the `Authorization` header.

use feishu_schema::Token;

use super::codes;
use super::text::whole;
use crate::diagnostic::Diagnostic;
use crate::page::{Row, Section, Table};

/// The kinds that the endpoint takes; none where the page has no such row.
pub(super) fn of_header(tables: &[Table], out: &mut Vec<Diagnostic>) -> Vec<Token> {
    let mut rows =
        tables.iter().filter(|table| table.section == Section::Header).flat_map(|table| &table.rows);
    let Some(row) = rows.find(|row| row.name.as_str().trim().eq_ignore_ascii_case("authorization")) else {
        return Vec::new();
    };
    let tokens = kinds(&text(row));
    if tokens.is_empty() {
        let problem = Diagnostic::warning(codes::TOKEN, "which kind of access token this takes is not said");
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

fn kinds(text: &str) -> Vec<Token> {
    let known = [
        ("tenant_access_token", Token::Tenant),
        ("user_access_token", Token::User),
        ("app_access_token", Token::App),
    ];
    known.into_iter().filter(|(name, _)| text.contains(name)).map(|(_, token)| token).collect()
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
