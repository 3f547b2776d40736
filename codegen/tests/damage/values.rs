//! Damage to single values, and to whole tables that become another kind of text: what other programs and tired people
//! make of a page.

use super::page::{Damage, Damaged, Kind, Page, cells, row};

pub const ALL: &[Damage] = &[
    Damage { name: "a mistyped host", make: |page| urls(page, |url| url.replace("//open.", "//opne.")) },
    Damage { name: "a host of another domain", make: |page| urls(page, |url| url.replace(".cn/", ".com/")) },
    Damage { name: "a URL without its root", make: |page| urls(page, |url| url.replace("/open-apis/", "/")) },
    Damage {
        name: "a URL with its root twice",
        make: |page| urls(page, |url| url.replace("/open-apis/", "/open-apis/open-apis/")),
    },
    Damage {
        name: "a URL with a letter for a number",
        make: |page| urls(page, |url| url.replace("/v1/", "/vl/")),
    },
    Damage { name: "a URL with a comma", make: |page| urls(page, |url| format!("{url},")) },
    Damage {
        name: "a URL with a letter of another script",
        make: |page| urls(page, |url| url.replace("/v", "/ν")),
    },
    Damage {
        name: "a parameter without its colon",
        make: |page| urls(page, |url| url.replacen("/:", "/", 1)),
    },
    Damage {
        name: "a link to another URL",
        make: |page| urls(page, |url| format!("[{url}]({})", url.replace("open-apis", "open-apis/x"))),
    },
    Damage {
        name: "a header with a letter less",
        make: |page| header_row(page, |name| name.replace("te", "t")),
    },
    Damage {
        name: "a header without its hyphen",
        make: |page| header_row(page, |name| name.replace('-', "")),
    },
    Damage {
        name: "a header with letters turned",
        make: |page| header_row(page, |name| name.replace("Ty", "yT")),
    },
    Damage {
        name: "a header of another type",
        make: |page| typed(page, &["Authorization", "Content-Type"], "int"),
    },
    Damage { name: "a code that is a string", make: |page| typed(page, &["code"], "string") },
    Damage { name: "a message that is a number", make: |page| typed(page, &["msg"], "int") },
    Damage { name: "a mistyped envelope", make: |page| envelope(page, "date") },
    Damage { name: "an envelope with a letter less", make: |page| envelope(page, "dat") },
    Damage { name: "an envelope in capitals", make: |page| envelope(page, "Data") },
    Damage { name: "a name with a required word", make: |page| with_required(page, "（必填）") },
    Damage { name: "a name twice in its cell", make: |page| named(page, |name| format!("{name}{name}")) },
    Damage { name: "an emphasized name", make: |page| named(page, emphasized) },
    Damage { name: "a column of types is lost", make: |page| without_column(page, 1) },
    Damage { name: "a third column is lost", make: |page| without_column(page, 2) },
    Damage { name: "a table as values with commas", make: |page| tables(page, |cells| cells.join(",")) },
    Damage { name: "a table as values with semicolons", make: |page| tables(page, |cells| cells.join(";")) },
    Damage { name: "a table as values with spaces", make: |page| tables(page, |cells| cells.join("  ")) },
    Damage {
        name: "a table as a list",
        make: |page| {
            tables(page, |cells| format!("- `{}` ({}): {}", cells[0], cells[1], cells[2..].join(" ")))
        },
    },
    Damage {
        name: "a table as a list in bold",
        make: |page| {
            tables(page, |cells| format!("* **{}** {}，{}", cells[0], cells[1], cells[2..].join("，")))
        },
    },
    Damage { name: "an option with a capital", make: capital },
    Damage { name: "a pattern in quotes", make: |page| pattern(page, |value| format!("\"{value}\"")) },
    Damage { name: "a pattern in stars", make: |page| pattern(page, |value| format!("**{value}**")) },
    Damage { name: "a pattern in tags", make: |page| pattern(page, |value| format!("<code>{value}</code>")) },
    Damage {
        name: "scopes of another value",
        make: |page| {
            page.each(|line, _, _| line.starts_with("**当值为 ").then(|| line.replace("当值为 ", "当值为 x")))
        },
    },
    Damage {
        name: "an example below its marker",
        make: |page| {
            page.each(|line, kind, _| {
                let value = line.strip_prefix("**示例值**：").filter(|_| kind == Kind::Cell)?;
                (!value.trim().is_empty()).then(|| format!("**示例值**：  \n{value}"))
            })
        },
    },
    Damage {
        name: "a mistyped English marker",
        make: |page| {
            english(page, |line| line.replacen("xample v", "xmaple v", 1).replacen("ault val", "ault vla", 1))
        },
    },
    Damage {
        name: "an English marker in the other number",
        make: |page| {
            english(page, |line| line.replacen("value**", "values**", 1).replacen("rules**", "rule**", 1))
        },
    },
    Damage {
        name: "an English marker without stars",
        make: |page| english(page, |line| line.replace("**", "")),
    },
    Damage {
        name: "an English marker of other words",
        make: |page| {
            english(page, |line| {
                line.replacen("Example value", "Sample value", 1).replacen("the value is", "value is", 1)
            })
        },
    },
    Damage { name: "a bullet of one line without its space", make: |page| in_one_line(page, " -`") },
    Damage { name: "a bullet of one line with another dash", make: |page| in_one_line(page, " – `") },
    Damage {
        name: "a scope without its backticks",
        make: |page| {
            page.each(|line, _, _| {
                let (before, scope) = line.rsplit_once(" `library:").filter(|_| line.starts_with('|'))?;
                Some(format!("{before} library:{}", scope.replacen('`', "", 1)))
            })
        },
    },
    Damage {
        name: "a depth that is lost in the answer",
        make: |page| {
            page.each(|line, _, at| {
                let name = line.strip_prefix("|   ").filter(|_| at > 30)?;
                Some(format!("| {}", name.trim_start()))
            })
        },
    },
    Damage {
        name: "a mistyped tag",
        make: |page| {
            page.each(|line, _, _| {
                line.contains("md-enum-item").then(|| line.replacen("md-enum-item", "md-emun-item", 2))
            })
        },
    },
    Damage {
        name: "an attribute twice",
        make: |page| {
            page.each(|line, _, _| {
                line.contains(" level=\"").then(|| line.replacen(" level=\"", " level=\"9\" level=\"", 1))
            })
        },
    },
];

