//! Matches the descriptions of the old and the new set.

use std::collections::BTreeSet;

use feishu_schema::Endpoint;

use super::rows::FlatRows;

/// A description of the old set and its counterpart in the new set.
pub(super) type Matched<'a> = (Option<&'a Endpoint>, Option<&'a Endpoint>);

/// Pairs descriptions by id. The rest are pairs with a changed path if they have the same URL, or the same title and
/// mostly the same rows. If each set has only one description, the same title or mostly the same rows are enough.
pub(super) fn match_endpoints<'a>(old: &'a [Endpoint], new: &'a [Endpoint]) -> Vec<Matched<'a>> {
    let (old, new) = (distinct(old), distinct(new));
    if let ([old], [new]) = (&old[..], &new[..])
        && (old.title == new.title || same_rows(old, new))
    {
        return vec![(Some(old), Some(new))];
    }
    let mut rest: Vec<Option<&Endpoint>> = new.into_iter().map(Some).collect();
    let mut matched: Vec<Matched<'_>> = old.into_iter().map(|old| (Some(old), None)).collect();
    for same in [same_id as fn(&Endpoint, &Endpoint) -> bool, same_page, same_shape] {
        for (old, found) in matched.iter_mut().filter(|(_, found)| found.is_none()) {
            let Some(old) = old else { continue };
            let place = rest.iter_mut().find(|new| new.is_some_and(|new| same(old, new)));
            *found = place.and_then(Option::take);
        }
    }
    matched.extend(rest.into_iter().flatten().map(|new| (None, Some(new))));
    matched
}

/// Of two descriptions of one endpoint, the first is used, as in the plan.
fn distinct(endpoints: &[Endpoint]) -> Vec<&Endpoint> {
    let mut all: Vec<&Endpoint> = endpoints.iter().collect();
    all.sort_by_key(|endpoint| (&endpoint.id, &endpoint.source.page, &endpoint.source.digest));
    all.dedup_by_key(|endpoint| &endpoint.id);
    all
}

fn same_id(old: &Endpoint, new: &Endpoint) -> bool {
    old.id == new.id
}

fn same_page(old: &Endpoint, new: &Endpoint) -> bool {
    old.source.url.is_some() && old.source.url == new.source.url
}

fn same_shape(old: &Endpoint, new: &Endpoint) -> bool {
    old.title == new.title && same_rows(old, new)
}

fn same_rows(old: &Endpoint, new: &Endpoint) -> bool {
    let paths = |endpoint: &Endpoint| -> BTreeSet<_> {
        // FlatRows of headers and of the envelope are on every page.
        let rows = FlatRows::new(endpoint).all.into_iter();
        rows.filter(|row| !row.envelope && row.section != super::Section::Header)
            .map(|row| (row.section, row.path))
            .collect()
    };
    let (before, after) = (paths(old), paths(new));
    let both = before.intersection(&after).count();
    both > 0 && 2 * both >= before.union(&after).count()
}
