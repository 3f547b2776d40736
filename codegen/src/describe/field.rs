//! One row becomes one field: type, prose, and the parts below bold markers.

use std::collections::HashSet;
use std::hash::Hash;

use feishu_schema::{Field, Key, Placed, Required, Type};

use super::contradiction::Contradiction;
use super::options::Owner;
use super::parts::{add_lines, bulleted, example, remark, value_and_rest, value_in_marker};
use super::text::{across_lines, bare, whole, without_links};
use super::time::{self, Clues};
use super::types::{self, Doubt};
use super::{deprecation, findings, options, row_check, rules, scopes};
use crate::diagnostic::Diagnostic;
use crate::page::{Part, Row, Section};
use crate::source::{Source, Span};

/// What a row is read with.
pub(super) struct Rows<'a> {
    pub source: &'a Source,
    /// The structs that have members somewhere on the page.
    pub structs: HashSet<String>,
    /// The structs without members that have been reported.
    pub missed: HashSet<String>,
    /// The headings that say how values are written into strings.
    pub formats: Vec<String>,
    pub out: &'a mut Vec<Diagnostic>,
}

impl Rows<'_> {
    /// Describes a row by itself; its members are added by the caller.
    pub fn field(&mut self, row: &Row, section: Section, placed: Placed, members: bool) -> Field {
        let mut field = Field {
            name: row.name.as_str().trim().to_owned(),
            line: self.source.line_number(row.span.start),
            placed,
            ty: self.ty(row, members),
            spelled: row.spelled.as_str().trim().to_owned(),
            required: self.required(row),
            text: String::new(),
            english: None,
            examples: Vec::new(),
            default: None,
            options: Vec::new(),
            rules: Vec::new(),
            time: None,
            sentinels: Vec::new(),
            encoded: None,
            deprecated: false,
            scopes: Vec::new(),
            remarks: Vec::new(),
            fields: Vec::new(),
        };
        self.prose(&mut field, row, section);
        for part in &row.about.parts {
            self.part(&mut field, part, row, section);
        }
        only_first(&mut field.options, |choice| choice.key.clone());
        only_first(&mut field.scopes, |scope| scope.name.clone());
        self.meaning(&mut field);
        let found = row_check::of_field(&field, row, section);
        self.out.extend(found.iter().map(Contradiction::diagnostic));
        field
    }

    fn ty(&mut self, row: &Row, members: bool) -> Type {
        let spelled = row.spelled.as_str();
        let types::Understood { ty, doubt } = types::understand(&row.ty, members, &self.structs);
        let name = row.name.as_str();
        let (code, message) = match doubt {
            None => return ty,
            Some(Doubt::Spelling) => {
                (findings::TYPE, format!("the type `{spelled}` of `{name}` is not known"))
            }
            Some(Doubt::NoMembers) => {
                (findings::MEMBERS_MISSING, format!("`{spelled}` has no members on this page"))
            }
            Some(Doubt::Members) => {
                (findings::MEMBERS_UNEXPECTED, format!("`{name}` is a `{spelled}`, but has members"))
            }
        };
        // One word about each struct is enough.
        if doubt == Some(Doubt::NoMembers) && !self.missed.insert(spelled.to_owned()) {
            return ty;
        }
        let seen = match doubt {
            Some(Doubt::Members) => "the type is kept, and the members are ignored",
            _ if members => "taken for a struct",
            _ => "taken for any JSON value",
        };
        self.out.push(Diagnostic::warning(code, message).at(row_check::type_place(row), seen));
        ty
    }

    fn required(&mut self, row: &Row) -> Required {
        let Some(cell) = &row.required else { return Required::Unsaid };
        let required = required(cell.as_str());
        if required == Required::Unsaid && !cell.as_str().trim().is_empty() {
            let message = format!("whether `{}` is required is not understood", row.name.as_str());
            self.out.push(
                Diagnostic::warning(findings::REQUIRED, message).at(cell.span.clone(), "expected 是 or 否"),
            );
        }
        required
    }

    /// The prose before the first marker, less the options that it lists.
    fn prose(&mut self, field: &mut Field, row: &Row, section: Section) {
        let lines = &row.about.prose;
        let scalar = field.ty.innermost().clone();
        let listed = (section != Section::Header)
            .then(|| {
                let owner = Owner { ty: &scalar, place: &row_check::type_place(row) };
                options::in_prose(lines, owner, self.source, self.out)
            })
            .flatten();
        let taken = listed.as_ref().map_or(0..0, |(_, range)| range.clone());
        if section != Section::Header {
            let owner = Owner { ty: &scalar, place: &row_check::type_place(row) };
            options::not_taken(lines, owner, &taken, self.out);
        }
        let is_marker =
            |index: usize| index + 1 == taken.start && options::is_marker(marker_word(lines[index].as_str()));
        let kept = lines.iter().enumerate().filter(|(index, _)| !taken.contains(index) && !is_marker(*index));
        field.text = kept.map(|(_, line)| line.as_str().trim_end()).collect::<Vec<_>>().join("\n");
        if matches!(field.text.trim(), "-" | "\\-" | "/") {
            field.text.clear();
        }
        field.options = listed.map(|(choices, _)| choices).unwrap_or_default();
    }

    fn part(&mut self, field: &mut Field, part: &Part, row: &Row, section: Section) {
        let marker = marker_word(part.marker.as_str());
        match marker {
            "示例值" | "示例" | "示例值为" => example(field, part),
            "默认值" => {
                let (value, rest) = value_and_rest(part);
                field.default = Some(bare(&value).to_owned()).filter(|value| !value.is_empty());
                add_lines(&mut field.text, rest);
            }
            "数据校验规则" | "校验规则" => self.rules(field, part),
            _ if section != Section::Header && options::is_marker(marker) => self.options(field, part, row),
            _ if marker.contains("字段权限要求") => scopes(field, part, marker, self.out),
            _ if rules::is_rule_name(marker) && !part.value.as_str().trim().is_empty() => {
                let line = format!("{marker}：{}", part.value.as_str());
                self.rule(field, &line, &part.value.span);
                add_lines(&mut field.text, part.items.iter().map(bulleted));
            }
            _ => {
                let scalar = field.ty.innermost().clone();
                self.out.extend(options::misplaced(part, &scalar).filter(|_| field.options.is_empty()));
                field.remarks.push(remark(marker, part));
            }
        }
    }

    fn options(&mut self, field: &mut Field, part: &Part, row: &Row) {
        let scalar = field.ty.innermost().clone();
        let place = &part.marker.span;
        if let Type::Struct(_) = scalar {
            let message = format!("options are listed for `{}`, which is a struct", field.name);
            self.out.push(Diagnostic::warning(findings::OPTIONS_ON_STRUCT, message).at(place.clone(), ""));
            field.remarks.push(remark(part.marker.as_str(), part));
            return;
        }
        let owner = Owner { ty: &scalar, place: &row_check::type_place(row) };
        let listed = options::of_part(part, owner, self.source, self.out);
        if listed.choices.is_empty() {
            let message = format!("no option of `{}` is understood", field.name);
            self.out.push(
                Diagnostic::warning(findings::OPTIONS_MISSING, message).at(place.clone(), "kept as a remark"),
            );
            field.remarks.push(remark(part.marker.as_str(), part));
            return;
        }
        add_lines(&mut field.text, std::iter::once(part.value.value.clone()).chain(listed.rest));
        field.options.extend(listed.choices);
    }

    fn rules(&mut self, field: &mut Field, part: &Part) {
        if !part.value.as_str().trim().is_empty() {
            self.rule(field, part.value.as_str(), &part.value.span);
        }
        for item in &part.items {
            self.rule(field, &whole(item, '：'), &item.text.span);
        }
    }

    fn rule(&mut self, field: &mut Field, line: &str, place: &Span) {
        if line.trim().is_empty() {
            return;
        }
        let rules::Understood { rule, doubt } = rules::understand(line, &field.ty);
        let problem = match doubt {
            None => None,
            Some(rules::Doubt::Prose) => {
                let message = format!("a rule of `{}` is not understood", field.name);
                Some(Diagnostic::warning(findings::RULE_TEXT, message).at(place.clone(), "kept as text"))
            }
            Some(rules::Doubt::Pattern) => {
                let message = format!("the pattern of `{}` is not a regular expression", field.name);
                Some(Diagnostic::warning(findings::RULE_TEXT, message).at(place.clone(), "not checked"))
            }
            Some(rules::Doubt::Type) => {
                let message =
                    format!("this rule does not fit `{}`, which is `{}`", field.name, field.spelled);
                let row = self.source.line_span(field.line).unwrap_or_default();
                Some(
                    Diagnostic::warning(findings::RULE_TYPE, message)
                        .at(place.clone(), "kept as text")
                        .and(row, "the field"),
                )
            }
        };
        self.out.extend(problem);
        field.rules.push(rule);
    }

    /// What the prose says beyond words: times, sentinels, encodings, advice against.
    fn meaning(&self, field: &mut Field) {
        let mut said = without_links(&field.text);
        for remark in field.remarks.iter().filter(|remark| FORMAT.iter().any(|word| remark.starts_with(word)))
        {
            add_lines(&mut said, std::iter::once(remark.clone()));
        }
        let example = field.examples.first().map(String::as_str);
        if field.options.is_empty() {
            field.time = time::unit(&Clues { name: &field.name, ty: &field.ty, prose: &said, example });
            field.sentinels.extend(time::sentinel(&said, &field.ty));
        }
        if field.ty == Type::String {
            field.encoded =
                self.formats.iter().find(|heading| field.text.contains(heading.as_str())).cloned();
        }
        let remarks = field.remarks.iter().map(String::as_str);
        field.deprecated = std::iter::once(said.as_str())
            .chain(remarks)
            .any(|text| deprecation::of_field(&field.name, text))
            || across_lines(&said).any(|text| deprecation::of_field(&field.name, &text));
    }
}

