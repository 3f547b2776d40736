//! Damage to lines of any kind: wrapped, joined, stripped, torn by a merge.

use super::page::{Damage, Damaged, Kind, Page};

pub const ALL: &[Damage] = &[
    Damage {
        name: "all trailing spaces stripped",
        make: |page| page.all(|line, _| line.trim_end().to_owned()),
    },
    Damage {
        name: "trailing spaces of a line stripped",
        make: |page| page.each(|line, _, _| Some(line.trim_end().to_owned())),
    },
    Damage {
        name: "trailing spaces of a table stripped",
        make: |page| sections(page, |line| line.trim_end().to_owned()),
    },
    Damage {
        name: "one trailing space",
        make: |page| {
            page.all(
                |line, _| {
                    if line.ends_with("  ") { format!("{} ", line.trim_end()) } else { line.to_owned() }
                },
            )
        },
    },
    Damage {
        name: "one trailing space in a line",
        make: |page| page.each(|line, _, _| line.ends_with("  ").then(|| format!("{} ", line.trim_end()))),
    },
    Damage {
        name: "three trailing spaces",
        make: |page| page.each(|line, _, _| line.ends_with("  ").then(|| format!("{line} "))),
    },
    Damage {
        name: "trailing spaces added",
        make: |page| {
            page.each(|line, kind, _| {
                matches!(kind, Kind::Row(_) | Kind::Cell).then(|| format!("{}  ", line.trim_end()))
            })
        },
    },
    Damage {
        name: "trailing spaces everywhere",
        make: |page| page.all(|line, _| format!("{}  ", line.trim_end())),
    },
    Damage {
        name: "a tab behind lines",
        make: |page| {
            page.all(|line, kind| {
                if matches!(kind, Kind::Fence | Kind::Tags) { line.to_owned() } else { format!("{line}\t") }
            })
        },
    },
    Damage {
        name: "a backslash for trailing spaces",
        make: |page| {
            page.all(|line, _| line.strip_suffix("  ").map_or(line.to_owned(), |line| format!("{line}\\")))
        },
    },
    Damage {
        name: "a tag for trailing spaces",
        make: |page| {
            page.all(|line, _| line.strip_suffix("  ").map_or(line.to_owned(), |line| format!("{line}<br>")))
        },
    },
    Damage { name: "cells on one line with tags", make: one_line },
    Damage {
        name: "wrapped at 80 columns",
        make: |page| {
            page.all(|line, kind| if kind == Kind::Fence { line.to_owned() } else { wrap(line, 80) })
        },
    },
    Damage {
        name: "wrapped at 40 characters",
        make: |page| {
            page.all(|line, kind| if kind == Kind::Fence { line.to_owned() } else { wrap(line, 40) })
        },
    },
    Damage {
        name: "a line wrapped in the middle",
        make: |page| {
            page.each(|line, kind, _| {
                (kind != Kind::Fence && line.chars().count() > 3)
                    .then(|| wrap(line, line.chars().count() / 2 + 1))
            })
        },
    },
    Damage { name: "two lines glued", make: |page| glue(page, " ") },
    Damage { name: "two lines glued without a space", make: |page| glue(page, "") },
    Damage {
        name: "a line of a cell twice",
        make: |page| {
            page.each(|line, kind, _| (kind == Kind::Cell).then(|| format!("{}  \n{line}", line.trim_end())))
        },
    },
    Damage { name: "all lines doubled", make: |page| page.all(|line, _| format!("{line}\n{line}")) },
    Damage {
        name: "blank lines everywhere",
        make: |page| {
            page.all(|line, kind| {
                if matches!(kind, Kind::Fence | Kind::Front) { line.to_owned() } else { format!("{line}\n") }
            })
        },
    },
    Damage {
        name: "no blank lines",
        make: |page| {
            let lines: Vec<&str> = page
                .lines
                .iter()
                .filter(|(kind, _)| *kind != Kind::Blank)
                .map(|(_, line)| line.as_str())
                .collect();
            vec![Damaged { text: (lines.join("\n") + "\n").into_bytes(), lines: 1..=lines.len() }]
        },
    },
    Damage {
        name: "indented by a tab",
        make: |page| {
            page.all(|line, kind| {
                if line.is_empty() || kind == Kind::Front { line.to_owned() } else { format!("\t{line}") }
            })
        },
    },
    Damage {
        name: "indented by four",
        make: |page| {
            page.all(|line, kind| {
                if line.is_empty() || kind == Kind::Front { line.to_owned() } else { format!("    {line}") }
            })
        },
    },
    Damage { name: "quoted", make: |page| page.all(|line, _| format!("> {line}")) },
    Damage { name: "a patch", make: |page| page.all(|line, _| format!("+{line}")) },
    Damage {
        name: "a patch of a line",
        make: |page| page.each(|line, kind, _| (kind != Kind::Blank).then(|| format!("-{line}\n+{line}"))),
    },
    Damage {
        name: "line numbers",
        make: |page| {
            let mut number = 0;
            let lines: Vec<String> = page
                .lines
                .iter()
                .map(|(_, line)| {
                    number += 1;
                    format!("{number:4} {line}")
                })
                .collect();
            vec![Damaged { text: lines.join("\n").into_bytes(), lines: 1..=lines.len() }]
        },
    },
    Damage {
        name: "conflict markers",
        make: |page| {
            conflict(page, |ours, theirs| format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> theirs"))
        },
    },
    Damage {
        name: "a conflict with its base",
        make: |page| {
            conflict(page, |ours, theirs| {
                format!("<<<<<<< ours\n{ours}\n||||||| base\n{ours}\n=======\n{theirs}\n>>>>>>> theirs")
            })
        },
    },
    Damage {
        name: "the rest of a conflict",
        make: |page| conflict(page, |ours, theirs| format!("{ours}\n=======\n{theirs}")),
    },
    Damage {
        name: "the end of a conflict",
        make: |page| conflict(page, |ours, _| format!("{ours}\n>>>>>>> theirs")),
    },
    Damage {
        name: "both sides of a conflict",
        make: |page| conflict(page, |ours, theirs| format!("{ours}\n{theirs}")),
    },
    Damage { name: "a lost fence", make: |page| fences(page, |_| String::new()) },
    Damage { name: "tildes for a fence", make: |page| page.all(|line, _| line.replace("```", "~~~")) },
    Damage { name: "a fence of four", make: |page| page.all(|line, _| line.replace("```", "````")) },
    Damage {
        name: "tildes for the first fence",
        make: |page| fences(page, |line| line.replace("```", "~~~")),
    },
    Damage { name: "a short fence", make: |page| fences(page, |line| line.replace("```", "``")) },
    Damage { name: "fences in full-width", make: |page| page.all(|line, _| line.replace("```", "···")) },
    Damage {
        name: "an indented fence",
        make: |page| {
            page.all(|line, kind| if kind == Kind::Fence { format!("    {line}") } else { line.to_owned() })
        },
    },
    Damage {
        name: "a page in a fence",
        make: |page| {
            page.all(|line, _| line.to_owned())
                .into_iter()
                .map(|mut all| {
                    all.text = [b"```markdown\n".as_slice(), &all.text, b"```\n"].concat();
                    all
                })
                .collect()
        },
    },
    Damage {
        name: "a fence around a table",
        make: |page| page.each(|line, kind, _| (kind == Kind::Header).then(|| format!("```\n{line}"))),
    },
    // A line that is lost with all that it says leaves no trace; one of a single tag does.
    Damage {
        name: "a line of tags is lost",
        make: |page| {
            page.each(|line, kind, _| {
                let line = line.trim();
                let is_tag = line.starts_with('<') && line.ends_with('>') && line.matches('<').count() == 1;
                (kind == Kind::Tags && is_tag).then(String::new)
            })
        },
    },
    Damage {
        name: "a line of tags is cut",
        make: |page| {
            page.each(|line, kind, _| {
                // Of a line of text alone nobody sees that it is cut.
                (kind == Kind::Tags && line.contains('<'))
                    .then(|| line.chars().take(line.chars().count() / 2).collect())
            })
        },
    },
    Damage {
        name: "an unquoted attribute",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Tags && line.contains("=\"")).then(|| line.replace('"', ""))
            })
        },
    },
    Damage {
        name: "another level",
        make: |page| {
            page.each(|line, kind, _| (kind == Kind::Tags).then(|| line.replace("level=\"", "level=\"9")))
        },
    },
    Damage {
        name: "no level",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Tags).then(|| {
                    line.replace(" level=\"0\"", "").replace(" level=\"1\"", "").replace(" level=\"2\"", "")
                })
            })
        },
    },
    Damage {
        name: "a level that is not a number",
        make: |page| {
            page.each(|line, kind, _| (kind == Kind::Tags).then(|| line.replace("level=\"1", "level=\"x")))
        },
    },
    Damage {
        name: "escaped tags",
        make: |page| {
            page.each(|line, kind, _| {
                // In an example they may be text.
                (kind == Kind::Tags && line.contains("md-"))
                    .then(|| line.replace('<', "&lt;").replace('>', "&gt;"))
            })
        },
    },
    Damage {
        name: "tags in capitals",
        make: |page| {
            page.all(
                |line, kind| if kind == Kind::Tags { line.replace("md-", "MD-") } else { line.to_owned() },
            )
        },
    },
    Damage {
        name: "other tags",
        make: |page| page.each(|line, kind, _| (kind == Kind::Tags).then(|| line.replace("md-", "xd-"))),
    },
    Damage {
        name: "full-width brackets",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Tags).then(|| line.replace('<', "＜").replace('>', "＞"))
            })
        },
    },
    Damage {
        name: "a comment around a row",
        make: |page| {
            page.each(|line, kind, _| {
                matches!(kind, Kind::Row(_)).then(|| format!("<!-- {} -->", line.trim_end()))
            })
        },
    },
];