fn urls(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, _, _| {
        let (key, value) = line.split_once(" | ")?;
        (key.trim() == "HTTP URL").then(|| format!("{key} | {}", change(value)))
    })
}

fn english(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        let is_marker =
            line.strip_prefix("**").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        (kind == Kind::Cell && is_marker).then(|| change(line))
    })
}

/// The second bullet and those behind it, in rows that hold several in one line.
fn in_one_line(page: &Page, sign: &str) -> Vec<Damaged> {
    page.each(|line, _, _| {
        let (before, after) = line.split_once(" - `").filter(|_| line.starts_with('|'))?;
        let (first, rest) = after.split_once(" - `").unwrap_or((after, ""));
        match rest {
            "" => Some(format!("{before}{sign}{first}")).filter(|_| before.contains("- `")),
            rest => Some(format!("{before} - `{first}{sign}{rest}")),
        }
    })
}

/// Rows of three cells or more, in a table that is not framed.
fn rows(page: &Page, change: impl Fn(&mut Vec<String>) -> bool) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        let Kind::Row(columns @ 3..) = kind else { return None };
        let mut parts: Vec<String> =
            line.trim_end().splitn(columns, '|').map(|cell| cell.trim().to_owned()).collect();
        if parts.len() != columns || line.starts_with('|') || !change(&mut parts) {
            return None;
        }
        Some(row(&parts.iter().map(String::as_str).collect::<Vec<_>>(), line))
    })
}

/// The rows of fields: an error begins with a number.
fn named(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    rows(page, |cells| {
        let is_field = cells[0].len() > 2 && cells[0].parse::<u32>().is_err();
        if is_field {
            cells[0] = change(&cells[0]);
        }
        is_field
    })
}

