/// Whether Windows reserves the name, in any case, for a device. No file can have such a name there, whatever its
/// extension.
pub(crate) fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_numbered = || {
        let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        port.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul") || is_numbered()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_in_any_case_and_nothing_else() {
        for device in ["con", "PRN", "Aux", "nul", "COM1", "lpt9"] {
            assert!(is_device(device), "{device}");
        }
        for name in ["console", "com", "com0", "com10", "lptx", "null", ""] {
            assert!(!is_device(name), "{name}");
        }
    }
}
