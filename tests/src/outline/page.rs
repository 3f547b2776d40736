use std::fmt::Write;

use feishu_codegen::nest::Place;
use feishu_codegen::page::{Description, Item, KeyValue, Page, Row, Table};
use feishu_codegen::source::{Source, Spanned};
use feishu_schema::Placed;

use super::first_line;

/// Everything that was read, with the line that each thing starts on.
pub fn page(page: &Page, source: &Source) -> String {
    let mut out = Outline { source, text: String::new() };
    out.line(0, &format!("dialect: {:?}", page.dialect).to_lowercase());
    out.at(0, "title", &page.title);
    for (name, value) in [("front title", &page.front.title), ("front url", &page.front.url)] {
        if let Some(value) = value {
            out.at(0, name, value);
        }
    }
    out.line(0, &format!("front updated: {:?}", page.front.updated));
    out.line(0, "request");
    page.request.rows.iter().for_each(|row| out.pair(row));
    page.tables.iter().for_each(|table| out.table(table));
    for example in &page.examples {
        let lines = example.text.as_str().lines().count();
        let what = format!("{} example", example.section.as_str());
        out.at(0, &what, &example.heading);
        let (number, language) = (source.line_number(example.text.span.start), &example.language);
        out.line(1, &format!("L{number} {language}, {lines} lines"));
    }
    out.line(0, "errors");
    for row in &page.errors {
        let status = row.status.as_ref().map_or("no status", Spanned::as_str);
        let cells = [status, row.code.as_str(), row.text.as_str(), row.advice.as_str()].join(" | ");
        out.line(1, &format!("L{} {cells}", source.line_number(row.span.start)));
    }
    out.line(0, "prose");
    for prose in &page.prose {
        out.at(1, "under", &prose.heading);
        prose.lines.iter().for_each(|line| out.at(2, "", line));
    }
    out.text
}

/// The rows of all tables as trees: line, name, type, and how the place was decided.
pub fn places(page: &Page, source: &Source, places: &[Vec<Place>]) -> String {
    let mut out = Outline { source, text: String::new() };
    for (table, places) in page.tables.iter().zip(places) {
        out.line(0, table.section.as_str());
        for (index, (row, place)) in table.rows.iter().zip(places).enumerate() {
            let line = source.line_number(row.span.start);
            let place_word = placed(place.placed);
            let text = format!("L{line} {}: {} ({place_word})", row.name.as_str(), row.spelled.as_str());
            out.line(1 + depth(places, index), &text);
        }
    }
    out.text
}

fn depth(places: &[Place], index: usize) -> usize {
    places[index].parent.map_or(0, |parent| 1 + depth(places, parent))
}

fn placed(placed: Placed) -> &'static str {
    match placed {
        Placed::Marked => "marked",
        Placed::Only => "only",
        Placed::Example => "example",
        Placed::Type => "type",
        Placed::Lexicon => "lexicon",
        Placed::Guess => "guess",
    }
}

struct Outline<'a> {
    source: &'a Source,
    text: String,
}

impl Outline<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        writeln!(self.text, "{:width$}{text}", "", width = 2 * depth).expect("written");
    }

    fn at(&mut self, depth: usize, name: &str, value: &Spanned<String>) {
        let line = self.source.line_number(value.span.start);
        let name = if name.is_empty() { String::new() } else { format!("{name}: ") };
        self.line(depth, &format!("L{line} {name}{}", value.as_str().replace('\n', "⏎")));
    }

    fn pair(&mut self, row: &KeyValue) {
        let key: Vec<&str> = row.key.iter().map(Spanned::as_str).collect();
        let line = self.source.line_number(row.span.start);
        self.line(1, &format!("L{line} {}", key.join(" / ")));
        row.value.iter().for_each(|value| self.at(2, "", value));
    }

    fn table(&mut self, table: &Table) {
        self.at(0, &format!("{} table", table.section.as_str()), &table.heading);
        table.rows.iter().for_each(|row| self.row(row));
    }

    fn row(&mut self, row: &Row) {
        let line = self.source.line_number(row.span.start);
        let required = row.required.as_ref().map_or("no such column", Spanned::as_str);
        let prose: Vec<&str> = row.about.prose.iter().map(Spanned::as_str).collect();
        let level = row.level.map(|level| format!(" level {level}")).unwrap_or_default();
        let (name, ty) = (row.name.as_str(), row.spelled.as_str());
        self.line(1, &format!("L{line} {name} | {ty} | {required} | {}{level}", prose.join(" ⏎ ")));
        self.parts(&row.about);
    }

    fn parts(&mut self, about: &Description) {
        for part in &about.parts {
            self.line(3, &format!("{}: {}", part.marker.as_str(), part.value.as_str()));
            part.items.iter().for_each(|item| self.item(item));
        }
    }

    fn item(&mut self, item: &Item) {
        let bullet = if item.bullet { "- " } else { "" };
        let key = item.key.as_ref().map(|key| format!("{} = ", key.as_str())).unwrap_or_default();
        self.line(4, &format!("{bullet}{key}{}", first_line(item.text.as_str())));
    }
}
