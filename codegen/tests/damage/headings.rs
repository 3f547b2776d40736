//! Damage to headings, sections and the ends of pages.

use super::page::{Damage, Damaged, Kind, Page};

pub const ALL: &[Damage] = &[
    Damage {
        name: "a lost heading",
        make: |page| at(page, Kind::Heading, |page, at| page.splice(at, 1, &[])),
    },
    Damage { name: "a heading becomes a blank line", make: |page| headings(page, |_| Some(String::new())) },
    Damage {
        name: "a heading becomes prose",
        make: |page| headings(page, |line| Some(text(line).to_owned())),
    },
    Damage {
        name: "a heading becomes bold",
        make: |page| headings(page, |line| Some(format!("**{}**", text(line)))),
    },
    Damage {
        name: "a heading in tags",
        make: |page| headings(page, |line| Some(format!("<h3>{}</h3>", text(line)))),
    },
    Damage {
        name: "a heading a level up",
        make: |page| headings(page, |line| line.strip_prefix('#').map(str::to_owned)),
    },
    Damage { name: "a heading a level down", make: |page| headings(page, |line| Some(format!("#{line}"))) },
    Damage {
        name: "a heading at level 1",
        make: |page| headings(page, |line| Some(format!("# {}", text(line)))),
    },
    Damage {
        name: "all headings a level down",
        make: |page| {
            page.all(|line, kind| if kind == Kind::Heading { format!("#{line}") } else { line.to_owned() })
        },
    },
    Damage {
        name: "a heading without its space",
        make: |page| headings(page, |line| Some(line.replacen("# ", "#", 1))),
    },
    Damage {
        name: "a heading with full-width marks",
        make: |page| headings(page, |line| Some(line.replace('#', "＃"))),
    },
    Damage { name: "an escaped heading", make: |page| headings(page, |line| Some(format!("\\{line}"))) },
    Damage { name: "an indented heading", make: |page| headings(page, |line| Some(format!("    {line}"))) },
    Damage { name: "a heading behind a tab", make: |page| headings(page, |line| Some(format!("\t{line}"))) },
    Damage { name: "a heading in a quote", make: |page| headings(page, |line| Some(format!("> {line}"))) },
    Damage {
        name: "a bold heading",
        make: |page| {
            headings(page, |line| line.split_once(' ').map(|(marks, text)| format!("{marks} **{text}**")))
        },
    },
    Damage { name: "a closed heading", make: |page| headings(page, |line| Some(format!("{line} ###"))) },
    Damage {
        name: "a numbered heading",
        make: |page| {
            headings(page, |line| line.split_once(' ').map(|(marks, text)| format!("{marks} 3.1 {text}")))
        },
    },
    Damage { name: "a heading with a colon", make: |page| headings(page, |line| Some(format!("{line}："))) },
    Damage {
        name: "a heading with an anchor",
        make: |page| headings(page, |line| Some(format!("{line} {{#abc}}"))),
    },
    Damage {
        name: "an underlined heading",
        make: |page| headings(page, |line| Some(format!("{}\n---", text(line)))),
    },
    Damage { name: "a mistyped heading", make: |page| headings(page, mistype) },
    Damage {
        name: "a heading of another word",
        make: |page| headings(page, |line| (line.starts_with("###")).then(|| "### 其他".to_owned())),
    },
    Damage { name: "a heading glued to the line below", make: |page| at(page, Kind::Heading, glue) },
    Damage {
        name: "a heading glued to the line above",
        make: |page| at(page, Kind::Heading, |page, at| glue(page, last_text(page, at))),
    },
    Damage {
        name: "a section twice",
        make: |page| sections(page, |page, first, end| twice(page, first, end, end)),
    },
    Damage {
        name: "a section twice, at the end",
        make: |page| sections(page, |page, first, end| twice(page, first, end, page.lines.len())),
    },
    Damage {
        name: "a section without its heading twice",
        make: |page| sections(page, |page, first, end| twice(page, first + 1, end, end)),
    },
    Damage { name: "two sections change places", make: swap },
    Damage {
        name: "the end is cut off",
        make: |page| {
            // Rows of errors that are lost whole leave no trace.
            behind_request(page).filter(|at| !is_behind_error(page, *at)).map(|at| cut(page, at)).collect()
        },
    },
    Damage {
        name: "the end is cut off within a line",
        make: |page| behind_request(page).filter_map(|at| cut_within(page, at)).collect(),
    },
    Damage {
        name: "the beginning is cut off",
        make: |page| {
            // Of a note or a title that advises against the endpoint nothing is left.
            let whole = |at: &usize| {
                !page.lines[..*at].iter().any(|(_, line)| {
                    ["历史", "不推荐", "不再更新", "不可用"].iter().any(|words| line.contains(words))
                })
            };
            (1..first_table(page)).filter(whole).map(|at| page.splice(0, at, &[])).collect()
        },
    },
    Damage {
        name: "a page twice",
        make: |page| {
            vec![page.splice(
                page.lines.len(),
                0,
                &page.lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>(),
            )]
        },
    },
    Damage {
        name: "another page behind",
        make: |page| vec![page.splice(page.lines.len(), 0, &OTHER.lines().collect::<Vec<_>>())],
    },
];

