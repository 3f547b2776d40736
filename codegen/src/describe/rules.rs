//! Validation rules: the bullets under 数据校验规则.

use feishu_schema::{Rule, Type};
use serde_json::Number;

use crate::page::{Ends, RuleName};

use super::text::{at_colon, bare, leading_number};

/// A rule as understood.
#[derive(Debug, PartialEq)]
pub(super) struct Understood {
    pub rule: Rule,
    pub doubt: Option<Doubt>,
}

/// Why a rule is doubtful; all but a pattern are kept as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is prose, or a spelling that is not known.
    Prose,
    /// It is about another type than the field's.
    Type,
    /// It is a regular expression that cannot be one.
    Pattern,
}

/// Understands one rule of a field of type `ty`.
pub(super) fn understand(line: &str, ty: &Type) -> Understood {
    let kept = |doubt| Understood { rule: Rule::Text(line.trim().to_owned()), doubt: Some(doubt) };
    let named = at_colon(line).and_then(|(name, value)| Some((RuleName::new(name)?, value)));
    let Some((rule_name, value)) = named.or_else(|| characters_alone(line)) else {
        return kept(Doubt::Prose);
    };
    if let RuleName::Pattern = rule_name {
        let pattern = value.strip_prefix('`').and_then(|value| value.strip_suffix('`')).unwrap_or(value);
        return match ty {
            Type::String if !pattern.is_empty() => {
                let doubt = is_broken(pattern).then_some(Doubt::Pattern);
                Understood { rule: Rule::Pattern(pattern.to_owned()), doubt }
            }
            Type::String => kept(Doubt::Prose),
            _ => kept(Doubt::Type),
        };
    }
    let Some(bounds) = bounds(rule_name, value) else { return kept(Doubt::Prose) };
    match rule(rule_name, &bounds, ty) {
        Ok(rule) => Understood { rule, doubt: None },
        Err(doubt) => kept(doubt),
    }
}

/// Whether a pattern is wrong in every dialect of regular expressions: a range that runs backwards, a count without a
/// number, a bracket without its other.
fn is_broken(pattern: &str) -> bool {
    use regex_syntax::ast::ErrorKind as Kind;
    let fault = regex_syntax::ast::parse::Parser::new().parse(pattern).err();
    fault.is_some_and(|fault| {
        matches!(
            fault.kind(),
            Kind::ClassRangeInvalid
                | Kind::ClassUnclosed
                | Kind::GroupUnclosed
                | Kind::GroupUnopened
                | Kind::DecimalInvalid
                | Kind::RepetitionCountInvalid
                | Kind::RepetitionCountUnclosed
                | Kind::RepetitionCountDecimalEmpty
        )
    })
}

/// Reads `1 ~ 64 个字符` without a name in front.
fn characters_alone(line: &str) -> Option<(RuleName, &str)> {
    let rule_name = RuleName::Length(Ends::Both);
    bounds(rule_name, line).filter(|bounds| bounds.characters).map(|_| (rule_name, line))
}

/// Whether a bold marker is itself the name of a rule, such as `**最小值**：0`.
pub(super) fn is_rule_name(marker: &str) -> bool {
    RuleName::new(marker).is_some()
}

/// The ends of a range as printed, and whether the page counts characters.
struct Bounds {
    least: Option<String>,
    most: Option<String>,
    characters: bool,
}

/// What stands between the ends of a range.
const DASHES: [char; 9] = ['～', '~', '-', '–', '—', '至', '到', ',', '，'];

fn bounds(rule_name: RuleName, value: &str) -> Option<Bounds> {
    let value: String = value.chars().filter(|c| *c != '`').collect();
    let value = value.trim().trim_start_matches(['[', '【']);
    let (first, rest) = leading_number(value)?;
    let (RuleName::Length(end) | RuleName::Value(end)) = rule_name else { return None };
    let (least, most, rest) = match end {
        Ends::Least => (Some(first), None, rest),
        Ends::Most => (None, Some(first), rest),
        Ends::Both => {
            let rest = rest.trim_start();
            let rest = ["字符", "characters", "character"]
                .iter()
                .find_map(|unit| rest.strip_prefix(unit))
                .unwrap_or(rest);
            let rest = rest.trim_start();
            let rest = rest.strip_prefix("to ").or_else(|| rest.strip_prefix(DASHES))?;
            let (second, rest) = leading_number(rest.trim_start())?;
            (Some(first), Some(second), rest)
        }
    };
    let unit = bare(rest).trim_end_matches([']', '】', '。', '.']);
    let characters = matches!(unit, "字符" | "个字符" | "characters" | "character");
    let number = |text: &str| text.replace(',', "");
    (characters || matches!(unit, "" | "个")).then(|| Bounds {
        least: least.map(number),
        most: most.map(number),
        characters,
    })
}

fn rule(rule_name: RuleName, bounds: &Bounds, ty: &Type) -> Result<Rule, Doubt> {
    match (rule_name, ty) {
        (RuleName::Length(_), Type::String) => {
            let (min, max) = sizes(bounds)?;
            Ok(Rule::Length { min, max })
        }
        (RuleName::Length(_), Type::List(_)) if !bounds.characters => {
            let (min, max) = sizes(bounds)?;
            Ok(Rule::Count { min, max })
        }
        // Page sizes are sometimes strings that hold a number.
        (RuleName::Value(_), Type::Int | Type::Float | Type::String) if !bounds.characters => {
            let (min, max) = (number(bounds.least.as_deref())?, number(bounds.most.as_deref())?);
            let upside_down =
                value(min.as_ref()).zip(value(max.as_ref())).is_some_and(|(min, max)| min > max);
            if upside_down { Err(Doubt::Prose) } else { Ok(Rule::Range { min, max }) }
        }
        _ => Err(Doubt::Type),
    }
}

