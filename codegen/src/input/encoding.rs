//! Which encoding bytes are in that are not UTF-8: for the message, not for reading them.

/// The likely name of the encoding.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static str> {
    by_mark(bytes).or_else(|| by_zeros(bytes)).or_else(|| almost_utf_8(bytes)).or_else(|| by_pairs(bytes))
}

fn by_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32 LE"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32 BE"),
        [0xff, 0xfe, ..] => Some("UTF-16 LE"),
        [0xfe, 0xff, ..] => Some("UTF-16 BE"),
        _ => None,
    }
}

/// In UTF-16, every Latin letter, space and line end has a zero byte on the same side.
fn by_zeros(bytes: &[u8]) -> Option<&'static str> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = bytes.len() / 16;
    match (even, odd) {
        _ if even.max(odd) <= many => None,
        _ if odd > 8 * even => Some("UTF-16 LE"),
        _ if even > 8 * odd => Some("UTF-16 BE"),
        _ => None,
    }
}

/// UTF-8 with a few invalid bytes, such as a truncated file.
fn almost_utf_8(bytes: &[u8]) -> Option<&'static str> {
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let whole: usize =
        bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    (whole > 4 * broken).then_some("UTF-8 with broken bytes")
}

/// GB18030 (and GBK and GB2312 within it) writes a Chinese character in two bytes or in four.
fn by_pairs(bytes: &[u8]) -> Option<&'static str> {
    let mut rest = bytes;
    let mut common = 0_usize;
    let mut all = 0_usize;
    loop {
        rest = match rest {
            [] => break,
            [0..=0x7f, rest @ ..] => rest,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => rest,
            [first @ 0x81..=0xfe, second @ (0x40..=0x7e | 0x80..=0xfe), rest @ ..] => {
                all += 1;
                // The common characters and the punctuation of GB2312.
                common += usize::from(matches!(first, 0xa1..=0xa3 | 0xb0..=0xf7) && *second >= 0xa1);
                rest
            }
            _ => return Some("an encoding of single bytes, such as Latin-1"),
        };
    }
    match all {
        0 => None,
        _ if common * 10 > all * 9 => Some("GB18030 (GBK)"),
        _ => Some("an encoding of double bytes, such as GB18030 or Big5"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 新建投递\n\n请求体里有字段 name，类型是字符串。\n";

    #[test]
    fn encodings_are_recognized() {
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let cases = [
            (utf_16(u16::to_le_bytes), "UTF-16 LE"),
            (utf_16(u16::to_be_bytes), "UTF-16 BE"),
            ([b"\xff\xfe".as_slice(), &utf_16(u16::to_le_bytes)].concat(), "UTF-16 LE"),
            ([b"\xfe\xff".as_slice(), &utf_16(u16::to_be_bytes)].concat(), "UTF-16 BE"),
            (encoding_rs::GB18030.encode(TEXT).0.into_owned(), "GB18030 (GBK)"),
            (b"caf\xe9 au lait\n".to_vec(), "an encoding of single bytes, such as Latin-1"),
            ([TEXT.as_bytes(), b"\xff\n"].concat(), "UTF-8 with broken bytes"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(detect(&bytes), Some(expected));
        }
    }
}
