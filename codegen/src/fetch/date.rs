/// The date of epoch milliseconds in UTC, such as `2024-08-02`.
#[must_use]
pub fn day(milliseconds: i64) -> String {
    match jiff::Timestamp::from_millisecond(milliseconds) {
        Ok(time) => time.strftime("%Y-%m-%d").to_string(),
        Err(_) => milliseconds.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_day_is_that_of_utc() {
        assert_eq!(super::day(1_722_571_011_000), "2024-08-02");
        assert_eq!(super::day(i64::MAX), i64::MAX.to_string());
    }
}
