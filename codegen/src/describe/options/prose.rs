//! Options that prose lists as bullets.

use std::ops::Range;

use feishu_schema::{Choice, Type};

use super::super::findings;
use super::super::text::{bullet, is_whole_number, is_wire_word};
use super::{Line, Owner, list, split};
use crate::diagnostic::Diagnostic;
use crate::page::{Item, Part, announces_options, holds_another};
use crate::source::{Source, Spanned};

/// The options that prose lists as bullets, and the indices of the lines that hold them. With a marker above them
/// (`可选值有：`) any keys will do; without one, every bullet has to be a key with a label, and the keys have to be
/// plainly values: numbers of a number field, `true` and `false`, or words in backticks.
pub(in crate::describe) fn in_prose(
    prose: &[Spanned<String>],
    owner: Owner,
    source: &Source,
    out: &mut Vec<Diagnostic>,
) -> Option<(Vec<Choice>, Range<usize>)> {
    let first = prose.iter().position(|line| bullet(line.as_str()).is_some())?;
    let count = prose[first..].iter().take_while(|line| bullet(line.as_str()).is_some()).count();
    let found = first..first + count;
    let bullets: Vec<_> =
        prose[found.clone()].iter().filter_map(|line| Some((line, bullet(line.as_str())?))).collect();
    let marked = first > 0 && announces_options(prose[first - 1].as_str());
    let pairs: Option<Vec<_>> =
        bullets.iter().map(|(line, text)| Some((*line, *text, split(text)?))).collect();
    let pairs = pairs.filter(|pairs| {
        let fits = |(_, text, (key, _)): &(_, &str, (&str, _))| {
            is_value(key, text.starts_with('`'), owner.ty, marked)
        };
        pairs.iter().all(fits) && (marked || pairs.len() > 1)
    })?;
    let lines = pairs.into_iter().map(|(line, _, (key, text))| Line {
        key: Some(key),
        text,
        bullet: true,
        span: &line.span,
    });
    let listed = list(lines, owner, source, out);
    (!listed.choices.is_empty()).then_some((listed.choices, found))
}

/// Whether a key in prose is plainly a value of the type.
fn is_value(key: &str, ticked: bool, ty: &Type, marked: bool) -> bool {
    match ty {
        Type::Int => is_whole_number(key),
        Type::Boolean => matches!(key, "true" | "false"),
        Type::String => is_wire_word(key) && (ticked || marked),
        _ => false,
    }
}

/// Reports lines that read like options and are not taken for ones, though others of their list are, or the prose
/// announces a list. `taken` are the lines that hold the options found.
pub(in crate::describe) fn not_taken(
    prose: &[Spanned<String>],
    owner: Owner,
    taken: &Range<usize>,
    out: &mut Vec<Diagnostic>,
) {
    let announced = prose.iter().position(|line| announces_options(line.as_str()));
    let first = announced.map_or(0, |marker| marker + 1);
    let lines: Vec<(usize, &Spanned<String>)> = prose.iter().enumerate().skip(first).collect();
    let option = |line: &str| option(line, owner.ty, announced.is_some());
    if !lines.iter().any(|(_, line)| option(line.as_str())) {
        return;
    }
    for (at, line) in lines {
        let text = line.as_str();
        let message = match (taken.contains(&at), option(text)) {
            (true, _) if bullet(text).is_some_and(holds_another) => "this option seems to hold another one",
            (false, true) => "this line reads like an option, but its list is not read",
            (false, false) if reads_like_option(text) => "this line of a list of options is not read as one",
            _ => continue,
        };
        out.push(Diagnostic::warning(findings::OPTION_LINE, message).at(line.span.clone(), "kept as text"));
    }
}

/// Reports a list below another marker whose every bullet is plainly a value.
pub(in crate::describe) fn misplaced(part: &Part, ty: &Type) -> Option<Diagnostic> {
    let mut bullets = part.items.iter().filter(|item| item.bullet);
    let first = bullets.clone().next()?;
    let value = |item: &Item| item.key.as_ref().is_some_and(|key| is_value(key.as_str(), false, ty, false));
    (bullets.clone().count() > 1 && bullets.all(value)).then(|| {
        let message = format!("this list below `{}` reads like options", part.marker.as_str());
        Diagnostic::warning(findings::OPTION_LINE, message).at(first.text.span.clone(), "kept as a remark")
    })
}

