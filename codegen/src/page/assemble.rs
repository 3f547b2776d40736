//! Blocks become the page: each goes to the part that its heading names.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::example;
use crate::source::{Source, Span, Spanned};

use super::block::{Block, Fence, Grid, flatten};
use super::columns::{Columns, unknown_headers};
use super::line::{View, lines};
use super::sections::{Topic, topic};
use super::{
    Dialect, ErrorRow, Example, Front, KeyValue, Page, Prose, Reading, Section, Table, faults, files,
    findings, headless, request, signs,
};

/// Puts a page together.
pub(super) fn page(
    source: &Source,
    dialect: Dialect,
    front: Front,
    blocks: Vec<Block<'_>>,
    out: &mut Vec<Diagnostic>,
) -> Reading {
    let mut assembly = Assembly::new(front, out);
    for block in blocks {
        assembly.take(block);
    }
    assembly.finish(source, dialect)
}

struct Assembly<'o> {
    front: Front,
    title: Spanned<String>,
    /// The rows of the request table.
    request: Vec<KeyValue>,
    tables: Vec<Table>,
    examples: Vec<Example>,
    errors: Vec<ErrorRow>,
    prose: Vec<Prose>,
    heading: Spanned<String>,
    topic: Topic,
    /// The level of the heading that set the topic.
    level: usize,
    titled: bool,
    /// The heading of the request.
    asks: Option<Span>,
    lines: Vec<Spanned<String>>,
    /// Fences that may be examples.
    details: Vec<Example>,
    /// A table under the heading of a section that was not understood, until one is.
    strange: Option<Span>,
    /// Whether the topic has a table already.
    filled: bool,
    /// Whether nothing stands between here and a table of the topic.
    behind_table: bool,
    /// Whether the topic has a fence.
    fenced: bool,
    /// The end of the table of any kind that stands right above.
    table_end: Option<usize>,
    /// Whether nothing stands below the last heading.
    bare_heading: bool,
    /// The headings of parts that were met, with their places.
    met: Vec<(Topic, Span)>,
    /// The same by their words.
    known: HashMap<(Topic, String), Span>,
    /// The codes and texts of the errors.
    errors_seen: HashSet<(String, String)>,
    /// The texts of the examples.
    shown: HashSet<String>,
    /// Fences under headings that are not understood, with the part above.
    stray: Vec<(Spanned<String>, Topic)>,
    /// The last part that was understood.
    above: Topic,
    out: &'o mut Vec<Diagnostic>,
}

impl<'o> Assembly<'o> {
    fn new(front: Front, out: &'o mut Vec<Diagnostic>) -> Self {
        Self {
            title: front.title.clone().unwrap_or_default(),
            front,
            request: Vec::new(),
            tables: Vec::new(),
            examples: Vec::new(),
            errors: Vec::new(),
            prose: Vec::new(),
            heading: Spanned::default(),
            topic: Topic::Other,
            level: 0,
            titled: false,
            asks: None,
            lines: Vec::new(),
            details: Vec::new(),
            strange: None,
            filled: false,
            behind_table: false,
            fenced: false,
            table_end: None,
            bare_heading: false,
            met: Vec::new(),
            known: HashMap::new(),
            errors_seen: HashSet::new(),
            shown: HashSet::new(),
            stray: Vec::new(),
            above: Topic::Other,
            out,
        }
    }

    fn take(&mut self, block: Block<'_>) {
        let above = self.table_end.take();
        if let Block::Grid(grid) = &block {
            self.table_end = Some(grid.span.end);
        }
        self.behind_table &= matches!(block, Block::Grid(_));
        self.bare_heading = matches!(block, Block::Heading { .. });
        match block {
            Block::Heading { level, text } => self.heading(level, text),
            Block::Fence(fence) => self.fence(&fence),
            Block::Grid(grid) => self.grid(grid),
            Block::Line(line) => {
                let view = line.view();
                let is_stamp = !self.titled && view.text.starts_with("最后更新于");
                self.out.extend(match above {
                    Some(end) => signs::below_table(view, end),
                    None => signs::line(view, matches!(self.topic, Topic::Example(_))),
                });
                if !is_stamp {
                    self.lines.push(view.trim_end().spanned());
                }
            }
        }
    }

    fn heading(&mut self, level: usize, text: Spanned<String>) {
        self.flush();
        if level == 1 && !self.titled {
            self.titled = true;
            if !text.value.trim().is_empty() {
                self.title = text;
            }
            return;
        }
        self.out.extend(signs::heading(&text));
        let topic = topic(&text.value);
        if topic.is_some() || level <= self.level {
            self.end_topic();
            self.above = if self.topic == Topic::Other { self.above } else { self.topic };
            self.topic = topic.unwrap_or(Topic::Other);
            self.level = level;
            if topic.is_some() {
                self.meet(&text);
            }
            if self.topic == Topic::Request {
                self.asks.get_or_insert_with(|| text.span.clone());
            }
        }
        self.heading = text;
    }

