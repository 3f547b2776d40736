use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character steers a terminal or an editor, or shows nothing: text of others must not be able to hide or
/// forge what the tool says. Line ends and tabs are not among them.
fn is_hidden(c: char) -> bool {
    // Nearly all that there is: ASCII, and Chinese with its marks.
    if matches!(c, ' '..='~' | '\u{3000}'..='\u{fdff}') {
        return false;
    }
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with a visible character in the place of each hidden one, so that columns stay what they are: `␛` for an
/// escape, `\u{fffd}` for those that have no picture.
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

/// The JSON text with hidden characters as escapes of JSON, so that it means the same.
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