const OTHER: &str = "# 还书\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://open.feishu.cn/open-apis/library/v1/books/back\nHTTP Method | POST\n\n### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nbook | string | 是 | 书";

fn text(line: &str) -> &str {
    line.trim_start_matches('#').trim()
}

/// The headings of sections: the title says nothing to a program.
fn headings(page: &Page, change: impl Fn(&str) -> Option<String>) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        (kind == Kind::Heading && line.starts_with("##")).then(|| change(line)).flatten()
    })
}

fn at(page: &Page, kind: Kind, change: impl Fn(&Page, usize) -> Damaged) -> Vec<Damaged> {
    let places = (1..page.lines.len()).filter(|at| page.kind(*at) == kind);
    places.map(|at| change(page, at)).collect()
}

/// One character is another one that looks like it, or like nothing.
fn mistype(line: &str) -> Option<String> {
    let last = line.trim_end().chars().last()?;
    Some(line.replace(last, if last == '体' { "休" } else { "口" }))
}

/// The line joined with the next one that is not blank.
fn glue(page: &Page, at: usize) -> Damaged {
    let next = (at + 1..page.lines.len()).find(|next| page.kind(*next) != Kind::Blank).unwrap_or(at);
    let glued = format!("{} {}", page.lines[at].1.trim_end(), page.lines[next].1);
    page.splice(at, next - at + 1, &[&glued])
}

fn last_text(page: &Page, at: usize) -> usize {
    (0..at).rev().find(|above| page.kind(*above) != Kind::Blank).unwrap_or(0)
}

/// From each heading below the title to the next one.
fn bounds(page: &Page) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = (0..page.lines.len())
        .filter(|at| page.kind(*at) == Kind::Heading && page.lines[*at].1.starts_with("##"))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([page.lines.len()]);
    starts.iter().copied().zip(ends).collect()
}

fn sections(page: &Page, change: impl Fn(&Page, usize, usize) -> Damaged) -> Vec<Damaged> {
    bounds(page).into_iter().map(|(first, end)| change(page, first, end)).collect()
}

fn twice(page: &Page, first: usize, end: usize, to: usize) -> Damaged {
    let lines: Vec<&str> = page.lines[first..end].iter().map(|(_, line)| line.as_str()).collect();
    let mut damaged = page.splice(to, 0, &lines);
    damaged.lines = first + 1..=*damaged.lines.end();
    damaged
}

fn swap(page: &Page) -> Vec<Damaged> {
    let bounds = bounds(page);
    let pairs = bounds.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
    pairs
        .map(|((first, middle), (_, end))| {
            let lines: Vec<&str> = page.lines[*middle..*end]
                .iter()
                .chain(&page.lines[*first..*middle])
                .map(|(_, line)| line.as_str())
                .collect();
            page.splice(*first, end - first, &lines)
        })
        .collect()
}

fn cut(page: &Page, at: usize) -> Damaged {
    let mut damaged = page.splice(at, page.lines.len() - at, &[]);
    // Whatever is missing shows at the last thing that is there.
    damaged.lines = at.saturating_sub(40)..=at;
    damaged
}

/// Whether a line stands behind a row of a table of errors, and nothing but such rows and prose below it.
fn is_behind_error(page: &Page, at: usize) -> bool {
    let heading = page.lines[..at].iter().rev().find(|(kind, _)| *kind == Kind::Heading);
    let in_errors = heading.is_some_and(|(_, line)| line.contains("错误码"));
    let is_last = !page.lines[at..].iter().any(|(kind, _)| *kind == Kind::Heading);
    let rows = page.lines[..at].iter().rev().take_while(|(kind, _)| *kind != Kind::Heading);
    in_errors && is_last && rows.filter(|(kind, _)| matches!(kind, Kind::Row(_) | Kind::Cell)).count() > 0
}

fn cut_within(page: &Page, at: usize) -> Option<Damaged> {
    let line = &page.lines[at].1;
    let half = line.char_indices().nth(line.chars().count() / 2)?.0;
    let mut damaged = page.splice(at, page.lines.len() - at, &[&line[..half]]);
    damaged.lines = at.saturating_sub(40)..=at + 1;
    damaged.text.pop();
    Some(damaged)
}

/// The lines behind the table of the request, without which a page does not describe an endpoint.
fn behind_request(page: &Page) -> std::ops::Range<usize> {
    let method =
        page.lines.iter().position(|(_, line)| line.contains("HTTP Method")).unwrap_or(page.lines.len());
    method + 2..page.lines.len()
}

/// The line of the first table behind the request's: what is left below it still names two parts of an endpoint.
fn first_table(page: &Page) -> usize {
    let headings: Vec<usize> = bounds(page).into_iter().map(|(first, _)| first).collect();
    headings.iter().copied().find(|at| page.lines[*at].1.starts_with("###")).unwrap_or(0)
}
