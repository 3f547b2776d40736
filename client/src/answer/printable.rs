//! Text of the service that may be printed, because its format excludes personal data.
//!
//! A service may repeat any value of a request anywhere. Log ids, scopes and codes are an exception because support
//! needs them; personal data, tokens and secrets do not have these formats.

/// A log id: at least 32 hexadecimal digits, perhaps with dashes (`20230807192712DD4F1F2F…`, a UUID), and so longer
/// than any number of the platform.
pub(crate) fn log_id(text: &str) -> Option<&str> {
    let is_log_id = (32..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && text.bytes().any(|byte| byte.is_ascii_digit());
    is_log_id.then_some(text)
}

/// A scope: `hire:site_application`, `contact:user.employee_id:readonly`.
pub(crate) fn scope(text: &str) -> Option<&str> {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'.' | b'-'))
    };
    (text.len() <= 100 && text.contains(':') && text.split(':').all(is_part)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_ids_are_recognized_and_nothing_else() {
        for id in ["20230807192712DD4F1F2F0123456789AB", "6fa459ea-ee8a-3ca4-894e-db77e160355e"] {
            assert_eq!(log_id(id), Some(id));
        }
        for other in
            ["", "182900291190", "6960663240925956655", "张三", "t-7f1b", &"a".repeat(32), &"1".repeat(65)]
        {
            assert_eq!(log_id(other), None, "{other}");
        }
    }

    #[test]
    fn scopes_are_recognized_and_nothing_else() {
        for known in ["hire:site_application", "contact:user.employee_id:readonly", "im:message:send_as_bot"]
        {
            assert_eq!(scope(known), Some(known));
        }
        for other in ["", ":", "a:", "hire", "mailto:Foo@bar", "foo@bar:x", "a:1", "a\n:b", "张:三"] {
            assert_eq!(scope(other), None, "{other}");
        }
    }
}
