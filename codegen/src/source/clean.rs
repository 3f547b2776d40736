//! Removes invisible characters, which editors and systems add to a text.

/// An invisible character that was removed from a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Removed {
    /// The character.
    pub character: char,
    /// Its offset in the clean text.
    pub at: usize,
}

/// Editors, browsers and Chinese keyboards insert them instead of a space. A page that intends a no-break space writes
/// `&nbsp;`.
const SPACES: [char; 2] = ['\u{a0}', '\u{3000}'];

/// The text with `\n` line ends and plain spaces, without byte order mark and invisible characters.
pub(super) fn clean(text: String) -> (String, Vec<Removed>) {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return (text, Vec::new());
    }
    let rest = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if !rest.contains(|c| c == '\r' || SPACES.contains(&c) || is_invisible(c)) {
        return (if rest.len() == text.len() { text } else { rest.to_owned() }, Vec::new());
    }
    let mut out = String::with_capacity(rest.len());
    let mut removed = Vec::new();
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            c if SPACES.contains(&c) => out.push(' '),
            c if is_invisible(c) && !(shapes(c) && out.chars().next_back().is_some_and(is_shaped)) => {
                removed.push(Removed { character: c, at: out.len() });
            }
            c => out.push(c),
        }
    }
    (out, removed)
}

/// Whether a character is invisible and not a space: control, zero-width, direction, filler, selector and tag
/// characters.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    // The fast path: ASCII and Chinese with its punctuation.
    if matches!(c, ' '..='~' | '\u{3000}'..='\u{3163}' | '\u{3165}'..='\u{fdff}') {
        return false;
    }
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character changes how the one before it is drawn: part of an emoji, or of a word in Arabic or Hindi.
fn shapes(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Whether a joiner can change how a character is drawn: not ASCII and not Chinese.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{590}'..='\u{1fff}' | '\u{2010}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1ffff}')
        && !is_invisible_but_selector(c)
}

fn is_invisible_but_selector(c: char) -> bool {
    c != '\u{fe0f}' && is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_marks() {
        assert_eq!(clean("\u{feff}a\r\nb\rc\u{a0}\n".to_owned()), ("a\nb\nc \n".to_owned(), Vec::new()));
    }

    #[test]
    fn invisible_characters_are_removed_and_reported() {
        let (text, removed) = clean("甲\u{200b}a\u{ad}\n\u{202e}b\0".to_owned());
        assert_eq!(text, "甲a\nb");
        let found: Vec<_> = removed.iter().map(|removed| (removed.character, removed.at)).collect();
        assert_eq!(found, [('\u{200b}', 3), ('\u{ad}', 4), ('\u{202e}', 5), ('\0', 6)]);
    }

    #[test]
    fn emoji_stay_whole() {
        for text in ["⚠\u{fe0f} 注意", "👩\u{200d}💻", "❤\u{fe0f}\u{200d}🔥"] {
            assert_eq!(clean(text.to_owned()), (text.to_owned(), Vec::new()));
        }
        assert_eq!(clean("注\u{200d}意\u{fe0f}".to_owned()).0, "注意");
    }
}
