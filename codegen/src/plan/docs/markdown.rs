//! Escapes page text for Markdown.

/// Escapes prose. Bullets stay bullets, links to the web stay links, short code spans stay code.
pub(in crate::plan) fn page_text(text: &str) -> String {
    let mut out = String::new();
    let mut before = Line::Blank;
    for line in text.lines().map(plain) {
        let line = line.trim();
        let kind = Line::of(line);
        if kind == Line::Blank {
            before = if out.is_empty() { Line::Blank } else { Line::Gap };
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
            // A list ends only at a blank line; without one the next line would belong to its last item.
            if before == Line::Gap || (before != kind && before != Line::Blank) {
                out.push('\n');
            }
        }
        match kind {
            Line::Bullet => {
                out.push_str("* ");
                inline(line[2..].trim_start(), &mut out);
            }
            _ => inline(line, &mut out),
        }
        before = kind;
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    Gap,
    Bullet,
    Prose,
}

impl Line {
    fn of(line: &str) -> Self {
        if line.is_empty() {
            Line::Blank
        } else if line.starts_with("- ") || line.starts_with("* ") {
            Line::Bullet
        } else {
            Line::Prose
        }
    }
}

/// The text without invisible characters and direction marks.
pub(in crate::plan) fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_unseen(*letter))
        .map(|letter| if letter == '\t' { ' ' } else { letter })
        .collect()
}

fn is_unseen(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The text as inline code.
pub(in crate::plan) fn code(text: &str) -> String {
    let text = plain(&text.replace('\n', " "));
    let text = text.trim();
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn inline(line: &str, out: &mut String) {
    let mut rest = line;
    let mut first = true;
    while let Some(letter) = rest.chars().next() {
        if let Some((span, after)) = code_span(rest) {
            out.push_str(&code(span));
            rest = after;
        } else if let Some((label, address, after)) = link(rest) {
            out.push('[');
            escape_all(label, out);
            out.push_str("](");
            out.push_str(address);
            out.push(')');
            rest = after;
        } else if let Some((address, after)) = bare_address(rest) {
            out.push('<');
            out.push_str(address);
            out.push('>');
            rest = after;
        } else if let Some(after) = rest.strip_prefix("**") {
            rest = after;
        } else {
            escape(letter, first, out);
            rest = &rest[letter.len_utf8()..];
        }
        first = first && letter.is_ascii_digit();
    }
}

fn escape_all(text: &str, out: &mut String) {
    for letter in text.chars() {
        escape(letter, false, out);
    }
}

/// Escapes characters that have a meaning in Markdown, and at the start of a line (`first`) also those that begin a
/// block.
fn escape(letter: char, first: bool, out: &mut String) {
    let special = matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&');
    let begins_block = first && matches!(letter, '-' | '+' | '=' | '.' | ')' | ':');
    if special || begins_block {
        out.push('\\');
    }
    out.push(letter);
}

fn code_span(rest: &str) -> Option<(&str, &str)> {
    let (span, after) = rest.strip_prefix('`')?.split_once('`')?;
    (!span.trim().is_empty()).then_some((span, after))
}

fn link(rest: &str) -> Option<(&str, &str, &str)> {
    // Each part ends at the first character that it cannot contain, so that no range is searched twice.
    let (label, behind) = split_where(rest.strip_prefix('[')?, |letter| matches!(letter, '[' | ']' | '\n'))?;
    let (address, after) = split_where(behind.strip_prefix("](")?, |letter| !is_address_letter(letter))?;
    let after = after.strip_prefix(')')?;
    (!label.trim().is_empty() && is_web_address(address)).then_some((label, address, after))
}

fn split_where(text: &str, ends: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    text.find(ends).map(|at| text.split_at(at))
}

fn bare_address(rest: &str) -> Option<(&str, &str)> {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return None;
    }
    let end = rest.find(|letter| !is_address_letter(letter)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    is_web_address(address).then(|| (address, &rest[address.len()..]))
}

/// Whether the text is a URL that needs no escaping in a link.
pub(in crate::plan) fn is_web_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    !rest.is_empty() && rest.chars().all(is_address_letter)
}

fn is_address_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(
            letter,
            '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '&' | '+' | ',' | ';' | '=' | '%'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_cannot_become_anything_else() {
        assert_eq!(page_text("```rust\nfn main() {}\n```"), "\\`\\`\\`rust\nfn main() {}\n\\`\\`\\`");
        assert_eq!(page_text("    let x = 1;"), "let x = 1;");
        assert_eq!(page_text("see [Vec] and [`Box`]"), "see \\[Vec\\] and \\[`Box`\\]");
        assert_eq!(page_text("<script>"), "\\<script\\>");
        assert_eq!(page_text("a\u{202e}b\u{200b}"), "ab");
        assert_eq!(page_text("---"), "\\---");
        assert_eq!(page_text("12. x"), "12\\. x");
    }

    #[test]
    fn links_and_code_stay() {
        assert_eq!(
            page_text("[取_得](https://open.feishu.cn/a_b)后"),
            "[取\\_得](https://open.feishu.cn/a_b)后"
        );
        assert_eq!(page_text("[x](javascript:1)"), "\\[x\\](javascript:1)");
        assert_eq!(page_text("见 https://a.b/c。"), "见 <https://a.b/c>。");
        assert_eq!(page_text("检查`a.b_c`"), "检查`a.b_c`");
        assert_eq!(code("a`b"), "``a`b``");
    }

    #[test]
    fn a_list_stands_alone() {
        assert_eq!(page_text("前\n- 一\n- 二\n后"), "前\n\n* 一\n* 二\n\n后");
    }
}