/// Whether a line is a bullet with a value of the type, a colon and a label.
fn option(line: &str, ty: &Type, announced: bool) -> bool {
    let text = bullet(line);
    // Numbers are never names: a list of them needs no announcement.
    let number = |key: &str| matches!(ty, Type::String) && is_whole_number(key);
    text.and_then(|text| Some((text, split(text)?)))
        .is_some_and(|(text, (key, _))| is_value(key, text.starts_with('`'), ty, announced) || number(key))
}

/// Whether a line is a bullet, or lost what makes it one.
fn reads_like_option(line: &str) -> bool {
    let line = line.trim_start();
    let bare =
        line.trim_start_matches(|c: char| c == '-' || c == '.' || c.is_ascii_digit() || c.is_whitespace());
    let numbered = bare.len() < line.len();
    let keyed = split(line).is_some_and(|(key, _)| is_wire_word(key));
    let marked = line.trim_start_matches(|c: char| !c.is_alphanumeric() || (c.is_numeric() && !c.is_ascii()));
    let keyed = keyed || split(marked).is_some_and(|(key, _)| is_wire_word(key));
    bullet(line).is_some() || (numbered && split(bare).is_some()) || keyed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanned(text: &str) -> Spanned<String> {
        Spanned::new(text.to_owned(), 0..0)
    }

    fn prose(lines: &[&str], ty: &Type) -> Option<(Vec<String>, std::ops::Range<usize>)> {
        let lines: Vec<_> = lines.iter().map(|line| spanned(line)).collect();
        let (choices, found) =
            in_prose(&lines, Owner { ty, place: &(0..0) }, &Source::new("p", ""), &mut Vec::new())?;
        Some((choices.into_iter().map(|choice| choice.key.to_string()).collect(), found))
    }

    /// The lines that are reported.
    fn reported(lines: &[&str], ty: &Type) -> usize {
        let lines: Vec<_> = lines.iter().map(|line| spanned(line)).collect();
        let owner = Owner { ty, place: &(0..0) };
        let mut out = Vec::new();
        let taken = in_prose(&lines, owner, &Source::new("p", ""), &mut out).map_or(0..0, |(_, range)| range);
        not_taken(&lines, owner, &taken, &mut out);
        out.len()
    }

    #[test]
    fn bullets_in_prose_count_when_they_are_plainly_values() {
        let keys = |keys: &[&str], range| Some((keys.iter().map(|key| (*key).to_owned()).collect(), range));
        assert_eq!(prose(&["流程类型", "- 1: 社招", "- 2: 校招"], &Type::Int), keys(&["1", "2"], 1..3));
        assert_eq!(prose(&["状态。可选值有：", "- a：甲", "后"], &Type::String), keys(&["a"], 1..2));
        assert_eq!(prose(&["类型", "- `a`：甲", "- `b`：乙"], &Type::String), keys(&["a", "b"], 1..3));
        assert_eq!(prose(&["", "- true：是", "- false：否"], &Type::Boolean), keys(&["true", "false"], 1..3));
        assert_eq!(prose(&["语言", "- zh_cn：中文", "- en_us：英文"], &Type::String), None);
        assert_eq!(prose(&["流程类型", "- 1: 社招"], &Type::Int), None);
        assert_eq!(prose(&["枚举值查询：", "- api_name：gender"], &Type::String), None);
        assert_eq!(prose(&["说明", "- 1: 社招", "- 不传：全部"], &Type::Int), None);
    }

    #[test]
    fn lines_that_are_almost_options_are_reported() {
        let whole = ["可选值：", "- a：甲", "- b：乙", "- c：丙"];
        assert_eq!(reported(&whole, &Type::String), 0);
        for damaged in [
            "- b 乙",
            "- ：乙",
            "-b：乙",
            "- b=乙",
            "1. b：乙",
            "b：乙",
            "- b：乙 - d：丁",
            "- ｂ：乙",
            "■ b：乙",
            "① b：乙",
        ] {
            let lines = [whole[0], whole[1], damaged, whole[3]];
            assert_ne!(reported(&lines, &Type::String), 0, "{damaged}");
        }
        assert_ne!(reported(&["时长", "- 1: 天", "- “”：2: 小时"], &Type::Int), 0);
        assert_ne!(reported(&["来源", "- 1：内推", "- 2：猎头"], &Type::String), 0, "no announcement");
        assert_eq!(reported(&["语言。", "- 中文：见下文", "后"], &Type::String), 0);
    }
}
