//! Names of options.
//!
//! An option is named by the lexicon; else by its value, if that is a word (`open_id` is `OpenId`); else by its English
//! label; else `Option` and its value (`Option3`). A word on the wire comes before the label because it is short, and
//! stays when somebody improves the documentation.
//!
//! # Names from labels
//!
//! The short name of a label is its text before the first bracket, comma, colon, semicolon, dash or full stop, without
//! articles, `of` and forms of `be`, cut after five words or 32 letters, in camel case: "Chinese mainland - Resident ID
//! card" is `ChineseMainland`. A dash between numbers and a hyphen do not end it: "3-5 years" is `N3_5Years`. A label
//! with Chinese characters in this part names nothing.
//!
//! Where several labels have one short name, each takes one more word of its label after the other until they differ,
//! then its value (`Other99`). A label that has no more words keeps the name if it is the only such one. So
//!
//! * an option has its short name whatever the other options are, unless another has the same one;
//! * names do not depend on the order of the options.

use std::collections::{BTreeMap, BTreeSet};

use feishu_schema::{Key, has_chinese};
use heck::ToUpperCamelCase;

use super::names::{Taken, camel};

/// The most words of a short name.
const MOST_WORDS: usize = 5;
/// The most letters of a short name, and of a word.
const MOST_LETTERS: usize = 32;
/// The most words of a name that has to differ from others.
const MOST_WORDS_OF_ANY: usize = 12;

/// Words that say nothing in a name.
const STOP_WORDS: [&str; 9] = ["a", "an", "the", "of", "is", "are", "was", "were", "be"];

/// Words that a name which was cut does not end in.
const LINKS: [&str; 12] = ["and", "or", "to", "with", "for", "in", "on", "at", "by", "from", "as", "not"];

/// An option, and what it can be named by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nameable<'a> {
    pub key: &'a Key,
    /// The lexicon's name.
    pub lexicon: Option<&'a str>,
    /// The English label.
    pub english: Option<&'a str>,
}

/// The name of an option. Legal, and unique among the options of its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OptionName {
    pub name: String,
    /// Whether it is only `Option` and the value.
    pub is_makeshift: bool,
}

/// Names the options of a field, which all have different values.
pub(crate) fn option_names(options: &[Nameable<'_>]) -> Vec<OptionName> {
    let mut taken = Taken::default();
    // The variant for values that the documentation does not list.
    taken.claim(["Unknown".to_owned()]);
    let mut by_value: Vec<usize> = (0..options.len()).collect();
    // The order of the page does not count. What the lexicon names comes first.
    by_value.sort_by_key(|index| (options[*index].lexicon.is_none(), options[*index].key));
    let mut names: BTreeMap<usize, OptionName> = BTreeMap::new();
    let mut labels: BTreeMap<usize, Candidates> = BTreeMap::new();
    for index in by_value {
        let option = options[index];
        let english = option.english.filter(|_| option.lexicon.is_none() && needs_label(option.key));
        match english.and_then(|label| Candidates::new(label, option.key)) {
            Some(candidates) => _ = labels.insert(index, candidates),
            None => {
                let name = option.lexicon.map_or_else(|| value_name(option.key), str::to_owned);
                let is_makeshift = option.lexicon.is_none() && needs_label(option.key);
                names.insert(index, OptionName { name: taken.claim([name]), is_makeshift });
            }
        }
    }
    part(&mut labels, &taken);
    for (index, candidates) in labels {
        let name = taken.claim([candidates.current().to_owned()]);
        names.insert(index, OptionName { name, is_makeshift: false });
    }
    names.into_values().collect()
}

/// Whether the value is no word, so that only a label or the lexicon can name it.
pub(crate) fn needs_label(key: &Key) -> bool {
    match key {
        Key::Boolean(_) => false,
        Key::Int(_) => true,
        Key::Text(text) => !text.is_empty() && has_no_word(text),
    }
}

fn has_no_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        || !text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// The name by the value alone: its words, `Option12` for a number, `Empty` for nothing.
fn value_name(key: &Key) -> String {
    match key {
        Key::Text(text) if text.is_empty() => "Empty".to_owned(),
        key if needs_label(key) => format!("Option{}", suffix(key)),
        key => camel(&key.to_string()),
    }
}

/// A value at the end of a name.
fn suffix(key: &Key) -> String {
    match key {
        Key::Int(number) if *number < 0 => format!("Minus{}", number.unsigned_abs()),
        key => camel(&key.to_string()).trim_start_matches('N').to_owned(),
    }
}

/// The names that a label can give, from the short one on.
struct Candidates {
    names: Vec<String>,
    /// How many of them are made of words alone.
    of_words: usize,
    current: usize,
}

impl Candidates {
    fn new(label: &str, key: &Key) -> Option<Self> {
        let (short, words) = words(label)?;
        let mut names: Vec<String> = (short..=words.len()).map(|count| joined(&words[..count])).collect();
        let of_words = names.len();
        let value = suffix(key);
        names.push(joined(&[&words[..short], std::slice::from_ref(&value)].concat()));
        names.push(value_name(key));
        Some(Self { names, of_words, current: 0 })
    }

    fn current(&self) -> &str {
        &self.names[self.current]
    }

    fn has_no_more_words(&self) -> bool {
        self.current + 1 >= self.of_words
    }

    /// Takes the next name; `false` if it is the last.
    fn advance(&mut self) -> bool {
        let has_next = self.current + 1 < self.names.len();
        self.current += usize::from(has_next);
        has_next
    }
}

/// Gives labels longer names until all differ from each other and from the names that are taken.
fn part(labels: &mut BTreeMap<usize, Candidates>, taken: &Taken) {
    loop {
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, candidates) in &*labels {
            holders.entry(candidates.current()).or_default().push(*index);
        }
        let clashing = |(name, holders): (&str, Vec<usize>)| {
            let keeper = if taken.has(name) { None } else { keeper(&holders, labels) };
            holders.into_iter().filter(move |index| Some(*index) != keeper).collect::<Vec<_>>()
        };
        let clashing: BTreeSet<usize> = holders.into_iter().flat_map(clashing).collect();
        let advanced = labels.iter_mut().filter(|(index, _)| clashing.contains(index));
        if advanced.filter_map(|(_, candidates)| candidates.advance().then_some(())).count() == 0 {
            return;
        }
    }
}

