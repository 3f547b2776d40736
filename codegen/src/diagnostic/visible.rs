use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character controls a terminal or an editor, or is invisible. Such characters in a page could hide or forge
/// the tool's output. Line ends and tabs are excluded.
fn is_hidden(c: char) -> bool {
    // The fast path: ASCII and Chinese with its punctuation.
    if matches!(c, ' '..='~' | '\u{3000}'..='\u{fdff}') {
        return false;
    }
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Replaces each hidden character by one visible character, so that columns stay the same: `␛` for an escape,
/// `\u{fffd}` for those without a symbol.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |c, out| out.push(picture(c)))
}

fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// Replaces hidden characters by JSON escapes, which leaves the JSON value unchanged.
#[must_use]
pub fn visible_json(text: &str) -> Cow<'_, str> {
    escaped(text, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn escaped(text: &str, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) { escape(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_the_rest_stays() {
        assert_eq!(visible("一\t二\n"), "一\t二\n");
        assert_eq!(visible("a\u{1b}[2Jb\r\u{7f}"), "a␛[2Jb␍␡");
        assert_eq!(visible("\u{9b}\u{202e}\u{200b}\u{2028}\u{feff}"), "\u{fffd}".repeat(5));
    }

    #[test]
    fn json_means_the_same() {
        let value = serde_json::json!({ "a\u{202e}": "\u{7f}\u{e0041}\u{1b}é" });
        let text = visible_json(&value.to_string()).into_owned();
        assert_eq!(text, "{\"a\\u202e\":\"\\u007f\\udb40\\udc41\\u001bé\"}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
