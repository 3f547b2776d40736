//! Damage to the bytes: encodings, line ends, invisible characters.

use super::page::{Damage, Damaged, Kind, Page};

pub const ALL: &[Damage] = &[
    Damage { name: "CRLF", make: |page| whole(page.text.replace('\n', "\r\n").into_bytes()) },
    Damage { name: "CR", make: |page| whole(page.text.replace('\n', "\r").into_bytes()) },
    Damage { name: "CRLF in some lines", make: |page| page.each(|line, _, _| Some(format!("{line}\r"))) },
    Damage { name: "BOM", make: |page| whole(format!("\u{feff}{}", page.text).into_bytes()) },
    Damage { name: "BOM inside", make: |page| page.each(|line, _, _| Some(format!("\u{feff}{line}"))) },
    Damage { name: "UTF-16 LE", make: |page| whole(utf_16(&page.text, u16::to_le_bytes, true)) },
    Damage { name: "UTF-16 BE", make: |page| whole(utf_16(&page.text, u16::to_be_bytes, true)) },
    Damage { name: "UTF-16 LE without BOM", make: |page| whole(utf_16(&page.text, u16::to_le_bytes, false)) },
    Damage { name: "UTF-16 BE without BOM", make: |page| whole(utf_16(&page.text, u16::to_be_bytes, false)) },
    Damage { name: "GB18030", make: |page| encoded(page, encoding_rs::GB18030) },
    Damage { name: "Big5", make: |page| encoded(page, encoding_rs::BIG5) },
    Damage { name: "Latin-1", make: latin_1 },
    Damage { name: "UTF-8 read as Latin-1", make: |page| whole(mojibake(&page.text).into_bytes()) },
    Damage {
        name: "replacement characters",
        make: |page| page.each(|line, kind, _| (kind != Kind::Fence).then(|| replaced(line)).flatten()),
    },
    Damage { name: "a broken byte", make: broken_byte },
    Damage { name: "NUL", make: |page| page.each(|line, _, _| inside_a_word(line, "\0")) },
    Damage { name: "no line end at the end", make: |page| whole(page.text.trim_end().as_bytes().to_vec()) },
    Damage {
        name: "zero width space in words",
        make: |page| page.each(|line, _, _| inside_a_word(line, "\u{200b}")),
    },
    Damage {
        name: "soft hyphen in words",
        make: |page| page.each(|line, _, _| inside_a_word(line, "\u{ad}")),
    },
    Damage { name: "joiner in words", make: |page| page.each(|line, _, _| inside_a_word(line, "\u{200d}")) },
    Damage {
        name: "word joiner in words",
        make: |page| page.each(|line, _, _| inside_a_word(line, "\u{2060}")),
    },
    Damage {
        name: "override in words",
        make: |page| page.each(|line, _, _| inside_a_word(line, "\u{202e}")),
    },
    Damage { name: "isolate in words", make: |page| page.each(|line, _, _| inside_a_word(line, "\u{2066}")) },
    Damage {
        name: "mark of direction before lines",
        make: |page| page.each(|line, _, _| Some(format!("\u{200e}{line}"))),
    },
    Damage {
        name: "mark of direction behind lines",
        make: |page| page.each(|line, _, _| Some(format!("{line}\u{200f}"))),
    },
    Damage {
        name: "vowel separator behind words",
        make: |page| page.each(|line, _, _| Some(line.replace(" |", "\u{180e} |"))),
    },
    Damage {
        name: "invisible before cells",
        make: |page| page.each(|line, _, _| Some(line.replace("| ", "| \u{200b}"))),
    },
    Damage {
        name: "invisible before colons",
        make: |page| page.each(|line, _, _| Some(line.replace('：', "\u{200b}："))),
    },
    Damage {
        name: "invisible in marks",
        make: |page| page.each(|line, _, _| Some(line.replace("**", "*\u{200b}*"))),
    },
    Damage {
        name: "invisible behind marks",
        make: |page| {
            page.each(|line, _, _| Some(line.replace("- ", "-\u{200b} ").replace("# ", "#\u{2060} ")))
        },
    },
    Damage {
        name: "variation selector",
        make: |page| page.each(|line, _, _| inside_a_word(line, "\u{fe0f}")),
    },
    Damage { name: "tag character", make: |page| page.each(|line, _, _| inside_a_word(line, "\u{e0041}")) },
    Damage { name: "filler", make: |page| page.each(|line, _, _| inside_a_word(line, "\u{3164}")) },
    Damage {
        name: "no-break spaces",
        make: |page| page.each(|line, _, _| Some(line.trim_end().replace(' ', "\u{a0}") + tail(line))),
    },
    Damage {
        name: "ideographic spaces",
        make: |page| {
            page.each(|line, kind, _| {
                (kind != Kind::Fence && !line.contains('"'))
                    .then(|| line.trim_end().replace(' ', "\u{3000}") + tail(line))
            })
        },
    },
    Damage {
        name: "line separators",
        make: |page| page.each(|line, kind, _| (kind == Kind::Cell).then(|| format!("{line}\u{2028}"))),
    },
];

fn tail(line: &str) -> &str {
    &line[line.trim_end().len()..]
}

fn whole(text: Vec<u8>) -> Vec<Damaged> {
    let count = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    vec![Damaged { text, lines: 1..=count }]
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn encoded(page: &Page, encoding: &'static encoding_rs::Encoding) -> Vec<Damaged> {
    whole(encoding.encode(&page.text).0.into_owned())
}

/// The text as somebody saves it who writes a Latin letter with an accent into it, all else being lost.
fn latin_1(page: &Page) -> Vec<Damaged> {
    let text = page.text.chars().map(|c| if c.is_ascii() { c as u8 } else { b'?' }).collect();
    let accents = page.text.chars().map(|c| if c.is_ascii() { c as u8 } else { 0xe9 }).collect();
    [whole(text), whole(accents)].into_iter().flatten().collect()
}

fn mojibake(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// The line with the first Chinese character of each of its words lost.
fn replaced(line: &str) -> Option<String> {
    let lost = line.chars().find(|c| !c.is_ascii())?;
    Some(line.replace(lost, "\u{fffd}"))
}

fn broken_byte(page: &Page) -> Vec<Damaged> {
    let mut places = page.each(|line, _, _| inside_a_word(line, "\u{1}"));
    for place in &mut places {
        place.text.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0xff);
    }
    places
}

/// The line with something put behind the first letter of each word of Latin letters or Chinese characters.
fn inside_a_word(line: &str, what: &str) -> Option<String> {
    let mut out = String::new();
    let mut before = ' ';
    for c in line.chars() {
        if c.is_alphanumeric() && before.is_alphanumeric() && !out.ends_with(what) && !in_word(&out, what) {
            out.push_str(what);
        }
        out.push(c);
        before = c;
    }
    (out != line).then_some(out)
}

/// Whether something was put into the word that a text ends with.
fn in_word(text: &str, what: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_alphanumeric());
    word.ends_with(what)
}
