//! Structs that are read and written member by member.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use feishu_client::record::{self, Names, Placeholder, Reader, Record, Writer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::json;

/// Two members that must be there around one that may be left out.
#[derive(Debug, PartialEq)]
struct Course {
    school: String,
    degree: Option<i64>,
    years: i64,
}

impl Record for Course {
    fn write(&self, writer: &mut impl Writer) {
        writer.member("school", &self.school);
        writer.optional("degree", &self.degree);
        writer.member("years", &self.years);
    }

    fn read<'de>(&mut self, member: usize, reader: &mut impl Reader<'de>) {
        match member {
            0 => reader.member(&mut self.school),
            1 => reader.member(&mut self.degree),
            2 => reader.member(&mut self.years),
            _ => reader.skip(),
        }
    }
}

impl Placeholder for Course {
    fn placeholder() -> Self {
        Self { school: String::new(), degree: None, years: 0 }
    }
}

impl Serialize for Course {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        record::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Course {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static NAMES: Names = Names::new();
        record::deserialize(deserializer, &NAMES)
    }
}

fn course(degree: Option<i64>) -> Course {
    Course { school: "湖南大学".to_owned(), degree, years: 4 }
}

fn error_of(json: &str) -> String {
    serde_json::from_str::<Course>(json).unwrap_err().to_string()
}

#[test]
fn members_are_written_in_order_and_what_is_left_out_is_not() {
    let json = |course| serde_json::to_string(&course).unwrap();
    assert_eq!(json(course(Some(6))), r#"{"school":"湖南大学","degree":6,"years":4}"#);
    assert_eq!(json(course(None)), r#"{"school":"湖南大学","years":4}"#);
    assert_eq!(serde_json::to_value(course(Some(6))).unwrap()["degree"], json!(6));
}

/// A member of each kind, there and left out.
#[derive(Default)]
struct Person {
    name: String,
    mobile: Option<String>,
    email: Option<String>,
    city: Option<String>,
    is_new: bool,
}

impl Record for Person {
    fn write(&self, writer: &mut impl Writer) {
        writer.member("name", &self.name);
        writer.optional("mobile", &self.mobile);
        writer.optional("e-mail", &self.email);
        writer.optional_public("city", &self.city);
        writer.public("is_new", &self.is_new);
    }

    fn read<'de>(&mut self, _: usize, reader: &mut impl Reader<'de>) {
        reader.skip();
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        record::debug(self, f)
    }
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        record::serialize(self, serializer)
    }
}

#[test]
fn a_record_shows_its_members_and_of_personal_data_whether_it_is_there() {
    let mobile = Some("182900291190".to_owned());
    let city = Some("CT_1".to_owned());
    let person = Person { name: "张三".to_owned(), mobile, city, ..Person::default() };
    let shown = r#"Person { name: [redacted], mobile: Some([redacted]), e-mail: None, city: Some("CT_1"), is_new: false }"#;
    assert_eq!(format!("{person:?}"), shown);
    let json = r#"{"name":"张三","mobile":"182900291190","city":"CT_1","is_new":false}"#;
    assert_eq!(serde_json::to_string(&person).unwrap(), json);
}

#[test]
fn a_flattened_record_leaves_only_unknown_members() {
    #[derive(Serialize, Deserialize)]
    struct Extended {
        #[serde(flatten)]
        course: Course,
        #[serde(flatten)]
        others: BTreeMap<String, serde_json::Value>,
    }
    let json = r#"{"school":"湖南大学","degree":6,"years":4,"new":1}"#;
    let extended: Extended = serde_json::from_str(json).unwrap();
    assert_eq!(extended.course, course(Some(6)));
    assert_eq!(extended.others, BTreeMap::from([("new".to_owned(), json!(1))]));
    assert_eq!(serde_json::to_string(&extended).unwrap(), json);
}

/// Accepts this number of bytes, and then fails.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_error_in_any_member_is_the_error_of_the_whole() {
    let length = serde_json::to_vec(&course(Some(6))).unwrap().len();
    for room in 0..length {
        let error = serde_json::to_writer(Full(room), &course(Some(6))).unwrap_err();
        assert_eq!(error.io_error_kind(), Some(io::ErrorKind::StorageFull), "room for {room} bytes");
    }
    serde_json::to_writer(Full(length), &course(Some(6))).unwrap();
}

#[test]
fn members_are_read_in_any_order_and_unknown_ones_passed_over() {
    for json in [
        r#"{"school":"湖南大学","degree":6,"years":4}"#,
        r#"{"years":4,"school":"湖南大学","degree":6}"#,
        r#"{"new":{"years":[5]},"degree":6,"years":4,"other":null,"school":"湖南大学"}"#,
    ] {
        assert_eq!(serde_json::from_str::<Course>(json).unwrap(), course(Some(6)), "{json}");
    }
}

#[test]
fn a_member_that_is_left_out_or_null_is_none_unless_it_is_required() {
    for json in [r#"{"school":"湖南大学","years":4}"#, r#"{"school":"湖南大学","degree":null,"years":4}"#]
    {
        assert_eq!(serde_json::from_str::<Course>(json).unwrap(), course(None), "{json}");
    }
    assert!(error_of(r#"{"school":"湖南大学","degree":6}"#).contains("missing field `years`"));
    assert!(error_of(r#"{"years":4}"#).contains("missing field `school`"));
    assert!(error_of(r#"{"school":null,"years":4}"#).contains("invalid type: null"));
}

#[test]
fn what_is_no_such_record_is_an_error() {
    assert!(error_of(r#"{"school":"a","years":4,"school":"b"}"#).contains("duplicate field `school`"));
    assert!(error_of(r#"{"school":"a","years":"4"}"#).contains("invalid type: string"));
    assert!(error_of(r#"["湖南大学",6,4]"#).contains("expected struct Course"));
    assert!(error_of(r#"{"school":"a","years":4"#).contains("EOF"));
}
