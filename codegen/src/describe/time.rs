//! Times: what a number or a string means, by the field's prose.

use feishu_schema::{Sentinel, TimeUnit, Type};

use super::text::{epoch_unit, has_any, leading_number, sentences, unquoted};

/// What is known about a field.
pub(super) struct Clues<'a> {
    pub name: &'a str,
    pub ty: &'a Type,
    /// The prose, without the addresses of links.
    pub prose: &'a str,
    /// The first example.
    pub example: Option<&'a str>,
}

/// The unit, where the prose names one. A duration is not a time, and neither is a string that may also contain a word.
pub(super) fn unit(clues: &Clues) -> Option<TimeUnit> {
    let plain = matches!(clues.ty, Type::Int | Type::String);
    if !plain || is_id(clues.name) || says_now_in_words(clues.prose) {
        return None;
    }
    let format = || (*clues.ty == Type::String).then(|| format(clues)).flatten();
    epoch(clues).or_else(format)
}

/// The number that stands for 「至今」, where the prose names one.
pub(super) fn sentinel(prose: &str, ty: &Type) -> Option<Sentinel> {
    let plain = matches!(ty, Type::Int | Type::String);
    plain
        .then(|| sentences(prose).filter(|sentence| allows_now(sentence)).find_map(negative))?
        .map(Sentinel::Ongoing)
}

/// Whether the sentence speaks of 「至今」 (until now) as a value that can occur.
fn allows_now(sentence: &str) -> bool {
    let chinese = sentence.match_indices("至今").any(|(at, _)| {
        let before = sentence[..at].trim_end_matches(['「', '“', '"', '【', '\'', ' ', '`']);
        !before.ends_with(['无', '非']) && !before.ends_with("不支持") && !before.ends_with("没有")
    });
    chinese || has_any(sentence, &["now", "present"]) && allows_now_in_english(&sentence.to_ascii_lowercase())
}

fn allows_now_in_english(lower: &str) -> bool {
    NOW.iter().filter_map(|words| lower.find(words)).any(|at| {
        let before = lower[..at].trim_end_matches(['"', '\'', ' ', '`']);
        !["not", "no", "without", "no value for"].iter().any(|word| before.ends_with(word))
    })
}

/// English for 「至今」.
const NOW: [&str; 5] = ["until now", "up to now", "to present", "to the present", "until present"];

fn says_now_in_words(prose: &str) -> bool {
    sentences(prose).any(|sentence| allows_now(sentence) && negative(sentence).is_none())
}

/// The first negative number that stands by itself.
fn negative(sentence: &str) -> Option<i64> {
    sentence.match_indices('-').find_map(|(at, _)| {
        let apart = !sentence[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let (number, rest) = leading_number(&sentence[at..])?;
        (apart && !rest.starts_with('-')).then(|| number.parse().ok())?
    })
}

fn is_id(name: &str) -> bool {
    name == "id" || name.ends_with("_id")
}

/// Words for a duration, which is not a point in time.
const LENGTHS: [&str; 20] = [
    "持续",
    "超时",
    "延迟",
    "耗时",
    "有效期",
    "时效",
    "期限",
    "多久",
    "多长",
    "距离",
    "历时",
    "剩余",
    "倒计时",
    "duration",
    "timeout",
    "time-to-live",
    "expires in",
    "valid for",
    "remaining",
    "how long",
];

/// Words for the difference of two points in time.
const DIFFERENCES: [&str; 7] = ["之差", "差值", "时间差", "时长", "间隔", "difference", "interval"];

fn is_length(name: &str, sentence: &str) -> bool {
    has_any(name, &["duration", "timeout", "interval", "ttl", "expires_in"])
        || has_any(sentence, &LENGTHS)
        || has_any(sentence, &DIFFERENCES)
}

/// Whether a name sounds like a point in time.
fn sounds_like_time(name: &str) -> bool {
    let ends = ["time", "_at", "date", "timestamp", "deadline", "time_from", "time_to", "datetime_value"];
    ends.iter().any(|end| name.ends_with(end))
}

fn speaks_of_time(sentence: &str) -> bool {
    has_any(sentence, &["时间", "日期", "时刻"])
        || sentence
            .to_ascii_lowercase()
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| matches!(word, "time" | "date"))
}

