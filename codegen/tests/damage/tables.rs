//! Damage to tables: rows, cells, headers, and what formatters do to them.

use super::page::{Damage, Damaged, Kind, Page, cells, row};

pub const ALL: &[Damage] = &[
    Damage {
        name: "a blank line between rows",
        make: |page| {
            page.each(|line, kind, at| {
                (is_row(kind) && page.kind(at - 1) != Kind::Rule).then(|| format!("\n{line}"))
            })
        },
    },
    Damage {
        name: "a blank line below the rule",
        make: |page| page.each(|line, kind, _| (kind == Kind::Rule).then(|| format!("{line}\n"))),
    },
    Damage {
        name: "a blank line above the rule",
        make: |page| page.each(|line, kind, _| (kind == Kind::Rule).then(|| format!("\n{line}"))),
    },
    Damage {
        name: "a blank line in a cell",
        make: |page| page.each(|line, kind, _| (kind == Kind::Cell).then(|| format!("\n{line}"))),
    },
    Damage {
        name: "a blank line behind each row",
        make: |page| {
            page.all(|line, kind| {
                if is_row(kind) && !line.ends_with("  ") { format!("{line}\n") } else { line.to_owned() }
            })
        },
    },
    Damage {
        name: "two blank lines between rows",
        make: |page| {
            page.each(|line, kind, at| {
                (is_row(kind) && page.kind(at - 1) != Kind::Rule).then(|| format!("\n\n{line}"))
            })
        },
    },
    Damage {
        name: "prose between rows",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("\n见下文。\n\n{line}"))),
    },
    Damage {
        name: "a comment between rows",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("<!-- 见下文 -->\n{line}"))),
    },
    Damage {
        name: "a rule between rows",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("---\n{line}"))),
    },
    Damage {
        name: "a row outside of a table",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Heading && line.starts_with("##"))
                    .then(|| format!("colour | string | 否 | 颜色\n\n{line}"))
            })
        },
    },
    Damage {
        name: "a framed row outside of a table",
        make: |page| {
            page.each(|line, kind, at| {
                // Right below a table it is a row of it.
                (kind == Kind::Heading
                    && line.starts_with("##")
                    && page.kind(at.wrapping_sub(1)) == Kind::Blank)
                    .then(|| format!("| colour | string | 否 | 颜色 |\n\n{line}"))
            })
        },
    },
    Damage {
        name: "a row behind the example",
        make: |page| vec![page.splice(page.lines.len(), 0, &["", "colour | string | 否 | 颜色"])],
    },
    Damage { name: "a lost header", make: |page| page.each_removed(Kind::Header) },
    Damage { name: "a lost rule", make: |page| page.each_removed(Kind::Rule) },
    Damage {
        name: "a short rule",
        make: |page| page.each(|_, kind, _| (kind == Kind::Rule).then(|| "--- | ---".to_owned())),
    },
    Damage {
        name: "a rule of other dashes",
        make: |page| page.each(|line, kind, _| (kind == Kind::Rule).then(|| line.replace("---", "—"))),
    },
    Damage {
        name: "a rule without pipes",
        make: |page| page.each(|_, kind, _| (kind == Kind::Rule).then(|| "---".to_owned())),
    },
    Damage {
        name: "a row twice",
        make: |page| {
            rows(page, |page, first, end| {
                let lines = texts(page, first, end);
                page.splice(end, 0, &lines)
            })
        },
    },
    Damage {
        name: "two rows change places, glued",
        make: |page| {
            page.each(|line, kind, at| {
                (is_row(kind) && !line.ends_with("  ") && is_row(page.kind(at + 1)))
                    .then(|| format!("{line} {}", page.lines[at + 1].1))
            })
        },
    },
    Damage { name: "a row glued to the next", make: glued },
    Damage { name: "a row cut in its name", make: |page| cut(page, 0) },
    Damage { name: "a row cut in its type", make: |page| cut(page, 1) },
    Damage { name: "a row cut in its third cell", make: |page| cut(page, 2) },
    Damage { name: "a deleted name", make: |page| without(page, 0) },
    Damage { name: "a deleted type", make: |page| without(page, 1) },
    Damage { name: "a deleted third cell", make: |page| without(page, 2) },
    Damage { name: "an empty name", make: |page| with(page, 0, |_| String::new()) },
    Damage { name: "an empty type", make: |page| with(page, 1, |_| String::new()) },
    Damage {
        name: "an empty third cell",
        make: |page| {
            changed(page, |cells| {
                let good = cells.len() == 4;
                if good {
                    cells[2].clear();
                }
                good
            })
        },
    },
    Damage { name: "an empty name in a frame", make: |page| framed(page, |cells| cells[0] = "") },
    Damage { name: "an empty type in a frame", make: |page| framed(page, |cells| cells[1] = "") },
    Damage {
        name: "an empty third cell in a frame",
        make: |page| {
            framed(page, |cells| {
                if cells.len() > 3 {
                    cells[2] = ""
                }
            })
        },
    },
    Damage { name: "a dash for a name", make: |page| with(page, 0, |_| "-".to_owned()) },
    Damage { name: "a mistyped type", make: |page| with(page, 1, mistype) },
    Damage { name: "a Chinese type", make: |page| with(page, 1, |_| "字符串".to_owned()) },
    Damage { name: "a Chinese name", make: |page| with(page, 0, |_| "名字".to_owned()) },
    Damage {
        name: "a space in a name",
        make: |page| {
            with(page, 0, |name| {
                let half = name.char_indices().nth(name.chars().count() / 2).map_or(0, |(at, _)| at);
                let (a, b) = name.split_at(half);
                format!("{a} {b}")
            })
        },
    },
    Damage {
        name: "a name with an ellipsis",
        make: |page| with(page, 0, |name| format!("{}...", name.chars().take(3).collect::<String>())),
    },
    Damage {
        name: "a name with a dash of another kind",
        make: |page| with(page, 0, |name| name.replace('_', "–")),
    },
    Damage { name: "a full-width name", make: |page| with(page, 0, full_width) },
    Damage {
        name: "a name in Greek and Cyrillic letters",
        make: |page| {
            with(page, 0, |name| name.replace('e', "\u{435}").replace('o', "\u{3bf}").replace('a', "\u{430}"))
        },
    },
    Damage { name: "a full-width type", make: |page| with(page, 1, full_width) },
    Damage { name: "another word for required", make: |page| required(page, "对") },
    Damage { name: "a question for required", make: |page| required(page, "?") },
    Damage { name: "both words for required", make: |page| required(page, "是/否") },
    Damage { name: "name and type change places", make: |page| swapped(page, 0, 1) },
    Damage { name: "type and third cell change places", make: |page| swapped(page, 1, 2) },
    Damage { name: "name and third cell change places", make: |page| swapped(page, 0, 2) },
    Damage {
        name: "two headers change places",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Header && cells(line).len() > 1).then(|| {
                    let mut cells = cells(line);
                    cells.swap(0, 1);
                    row(&cells, line)
                })
            })
        },
    },
    Damage {
        name: "the last headers change places",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Header && cells(line).len() > 1).then(|| {
                    let mut cells = cells(line);
                    let last = cells.len() - 1;
                    cells.swap(last, last - 1);
                    row(&cells, line)
                })
            })
        },
    },
    Damage { name: "an unknown first header", make: |page| header(page, 0, "甲乙") },
    Damage { name: "an unknown second header", make: |page| header(page, 1, "甲乙") },
    Damage { name: "an unknown third header", make: |page| header(page, 2, "甲乙") },
    Damage { name: "an unknown fourth header", make: |page| header(page, 3, "甲乙") },
    Damage { name: "an empty first header", make: |page| header(page, 0, "") },
    Damage { name: "an empty second header", make: |page| header(page, 1, "") },
    Damage { name: "an empty third header", make: |page| header(page, 2, "") },
    Damage { name: "a second header like the first", make: |page| header(page, 1, "名称") },
    Damage { name: "a third header like the second", make: |page| header(page, 2, "类型") },
    Damage {
        name: "a header without one cell",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Header && cells(line).len() > 1).then(|| {
                    let mut cells = cells(line);
                    cells.remove(1);
                    row(&cells, line)
                })
            })
        },
    },
    Damage {
        name: "a header with one cell more",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Header).then(|| {
                    let mut cells = cells(line);
                    cells.insert(1, "示例");
                    row(&cells, line)
                })
            })
        },
    },
    Damage { name: "a column less", make: |page| column(page, |cells| _ = cells.remove(1)) },
    Damage { name: "a first column more", make: |page| column(page, |cells| cells.insert(0, "1")) },
    Damage {
        name: "a bar in a description",
        make: |page| {
            page.each(|line, kind, _| {
                is_row(kind).then(|| {
                    if line.ends_with("  ") {
                        format!("{} | 又  ", line.trim_end())
                    } else {
                        format!("{line} | 又")
                    }
                })
            })
        },
    },
    Damage {
        name: "a framed table",
        make: |page| {
            tables(page, |line, kind| {
                if in_table(kind) && kind != Kind::Cell {
                    format!("| {} |", line.trim_end())
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage {
        name: "a formatted table",
        make: |page| {
            tables(page, |line, kind| match kind {
                Kind::Rule => "| :--- | :---: | ---: |".to_owned(),
                kind if in_table(kind) => {
                    format!("| {:<24} |", line.trim_end().replace(" | ", "          | "))
                }
                _ => line.to_owned(),
            })
        },
    },
    Damage {
        name: "all tables formatted",
        make: |page| {
            page.all(|line, kind| match kind {
                Kind::Rule => line.replace("---", ":------"),
                kind if in_table(kind) => format!("| {} |", line.trim_end()),
                _ => line.trim_end().to_owned(),
            })
        },
    },
    Damage {
        name: "aligned columns",
        make: |page| {
            page.all(|line, kind| {
                if in_table(kind) && kind != Kind::Cell {
                    line.replacen(" | ", "        | ", 1)
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage {
        name: "pipes without spaces",
        make: |page| {
            page.all(|line, kind| {
                if in_table(kind) && kind != Kind::Cell { line.replace(" | ", "|") } else { line.to_owned() }
            })
        },
    },
    Damage {
        name: "pipes without spaces in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace(" | ", "|"))),
    },
    Damage {
        name: "a pipe with a space before it only",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replacen(" | ", " |", 1))),
    },
    Damage {
        name: "tabs around pipes",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace(" | ", "\t|\t"))),
    },
    Damage {
        name: "full-width pipes in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace('|', "｜"))),
    },
    Damage {
        name: "a full-width pipe in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replacen('|', "｜", 1))),
    },
    Damage {
        name: "full-width pipes in a header",
        make: |page| page.each(|line, kind, _| (kind == Kind::Header).then(|| line.replace('|', "｜"))),
    },
    Damage {
        name: "a full-width pipe in a header",
        make: |page| page.each(|line, kind, _| (kind == Kind::Header).then(|| line.replacen('|', "｜", 1))),
    },
    Damage {
        name: "full-width pipes everywhere",
        make: |page| {
            page.all(|line, kind| if in_table(kind) { line.replace('|', "｜") } else { line.to_owned() })
        },
    },
    Damage {
        name: "other bars in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace('|', "│"))),
    },
    Damage {
        name: "entities for pipes in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace('|', "&#124;"))),
    },
    Damage {
        name: "an entity for a pipe in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replacen('|', "&vert;", 1))),
    },
    Damage {
        name: "escaped pipes in a row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace('|', "\\|"))),
    },
    Damage {
        name: "commas for pipes",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace(" | ", ", "))),
    },
    Damage {
        name: "tabs for pipes",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| line.replace(" | ", "\t"))),
    },
    Damage {
        name: "tabs for pipes everywhere",
        make: |page| {
            page.all(|line, kind| if in_table(kind) { line.replace(" | ", "\t") } else { line.to_owned() })
        },
    },
    Damage {
        name: "a row as a bullet",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("- {line}"))),
    },
    Damage {
        name: "a row in a quote",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("> {line}"))),
    },
    Damage {
        name: "an indented row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("    {line}"))),
    },
    Damage {
        name: "a row behind a tab",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("\t{line}"))),
    },
    Damage {
        name: "a table in a quote",
        make: |page| {
            tables(page, |line, kind| if in_table(kind) { format!("> {line}") } else { line.to_owned() })
        },
    },
    Damage {
        name: "an indented table",
        make: |page| {
            tables(page, |line, kind| if in_table(kind) { format!("    {line}") } else { line.to_owned() })
        },
    },
    Damage {
        name: "a numbered row",
        make: |page| page.each(|line, kind, _| is_row(kind).then(|| format!("1. {line}"))),
    },
    Damage { name: "a name in quotes", make: |page| with(page, 0, |name| format!("\"{name}\"")) },
    Damage { name: "a crossed-out row", make: |page| with(page, 0, |name| format!("~~{name}~~")) },
    Damage { name: "a linked name", make: |page| with(page, 0, |name| format!("[{name}](https://a.b/c)")) },
    Damage { name: "a footnote at a name", make: |page| with(page, 0, |name| format!("{name}[^1]")) },
    Damage { name: "a star at a name", make: |page| with(page, 0, |name| format!("{name}*")) },
    Damage { name: "an ordinal at a name", make: |page| with(page, 0, |name| format!("{name}（新）")) },
];