/// The one that keeps a name: that with the fewest words added, and of several such the one that has no more to add.
fn keeper(holders: &[usize], labels: &BTreeMap<usize, Candidates>) -> Option<usize> {
    let only = |indexes: &[usize]| if let [one] = indexes { Some(*one) } else { None };
    let added = |index: &usize| labels[index].current;
    let fewest = holders.iter().map(added).min()?;
    let shortest: Vec<usize> = holders.iter().copied().filter(|index| added(index) == fewest).collect();
    let is_whole = |index: &usize| labels[index].has_no_more_words();
    only(&shortest).or_else(|| only(&shortest.iter().copied().filter(is_whole).collect::<Vec<_>>()))
}

/// The words of a label without stop words, and how many of them are its short name.
fn words(label: &str) -> Option<(usize, Vec<String>)> {
    let parts = parts(label.lines().next().unwrap_or_default());
    let has_letter = |part: &String| part.contains(|c: char| c.is_ascii_alphabetic());
    let first = parts.iter().position(has_letter)?;
    if parts[..=first].iter().any(|part| has_chinese(part)) {
        return None;
    }
    let head = words_of(&parts[first]);
    let mut words = head.clone();
    words.extend(parts[first + 1..].iter().filter(|part| !has_chinese(part)).flat_map(|part| words_of(part)));
    words.truncate(MOST_WORDS_OF_ANY);
    let fits = |count: &usize| *count == 1 || joined(&head[..*count]).len() <= MOST_LETTERS;
    let longest = (1..=head.len().min(MOST_WORDS)).take_while(fits).last()?;
    let is_open =
        |count: &usize| *count < head.len() && *count > 1 && LINKS.contains(&head[*count - 1].as_str());
    let short = (1..=longest).rev().find(|count| !is_open(count))?;
    Some((short, words))
}

/// Cuts a label at brackets, commas, colons, semicolons, dashes and full stops.
fn parts(label: &str) -> Vec<String> {
    let letters: Vec<char> = label.chars().collect();
    let mut parts = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let around = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied();
        let (before, after) = (around(at.checked_sub(1)), around(Some(at + 1)));
        if ends_part(*letter, before, after, &letters[..at], &letters[at + 1..]) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(*letter);
        }
    }
    parts
}

fn ends_part(letter: char, before: Option<char>, after: Option<char>, left: &[char], right: &[char]) -> bool {
    let is_blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let is_digit = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
    let between_numbers = || {
        is_digit(left.iter().rev().find(|letter| !letter.is_whitespace()))
            && is_digit(right.iter().find(|letter| !letter.is_whitespace()))
    };
    match letter {
        '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '【' | '】' | '；' | '，' | '、' | '：' | '。'
        | ';' => true,
        // `1,000` and `10:30` are single numbers.
        ',' | ':' => !between_numbers(),
        '.' | '!' | '?' => is_blank(after),
        '–' | '—' => !between_numbers(),
        '-' => (is_blank(before) || is_blank(after)) && !between_numbers(),
        _ => false,
    }
}

/// The words of a part; all of them, if all are stop words.
fn words_of(part: &str) -> Vec<String> {
    // `Bachelor's` is one word.
    let part = part.replace(['\'', '’'], "");
    let words = part.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let all: Vec<&str> = words.map(|word| &word[..word.len().min(MOST_LETTERS)]).collect();
    // `A` behind another word is a grade or a plan.
    let is_stop = |(place, word): (usize, &&str)| {
        let lower = word.to_ascii_lowercase();
        STOP_WORDS.contains(&lower.as_str()) && (place == 0 || lower == **word)
    };
    let telling: Vec<String> =
        all.iter().enumerate().filter(|word| !is_stop(*word)).map(|(_, word)| (*word).to_owned()).collect();
    if telling.is_empty() { all.into_iter().map(str::to_owned).collect() } else { telling }
}

/// The words in camel case, always a Rust name. Two numbers do not run together.
fn joined(words: &[String]) -> String {
    let mut name = String::new();
    for word in words.iter().map(|word| word.to_upper_camel_case()) {
        let starts_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
        if name.is_empty() && starts_with_digit {
            name.push('N');
        } else if starts_with_digit && name.ends_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        name.push_str(&word);
    }
    if name == "Self" { "Oneself".to_owned() } else { name }
}

#[cfg(test)]
mod tests;