fn epoch(clues: &Clues) -> Option<TimeUnit> {
    if !sounds_like_time(clues.name) && !says_stamp(clues.prose) {
        return None;
    }
    let example = clues.example.and_then(|example| epoch_unit(unquoted(example.trim())));
    let mut before = "";
    let mut is_stamp = false;
    for sentence in sentences(clues.prose) {
        let stamp = says_stamp(sentence);
        is_stamp |= stamp;
        // "…的时间戳。单位：毫秒" takes two sentences to say.
        let stamp = stamp || (says_stamp(before) && has_any(sentence, &["单位", "Unit", "unit"]));
        let unit = match spoken_unit(sentence) {
            Spoken::Other => return None,
            Spoken::Nothing => None,
            Spoken::One(unit) => Some(unit),
        };
        if stamp && unit.is_some() && !has_any(sentence, &DIFFERENCES) {
            return unit;
        }
        let time = sounds_like_time(clues.name) && speaks_of_time(sentence);
        let daily = sentence.contains("每日") || sentence.contains("daily");
        if time && !is_length(clues.name, sentence) && !daily {
            match unit {
                Some(TimeUnit::Milliseconds) => return unit,
                Some(_) if unit == example => return unit,
                _ => {}
            }
        }
        before = sentence;
    }
    let is_length = has_any(clues.prose, &DIFFERENCES);
    if is_stamp && !is_length { example } else { None }
}

fn says_stamp(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    has_any(&lower, &["时间戳", "timestamp", "unix", "epoch", "1970"])
}

/// The units that a sentence names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spoken {
    Nothing,
    One(TimeUnit),
    /// A unit that no time type holds, or several.
    Other,
}

/// Units that are neither seconds nor milliseconds, though their names contain those.
const OTHER_UNITS: [&str; 16] = [
    "纳秒",
    "微秒",
    "皮秒",
    "飞秒",
    "厘秒",
    "分秒",
    "百毫秒",
    "十毫秒",
    "nanosecond",
    "microsecond",
    "picosecond",
    "centisecond",
    "decisecond",
    "nanos",
    "micros",
    "100ms",
];

fn spoken_unit(sentence: &str) -> Spoken {
    let lower = sentence.to_ascii_lowercase();
    let other_word = ["ns", "us", "μs", "µs"].iter().any(|word| has_word(&lower, word));
    if other_word || has_any(&lower, &OTHER_UNITS) {
        return Spoken::Other;
    }
    let milliseconds = lower.contains("毫秒") || has_word(&lower, "ms") || lower.contains("millisecond");
    // The plural first: its `s` alone would stand for seconds.
    let rest =
        ["毫秒", "milliseconds", "millisecond"].iter().fold(lower, |rest, unit| rest.replace(unit, ""));
    let seconds =
        rest.contains('秒') || has_word(&rest, "sec") || rest.contains("second") || has_word(&rest, "s");
    match (milliseconds, seconds) {
        (false, false) => Spoken::Nothing,
        (true, false) => Spoken::One(TimeUnit::Milliseconds),
        (false, true) => Spoken::One(TimeUnit::Seconds),
        (true, true) => Spoken::Other,
    }
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '\'');
        !text[..at].ends_with(letter) && !text[at + word.len()..].starts_with(letter)
    })
}

