//! A reader of the given page that is as plain as can be, and knows nothing of the project's.

use serde_json::Value;

/// A row of a table of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// The first cell.
    pub name: String,
    /// The second cell, without Markdown's escapes.
    pub ty: String,
    /// The cell under 必填, where the table has it.
    pub required: Option<String>,
    /// The lines of the last cell.
    pub about: Vec<String>,
}

impl Row {
    /// The keys and labels under 可选值有.
    pub fn options(&self) -> Vec<(String, String)> {
        let below = self.about.iter().skip_while(|line| !line.starts_with("**可选值有**")).skip(1);
        let bullets = below.map_while(|line| line.strip_prefix("- "));
        bullets
            .map(|bullet| {
                let (key, label) = bullet.split_once('：').expect("an option is `key：label`");
                (key.to_owned(), label.to_owned())
            })
            .collect()
    }

    /// The lines before the first marker.
    pub fn prose(&self) -> String {
        self.about.iter().take_while(|line| !line.starts_with("**")).map(String::as_str).collect()
    }
}

/// The rows of the table under a heading.
pub fn rows(page: &str, heading: &str) -> Vec<Row> {
    let mut lines = section(page, heading).into_iter();
    let header = lines.find(|(_, line)| line.contains(" | ")).expect("a table").1;
    let columns: Vec<&str> = header.split(" | ").collect();
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in lines.skip(1).filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.splitn(columns.len(), " | ").collect();
        let starts = cells.len() == columns.len() && is_name(cells[0]);
        match rows.last_mut() {
            Some(row) if !starts => row.about.push(line.to_owned()),
            _ => rows.push(Row {
                line: number,
                name: cells[0].to_owned(),
                ty: cells[1].replace('\\', ""),
                required: (columns[2] == "必填").then(|| cells[2].to_owned()),
                about: vec![cells[columns.len() - 1].to_owned()],
            }),
        }
    }
    rows
}

/// The rows of a table of plain cells: those of the error table.
pub fn cells(page: &str, heading: &str) -> Vec<Vec<String>> {
    let lines = section(page, heading).into_iter().filter(|(_, line)| line.contains(" | "));
    lines.skip(2).map(|(_, line)| line.split(" | ").map(str::to_owned).collect()).collect()
}

/// The JSON under a heading.
pub fn example(page: &str, heading: &str) -> Value {
    let lines = section(page, heading).into_iter().map(|(_, line)| line);
    let fenced = lines.skip_while(|line| !line.starts_with("```json")).skip(1);
    let text: Vec<&str> = fenced.take_while(|line| !line.starts_with("```")).collect();
    serde_json::from_str(&text.join("\n")).expect("JSON")
}

/// The strings under 自定义字段数据格式说明: the kind of field, and the string on the wire.
pub fn value_formats(page: &str) -> Vec<(String, String)> {
    let bullets =
        section(page, "自定义字段数据格式说明").into_iter().filter_map(|(_, line)| line.strip_prefix("-  "));
    bullets
        .map(|bullet| {
            let (label, code) = bullet.split_once('：').expect("a format is `label：sample`");
            let json = code.trim_matches('`');
            (label.to_owned(), serde_json::from_str(json).expect("the sample is a JSON string"))
        })
        .collect()
}

/// A value of the example and where it stands: `resume.career_list[0].desc`.
pub fn paths(value: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    walk("", value, &mut found);
    found
}

/// The paths of the members alone, in the order of the text, without numbers: `resume.career_list[].desc`.
pub fn members(value: &Value) -> Vec<String> {
    let named = paths(value).into_iter().filter(|(path, _)| !path.ends_with(']'));
    named.map(|(path, _)| path.replace("[0]", "[]")).collect()
}

fn walk<'a>(path: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                found.push((path.clone(), member));
                walk(&path, member, found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                let path = format!("{path}[{index}]");
                found.push((path.clone(), element));
                walk(&path, element, found);
            }
        }
        _ => {}
    }
}

/// The lines between a heading and the next, with their numbers, without the spaces at their ends.
fn section<'a>(page: &'a str, heading: &str) -> Vec<(usize, &'a str)> {
    let lines = page.lines().enumerate().map(|(index, line)| (index + 1, line.trim_end()));
    let below = lines.skip_while(|(_, line)| line.trim_start_matches('#').trim() != heading).skip(1);
    below.take_while(|(_, line)| !line.starts_with('#')).collect()
}

fn is_name(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}