impl Page {
    fn each_removed(&self, kind: Kind) -> Vec<Damaged> {
        let places = (0..self.lines.len()).filter(|at| self.kind(*at) == kind);
        places.map(|at| self.splice(at, 1, &[])).collect()
    }
}

fn is_row(kind: Kind) -> bool {
    matches!(kind, Kind::Row(_))
}

fn in_table(kind: Kind) -> bool {
    matches!(kind, Kind::Header | Kind::Rule | Kind::Row(_) | Kind::Cell)
}

fn texts(page: &Page, first: usize, end: usize) -> Vec<&str> {
    page.lines[first..end].iter().map(|(_, line)| line.as_str()).collect()
}

/// Does something with each row and the lines of its cells.
fn rows(page: &Page, change: impl Fn(&Page, usize, usize) -> Damaged) -> Vec<Damaged> {
    let firsts = (0..page.lines.len()).filter(|at| is_row(page.kind(*at)));
    firsts
        .map(|first| {
            let end = (first + 1..page.lines.len())
                .find(|at| page.kind(*at) != Kind::Cell)
                .unwrap_or(page.lines.len());
            change(page, first, end)
        })
        .collect()
}

/// The last line of each row, joined with the first line of the next row.
fn glued(page: &Page) -> Vec<Damaged> {
    let lasts = (0..page.lines.len())
        .filter(|at| matches!(page.kind(*at), Kind::Row(_) | Kind::Cell) && is_row(page.kind(*at + 1)));
    lasts
        .map(|at| {
            let line = format!("{} {}", page.lines[at].1, page.lines[at + 1].1);
            page.splice(at, 2, &[&line])
        })
        .collect()
}

