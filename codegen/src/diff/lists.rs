//! Matches the elements of two lists by key.

/// Pairs elements with the same key in order. The result is in the order of the new list, followed by the removed
/// elements.
pub(super) fn pairs<K: PartialEq>(old: &[K], new: &[K]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut free = vec![true; old.len()];
    let mut found = Vec::new();
    for (to, key) in new.iter().enumerate() {
        let from = (0..old.len()).find(|from| free[*from] && old[*from] == *key);
        if let Some(from) = from {
            free[from] = false;
        }
        found.push((from, Some(to)));
    }
    found.extend((0..old.len()).filter(|from| free[*from]).map(|from| (Some(from), None)));
    found
}
