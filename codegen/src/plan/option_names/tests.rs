use super::*;
use crate::plan::is_keyword;

/// The names of options with these labels, whose values are 1, 2, ….
fn names(labels: &[&str]) -> Vec<String> {
    let keyed: Vec<(i64, &str)> = (1..).zip(labels.iter().copied()).collect();
    keyed_names(&keyed)
}

fn keyed_names(labels: &[(i64, &str)]) -> Vec<String> {
    let keys: Vec<Key> = labels.iter().map(|(key, _)| Key::Int(*key)).collect();
    let options = keys.iter().zip(labels);
    let options = options.map(|(key, (_, label))| Nameable { key, lexicon: None, english: Some(*label) });
    option_names(&options.collect::<Vec<_>>()).into_iter().map(|option| option.name).collect()
}

#[test]
fn a_short_name_is_what_stands_before_the_first_sign() {
    for (label, name) in [
        ("Male", "Male"),
        ("Chinese mainland - Resident ID card", "ChineseMainland"),
        ("Full-time", "FullTime"),
        ("Bachelor's degree", "BachelorsDegree"),
        ("The status of the application is open", "StatusApplicationOpen"),
        ("Rejected by the hiring manager of the department", "RejectedByHiringManager"),
        ("Disagreement with superiors or management", "DisagreementWithSuperiors"),
        ("Poor fit with company culture", "PoorFitWithCompanyCulture"),
        ("Offer accepted (waiting for onboarding)", "OfferAccepted"),
        ("In progress. The task runs.", "InProgress"),
        ("3-5 years", "N3_5Years"),
        ("1,000 people", "N1_000People"),
        ("2: Female", "Female"),
        ("`self`", "Oneself"),
        ("[Enterprise](https://example.com/a)", "Enterprise"),
        ("Mainland China（中国大陆）", "MainlandChina"),
        ("Plan A", "PlanA"),
        ("A", "A"),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "Donaudampfschifffahrtselektrizit"),
        ("type", "Type"),
        ("C++", "C"),
    ] {
        assert_eq!(names(&[label]), [name], "{label}");
    }
}

#[test]
fn a_label_without_english_words_names_nothing() {
    for label in ["男", "手机号 ID", "中国 (China)", "1～3", "", "+86"] {
        assert_eq!(names(&[label]), ["Option1"], "{label}");
    }
}

#[test]
fn labels_that_clash_take_more_words_and_then_the_value() {
    assert_eq!(names(&["Other (phone)", "Other (mail)"]), ["OtherPhone", "OtherMail"]);
    assert_eq!(names(&["Other", "Other (mail)"]), ["Other", "OtherMail"], "the whole label keeps the name");
    assert_eq!(names(&["Other", "Other"]), ["Other1", "Other2"]);
    assert_eq!(names(&["Unknown", "Known"]), ["Unknown1", "Known"], "`Unknown` is taken");
    assert_eq!(keyed_names(&[(-1, "All"), (1, "All")]), ["AllMinus1", "All1"]);
    assert_eq!(names(&["Level 1", "Level", "Level"]), ["Level1", "Level2", "Level3"]);
    assert_eq!(names(&["Option 2", "男"]), ["Option2_1", "Option2"], "nothing else names the value");
}

#[test]
fn the_lexicon_comes_first_then_words_on_the_wire_then_labels() {
    let keys = ["open_id", "1", "2", "3", "", "m"].map(|key| Key::Text(key.to_owned()));
    let option = |index: usize, lexicon, english| Nameable { key: &keys[index], lexicon, english };
    let named = option_names(&[
        option(0, None, Some("Identifies a user to an app")),
        option(1, Some("First"), Some("The first")),
        option(2, None, Some("Open ID")),
        option(3, None, None),
        option(4, None, Some("Nothing")),
        option(5, Some("Male"), None),
    ]);
    let names: Vec<_> = named.iter().map(|option| (option.name.as_str(), option.is_makeshift)).collect();
    let expected = [
        ("OpenId", false),
        ("First", false),
        ("OpenId2", false),
        ("Option3", true),
        ("Empty", false),
        ("Male", false),
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_examples_of_the_documentation_are_right() {
    let text = include_str!("../../../../docs/languages.md");
    let cells = |line: &str| -> Option<(String, String)> {
        let (labels, names) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some((labels.to_owned(), names.replace('`', "")))
    };
    let rows = |header: &str| -> Vec<(String, String)> {
        let (_, table) = text.split_once(header).unwrap();
        table.lines().skip(2).map_while(cells).collect()
    };
    let single = rows("| label | name |");
    let several = rows("| labels of 1, 2, 3 | names |");
    assert_eq!((single.len(), several.len()), (5, 2));
    for (label, name) in single {
        assert_eq!(names(&[&label]), [name]);
    }
    for (labels, expected) in several {
        assert_eq!(names(&labels.split(", ").collect::<Vec<_>>()).join(", "), expected);
    }
}

/// Labels that meet in every way: same short names, one the beginning of another, with and without words to add.
const POOL: [&str; 12] = [
    "Other",
    "Other (phone)",
    "Other (mail)",
    "Other phone",
    "Other - phone, mail",
    "Unknown",
    "Option 1",
    "Other 1",
    "1",
    "self",
    "The other",
    "其他",
];

/// All lists of three options, each with its value.
fn lists() -> impl Iterator<Item = Vec<(i64, &'static str)>> {
    let options = || (1_i64..).zip(POOL);
    options().flat_map(move |a| options().flat_map(move |b| options().map(move |c| vec![a, b, c]))).filter(
        |list| {
            let keys: BTreeSet<i64> = list.iter().map(|(key, _)| *key).collect();
            keys.len() == list.len()
        },
    )
}

#[test]
fn names_are_legal_and_unique() {
    let mut count = 0;
    for list in lists() {
        let names = keyed_names(&list);
        for name in &names {
            let is_camel = name.starts_with(|first: char| first.is_ascii_uppercase());
            assert!(is_camel && !is_keyword(name) && name != "Unknown", "{list:?}: {names:?}");
        }
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{list:?}: {names:?}");
        count += 1;
    }
    assert_eq!(count, 12 * 11 * 10);
}

#[test]
fn names_do_not_depend_on_the_order() {
    for list in lists() {
        let sorted = |list: &[(i64, &'static str)]| {
            let names: BTreeMap<i64, String> =
                list.iter().map(|(key, _)| *key).zip(keyed_names(list)).collect();
            names
        };
        let turned: Vec<_> = list.iter().rev().copied().collect();
        assert_eq!(sorted(&list), sorted(&turned));
    }
}

#[test]
fn an_option_keeps_its_short_name_unless_another_has_the_same() {
    let alone = |option: (i64, &'static str)| (option.0, keyed_names(&[option]).remove(0));
    let short: BTreeMap<i64, String> = (1..).zip(POOL).map(alone).collect();
    for list in lists() {
        for ((key, _), name) in list.iter().zip(keyed_names(&list)) {
            let own = &short[key];
            let has_it = list.iter().filter(|(other, _)| short[other] == *own);
            if has_it.count() == 1 {
                assert_eq!(name, *own, "{list:?}");
            }
        }
    }
}