/// The format of a string: one kind of pattern in the prose, and no example that contradicts it.
fn format(clues: &Clues) -> Option<TimeUnit> {
    // `{"date":"YYYY-MM-DD"}` is JSON in a string, and no date.
    if clues.prose.contains('{') {
        return None;
    }
    let lower = clues.prose.to_ascii_lowercase();
    let mut patterns = lower.match_indices("yyyy").map(|(at, _)| pattern(&lower[at..]));
    let unit = match patterns.next() {
        Some(first) => {
            let unit = first?;
            patterns.all(|other| other == Some(unit)).then_some(unit)?
        }
        None if has_any(&lower, &["rfc 3339", "rfc3339", "iso 8601", "iso8601", "iso-8601"]) => {
            if shows_only_dates(&lower) {
                TimeUnit::Date
            } else {
                TimeUnit::Rfc3339
            }
        }
        None => return None,
    };
    clues.example.is_none_or(|example| fits(unquoted(example.trim()), unit)).then_some(unit)
}

/// What a text that starts with `yyyy` is a pattern of.
fn pattern(lower: &str) -> Option<TimeUnit> {
    let part = |c: char| {
        matches!(c, 'y' | 'm' | 'd' | 'h' | 's' | 't' | 'z' | ':' | '-' | '/' | '.' | ' ' | '\'' | '+')
    };
    let end = lower
        .find(|c: char| !part(c) && !c.is_ascii_digit() && !"年月日时分秒".contains(c))
        .unwrap_or(lower.len());
    match lower[..end].trim_end_matches([' ', '.', '-', ':', '\'']) {
        "yyyy-mm-dd" => Some(TimeUnit::Date),
        "yyyy-mm" => Some(TimeUnit::YearMonth),
        long if long.starts_with("yyyy-mm-ddt") && long.contains("hh:mm:ss") => Some(TimeUnit::Rfc3339),
        _ => None,
    }
}