fn emphasized(name: &str) -> String {
    match name.split('_').collect::<Vec<_>>().as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => {
            format!("{first}<em>{second}</em>{}", rest.join("_"))
        }
        _ => name.to_owned(),
    }
}

fn header_row(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    rows(page, |cells| {
        let is_header = ["Authorization", "Content-Type"].contains(&cells[0].as_str());
        cells[0] = change(&cells[0]);
        is_header
    })
}

fn typed(page: &Page, names: &[&str], ty: &str) -> Vec<Damaged> {
    rows(page, |cells| {
        cells[1] = ty.to_owned();
        names.contains(&cells[0].as_str())
    })
}

/// The row `data` of an answer: a table of three columns.
fn envelope(page: &Page, name: &str) -> Vec<Damaged> {
    rows(page, |cells| {
        let is_envelope = cells.len() == 3 && cells[0] == "data";
        cells[0] = name.to_owned();
        is_envelope
    })
}

/// Rows of a table that does not say what is required.
fn with_required(page: &Page, word: &str) -> Vec<Damaged> {
    rows(page, |cells| {
        let is_field = cells.len() == 3;
        cells[0].push_str(word);
        is_field
    })
}

/// Each table of fields with its lines made of their cells.
fn tables(page: &Page, line: impl Fn(&[&str]) -> String) -> Vec<Damaged> {
    whole(page, |kind, text, cells| match kind {
        Kind::Rule => None,
        Kind::Header | Kind::Row(_) if cells.len() > 2 => Some(line(&cells)),
        _ => Some(text.to_owned()),
    })
}

fn without_column(page: &Page, index: usize) -> Vec<Damaged> {
    whole(page, |kind, text, mut cells| match kind {
        Kind::Rule | Kind::Header | Kind::Row(_) if cells.len() > 3 => {
            cells.remove(index);
            Some(row(&cells, text))
        }
        _ => Some(text.to_owned()),
    })
}

/// Does something with the lines of each table of fields. Its damage reaches from the heading to the end.
fn whole(page: &Page, change: impl Fn(Kind, &str, Vec<&str>) -> Option<String>) -> Vec<Damaged> {
    let headers = (0..page.lines.len()).filter(|at| page.kind(*at) == Kind::Header);
    headers
        .filter(|first| {
            let header = cells(&page.lines[*first].1);
            header.len() > 2 && !header[0].contains("状态码") && !page.lines[*first].1.starts_with('|')
        })
        .map(|first| {
            let in_table =
                |at: &usize| matches!(page.kind(*at), Kind::Header | Kind::Rule | Kind::Row(_) | Kind::Cell);
            let end = (first..page.lines.len()).find(|at| !in_table(at)).unwrap_or(page.lines.len());
            let lines: Vec<String> = page.lines[first..end]
                .iter()
                .filter_map(|(kind, text)| {
                    let cells = match kind {
                        Kind::Row(columns) => text.trim_end().splitn(*columns, '|').map(str::trim).collect(),
                        _ => cells(text),
                    };
                    change(*kind, text, cells)
                })
                .collect();
            page.splice(first, end - first, &lines.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect()
}

/// Options in small letters, one of them with a capital: an editor capitalizes the first word of a line.
fn capital(page: &Page) -> Vec<Damaged> {
    let key = |at: usize| -> Option<&str> {
        let (kind, line) = page.lines.get(at)?;
        let (key, _) = line.strip_prefix("- ")?.split_once('：')?;
        let key = key.trim_matches('`');
        let is_lower = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        (is_lower && *kind == Kind::Cell).then_some(key)
    };
    let places = (1..page.lines.len())
        .filter(|at| key(at - 1).is_some() && key(*at).is_some() && key(at + 1).is_some());
    places
        .filter_map(|at| {
            let old = key(at)?;
            let new = old[..1].to_ascii_uppercase() + &old[1..];
            Some(page.splice(at, 1, &[&page.lines[at].1.replacen(old, &new, 1)]))
        })
        .collect()
}

fn pattern(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        let (before, value) = line.split_once("正则校验：").filter(|_| kind == Kind::Cell)?;
        Some(format!("{before}正则校验：{}  ", change(value.trim().trim_matches('`'))))
    })
}