fn changed(page: &Page, change: impl Fn(&mut Vec<String>) -> bool) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        let Kind::Row(columns) = kind else { return None };
        let mut parts: Vec<String> =
            line.trim_end().splitn(columns, '|').map(|cell| cell.trim().to_owned()).collect();
        if parts.len() != columns || line.starts_with('|') || !change(&mut parts) {
            return None;
        }
        Some(row(&parts.iter().map(String::as_str).collect::<Vec<_>>(), line))
    })
}

/// Rows of fields whose cell of that number is changed.
fn with(page: &Page, index: usize, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    changed(page, |cells| {
        let good = cells.len() > index.max(1) && cells.len() > 2;
        if good {
            cells[index] = change(&cells[index]);
        }
        good
    })
}

/// The columns of rows without a cell for the word, as the flat dialect leaves them.
fn without(page: &Page, index: usize) -> Vec<Damaged> {
    changed(page, |cells| {
        let good = cells.len() > 2 && index < cells.len();
        if good {
            cells.remove(index);
        }
        good
    })
}

fn required(page: &Page, word: &str) -> Vec<Damaged> {
    changed(page, |cells| {
        let good = cells.len() == 4 && ["是", "否"].contains(&cells[2].as_str());
        if good {
            cells[2] = word.to_owned();
        }
        good
    })
}

