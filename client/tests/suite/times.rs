//! Timestamps and end times.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use feishu_client::{Timestamp, Until};

const START: Timestamp = Timestamp::from_millis(1_609_430_400_000);

#[test]
fn a_time_is_a_json_number_of_milliseconds_beyond_32_bits() {
    assert_eq!(serde_json::to_string(&START).unwrap(), "1609430400000");
    assert_eq!(serde_json::from_str::<Timestamp>("1618500278667").unwrap().as_millis(), 1_618_500_278_667);
    assert!(serde_json::from_str::<Timestamp>("\"1618500278667\"").is_err());
    assert_eq!(START.to_string(), "1609430400000");
}

#[test]
fn seconds_are_converted_or_refused_but_never_cut() {
    assert_eq!(Timestamp::from_seconds(1_609_430_400), Some(START));
    assert_eq!(Timestamp::from_seconds(i64::MAX / 1000 + 1), None);
    assert_eq!(START.as_seconds(), 1_609_430_400);
    assert_eq!(Timestamp::from_millis(-1).as_seconds(), -1);
}

#[test]
fn system_times_are_converted_both_ways_and_rounded_to_the_past() {
    let later = UNIX_EPOCH + Duration::from_micros(1_609_430_400_000_999);
    assert_eq!(Timestamp::try_from(later), Ok(START));
    assert_eq!(SystemTime::try_from(START), Ok(UNIX_EPOCH + Duration::from_secs(1_609_430_400)));

    let before = UNIX_EPOCH - Duration::from_micros(1500);
    assert_eq!(Timestamp::try_from(before), Ok(Timestamp::from_millis(-2)));
    let exactly = UNIX_EPOCH - Duration::from_secs(86_400);
    assert_eq!(SystemTime::try_from(Timestamp::from_millis(-86_400_000)), Ok(exactly));
    assert_eq!(Timestamp::try_from(exactly), Ok(Timestamp::from_millis(-86_400_000)));
}

#[test]
fn until_now_is_minus_one_on_the_wire() {
    assert_eq!(serde_json::to_string(&Until::Ongoing).unwrap(), "-1");
    assert_eq!(serde_json::from_str::<Until>("-1").unwrap(), Until::Ongoing);
    assert_eq!(serde_json::to_string(&Until::from(START)).unwrap(), "1609430400000");
    assert_eq!(serde_json::from_str::<Until>("1609430400000").unwrap(), Until::At(START));
    assert_eq!((Until::At(START).time(), Until::Ongoing.time()), (Some(START), None));
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_times_are_converted_both_ways() {
    let time: jiff::Timestamp = "2020-12-31T16:00:00Z".parse().unwrap();
    assert_eq!(Timestamp::from(time), START);
    assert_eq!(jiff::Timestamp::try_from(START), Ok(time));
    assert_eq!(
        jiff::Timestamp::try_from(Timestamp::from_millis(i64::MAX)),
        Err(feishu_client::TimestampOutOfRange)
    );
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_times_are_converted_both_ways() {
    let time: chrono::DateTime<chrono::FixedOffset> = "2021-01-01T00:00:00+08:00".parse().unwrap();
    assert_eq!(Timestamp::from(time), START);
    assert_eq!(chrono::DateTime::<chrono::Utc>::try_from(START), Ok(time.to_utc()));
    assert_eq!(
        chrono::DateTime::<chrono::Utc>::try_from(Timestamp::from_millis(i64::MAX)),
        Err(feishu_client::TimestampOutOfRange)
    );
}