/// Changes the lines of each table, one table at a time.
fn sections(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    let headers = (0..page.lines.len()).filter(|at| page.kind(*at) == Kind::Header);
    headers
        .map(|first| {
            let end = (first..page.lines.len())
                .find(|at| matches!(page.kind(*at), Kind::Heading))
                .unwrap_or(page.lines.len());
            let lines: Vec<String> = page.lines[first..end].iter().map(|(_, line)| change(line)).collect();
            page.splice(first, end - first, &lines.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect()
}

/// Framed rows with all lines of a cell on one line, as other tools write them.
fn one_line(page: &Page) -> Vec<Damaged> {
    let mut text = String::new();
    for (at, (kind, line)) in page.lines.iter().enumerate() {
        let in_table = matches!(kind, Kind::Header | Kind::Rule | Kind::Row(_) | Kind::Cell);
        let goes_on = page.kind(at + 1) == Kind::Cell;
        let start = if in_table && *kind != Kind::Cell { "| " } else { "" };
        let end = match (in_table, goes_on) {
            (true, true) => "<br>",
            (true, false) => " |\n",
            (false, _) => "\n",
        };
        text.push_str(&format!("{start}{}{end}", line.trim_end()));
    }
    let count = text.lines().count();
    vec![Damaged { text: text.into_bytes(), lines: 1..=count }]
}

/// The line broken at this width, at a space if there is one.
fn wrap(line: &str, width: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in line.split_inclusive(' ') {
        for c in word.chars() {
            if length >= width && !c.is_ascii() {
                out = out.trim_end().to_owned() + "\n";
                length = 0;
            }
            out.push(c);
            length += 1;
        }
        if length >= width && word.ends_with(' ') {
            out = out.trim_end().to_owned() + "\n";
            length = 0;
        }
    }
    if line.ends_with("  ") && !out.ends_with("  ") { out.trim_end().to_owned() + "  " } else { out }
}

fn glue(page: &Page, with: &str) -> Vec<Damaged> {
    let places = (0..page.lines.len()).filter(|at| {
        page.kind(*at) != Kind::Blank
            && ![Kind::Blank, Kind::Fence].contains(&page.kind(*at + 1))
            // What follows a comment becomes a part of it.
            && !page.lines[*at].1.contains("//")
            && at + 1 < page.lines.len()
    });
    places
        .map(|at| {
            let line = format!("{}{with}{}", page.lines[at].1.trim_end(), page.lines[at + 1].1);
            page.splice(at, 2, &[&line])
        })
        .collect()
}

/// A line in two versions.
fn conflict(page: &Page, both: impl Fn(&str, &str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, at| {
        let changed = match kind {
            Kind::Row(_) => line.replacen("string", "int", 1),
            _ => format!("{}了", line.trim_end()),
        };
        (at > 0 && kind != Kind::Blank).then(|| both(line, &changed))
    })
}

/// Changes the fences one by one. What a fence encloses changes to the end of the page.
fn fences(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    let damaged = page.each(|line, _, _| line.starts_with("```").then(|| change(line)));
    let to_end = |damaged: Damaged| Damaged { lines: *damaged.lines.start()..=page.lines.len(), ..damaged };
    damaged.into_iter().map(to_end).collect()
}