fn swapped(page: &Page, one: usize, other: usize) -> Vec<Damaged> {
    changed(page, |cells| {
        let good = cells.len() > one.max(other) && cells.len() > 2;
        if good {
            cells.swap(one, other);
        }
        good
    })
}

/// Rows cut off in the middle of a cell; further lines of the row stay.
fn cut(page: &Page, index: usize) -> Vec<Damaged> {
    changed(page, |cells| {
        let good = cells.len() > 2 && index < cells.len() - 1;
        if good {
            cells.truncate(index + 1);
            let cell = &mut cells[index];
            let half =
                cell.char_indices().nth(cell.chars().count().div_ceil(2)).map_or(cell.len(), |(at, _)| at);
            cell.truncate(half);
        }
        good
    })
}

fn header(page: &Page, index: usize, word: &str) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        let mut cells = cells(line);
        if kind != Kind::Header || index >= cells.len() {
            return None;
        }
        cells[index] = word;
        Some(row(&cells, line))
    })
}

/// Does something with each table as a whole.
fn tables(page: &Page, change: impl Fn(&str, Kind) -> String) -> Vec<Damaged> {
    let headers = (0..page.lines.len()).filter(|at| page.kind(*at) == Kind::Header);
    headers
        .map(|first| {
            let end =
                (first..page.lines.len()).find(|at| !in_table(page.kind(*at))).unwrap_or(page.lines.len());
            let lines: Vec<String> =
                page.lines[first..end].iter().map(|(kind, line)| change(line, *kind)).collect();
            page.splice(first, end - first, &lines.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect()
}

/// A framed table with one row changed: only there can a cell be empty.
fn framed(page: &Page, change: impl Fn(&mut Vec<&str>)) -> Vec<Damaged> {
    let mut found = Vec::new();
    for first in (0..page.lines.len()).filter(|at| page.kind(*at) == Kind::Header) {
        let end = (first..page.lines.len()).find(|at| !in_table(page.kind(*at))).unwrap_or(page.lines.len());
        if (first..end).any(|at| page.kind(at) == Kind::Cell) || cells(&page.lines[first].1).len() < 3 {
            continue;
        }
        for target in (first..end).filter(|at| is_row(page.kind(*at))) {
            let lines: Vec<String> = (first..end)
                .map(|at| {
                    let mut cells = cells(&page.lines[at].1);
                    if at == target {
                        change(&mut cells);
                    }
                    format!("| {} |", cells.join(" | "))
                })
                .collect();
            let mut damaged =
                page.splice(first, end - first, &lines.iter().map(String::as_str).collect::<Vec<_>>());
            damaged.lines = target + 1..=target + 1;
            found.push(damaged);
        }
    }
    found
}

/// A table with a column changed, cells of its rows alone: the header stays.
fn column(page: &Page, change: impl Fn(&mut Vec<&str>)) -> Vec<Damaged> {
    tables(page, |line, kind| match kind {
        Kind::Row(_) if !line.starts_with('|') => {
            let mut cells = cells(line);
            if cells.len() > 2 {
                change(&mut cells);
            }
            row(&cells, line)
        }
        _ => line.to_owned(),
    })
}

fn mistype(ty: &str) -> String {
    if !["string", "int", "boolean", "float"].contains(&ty) {
        return ty.to_owned();
    }
    let mut letters: Vec<char> = ty.chars().collect();
    if letters.len() > 2 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

pub fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        c => c,
    };
    text.chars().map(wide).collect()
}