/// The markers of how a value is written.
const FORMAT: [&str; 2] = ["值格式", "Value format"];

/// The marker without stars and colons that a reader may have left.
fn marker_word(marker: &str) -> &str {
    marker.trim().trim_matches(|c: char| c == '*' || super::text::is_colon(c) || c.is_whitespace())
}

fn required(cell: &str) -> Required {
    match bare(cell).trim_matches('*').to_ascii_lowercase().as_str() {
        "是" | "true" | "必填" | "必须" | "必选" | "必需" | "yes" | "y" | "required" | "√" | "1" => {
            Required::Yes
        }
        "否" | "false" | "选填" | "可选" | "非必填" | "非必须" | "no" | "n" | "optional" | "×" | "0" => {
            Required::No
        }
        _ => Required::Unsaid,
    }
}

fn scopes(field: &mut Field, part: &Part, marker: &str, out: &mut Vec<Diagnostic>) {
    let (scopes, others) = scopes::of_part(part);
    for (text, span) in others {
        let problem = Diagnostic::warning(findings::SCOPE, "this line names no scope");
        out.push(problem.at(span.clone(), "kept as a remark"));
        field.remarks.push(format!("{marker}: {text}"));
    }
    let option = value_in_marker(marker)
        .and_then(|value| field.options.iter_mut().find(|choice| is_key(&choice.key, value)));
    match (option, marker.starts_with("当值为")) {
        (Some(choice), _) => choice.scopes.extend(scopes),
        (None, false) => field.scopes.extend(scopes),
        // A value that is not an option: as text, since the scope is not needed for the field as such.
        (None, true) => {
            let problem = Diagnostic::warning(
                findings::SCOPE_VALUE,
                "these scopes are for a value that is not an option",
            );
            out.push(problem.at(part.marker.span.clone(), "kept as a remark"));
            field
                .remarks
                .extend(scopes.iter().map(|scope| format!("{marker}: {}({})", scope.label, scope.name)));
        }
    }
}

/// Keeps the first of each.
fn only_first<T, K: Hash + Eq>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut seen = HashSet::new();
    list.retain(|one| seen.insert(key(one)));
}

fn is_key(key: &Key, text: &str) -> bool {
    match key {
        Key::Text(key) => key == text,
        key => key.to_string() == text,
    }
}
