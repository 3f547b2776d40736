//! How values are written into strings: lists such as ``-  单选：`"1"` `` under a heading of their own.

use feishu_schema::ValueFormat;

use super::text::{at_colon, bullet};
use crate::page::Prose;
use crate::source::Source;

/// The formats that a piece of prose lists; `None` unless that is all it does.
pub(super) fn value_formats(prose: &Prose, source: &Source) -> Option<Vec<ValueFormat>> {
    let heading = prose.heading.as_str().trim();
    if !heading.contains("格式") && !heading.to_ascii_lowercase().contains("format") {
        return None;
    }
    let lines = prose.lines.iter().filter(|line| !line.as_str().trim().is_empty());
    let formats: Option<Vec<_>> = lines
        .map(|line| {
            let (label, sample) = at_colon(bullet(line.as_str())?)?;
            let sample = sample.strip_prefix('`')?.strip_suffix('`')?;
            (!label.is_empty()).then(|| ValueFormat {
                heading: heading.to_owned(),
                label: label.to_owned(),
                english: String::new(),
                sample: on_the_wire(sample),
                line: source.line_number(line.span.start),
            })
        })
        .collect();
    formats.filter(|formats| !formats.is_empty())
}

/// The string that a sample stands for; the sample itself where it is not a JSON string.
fn on_the_wire(sample: &str) -> String {
    serde_json::from_str(sample).unwrap_or_else(|_| sample.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Spanned;

    fn read(heading: &str, lines: &[&str]) -> Option<Vec<(String, String)>> {
        let spanned = |text: &str| Spanned::new(text.to_owned(), 0..0);
        let prose =
            Prose { heading: spanned(heading), lines: lines.iter().map(|line| spanned(line)).collect() };
        let formats = value_formats(&prose, &Source::new("p", ""))?;
        Some(formats.into_iter().map(|format| (format.label, format.sample)).collect())
    }

    #[test]
    fn samples_are_unquoted() {
        let pair = |label: &str, sample: &str| (label.to_owned(), sample.to_owned());
        assert_eq!(
            read(
                "自定义字段数据格式说明",
                &["-  单选：`\"1\"`", "-  多选：`\"[\\\"1\\\", \\\"2\\\"]\"`", "- 数字：`1`"]
            ),
            Some(vec![pair("单选", "1"), pair("多选", "[\"1\", \"2\"]"), pair("数字", "1")]),
        );
        assert_eq!(read("自定义字段数据格式说明", &["- 单选：`\"1\"`", "其他"]), None);
        assert_eq!(read("注意事项", &["- 单选：`\"1\"`"]), None);
    }
}
