//! Times in encodings other than milliseconds.

use feishu_client::{Timestamp, wire};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Times {
    #[serde(with = "wire::seconds")]
    seconds: Timestamp,
    #[serde(with = "wire::seconds_text")]
    seconds_text: Timestamp,
    #[serde(with = "wire::millis_text")]
    list: Vec<Timestamp>,
    #[serde(with = "wire::seconds", default, skip_serializing_if = "Option::is_none")]
    optional: Option<Timestamp>,
    #[serde(with = "wire::millis_text", default)]
    optional_text: Option<Timestamp>,
}

#[test]
fn each_form_is_read_and_written() {
    let json =
        r#"{"seconds":1609430400,"seconds_text":"-86400","list":["1618500278667","0"],"optional_text":"1"}"#;
    let times: Times = serde_json::from_str(json).unwrap();
    assert_eq!(
        times,
        Times {
            seconds: Timestamp::from_millis(1_609_430_400_000),
            seconds_text: Timestamp::from_millis(-86_400_000),
            list: vec![Timestamp::from_millis(1_618_500_278_667), Timestamp::from_millis(0)],
            optional: None,
            optional_text: Some(Timestamp::from_millis(1)),
        }
    );
    assert_eq!(serde_json::to_string(&times).unwrap(), json);
}

#[test]
fn null_is_no_time() {
    let json = r#"{"seconds":1,"seconds_text":"1","list":[],"optional":null,"optional_text":null}"#;
    let times: Times = serde_json::from_str(json).unwrap();
    assert_eq!((times.optional, times.optional_text), (None, None));
}

#[test]
fn other_forms_are_refused() {
    for (seconds, text) in
        [("\"1\"", "\"1\""), ("9223372036854775807", "\"1\""), ("1", "1"), ("1", "\"2024-07\"")]
    {
        let json = format!(r#"{{"seconds":{seconds},"seconds_text":{text},"list":[]}}"#);
        assert!(serde_json::from_str::<Times>(&json).is_err(), "{json}");
    }
}

#[test]
fn a_query_may_want_seconds() {
    let time = Timestamp::from_millis(1_609_430_400_999);
    assert_eq!(wire::seconds::texts(&Some(time)), ["1609430400"]);
    assert_eq!(wire::seconds::texts(&None::<Timestamp>), [""; 0]);
}