    /// Notes a part of the page, and says if it is there for the second time.
    fn meet(&mut self, heading: &Spanned<String>) {
        let words = heading.value.split_whitespace().collect::<String>();
        match self.known.entry((self.topic, words)) {
            Entry::Occupied(first) => self.out.push(
                Diagnostic::warning(
                    findings::SECTION_TWICE,
                    format!("there are two parts `{}`", heading.value),
                )
                .at(heading.span.clone(), "once more here")
                .and(first.get().clone(), "first here"),
            ),
            Entry::Vacant(place) => {
                place.insert(heading.span.clone());
                self.met.push((self.topic, heading.span.clone()));
            }
        }
    }

    /// A fence below the heading of an example is one. Right below the fields it mostly shows a detail: it stays in the
    /// prose, and is an example only where the section has no other.
    fn fence(&mut self, fence: &Fence<'_>) {
        self.out.extend(signs::fenced(fence.text));
        self.fenced = true;
        let example = |section| Example {
            section,
            heading: self.heading.clone(),
            language: fence.language.to_owned(),
            text: fence.text.spanned(),
            content: None,
        };
        match self.topic {
            Topic::Example(section) => {
                let example = example(section);
                if !self.shown.insert(example.text.value.clone()) {
                    self.out.push(signs::second_example(&example));
                }
                self.examples.push(example);
            }
            Topic::Fields(section @ (Section::Body | Section::Response)) => {
                self.details.push(example(section));
                self.keep_fence(fence);
            }
            _ => {
                if self.topic == Topic::Other {
                    self.stray.push((fence.text.spanned(), self.above));
                }
                self.keep_fence(fence);
            }
        }
    }

    fn keep_fence(&mut self, fence: &Fence<'_>) {
        let span = fence.text.span();
        self.lines.push(Spanned::new(format!("```{}", fence.language), span.start..span.start));
        self.lines.extend(lines(fence.text.text, span.start).map(View::spanned));
        self.lines.push(Spanned::new("```".to_owned(), span.end..span.end));
    }

    fn grid(&mut self, grid: Grid<'_>) {
        let behind_table = std::mem::take(&mut self.behind_table);
        let grid = headless::with_header(grid);
        self.out.extend(signs::without_rows(&grid));
        if request::is_request(&grid) {
            self.out.extend(grid.gap.clone().map(signs::gap));
            let rows = request::rows(&grid);
            let pairs = grid.rows.iter().zip(&rows).enumerate();
            self.out
                .extend(pairs.filter_map(|(at, (row, read))| signs::request_row(row, read.kind, at == 0)));
            self.request.extend(rows);
            return;
        }
        if let Some(errors) = faults::rows(&grid, self.out) {
            self.out.extend(grid.gap.clone().map(signs::gap));
            for error in &errors {
                if !self.errors_seen.insert((error.code.value.clone(), error.text.value.clone())) {
                    self.out.push(signs::second_error(error));
                }
            }
            self.errors.extend(errors);
            return;
        }
        let columns = Columns::new(&grid);
        match (self.section(), columns) {
            // A second table without types explains something.
            (Some(section), Some(columns)) if columns.has_types() || !self.filled => {
                // Only a body or a response may have several tables.
                let single = matches!(section, Section::Header | Section::Path | Section::Query);
                if behind_table || (self.filled && single) {
                    let message = "two tables of fields follow each other under one heading";
                    self.out.push(signs::second_table(grid.span.clone(), message));
                }
                self.table(section, grid, &columns)
            }
            (section, columns) => {
                if section.is_some() {
                    let errors =
                        unknown_headers(&grid).into_iter().filter(|found| found.severity == Severity::Error);
                    self.out.extend(errors);
                }
                match section {
                    None if self.topic == Topic::Errors => self.out.push(faults::strange(&grid)),
                    Some(_) => _ = self.strange.get_or_insert_with(|| grid.span.clone()),
                    None if columns.is_some_and(|columns| columns.has_types()) => {
                        self.out.push(homeless(&grid))
                    }
                    None => {}
                }
                self.keep_grid(&grid);
            }
        }
    }

    fn table(&mut self, section: Section, grid: Grid<'_>, columns: &Columns) {
        self.filled = true;
        self.behind_table = true;
        self.out.extend(grid.gap.clone().map(signs::gap));
        self.out.extend(unknown_headers(&grid));
        self.out.extend(columns.missing(section, &grid));
        let rows = columns.rows(grid.rows, self.out);
        let above = self.tables.iter().filter(|table| table.section == section);
        if above.clone().any(|table| signs::is_copy(&rows, table)) {
            self.out.push(signs::second_table(grid.span.clone(), "this table stands twice"));
        }
        let heading = self.heading.clone();
        self.tables.push(Table { section, heading, rows, span: grid.span });
    }

