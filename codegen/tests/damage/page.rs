//! A page as somebody sees who damages it: lines, and what each of them is. Much simpler than the reader, and apart
//! from it.

use std::ops::RangeInclusive;

/// A way to damage pages: its name, and all that it makes of a page, place by place.
#[derive(Clone, Copy)]
pub struct Damage {
    pub name: &'static str,
    pub make: fn(&Page) -> Vec<Damaged>,
}

/// A damaged page, and the lines (from 1) that the damage lies in.
pub struct Damaged {
    pub text: Vec<u8>,
    pub lines: RangeInclusive<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Front,
    Heading,
    /// A table's header.
    Header,
    /// The line under it.
    Rule,
    /// The first line of a row, with the number of cells that its table's header has.
    Row(usize),
    /// A further line of a row's last cell.
    Cell,
    Fence,
    Blank,
    /// Tags of the portal, and what stands between them.
    Tags,
    Prose,
}

pub struct Page {
    pub text: String,
    pub lines: Vec<(Kind, String)>,
}

impl Page {
    pub fn new(text: &str) -> Self {
        let mut lines: Vec<(Kind, String)> = Vec::new();
        let (mut front, mut fence, mut tags, mut columns) = (false, false, false, None);
        let all: Vec<&str> = text.lines().collect();
        for (at, line) in all.iter().enumerate() {
            let is_rule = |line: &str| {
                line.contains("--") && line.contains('|') && line.chars().all(|c| "-| :".contains(c))
            };
            let above = lines.last().map(|(kind, text)| (*kind, text.ends_with("  ")));
            let kind = if (at == 0 || front) && *line == "---" {
                front = at == 0;
                Kind::Front
            } else if front {
                Kind::Front
            } else if line.starts_with("```") {
                fence = !fence;
                Kind::Fence
            } else if fence {
                Kind::Fence
            } else if line.starts_with(":::") || tags {
                tags = line.trim() != ":::";
                Kind::Tags
            } else if line.trim().is_empty() {
                if !above.is_some_and(|(_, goes_on)| goes_on) {
                    columns = None;
                }
                Kind::Blank
            } else if line.starts_with('#') {
                columns = None;
                Kind::Heading
            } else if all.get(at + 1).is_some_and(|next| is_rule(next)) {
                Kind::Header
            } else if is_rule(line) {
                columns = above
                    .is_some()
                    .then(|| lines[at - 1].1.split('|').filter(|cell| !cell.trim().is_empty()).count());
                Kind::Rule
            } else if let Some(columns) = columns {
                match above {
                    Some((Kind::Row(_) | Kind::Cell, true)) => Kind::Cell,
                    _ => Kind::Row(columns),
                }
            } else {
                Kind::Prose
            };
            lines.push((kind, (*line).to_owned()));
        }
        Self { text: text.to_owned(), lines }
    }

    /// The page with `count` lines from `first` replaced.
    pub fn splice(&self, first: usize, count: usize, with: &[&str]) -> Damaged {
        let lines = self.lines.iter().map(|(_, line)| line.as_str());
        let text: Vec<&str> =
            lines.clone().take(first).chain(with.iter().copied()).chain(lines.skip(first + count)).collect();
        let last = first + with.len().max(1);
        Damaged { text: (text.join("\n") + "\n").into_bytes(), lines: first + 1..=last }
    }

    /// The pages with one line changed, for each line that `change` gives something for.
    pub fn each(&self, change: impl Fn(&str, Kind, usize) -> Option<String>) -> Vec<Damaged> {
        let lines = self.lines.iter().enumerate();
        lines
            .filter_map(|(at, (kind, line))| {
                let new = change(line, *kind, at)?;
                (new != *line).then(|| self.splice(at, 1, &new.split('\n').collect::<Vec<_>>()))
            })
            .collect()
    }

    /// The page with all lines changed at once.
    pub fn all(&self, change: impl Fn(&str, Kind) -> String) -> Vec<Damaged> {
        let lines: Vec<String> = self.lines.iter().map(|(kind, line)| change(line, *kind)).collect();
        let text = lines.join("\n") + "\n";
        let count = text.lines().count().max(1);
        vec![Damaged { text: text.into_bytes(), lines: 1..=count }]
    }

    pub fn kind(&self, at: usize) -> Kind {
        self.lines.get(at).map_or(Kind::Blank, |(kind, _)| *kind)
    }
}

/// The cells of a row's first line, without a frame.
pub fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    line.strip_suffix('|').unwrap_or(line).split('|').map(str::trim).collect()
}

/// A row from its cells, with the line end of the original.
pub fn row(cells: &[&str], like: &str) -> String {
    let tail = if like.ends_with("  ") { "  " } else { "" };
    if like.starts_with('|') { format!("| {} |", cells.join(" | ")) } else { cells.join(" | ") + tail }
}
