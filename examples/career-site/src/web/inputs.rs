//! The inputs of the form, each with its label, and with its problem where there is one.

use feishu_client::CustomKind;
use feishu_hire::{FieldChoice, Locations};
use maud::{Markup, html};

use crate::form::{
    CustomInput, CustomSection, FILE, FILE_LABEL, FormRules, Input, InputKind, Posted, Problems, Section,
    entry_title,
};
use crate::language::{Language, Text, text};

const REQUIRED: Text = text("required", "必填");
const NOW: Text = text("until now", "至今");
const NO_CHOICE: Text = text("Please choose", "请选择");

/// The documented fields of a section.
pub(super) fn section(
    section: &Section,
    rules: &FormRules,
    posted: &Posted,
    problems: &Problems,
    language: Language,
) -> Markup {
    html! {
        @for entry in 0..section.entries.unwrap_or(1) {
            fieldset {
                legend { (entry_title(section, entry, language)) }
                @for input in section.inputs {
                    (documented_input(input, entry, rules, posted, problems, language))
                }
            }
        }
    }
}

fn documented_input(
    input: &Input,
    entry: usize,
    rules: &FormRules,
    posted: &Posted,
    problems: &Problems,
    language: Language,
) -> Markup {
    let name = input.name(entry);
    let is_required = rules.requires(input);
    let frame =
        Frame { name: &name, label: input.label.get(language), hint: "", is_required, problems, language };
    let value = posted.text(&name);
    let line = |kind, mode| frame.line(kind, mode, input.autocomplete, value);
    match input.kind {
        InputKind::Line => line("text", ""),
        InputKind::Email => line("email", "email"),
        InputKind::Phone => line("tel", "tel"),
        InputKind::Integer => line("text", "numeric"),
        InputKind::Day => line("date", ""),
        InputKind::Month => line("month", ""),
        InputKind::MonthOrNow => {
            let now = input.now_name(entry);
            html! {
                (line("month", ""))
                (checkbox(&now, &now, "yes", NOW.get(language), posted))
            }
        }
        InputKind::Lines => frame.lines(value),
        InputKind::Options(options) => frame.select(true, &options(), value),
        InputKind::Country => frame.select(false, &rules.places.countries, value),
        InputKind::City => frame.line_with_suggestions(&rules.places.cities, value),
    }
}

/// The custom fields of a section.
pub(super) fn custom_section(
    section: &CustomSection,
    posted: &Posted,
    problems: &Problems,
    language: Language,
) -> Markup {
    html! {
        fieldset {
            legend { (section.title.get(language)) }
            @for input in &section.inputs {
                (custom_input(input, posted, problems, language))
            }
        }
    }
}

fn custom_input(input: &CustomInput, posted: &Posted, problems: &Problems, language: Language) -> Markup {
    let name = input.name();
    let field = &input.0;
    let (label, hint) = (field.names.get(language), field.descriptions.get(language));
    let frame = Frame { name: &name, label, hint, is_required: field.is_required, problems, language };
    let value = posted.text(&name);
    match field.kind {
        CustomKind::SingleChoice => frame.select(true, &field.choices, value),
        CustomKind::MultipleChoice => frame.checkboxes(&field.choices, posted),
        CustomKind::Number => frame.line("text", "decimal", "", value),
        CustomKind::Month => frame.line("month", "", "", value),
        CustomKind::Year => frame.line("text", "numeric", "", value),
        CustomKind::Date => frame.line("date", "", "", value),
        CustomKind::Text => frame.lines(value),
        CustomKind::Period => {
            let (end, now) = (input.end_name(), input.now_name());
            let label = format!("{label}: {}", text("until", "至").get(language));
            let second =
                Frame { name: &end, label: &label, hint: "", is_required: false, problems, language };
            html! {
                (frame.line("month", "", "", value))
                (second.line("month", "", "", posted.text(&end)))
                (checkbox(&now, &now, "yes", NOW.get(language), posted))
            }
        }
        _ => frame.line("text", "", "", value),
    }
}

/// The input for the resume as a file. One that was sent before is kept.
pub(super) fn file_input(
    is_required: bool,
    kept: Option<&str>,
    problems: &Problems,
    language: Language,
) -> Markup {
    let hint = text("A PDF or Word file of at most 10 MB", "PDF 或 Word 文件，不超过 10 MB").get(language);
    let label = FILE_LABEL.get(language);
    let frame = Frame { name: FILE, label, hint, is_required, problems, language };
    frame.around(&html! {
        @if let Some(kept) = kept {
            p.kept { (text("We have your file: ", "已收到文件：").get(language)) (kept) }
        }
        input id=(FILE) name=(FILE) type="file" accept=".pdf,.doc,.docx" aria-describedby=(frame.described_by())
            aria-invalid=[frame.invalid()] aria-required=[frame.required()];
    })
}

