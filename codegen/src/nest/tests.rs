//! Small tables, written for these tests.

mod clues;

use serde_json::{Value, json};

use super::{KnownStructs, PageInput, ParentOverride, Place, RowInput, TableInput, nest_page, record};
use crate::page::Section;
use crate::type_expr::TypeExpr;
use feishu_schema::Placed;

fn row(name: &'static str, ty: &str) -> RowInput<'static> {
    RowInput { name, ty: Box::leak(Box::new(TypeExpr::parse(ty))), prose: "", parts: &[], level: None }
}

fn nest(
    rows: &[RowInput],
    section: Section,
    examples: &[Value],
    known_structs: &KnownStructs,
    overrides: &[ParentOverride],
) -> Vec<Place> {
    super::nest(rows, section, &examples.iter().collect::<Vec<_>>(), known_structs, overrides)
}

fn rows(lines: &[&'static str]) -> Vec<RowInput<'static>> {
    let cells = lines.iter().map(|line| line.split_once(' ').unwrap_or((line, "string")));
    cells.map(|(name, ty)| row(name, ty)).collect()
}

fn paths(rows: &[RowInput], places: &[Place]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for (row, place) in rows.iter().zip(places) {
        paths.push(match place.parent {
            Some(parent) => format!("{}.{}", paths[parent], row.name),
            None => row.name.to_owned(),
        });
    }
    paths
}

fn tree(lines: &[&'static str], section: Section, examples: &[Value]) -> (Vec<String>, Vec<Place>) {
    let rows = rows(lines);
    let places = nest(&rows, section, examples, &KnownStructs::default(), &[]);
    (paths(&rows, &places), places)
}

fn is_guess(places: &[Place]) -> bool {
    places.iter().any(|place| place.placed == Placed::Guess)
}

#[test]
fn an_empty_table_has_no_places() {
    assert!(nest(&[], Section::Body, &[], &KnownStructs::default(), &[]).is_empty());
}

#[test]
fn a_flat_table_stays_flat() {
    let (paths, places) = tree(&["name", "age int", "tags string[]"], Section::Query, &[]);
    assert_eq!(paths, ["name", "age", "tags"]);
    assert!(!is_guess(&places));
}

#[test]
fn the_example_shows_the_places() {
    let example =
        json!({"code": 0, "data": {"pet": {"id": "1", "owner": {"name": "A"}, "age": 3}, "has_more": false}});
    let lines =
        ["code int", "msg", "data -", "pet pet", "id", "owner owner", "name", "age int", "has_more boolean"];
    let (paths, places) = tree(&lines, Section::Response, &[example]);
    let want =
        "code msg data data.pet data.pet.id data.pet.owner data.pet.owner.name data.pet.age data.has_more";
    assert_eq!(paths.join(" "), want);
    assert!(!is_guess(&places));
    assert_eq!(places[6].placed, Placed::Example);
}

#[test]
fn elements_of_a_list_are_merged() {
    let example = json!([{"items": [{"a": 1}, {"b": {"c": 1}}, {"d": 2}]}]);
    let (paths, places) =
        tree(&["items item[]", "a int", "b b", "c int", "d int"], Section::Body, &[example]);
    assert_eq!(paths.join(" "), "items items.a items.b items.b.c items.d");
    assert!(!is_guess(&places));
}

#[test]
fn the_keys_of_a_map_are_no_fields() {
    let example = json!({"by_city": {"Rome": {"count": 1}, "Oslo": {"count": 2, "note": ""}}, "sum": 3});
    let (paths, _) = tree(&["by_city city_map", "count int", "note", "sum int"], Section::Body, &[example]);
    assert_eq!(paths.join(" "), "by_city by_city.count by_city.note sum");
}

#[test]
fn two_fields_of_one_object_never_share_a_name() {
    let example = json!({"id": 1, "inner": {"x": 1}});
    let (paths, _) = tree(&["id int", "inner inner", "x int", "id int"], Section::Body, &[example]);
    assert_eq!(paths[3], "inner.id");
}

#[test]
fn what_cannot_be_known_is_a_guess_with_a_rival() {
    let example = json!({"first": {"a": 1, "b": 2}, "last": 3});
    let lines = ["first first", "a int", "b int", "other int", "last int"];
    let (_, places) = tree(&lines, Section::Body, &[example]);
    assert_eq!(places[3].placed, Placed::Guess);
    let both = [places[3].parent, places[3].rival.flatten()];
    assert!(both.contains(&Some(0)) && both.contains(&None), "{places:?}");
}

#[test]
fn a_struct_has_the_same_fields_wherever_it_occurs() {
    let example = json!({"home": {"street": "", "city": ""}, "born": ""});
    let lines = ["home address", "street", "city", "work address", "street", "city", "born"];
    let (paths, places) = tree(&lines, Section::Body, &[example]);
    assert_eq!(paths.join(" "), "home home.street home.city work work.street work.city born");
    assert_eq!(places[4].placed, Placed::Type);
}

/// The table describes `note` where the example has none, and the example shows one that the table does not describe.
#[test]
fn an_example_of_a_struct_counts_wherever_the_struct_occurs() {
    let example = json!({"after": {"look": {}, "long_text": [{"word": "a"}]}});
    let lines = [
        "before note",
        "look look",
        "bold_text boolean",
        "thin_text boolean",
        "wide_text boolean",
        "long_text part[]",
        "word",
        "after note",
    ];
    let (paths, _) = tree(&lines, Section::Body, &[example]);
    assert_eq!(paths[5..].join(" "), "before.long_text before.long_text.word after");
}

/// That the example leaves out a field says nothing against a struct that is known to have it.
#[test]
fn an_example_may_leave_out_fields_of_a_known_struct() {
    let address = ["street", "town", "floor", "door", "stairs", "lift", "bell", "gate", "yard", "wing"];
    let mut known_structs = KnownStructs::default();
    known_structs.add("address", &address);
    let lines = [&["home address"], &address[..], &["crate crate", "work address"], &address].concat();
    let rows = rows(&lines);
    let example = json!({"home": {"street": "a"}});
    let places = nest(&rows, Section::Body, &[example], &known_structs, &[]);
    let last = rows.len() - address.len();
    assert!(places[last..].iter().all(|place| place.parent == Some(last - 1)), "{places:?}");
    assert!(!is_guess(&places));
}

/// The name `team_owner_seat` says that such an object is within a `team_owner`, so the owner has not ended before it.
#[test]
fn a_struct_named_after_another_is_within_it() {
    let lines = ["id", "owner team_owner", "name", "phone", "seat team_owner_seat", "number int"];
    let (paths, _) = tree(&lines, Section::Body, &[]);
    assert_eq!(paths[4..].join(" "), "owner.seat owner.seat.number");
    // A single word is too general.
    let lines = ["id", "owner owner", "name", "phone", "seat owner_seat", "number int"];
    let (general, _) = tree(&lines, Section::Body, &[]);
    assert_eq!(general[4..].join(" "), "seat seat.number");
}

#[test]
fn the_book_settles_where_a_struct_ends() {
    let mut known_structs = KnownStructs::default();
    known_structs.add("range", &["from", "to"]);
    let rows = rows(&["when range", "from", "to", "zone"]);
    let places = nest(&rows, Section::Body, &[], &known_structs, &[]);
    assert_eq!(paths(&rows, &places).join(" "), "when when.from when.to zone");
}

#[test]
fn other_tables_help() {
    let example = json!({"span": {"from": 1, "to": 2}, "zone": "x"});
    let (clear, vague) =
        (rows(&["span range", "from", "to", "zone"]), rows(&["when range", "from", "to", "unit"]));
    let vague_table =
        TableInput { rows: vague.clone(), section: Section::Body, examples: vec![], overrides: &[] };
    let clear_table = TableInput { rows: clear, examples: vec![&example], ..vague_table.clone() };
    let page = PageInput { tables: vec![vague_table.clone(), clear_table.clone()] };
    let trees = nest_page(&page);
    assert_eq!(paths(&vague, &trees[0]).join(" "), "when when.from when.to unit");
    let turned = PageInput { tables: vec![clear_table, vague_table] };
    assert_eq!(trees[0], nest_page(&turned)[1]);
}

#[test]
fn a_doubtful_table_teaches_only_what_its_example_shows() {
    let rows = rows(&["first first", "a int", "b int", "other int", "last int"]);
    let example = json!({"first": {"a": 1, "b": 2}, "last": 3});
    let places = nest(&rows, Section::Body, &[example], &KnownStructs::default(), &[]);
    let mut known_structs = KnownStructs::default();
    record(&mut known_structs, &rows, &places);
    assert_eq!(known_structs.lists("first").count(), 0);
    assert_eq!(known_structs.members("first").collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_person_settles_a_row() {
    let example = json!({"first": {"a": 1, "b": 2}, "last": 3});
    let rows = rows(&["first first", "a int", "b int", "other int", "last int"]);
    for parent in [None, Some(0)] {
        let overrides = [ParentOverride { row: 3, parent }];
        let places =
            nest(&rows, Section::Body, std::slice::from_ref(&example), &KnownStructs::default(), &overrides);
        assert_eq!((places[3].parent, places[3].placed), (parent, Placed::Lexicon));
        assert!(!is_guess(&places));
    }
}

#[test]
fn a_pin_that_cannot_be_is_not_obeyed() {
    let rows = rows(&["a int", "b int"]);
    for pin in [
        ParentOverride { row: 0, parent: Some(1) },
        ParentOverride { row: 9, parent: None },
        ParentOverride { row: 1, parent: Some(7) },
    ] {
        let places = nest(&rows, Section::Body, &[], &KnownStructs::default(), &[pin]);
        assert!(places.iter().all(|place| place.parent.is_none()), "{pin:?}");
    }
}

#[test]
fn levels_are_followed_to_the_letter() {
    let levels = [0, 1, 2, 1, 0];
    let mut rows = rows(&["a a", "b b", "c int", "d int", "e int"]);
    for (row, level) in rows.iter_mut().zip(levels) {
        row.level = Some(level);
    }
    let places = nest(&rows, Section::Body, &[], &KnownStructs::default(), &[]);
    assert_eq!(paths(&rows, &places).join(" "), "a a.b a.b.c a.d e");
    assert!(places.iter().all(|place| place.placed == Placed::Marked));
}

/// Drawings skip levels, and draw members below what is no struct: the mark says more than the type.
#[test]
fn marks_may_skip_levels() {
    let mut rows = rows(&["a int", "b int"]);
    rows[0].level = Some(0);
    rows[1].level = Some(3);
    let places = nest(&rows, Section::Body, &[], &KnownStructs::default(), &[]);
    assert_eq!((places[1].parent, places[1].placed), (Some(0), Placed::Marked));
}

#[test]
fn descriptions_show_what_belongs_together() {
    let prose = ["会议室", "会议室的名称", "会议室的楼层", "申请人"];
    let mut rows = rows(&["room room", "label", "floor", "person"]);
    for (row, prose) in rows.iter_mut().zip(prose) {
        row.prose = prose;
    }
    let places = nest(&rows, Section::Body, &[], &KnownStructs::default(), &[]);
    assert_eq!(places[2].parent, Some(0));
}

#[test]
fn parents_always_come_before_and_can_have_fields() {
    let kinds = ["int", "x", "y[]", "-", "map<string, z>", "string", "x"];
    let names: Vec<String> = (0..400).map(|i| format!("n{}", (i * i) % 13)).collect();
    let row = |(i, name): (usize, &'static str)| row(name, kinds[(i * 7 + i / 5) % 7]);
    let rows: Vec<RowInput> = names.into_iter().map(|name| &*name.leak()).enumerate().map(row).collect();
    let example = json!({"n0": {"n1": [{"n4": 1}], "n9": {"n3": {}}}, "n12": null});
    let places = nest(&rows, Section::Response, &[example], &KnownStructs::default(), &[]);
    for (at, place) in places.iter().enumerate() {
        let Some(parent) = place.parent else { continue };
        assert!(parent < at && !matches!(rows[parent].ty.element(), TypeExpr::Scalar(_)));
    }
}

/// The time must grow with the rows, whatever they are.
#[test]
fn hostile_tables_come_to_an_end() {
    let count = 4_000;
    type Line = fn(usize) -> (String, &'static str);
    let cases: [Line; 5] = [
        |_| ("same".into(), "node"),
        |_| ("same".into(), "string"),
        |i| (format!("n{i}"), "node"),
        |i| (format!("n{i}"), "string"),
        |i| (format!("n{}", i % 3), if i % 2 == 0 { "a[]" } else { "b" }),
    ];
    let wide: Value =
        (0..count).map(|i| (format!("n{i}"), json!(i))).collect::<serde_json::Map<_, _>>().into();
    for case in cases {
        let rows: Vec<RowInput> =
            (0..count).map(case).map(|(name, ty): (String, _)| row(name.leak(), ty)).collect();
        let examples = [wide.clone()];
        assert_eq!(nest(&rows, Section::Body, &examples, &KnownStructs::default(), &[]).len(), count);
    }
}

/// Every row of the table of spellings has one answer for nesting: members, or none.
#[test]
fn scalars_never_have_members() {
    for ty in [
        "string",
        "string[]",
        "number(float)",
        "map<string, int>",
        "file",
        "bigint",
        "uint64",
        "varchar",
        "date",
        "",
    ] {
        let rows = rows_of(&[("first", ty), ("second", "string"), ("third", "int")]);
        let places = nest(&rows, Section::Body, &[], &KnownStructs::default(), &[]);
        assert!(places.iter().all(|place| place.parent.is_none() && place.placed == Placed::Only), "{ty}");
    }
    for ty in ["pet", "pet[]", "-", "map<string, pet>", "array<pet>", "-[]", "Map"] {
        let rows = rows_of(&[("first", ty), ("second", "string")]);
        let example = json!({"first": {"second": ""}});
        assert_eq!(
            nest(&rows, Section::Body, &[example], &KnownStructs::default(), &[])[1].parent,
            Some(0),
            "{ty}"
        );
    }
}

#[test]
fn a_row_without_a_type_has_members_if_the_example_shows_an_object() {
    let rows = rows_of(&[("first", ""), ("second", "string"), ("third", "int")]);
    let example = json!({"first": [{"second": ""}], "third": 1});
    let places = nest(&rows, Section::Body, &[example], &KnownStructs::default(), &[]);
    assert_eq!(paths(&rows, &places), ["first", "first.second", "third"]);
}

#[test]
fn parameters_have_no_members() {
    let rows = rows_of(&[("first", "pet"), ("second", "string")]);
    for section in [Section::Header, Section::Path, Section::Query] {
        let places = nest(&rows, section, &[json!({"first": {"second": ""}})], &KnownStructs::default(), &[]);
        assert!(places.iter().all(|place| place.parent.is_none()));
    }
}

fn rows_of(cells: &[(&'static str, &str)]) -> Vec<RowInput<'static>> {
    cells.iter().map(|(name, ty)| row(name, ty)).collect()
}

#[test]
fn books_add_up_in_any_order() {
    let (mut one, mut two) = (KnownStructs::default(), KnownStructs::default());
    one.add("pet", &["id"]);
    two.add("pet", &["id", "name"]);
    two.add_member("pet", "age");
    let (mut left, mut right) = (one.clone(), two.clone());
    left.merge(&two);
    right.merge(&one);
    assert_eq!(left, right);
    assert_eq!(left.lists("pet").count(), 2);
}