/// Whether the prose shows a date (`2018-09-01`) and no time of day.
fn shows_only_dates(lower: &str) -> bool {
    let date = |at: usize| lower.get(at..at + 10).is_some_and(|text| fits(text, TimeUnit::Date));
    let mut starts =
        lower.match_indices('-').filter_map(|(at, _)| at.checked_sub(4)).filter(|at| date(*at)).peekable();
    let with_time = |at: usize| {
        lower.get(at + 10..).is_some_and(|rest| {
            rest.starts_with(['t', ' ']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        })
    };
    starts.peek().is_some() && !starts.any(with_time)
}

/// Whether a sample can be of the unit.
pub(super) fn fits(sample: &str, unit: TimeUnit) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        sample.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let month = digits(0..4) && sample.get(4..5) == Some("-") && digits(5..7);
    let date = month && sample.get(7..8) == Some("-") && digits(8..10);
    match unit {
        TimeUnit::YearMonth => month && sample.len() == 7,
        TimeUnit::Date => date && sample.len() == 10,
        TimeUnit::Rfc3339 => date && sample[10..].starts_with(['T', 't']),
        TimeUnit::Milliseconds | TimeUnit::Seconds => sample.parse::<i64>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, ty: Type, prose: &str, example: Option<&str>) -> Option<TimeUnit> {
        unit(&Clues { name, ty: &ty, prose, example })
    }

    #[test]
    fn epochs() {
        let ms = Some(TimeUnit::Milliseconds);
        let s = Some(TimeUnit::Seconds);
        assert_eq!(of("start_time", Type::Int, "开始时间，毫秒时间戳", None), ms);
        assert_eq!(of("create_time", Type::String, "消息生成的时间戳。单位：毫秒", None), ms);
        assert_eq!(of("date_time_value", Type::String, "单位：ms。从 1970 年开始经过的毫秒数", None), ms);
        assert_eq!(of("created_at", Type::String, "任务创建时间戳(ms)", None), ms);
        assert_eq!(of("deadline", Type::String, "截止时间 毫秒", None), ms);
        assert_eq!(of("check_time", Type::String, "打卡时间，精确到秒的时间戳", None), s);
        assert_eq!(of("end_time", Type::String, "预约到期时间（unix时间，单位sec）", None), s);
        assert_eq!(of("create_time", Type::Int, "创建时间。Unix 时间，单位为秒", None), s);
        assert_eq!(of("create_time", Type::String, "创建时间戳", Some("\"1618500278663\"")), ms);
        assert_eq!(of("end_time_v2", Type::Int, "结束时间（新），毫秒时间戳，无「至今」传值。", None), ms);
        assert_eq!(of("start_time", Type::Int, "Start time, in milliseconds", None), ms);
        assert_eq!(of("changed", Type::Int, "Time of the change in epoch milliseconds", None), ms);
        assert_eq!(
            of("end_time", Type::Int, "End time in milliseconds; it has no value for until now", None),
            ms
        );
    }

    #[test]
    fn lengths_of_time_and_ids_are_no_times() {
        for (name, prose) in [
            ("timeout", "超时时间，单位毫秒"),
            ("expire", "过期时间，单位为秒"),
            ("meeting_duration", "会议持续时间（秒）"),
            ("actual_processing_time", "实际处理时长，单位秒"),
            ("start_time", "每日可预定时间范围的开始时间（单位：秒）"),
            ("event_id", "其 ID 包含原始时间，格式为秒级时间戳"),
            ("create_time", "创建时间"),
            ("lag_time", "两次打卡的时间戳之差，单位为毫秒"),
            ("create_time", "创建时间，纳秒时间戳"),
            ("create_time", "创建时间，单位为微秒的时间戳"),
            ("create_time", "Creation time, timestamp in nanoseconds"),
            ("create_time", "Creation time, timestamp in microseconds"),
            ("create_time", "创建时间，Unix 时间戳，单位：μs"),
            ("create_time", "创建时间，时间戳，百毫秒"),
            ("create_time", "创建时间，时间戳，单位 ns"),
        ] {
            assert_eq!(of(name, Type::String, prose, None), None, "{name}");
        }
        assert_eq!(of("start_time", Type::Boolean, "毫秒时间戳", None), None);
    }

    #[test]
    fn formats() {
        let date = Some(TimeUnit::Date);
        assert_eq!(of("start", Type::String, "开始日期，格式：\"YYYY-MM-DD\"", None), date);
        assert_eq!(of("start", Type::String, "格式为yyyy-MM-dd。", Some("2023-03-22")), date);
        assert_eq!(of("start", Type::String, "精确到月份，格式为YYYY-MM", None), Some(TimeUnit::YearMonth));
        assert_eq!(of("date", Type::String, "[RFC 3339] 格式，例如，2018-09-01。", None), date);
        assert_eq!(of("at", Type::String, "RFC3339 格式", None), Some(TimeUnit::Rfc3339));
        for prose in [
            "YYYY-MM-DD 00:00:00（最小单位到日）",
            "YYYY-MM-DD HH:MM:SS",
            "支持 yyyy-mm-dd 和 yyyy/mm/dd",
            "格式为：{\"date\":\"YYYY-MM-DD\"}",
            "格式：YYYY",
            "格式：YYYY-MM-DD 或 “至今”",
            "与ISO国家代码一致",
        ] {
            assert_eq!(of("start", Type::String, prose, None), None, "{prose}");
        }
        assert_eq!(of("start", Type::String, "格式 YYYY-MM-DD", Some("2020-05-01 00:00:00")), None);
        assert_eq!(of("start", Type::Int, "格式 YYYY-MM-DD", None), None);
    }

    #[test]
    fn until_now() {
        let of = |prose| sentinel(prose, &Type::Int);
        assert_eq!(of("结束时间，毫秒时间戳，如果是「至今」可传值 -1"), Some(Sentinel::Ongoing(-1)));
        assert_eq!(of("如果是「至今」可传值-1。请注意：若传值-1，"), Some(Sentinel::Ongoing(-1)));
        assert_eq!(of("结束时间（新），毫秒时间戳，无「至今」传值。"), None);
        assert_eq!(of("-1 表示文档最新版本"), None);
        assert_eq!(of("至今 2020-10-01"), None);
        assert_eq!(sentinel("当值为至今时，返回「-」", &Type::String), None);
    }
}