type Sizes = (Option<u64>, Option<u64>);

fn sizes(bounds: &Bounds) -> Result<Sizes, Doubt> {
    let size = |text: Option<&str>| text.map(str::parse::<u64>).transpose().map_err(|_| Doubt::Prose);
    let (min, max) = (size(bounds.least.as_deref())?, size(bounds.most.as_deref())?);
    if min.zip(max).is_some_and(|(min, max)| min > max) { Err(Doubt::Prose) } else { Ok((min, max)) }
}

fn number(text: Option<&str>) -> Result<Option<Number>, Doubt> {
    let Some(text) = text else { return Ok(None) };
    let whole = text.parse::<i64>().map(Number::from);
    let number = whole.ok().or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64));
    number.map(Some).ok_or(Doubt::Prose)
}

fn value(number: Option<&Number>) -> Option<f64> {
    number.and_then(Number::as_f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(line: &str, ty: &Type) -> Rule {
        understand(line, ty).rule
    }

    fn length(min: Option<u64>, max: Option<u64>) -> Rule {
        Rule::Length { min, max }
    }

    fn range(min: Option<i64>, max: Option<i64>) -> Rule {
        Rule::Range { min: min.map(Number::from), max: max.map(Number::from) }
    }

    #[test]
    fn documented_shapes() {
        let list = Type::List(Box::new(Type::String));
        assert_eq!(rule("长度范围：`1` ～ `64` 字符", &Type::String), length(Some(1), Some(64)));
        assert_eq!(rule("长度范围：`1`~`100,000`字符", &Type::String), length(Some(1), Some(100_000)));
        assert_eq!(rule("长度范围：1-64字符", &Type::String), length(Some(1), Some(64)));
        assert_eq!(rule("长度范围：`1` 字符 ～ `64` 字符", &Type::String), length(Some(1), Some(64)));
        assert_eq!(rule("1 ~ 64 个字符。", &Type::String), length(Some(1), Some(64)));
        assert_eq!(rule("最大长度：`64` 字符", &Type::String), length(None, Some(64)));
        assert_eq!(rule("最小长度：`1` 字符", &Type::String), length(Some(1), None));
        assert_eq!(rule("长度范围：`0` ～ `10`", &list), Rule::Count { min: Some(0), max: Some(10) });
        assert_eq!(rule("最大长度：`500`", &list), Rule::Count { min: None, max: Some(500) });
        assert_eq!(rule("最小长度: `1`", &list), Rule::Count { min: Some(1), max: None });
        assert_eq!(rule("取值范围：`-20160` ～ `20160`", &Type::Int), range(Some(-20160), Some(20160)));
        assert_eq!(rule("最大值：100", &Type::Int), range(None, Some(100)));
        assert_eq!(rule("最小值：`-1`", &Type::Int), range(Some(-1), None));
        assert_eq!(rule("最大值：`200`", &Type::String), range(None, Some(200)));
        assert_eq!(rule("正则校验：`^a|b:c$`", &Type::String), Rule::Pattern("^a|b:c$".to_owned()));
        assert_eq!(rule("Length range: `1` ～ `100` characters", &Type::String), length(Some(1), Some(100)));
        assert_eq!(rule("Maximum length: `100` characters", &Type::String), length(None, Some(100)));
        assert_eq!(rule("Minimum length: `0`", &list), Rule::Count { min: Some(0), max: None });
        assert_eq!(rule("Value range: `1` to `200`", &Type::Int), range(Some(1), Some(200)));
        assert_eq!(rule("Maximum value: `200`", &Type::Int), range(None, Some(200)));
        assert_eq!(rule("Regular expression: `^a$`", &Type::String), Rule::Pattern("^a$".to_owned()));
        let float = Rule::Range { min: Number::from_f64(0.5), max: Some(Number::from(1)) };
        assert_eq!(rule("取值范围：`0.5` ～ `1`", &Type::Float), float);
    }

    #[test]
    fn what_is_not_understood_stays_text() {
        for line in [
            "单个值的长度不可超过 100 字节",
            "1 ~ 64 个字符，仅支持字母。",
            "长度范围：看情况",
            "取值范围：`9` ～ `1`",
            "最大值：`100` 次/天",
        ] {
            let Understood { rule, doubt } = understand(line, &Type::Int);
            assert_eq!(rule, Rule::Text(line.to_owned()));
            assert!(doubt.is_some(), "{line}");
        }
    }

    #[test]
    fn rules_for_another_type_are_recognised() {
        let list = Type::List(Box::new(Type::String));
        assert_eq!(understand("长度范围：`1` ～ `64` 字符", &list).doubt, Some(Doubt::Type));
        assert_eq!(understand("长度范围：`1` ～ `64` 字符", &Type::Int).doubt, Some(Doubt::Type));
        assert_eq!(understand("取值范围：`1` ～ `64`", &Type::Boolean).doubt, Some(Doubt::Type));
    }
}
