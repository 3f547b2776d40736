//! Calendar dates.

/// The date in UTC of a time in milliseconds since 1970, such as `2026-11-22`.
pub(super) fn of_millis(millis: i64) -> String {
    // Counts in eras of 400 years from 1 March of the year 0, so that a leap day ends a year.
    let days = millis.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + next)
}

#[cfg(test)]
mod tests {
    use super::of_millis;

    #[test]
    fn days_are_those_of_the_calendar() {
        // From `date -u -d @SECONDS +%F`.
        assert_eq!(of_millis(0), "1970-01-01");
        assert_eq!(of_millis(-1), "1969-12-31");
        assert_eq!(of_millis(951_782_400_000), "2000-02-29");
        assert_eq!(of_millis(1_709_164_800_000), "2024-02-29");
        assert_eq!(of_millis(1_764_547_199_999), "2025-11-30");
        assert_eq!(of_millis(4_107_542_400_000), "2100-03-01");
    }
}