    /// A table that is prose: its cells with pipes between them, the same in all forms.
    fn keep_grid(&mut self, grid: &Grid<'_>) {
        let head = grid.header.iter().map(|cell| flatten(cell)).collect::<Vec<_>>().join(" | ");
        self.lines.push(Spanned::new(head, grid.span.start..grid.span.start));
        for row in &grid.rows {
            let cells = row.cells.iter().map(|cell| flatten(cell)).collect::<Vec<_>>().join(" | ");
            self.lines.push(Spanned::new(cells, row.span.clone()));
        }
    }

    fn section(&self) -> Option<Section> {
        match self.topic {
            Topic::Fields(section) => Some(section),
            Topic::Parameters => Some(if self.sends_body() { Section::Body } else { Section::Query }),
            Topic::Request | Topic::Example(_) | Topic::Errors | Topic::Other => None,
        }
    }

    fn sends_body(&self) -> bool {
        let without = |text: &str| matches!(text.trim(), "GET" | "DELETE" | "HEAD");
        !self.request.iter().any(|row| row.value.first().is_some_and(|value| without(&value.value)))
    }

    fn end_topic(&mut self) {
        if matches!(self.topic, Topic::Example(_)) && !self.fenced {
            self.out.extend(self.met.last().map(|(_, heading)| signs::no_example(heading.clone())));
        }
        self.fenced = false;
        let strange = self.strange.take();
        let has_table = self.filled || strange.is_some();
        if let Some(span) = strange.filter(|_| !self.filled) {
            let diagnostic = Diagnostic::warning(
                findings::STRANGE_HEADER,
                "this table is not read: its header names no fields",
            )
            .at(span, "no column for the fields' names");
            self.out.push(diagnostic);
        }
        let needs_table = match self.topic {
            // What comes back may be a file, which needs no table.
            Topic::Fields(section) => section != Section::Response,
            Topic::Parameters => true,
            // Many pages only name the page that lists the errors of all endpoints.
            Topic::Errors => self.errors.is_empty() && self.prose.last().is_some_and(signs::lists_errors),
            Topic::Request | Topic::Example(_) | Topic::Other => false,
        };
        let has_text = self.prose.last().is_some_and(|prose| prose.heading.span == self.heading.span);
        let is_own = self.met.last().is_some_and(|(_, heading)| *heading == self.heading.span);
        if needs_table && !has_table && has_text && is_own {
            self.out.push(signs::no_table(&self.heading));
        }
        self.filled = false;
    }

    /// Hands the lines gathered so far over to the prose.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if !lines.is_empty() {
            self.prose.push(Prose { heading: self.heading.clone(), lines });
        }
    }

    fn finish(mut self, source: &Source, dialect: Dialect) -> Reading {
        self.flush();
        self.end_topic();
        let shown: Vec<_> = self.examples.iter().map(|example| example.section).collect();
        let (dropped, details) = std::mem::take(&mut self.details)
            .into_iter()
            .partition::<Vec<_>, _>(|detail| shown.contains(&detail.section));
        self.details = details;
        let sent = |detail: &&Example| signs::is_sent(detail.text.as_str(), &self.examples);
        self.out.extend(
            dropped
                .iter()
                .filter(sent)
                .map(|detail| signs::strange_example(detail.text.span.clone(), detail.section)),
        );
        self.examples.append(&mut self.details);
        self.examples.sort_by_key(|example| example.text.span.start);
        let heading = self.asks.clone().or_else(|| self.parts()).filter(|_| !self.tables.is_empty());
        let heading = heading.or_else(|| signs::request(source));
        let request = match request::read(self.request, heading, &self.front, source, self.out) {
            request::Outcome::Endpoint(request) => request,
            request::Outcome::Broken => return Reading::Broken,
            request::Outcome::Other => return Reading::Other,
        };
        for example in &mut self.examples {
            example.content = example::read(example.text.as_str());
            if example.content.as_ref().is_some_and(example::Content::shows_a_value_twice) {
                self.out.push(signs::second_example(example));
            }
        }
        let mut page = Page {
            dialect,
            front: self.front,
            title: self.title,
            request,
            tables: self.tables,
            examples: self.examples,
            errors: self.errors,
            prose: self.prose,
        };
        let has_errors = self.met.iter().any(|(topic, ..)| *topic == Topic::Errors) && !self.bare_heading;
        self.out.extend(signs::whole(&page, &self.stray, has_errors, source));
        files::resolve(&mut page);
        Reading::Endpoint(Box::new(page))
    }

    /// The first of two parts or more that only the page of an endpoint has.
    fn parts(&self) -> Option<Span> {
        let mut parts =
            self.met.iter().filter(|(topic, ..)| matches!(topic, Topic::Fields(_) | Topic::Errors));
        let (first, ..) = parts.next()?;
        let other = parts.any(|(topic, ..)| topic != first);
        other.then(|| self.met.first().map(|(_, span)| span.clone()))?
    }
}

fn homeless(grid: &Grid<'_>) -> Diagnostic {
    Diagnostic::warning(
        findings::STRANGE_HEADING,
        "this table of fields is not read: its heading names no part of the endpoint",
    )
    .at(grid.span.clone(), "a table of fields")
}
