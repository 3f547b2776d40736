//! Unions: objects that hold one of several members, with a field that says which one.

use std::collections::HashMap;

use crate::nest::RowInput;
use crate::nest::input::prose::title;

/// The number of members that show that a field selects one. Fewer may be coincidence.
const MEMBERS: usize = 2;

/// By row: the field beside it that says whether their object holds the row.
///
/// The options of such a field are the members, by name or by description: `type` with the options `text` and `image`,
/// then the structs `text` and `image`.
pub(in crate::nest) fn selectors(rows: &[RowInput]) -> Vec<Option<u32>> {
    let structs = structs(rows);
    let mut selectors = vec![None; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        let members = members(&structs, at, row);
        if members.len() >= MEMBERS {
            members.into_iter().for_each(|member| selectors[member] = Some(at as u32));
        }
    }
    selectors
}

/// The structs by their names and by what their descriptions begin with.
fn structs<'a>(rows: &[RowInput<'a>]) -> HashMap<&'a str, Vec<usize>> {
    let mut structs: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.struct_name().is_some()) {
        for option in [row.name, title(row.prose)] {
            structs.entry(option).or_default().push(at);
        }
    }
    structs.remove("");
    structs
}

/// The structs that a row's options stand for. Of those with the same name, the first is used: the next belongs to
/// another object.
fn members(structs: &HashMap<&str, Vec<usize>>, at: usize, row: &RowInput) -> Vec<usize> {
    let items = row.parts.iter().flat_map(|part| &part.items);
    let options = items.filter_map(|item| Some([item.key.as_ref()?.as_str(), title(item.text.as_str())]));
    let member = |option: &str| {
        let rows = structs.get(option)?;
        rows.get(rows.partition_point(|row| *row <= at)).copied()
    };
    let mut members: Vec<usize> = options.flatten().filter_map(member).collect();
    members.sort_unstable();
    members.dedup();
    members
}
