//! Damage to words and signs: markers, options, rules, the request's lines, quotes and colons.

use super::page::{Damage, Damaged, Kind, Page};

pub const ALL: &[Damage] = &[
    Damage { name: "a marker without stars", make: |page| markers(page, |line| line.replace("**", "")) },
    Damage { name: "a marker with one star", make: |page| markers(page, |line| line.replacen("**", "*", 2)) },
    Damage {
        name: "a marker with its first stars",
        make: |page| markers(page, |line| line.replacen("**", "\0", 1).replace("**", "").replace('\0', "**")),
    },
    Damage {
        name: "a marker with its last stars",
        make: |page| markers(page, |line| line.replacen("**", "", 1)),
    },
    Damage {
        name: "a marker in underscores",
        make: |page| markers(page, |line| line.replacen("**", "__", 2)),
    },
    Damage {
        name: "a marker with escaped stars",
        make: |page| markers(page, |line| line.replace("**", "\\*\\*")),
    },
    Damage {
        name: "a marker with full-width stars",
        make: |page| markers(page, |line| line.replacen("**", "＊＊", 2)),
    },
    Damage {
        name: "a marker in tags",
        make: |page| markers(page, |line| line.replacen("**", "<b>", 1).replacen("**", "</b>", 1)),
    },
    Damage {
        name: "a marker with spaces",
        make: |page| markers(page, |line| line.replacen("**", "** ", 1).replacen("**：", " ** ：", 1)),
    },
    Damage {
        name: "a marker without its colon",
        make: |page| markers(page, |line| line.replacen("**：", "**", 1)),
    },
    Damage {
        name: "a marker with a plain colon",
        make: |page| markers(page, |line| line.replacen("**：", "**:", 1)),
    },
    Damage {
        name: "a marker with another colon",
        make: |page| markers(page, |line| line.replacen("**：", "**﹕", 1)),
    },
    Damage {
        name: "a marker with an equals sign",
        make: |page| markers(page, |line| line.replacen("**：", "** = ", 1)),
    },
    Damage {
        name: "a mistyped marker",
        make: |page| {
            markers(page, |line| {
                line.replacen("示例值", "示列值", 1)
                    .replacen("可选值有", "可选值友", 1)
                    .replacen("默认值", "默认直", 1)
                    .replacen("校验规则", "校验规侧", 1)
                    .replacen("可能值有", "可能直有", 1)
            })
        },
    },
    Damage {
        name: "a marker in traditional characters",
        make: |page| {
            markers(page, |line| {
                line.replacen("示例值", "示例值".replace('值', "値").as_str(), 1)
                    .replacen("可选值", "可選值", 1)
                    .replacen("默认", "默認", 1)
                    .replacen("数据校验规则", "數據校驗規則", 1)
            })
        },
    },
    Damage {
        name: "a marker with a letter more",
        make: |page| markers(page, |line| line.replacen("值", "值值", 1)),
    },
    Damage {
        name: "a lost marker",
        make: |page| {
            let places = (0..page.lines.len())
                .filter(|at| page.kind(*at) == Kind::Cell && page.lines[*at].1.starts_with("**可选值有"));
            places.map(|at| page.splice(at, 1, &[])).collect()
        },
    },
    Damage {
        name: "a marker in English",
        make: |page| {
            markers(page, |line| {
                line.replacen("示例值", "Example value", 1)
                    .replacen("可选值有", "Optional values are", 1)
                    .replacen("默认值", "Default value", 1)
                    .replacen("数据校验规则", "Data validation rules", 1)
                    .replacen("可能值有", "Possible values", 1)
            })
        },
    },
    Damage { name: "a bullet as a star", make: |page| bullets(page, |rest| format!("* {rest}")) },
    Damage { name: "a bullet as a dot", make: |page| bullets(page, |rest| format!("• {rest}")) },
    Damage {
        name: "bullets as dots",
        make: |page| {
            page.all(|line, kind| {
                if kind == Kind::Cell {
                    line.strip_prefix("- ").map_or(line.to_owned(), |rest| format!("• {rest}"))
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage {
        name: "bullets as middle dots",
        make: |page| {
            page.all(|line, kind| {
                if kind == Kind::Cell {
                    line.strip_prefix("- ").map_or(line.to_owned(), |rest| format!("· {rest}"))
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage { name: "a bullet as a number", make: |page| bullets(page, |rest| format!("1. {rest}")) },
    Damage {
        name: "bullets as numbers",
        make: |page| {
            page.all(|line, kind| {
                if kind == Kind::Cell {
                    line.strip_prefix("- ").map_or(line.to_owned(), |rest| format!("1. {rest}"))
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage { name: "a bullet as a long dash", make: |page| bullets(page, |rest| format!("– {rest}")) },
    Damage { name: "a bullet as a full-width dash", make: |page| bullets(page, |rest| format!("－{rest}")) },
    Damage { name: "a bullet without its space", make: |page| bullets(page, |rest| format!("-{rest}")) },
    Damage { name: "a bullet without its dash", make: |page| bullets(page, str::to_owned) },
    Damage {
        name: "bullets without dashes",
        make: |page| {
            page.all(|line, kind| {
                if kind == Kind::Cell {
                    line.strip_prefix("- ").unwrap_or(line).to_owned()
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage { name: "an indented bullet", make: |page| bullets(page, |rest| format!("    - {rest}")) },
    Damage { name: "an escaped bullet", make: |page| bullets(page, |rest| format!("\\- {rest}")) },
    Damage {
        name: "an option with a plain colon",
        make: |page| {
            bullets(page, |rest| {
                rest.strip_suffix("  ").map_or(format!("- {}", rest.replace('：', ":")), |rest| {
                    format!("- {}  ", rest.replace('：', ":"))
                })
            })
        },
    },
    Damage {
        name: "an option without its colon",
        make: |page| bullets(page, |rest| format!("- {}", rest.replacen('：', " ", 1))),
    },
    Damage {
        name: "an option with a dash for its colon",
        make: |page| bullets(page, |rest| format!("- {}", rest.replacen('：', " - ", 1))),
    },
    Damage {
        name: "an option with another colon",
        make: |page| bullets(page, |rest| format!("- {}", rest.replacen('：', "∶", 1))),
    },
    Damage {
        name: "an option with a comma for its colon",
        make: |page| bullets(page, |rest| format!("- {}", rest.replacen('：', "，", 1))),
    },
    Damage {
        name: "an option with an equals sign",
        make: |page| bullets(page, |rest| format!("- {}", rest.replacen('：', "=", 1))),
    },
    Damage {
        name: "an option in full-width letters",
        make: |page| {
            bullets(page, |rest| {
                let (key, label) = rest.split_once('：').unwrap_or(("", rest));
                format!("- {}：{label}", super::tables::full_width(key))
            })
        },
    },
    Damage {
        name: "an option in quotes",
        make: |page| {
            bullets(page, |rest| {
                let (key, label) = rest.split_once('：').unwrap_or(("", rest));
                format!("- \"{key}\"：{label}")
            })
        },
    },
    Damage {
        name: "an option in smart quotes",
        make: |page| {
            bullets(page, |rest| {
                let (key, label) = rest.split_once('：').unwrap_or(("", rest));
                format!("- “{key}”：{label}")
            })
        },
    },
    Damage {
        name: "an option with a space in its key",
        make: |page| {
            bullets(page, |rest| {
                let (key, label) = rest.split_once('：').unwrap_or(("", rest));
                let half = key.char_indices().nth(key.chars().count() / 2).map_or(0, |(at, _)| at);
                if key.chars().count() < 2 {
                    format!("- {rest}")
                } else {
                    format!("- {} {}：{label}", &key[..half], &key[half..])
                }
            })
        },
    },
    Damage {
        name: "an option with an empty key",
        make: |page| {
            bullets(page, |rest| format!("- ：{}", rest.split_once('：').map_or(rest, |(_, label)| label)))
        },
    },
    Damage {
        name: "an option cut in its key",
        make: |page| {
            bullets(page, |rest| {
                let (key, _) = rest.split_once('：').unwrap_or((rest, ""));
                let half: String = key.chars().take(key.chars().count().div_ceil(2)).collect();
                format!("- {half}{}", if rest.ends_with("  ") { "  " } else { "" })
            })
        },
    },
    Damage { name: "two options glued", make: glued_options },
    Damage { name: "a rule with a plain colon", make: |page| rules(page, |line| line.replace('：', ": ")) },
    Damage { name: "a rule with another dash", make: |page| rules(page, |line| line.replace('～', "-")) },
    Damage { name: "a rule with a plain tilde", make: |page| rules(page, |line| line.replace('～', "~")) },
    Damage { name: "a rule without backticks", make: |page| rules(page, |line| line.replace('`', "")) },
    Damage {
        name: "a rule without its first backtick",
        make: |page| rules(page, |line| line.replacen('`', "", 1)),
    },
    Damage {
        name: "a rule without its last number",
        make: |page| {
            rules(page, |line| line.split('～').next().unwrap_or_default().trim_end().to_owned() + "  ")
        },
    },
    Damage {
        name: "a rule in full-width numbers",
        make: |page| {
            rules(page, |line| {
                line.chars()
                    .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c })
                    .collect()
            })
        },
    },
    Damage {
        name: "a rule with separators",
        make: |page| {
            rules(page, |line| {
                // A pattern may mean its zeros.
                if line.contains('^') { line.to_owned() } else { line.replace("00", ",00") }
            })
        },
    },
    Damage {
        name: "a rule with letters for numbers",
        make: |page| {
            rules(page, |line| {
                // A pattern may mean letters.
                if line.contains('^') { line.to_owned() } else { line.replace('0', "O").replace('1', "l") }
            })
        },
    },
    Damage {
        name: "a rule turned round",
        make: |page| {
            rules(page, |line| {
                let parts: Vec<&str> = line.split('`').collect();
                if parts.len() == 5 {
                    format!("{}`{}`{}`{}`{}", parts[0], parts[3], parts[2], parts[1], parts[4])
                } else {
                    line.to_owned()
                }
            })
        },
    },
    Damage {
        name: "a mistyped rule",
        make: |page| {
            rules(page, |line| line.replace("范围", "范韦").replace("最大", "最太").replace("最小", "最少"))
        },
    },
    Damage {
        name: "smart quotes",
        make: |page| page.all(|line, kind| if kind == Kind::Front { line.to_owned() } else { smart(line) }),
    },
    Damage {
        name: "smart quotes in a line",
        make: |page| page.each(|line, kind, _| (kind != Kind::Front).then(|| smart(line))),
    },
    Damage {
        name: "plain colons everywhere",
        make: |page| {
            // In an example they may be text.
            page.all(|line, kind| {
                let is_example = kind == Kind::Fence
                    || (kind == Kind::Tags && !line.contains("md-"))
                    || line.contains("示例值**");
                if is_example { line.to_owned() } else { line.replace('：', ":") }
            })
        },
    },
    Damage {
        name: "full-width colons everywhere",
        make: |page| {
            page.each(|line, kind, _| {
                (kind != Kind::Fence && !line.contains('"')).then(|| line.replace(": ", "："))
            })
        },
    },
    Damage {
        name: "full-width commas",
        make: |page| {
            page.each(|line, _, _| (!line.contains(['^', '"', '*', '`'])).then(|| line.replace(',', "，")))
        },
    },
    Damage {
        name: "full-width brackets",
        make: |page| {
            // In a pattern or an example they may be meant.
            page.each(|line, kind, _| {
                let bracket = line.trim().len() < 3;
                let plain = kind != Kind::Fence && !bracket && !line.contains(['^', '"']);
                plain
                    .then(|| line.replace('(', "（").replace(')', "）").replace('[', "［").replace(']', "］"))
            })
        },
    },
    Damage {
        name: "full-width text",
        make: |page| {
            page.each(|line, kind, _| {
                (kind == Kind::Heading || matches!(kind, Kind::Row(_))).then(|| {
                    line.replace("string", &super::tables::full_width("string"))
                        .replace("int", &super::tables::full_width("int"))
                })
            })
        },
    },
    Damage {
        name: "escaped brackets",
        make: |page| {
            page.each(|line, kind, _| {
                let plain = kind != Kind::Fence && !line.contains(['^', '"', '{']) && !line.contains("正则");
                plain.then(|| line.replace('[', "\\[").replace("\\\\[", "\\["))
            })
        },
    },
    Damage {
        name: "escaped underscores",
        make: |page| {
            page.all(|line, kind| {
                if kind == Kind::Fence || kind == Kind::Front {
                    line.to_owned()
                } else {
                    line.replace('_', "\\_")
                }
            })
        },
    },
    Damage {
        name: "escaped letters as entities",
        make: |page| {
            page.each(|line, kind, _| matches!(kind, Kind::Row(_)).then(|| line.replace('_', "&#95;")))
        },
    },
    Damage {
        name: "entities escaped twice",
        make: |page| {
            page.each(|line, kind, _| {
                (kind != Kind::Fence && kind != Kind::Tags && !line.contains('"'))
                    .then(|| line.replace('<', "&amp;lt;").replace('&', "&amp;"))
            })
        },
    },
    Damage {
        name: "traditional characters",
        make: |page| {
            page.each(|line, kind, _| {
                matches!(kind, Kind::Heading | Kind::Header).then(|| {
                    line.replace('请', "請")
                        .replace('响', "響")
                        .replace('体', "體")
                        .replace('类', "類")
                        .replace('错', "錯")
                        .replace('误', "誤")
                        .replace('码', "碼")
                        .replace('参', "參")
                        .replace('数', "數")
                        .replace('询', "詢")
                        .replace('称', "稱")
                        .replace('头', "頭")
                        .replace('径', "徑")
                })
            })
        },
    },
    Damage {
        name: "another key of the request",
        make: |page| request(page, |key, value| format!("{}x | {value}", key.trim_end())),
    },
    Damage {
        name: "a key of the request without its value",
        make: |page| request(page, |key, _| key.trim_end().to_owned()),
    },
    Damage {
        name: "a key of the request with a colon",
        make: |page| request(page, |key, value| format!("{}: {value}", key.trim_end())),
    },
    Damage {
        name: "a line of the request is lost",
        make: |page| {
            let damaged = (0..page.lines.len()).filter(|at| page.lines[*at].1.starts_with("HTTP "));
            damaged.map(|at| page.splice(at, 1, &[])).collect()
        },
    },
    Damage { name: "a URL cut short", make: |page| urls(page, |url| url.chars().take(40).collect()) },
    Damage {
        name: "a URL cut at its last part",
        make: |page| {
            urls(page, |url| url.rsplit_once('/').map_or(String::new(), |(front, _)| format!("{front}/")))
        },
    },
    Damage { name: "a URL with a query", make: |page| urls(page, |url| format!("{url}?page_size=10")) },
    Damage { name: "a URL with a fragment", make: |page| urls(page, |url| format!("{url}#top")) },
    Damage { name: "a URL with a full stop", make: |page| urls(page, |url| format!("{url}。")) },
    Damage { name: "a URL with a slash", make: |page| urls(page, |url| format!("{url}/")) },
    Damage { name: "a URL with two slashes", make: |page| urls(page, |url| url.replace("/v1/", "/v1//")) },
    Damage { name: "a URL with a space", make: |page| urls(page, |url| url.replace("/v1/", "/v1 /")) },
    Damage {
        name: "a URL with an ellipsis",
        make: |page| urls(page, |url| format!("{}…", url.chars().take(url.len() - 4).collect::<String>())),
    },
    Damage {
        name: "a URL in braces",
        make: |page| {
            urls(page, |url| {
                url.split('/')
                    .map(|part| part.strip_prefix(':').map_or(part.to_owned(), |name| format!("{{{name}}}")))
                    .collect::<Vec<_>>()
                    .join("/")
            })
        },
    },
    Damage { name: "a URL in angle brackets", make: |page| urls(page, |url| format!("<{url}>")) },
    Damage { name: "a URL as a link", make: |page| urls(page, |url| format!("[{url}]({url})")) },
    Damage { name: "a URL in backticks", make: |page| urls(page, |url| format!("`{url}`")) },
    Damage { name: "a URL of another scheme", make: |page| urls(page, |url| url.replace("https:", "htps:")) },
    Damage {
        name: "a URL with a full-width colon",
        make: |page| urls(page, |url| url.replace("https:", "https：")),
    },
    Damage { name: "a method in small letters", make: |page| methods(page, |method| method.to_lowercase()) },
    Damage { name: "a mistyped method", make: |page| methods(page, |method| format!("{method}T")) },
    Damage { name: "two methods", make: |page| methods(page, |method| format!("{method} / PATCH")) },
    Damage {
        name: "an error code with a letter",
        make: |page| errors(page, 1, |code| code.replace('0', "O")),
    },
    Damage { name: "an error code cut off", make: |page| errors(page, 1, |_| String::new()) },
    Damage { name: "a status that is none", make: |page| errors(page, 0, |_| "4OO".to_owned()) },
    Damage {
        name: "a status of two numbers",
        make: |page| errors(page, 0, |status| format!("{status}/500")),
    },
    Damage { name: "an empty status", make: |page| errors(page, 0, |_| String::new()) },
    Damage {
        name: "an example with a comma more",
        make: |page| page.each(|line, kind, _| (kind == Kind::Fence).then(|| line.replace('"', "”"))),
    },
    Damage { name: "a front matter without its end", make: |page| front(page, |at| at > 0) },
    Damage { name: "a front matter without its start", make: |page| front(page, |at| at == 0) },
];

fn markers(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, _| (kind == Kind::Cell && line.starts_with("**")).then(|| change(line)))
}

/// Options and rules.
fn bullets(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, at| {
        let rest = line.strip_prefix("- ").filter(|_| kind == Kind::Cell)?;
        // A list below an example is its text, and a bullet with a link or a marker is a sentence.
        let cell = page.lines[..at].iter().rev().take_while(|(kind, _)| *kind == Kind::Cell);
        let marker = cell.map(|(_, line)| line).find(|line| !line.starts_with("- "));
        let in_example = marker.is_some_and(|line| line.starts_with("**示例值"));
        (!in_example && !rest.contains("](") && !rest.contains("**")).then(|| change(rest))
    })
}

/// Validation rules: bullets with numbers in backticks.
fn rules(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        (kind == Kind::Cell && line.starts_with("- ") && line.contains("：`")).then(|| change(line))
    })
}

fn glued_options(page: &Page) -> Vec<Damaged> {
    let is = |at: usize| page.kind(at) == Kind::Cell && page.lines[at].1.starts_with("- ");
    let places = (0..page.lines.len()).filter(|at| is(*at) && is(*at + 1));
    places
        .map(|at| {
            let line = format!("{} {}", page.lines[at].1.trim_end(), page.lines[at + 1].1);
            page.splice(at, 2, &[&line])
        })
        .collect()
}

fn smart(line: &str) -> String {
    let mut out = String::new();
    let mut open = true;
    for c in line.chars() {
        match c {
            '"' => {
                out.push(if open { '“' } else { '”' });
                open = !open;
            }
            c => out.push(c),
        }
    }
    out
}

const KEYS: &[&str] = &["HTTP URL", "HTTP Method", "接口频率限制", "支持的应用类型", "字段权限要求"];

fn request(page: &Page, change: impl Fn(&str, &str) -> String) -> Vec<Damaged> {
    page.each(|line, _, _| {
        let (key, value) = line.split_once(" | ")?;
        KEYS.contains(&key.trim()).then(|| change(key, value))
    })
}

fn value(page: &Page, wanted: &str, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, _, _| {
        let (key, value) = line.split_once(" | ")?;
        (key.trim() == wanted).then(|| format!("{key} | {}", change(value)))
    })
}

/// The finding may stand at the table of the path's parameters.
fn urls(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    let mut damaged = value(page, "HTTP URL", change);
    damaged.iter_mut().for_each(|damaged| damaged.lines = *damaged.lines.start()..=page.lines.len());
    damaged
}

fn methods(page: &Page, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    value(page, "HTTP Method", change)
}

fn errors(page: &Page, index: usize, change: impl Fn(&str) -> String) -> Vec<Damaged> {
    page.each(|line, kind, _| {
        let mut cells: Vec<String> = line.split(" | ").map(str::to_owned).collect();
        let is_error = kind == Kind::Row(4) && cells.first()?.parse::<u16>().is_ok();
        let cell = cells.get_mut(index).filter(|_| is_error)?;
        *cell = change(cell);
        Some(cells.join(" | "))
    })
}

fn front(page: &Page, is: impl Fn(usize) -> bool) -> Vec<Damaged> {
    let places = (0..page.lines.len())
        .filter(|at| page.kind(*at) == Kind::Front && page.lines[*at].1 == "---" && is(*at));
    places.map(|at| page.splice(at, 1, &[])).collect()
}