/// What stands around an input.
struct Frame<'a> {
    /// The name of the input, which is its id as well.
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    is_required: bool,
    problems: &'a Problems,
    language: Language,
}

impl Frame<'_> {
    fn line(&self, kind: &str, mode: &str, autocomplete: &str, value: &str) -> Markup {
        // Browsers without a picker show a line of text: say what is expected there.
        let placeholder = match kind {
            "month" => "2021-07",
            "date" => "2001-12-31",
            _ => "",
        };
        self.around(&html! {
            input id=(self.name) name=(self.name) type=(kind) value=(value) maxlength="1000"
                inputmode=[some(mode)] autocomplete=[some(autocomplete)] placeholder=[some(placeholder)]
                aria-describedby=(self.described_by()) aria-invalid=[self.invalid()] aria-required=[self.required()];
        })
    }

    /// A line of text, for which the browser suggests names.
    fn line_with_suggestions(&self, places: &Locations, value: &str) -> Markup {
        let list = format!("{}.list", self.name);
        let name = |(_, zh, en): (&str, &str, &str)| match self.language {
            Language::English if !en.is_empty() => en.to_owned(),
            _ => zh.to_owned(),
        };
        self.around(&html! {
            input id=(self.name) name=(self.name) type="text" value=(value) maxlength="100" list=(list)
                aria-describedby=(self.described_by()) aria-invalid=[self.invalid()] aria-required=[self.required()];
            datalist id=(list) {
                @for place in places.iter() { option value=(name(place)); }
            }
        })
    }

    fn lines(&self, value: &str) -> Markup {
        self.around(&html! {
            textarea id=(self.name) name=(self.name) rows="5" maxlength="10000"
                aria-describedby=(self.described_by()) aria-invalid=[self.invalid()] aria-required=[self.required()] { (value) }
        })
    }

    /// Without `may_be_blank`, the first choice is made already.
    fn select(&self, may_be_blank: bool, choices: &[FieldChoice], value: &str) -> Markup {
        self.around(&html! {
            select id=(self.name) name=(self.name) aria-describedby=(self.described_by())
                aria-invalid=[self.invalid()] aria-required=[self.required()] {
                @if may_be_blank {
                    option value="" { (NO_CHOICE.get(self.language)) }
                }
                @for choice in choices {
                    option value=(choice.key) selected[choice.key == value] { (choice.names.get(self.language)) }
                }
            }
        })
    }

    fn checkboxes(&self, choices: &[FieldChoice], posted: &Posted) -> Markup {
        html! {
            fieldset.field id=(self.name) tabindex="-1" aria-describedby=(self.described_by()) {
                legend { (self.label) (self.mark()) }
                (self.notes())
                @for choice in choices {
                    (checkbox(&format!("{}.{}", self.name, choice.key), self.name, &choice.key,
                        choice.names.get(self.language), posted))
                }
            }
        }
    }

    fn around(&self, input: &Markup) -> Markup {
        html! {
            div.field.wrong[self.problem().is_some()] {
                label for=(self.name) { (self.label) (self.mark()) }
                (self.notes())
                (input)
            }
        }
    }

    fn mark(&self) -> Markup {
        html! { @if self.is_required { " " span.required { (REQUIRED.get(self.language)) } } }
    }

    fn notes(&self) -> Markup {
        html! {
            @if !self.hint.is_empty() {
                p.hint id={ (self.name) ".hint" } { (self.hint) }
            }
            @if let Some(problem) = self.problem() {
                p.problem id={ (self.name) ".problem" } { (problem.get(self.language)) }
            }
        }
    }

    fn problem(&self) -> Option<Text> {
        self.problems.of(self.name)
    }

    /// The ids of what explains the input.
    fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}.hint", self.name));
        let problem = self.problem().map(|_| format!("{}.problem", self.name));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }

    fn invalid(&self) -> Option<&'static str> {
        self.problem().map(|_| "true")
    }

    fn required(&self) -> Option<&'static str> {
        self.is_required.then_some("true")
    }
}

fn checkbox(id: &str, name: &str, value: &str, label: &str, posted: &Posted) -> Markup {
    html! {
        div.checkbox {
            input id=(id) name=(name) type="checkbox" value=(value) checked[posted.has(name, value)];
            label for=(id) { (label) }
        }
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
