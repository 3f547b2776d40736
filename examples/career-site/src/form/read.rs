//! Reads a form: the resume that it makes, or what is wrong with it.

use feishu_api::hire::v1::create_by_resume::{Body, CustomField, CustomModule, Request, Resume};
use feishu_client::{UnknownField, Validate as _, ValidationOptions, Violation, ViolationKind};
use serde_json::{Map, Value, json};

use super::value::value;
use super::{
    CustomPlace, CustomSection, END_BEFORE_START, FILE, FormRules, Input, InputKind, MISSING, NOT_ACCEPTED,
    Posted, Problems, SECTIONS, Section, TOO_LONG,
};
use crate::language::{Text, text};

/// The resume that a candidate has put in for a job post.
///
/// # Errors
/// What is wrong with it, at the inputs.
pub fn read(
    posted: &Posted,
    job_post_id: &str,
    has_file: bool,
    rules: &FormRules,
    options: &ValidationOptions,
) -> Result<Resume, Problems> {
    let mut reading = Reading { posted, rules, problems: Problems::default(), places: Vec::new() };
    let resume = reading.resume();
    if rules.requires_file() && !has_file {
        reading.problems.add(FILE, MISSING);
    }
    match resume {
        Ok(resume) => {
            reading.validate(&resume, job_post_id, has_file, options);
            if reading.problems.is_empty() { Ok(resume) } else { Err(reading.problems) }
        }
        // The table of fields says something else than the types; a test keeps them together.
        Err(_) => {
            reading.problems.add("", text("The form cannot be read", "无法读取表单"));
            Err(reading.problems)
        }
    }
}

/// Rules for requests that submit an application: the fields that the career site requires.
///
/// # Errors
/// A path is not one of the request.
pub fn required(paths: &[String]) -> Result<ValidationOptions, UnknownField> {
    ValidationOptions::new().require_paths::<Request>(paths)
}

/// Rules for the same requests: the tenant's custom fields.
#[must_use]
pub fn custom_rules(sections: &[CustomSection]) -> ValidationOptions {
    let inputs = sections.iter().flat_map(|section| &section.inputs);
    ValidationOptions::new().custom_fields(inputs.map(|input| input.0.rule()))
}

struct Reading<'a> {
    posted: &'a Posted,
    rules: &'a FormRules,
    problems: Problems,
    /// Paths in the request, and the inputs whose values are there.
    places: Vec<(String, String)>,
}

impl Reading<'_> {
    fn resume(&mut self) -> serde_json::Result<Resume> {
        let mut members = Map::new();
        for section in SECTIONS {
            if let Some(value) = self.section(section) {
                members.insert(section.member.to_owned(), value);
            }
        }
        // The one field that every resume has: where it is empty, validation says so.
        let basic_info = members.entry("basic_info").or_insert_with(|| json!({}));
        if let Some(basic_info) = basic_info.as_object_mut() {
            basic_info.entry("name").or_insert_with(|| json!(""));
            // The form always holds a country.
            if !basic_info.contains_key("mobile") {
                basic_info.remove("mobile_country_code");
            }
        }
        let mut resume: Resume = serde_json::from_value(Value::Object(members))?;
        for section in &self.rules.custom {
            self.custom_section(section, &mut resume);
        }
        Ok(resume)
    }

    /// The value of a section; none if nothing was put in.
    fn section(&mut self, section: &Section) -> Option<Value> {
        let Some(entries) = section.entries else {
            return self.entry(section, 0, 0).map(Value::Object);
        };
        let mut list = Vec::new();
        for entry in 0..entries {
            if let Some(members) = self.entry(section, entry, list.len()) {
                list.push(Value::Object(members));
            }
        }
        (!list.is_empty()).then_some(Value::Array(list))
    }

    /// The members of an entry, which is the element `index` of the list; none if nothing was put in.
    fn entry(&mut self, section: &Section, entry: usize, index: usize) -> Option<Map<String, Value>> {
        let is_list = section.entries.is_some();
        let is_blank = section.inputs.iter().all(|input| self.is_blank(input, entry));
        if is_list && is_blank {
            return None;
        }
        let mut members = Map::new();
        for input in section.inputs {
            let name = input.name(entry);
            self.places.push((input.name(index), name.clone()));
            match self.input(input, entry) {
                Ok(Some(value)) => drop(members.insert(input.member().to_owned(), value)),
                Ok(None) => {}
                Err(message) => self.problems.add(name, message),
            }
        }
        self.check_order(section, entry, &members);
        Some(members).filter(|_| is_list || !is_blank)
    }

    fn is_blank(&self, input: &Input, entry: usize) -> bool {
        self.posted.text(&input.name(entry)).is_empty() && !self.says_now(input, entry)
    }

    fn says_now(&self, input: &Input, entry: usize) -> bool {
        matches!(input.kind, InputKind::MonthOrNow) && self.posted.has(&input.now_name(entry), "yes")
    }

    fn input(&self, input: &Input, entry: usize) -> Result<Option<Value>, Text> {
        if self.says_now(input, entry) {
            return Ok(Some(json!(-1)));
        }
        match self.posted.text(&input.name(entry)) {
            "" => Ok(None),
            text => value(input.kind, text, &self.rules.places).map(Some),
        }
    }

    fn check_order(&mut self, section: &Section, entry: usize, members: &Map<String, Value>) {
        let time = |member: &str| members.get(member).and_then(Value::as_i64);
        for input in section.inputs.iter().filter(|input| input.member().starts_with("end_time")) {
            if let (Some(start), Some(end)) = (time("start_time"), time(input.member()))
                && end != -1
                && end < start
            {
                self.problems.add(input.name(entry), END_BEFORE_START);
            }
        }
    }

    fn custom_section(&mut self, section: &CustomSection, resume: &mut Resume) {
        let mut values = Vec::new();
        let mut names = Vec::new();
        for input in &section.inputs {
            match input.value(self.posted) {
                Ok(Some(value)) => {
                    values.push(CustomField::new().object_id(input.0.id.as_str()).value(value));
                    names.push(input.name());
                }
                Ok(None) if input.0.is_required => self.problems.add(input.name(), MISSING),
                Ok(None) => {}
                Err(message) => self.problems.add(input.name(), message),
            }
        }
        if values.is_empty() {
            return;
        }
        let list = match &section.place {
            CustomPlace::BasicInfo => {
                resume.basic_info.customized_data.get_or_insert_default().extend(values);
                "resume.basic_info.customized_data".to_owned()
            }
            CustomPlace::Module(id) => {
                let modules = resume.customized_data.get_or_insert_default();
                modules.push(CustomModule::new().object_id(id.as_str()).children(values));
                format!("resume.customized_data[{}].children", modules.len() - 1)
            }
        };
        let places = names.into_iter().enumerate();
        self.places.extend(places.map(|(index, name)| (format!("{list}[{index}].value"), name)));
    }

    /// Adds what the documentation and the career site's settings object to.
    fn validate(&mut self, resume: &Resume, job_post_id: &str, has_file: bool, options: &ValidationOptions) {
        let mut resume = resume.clone();
        // The ids that the worker gets from the service.
        const LATER: &str = "later";
        if has_file {
            resume.resume_attachment_id = Some(LATER.to_owned());
        }
        let request = Request::new(LATER, Body::new(job_post_id, resume, LATER));
        let Err(violations) = request.validate_with(options) else { return };
        for violation in &violations {
            let place = self.places.iter().find(|(path, _)| *path == violation.path);
            let name = place.map(|(_, name)| name.clone());
            let is_custom = violation.path.ends_with("customized_data");
            match name {
                Some(name) => self.problems.add(name, message(violation)),
                // Said at the fields, and at the file.
                None if is_custom || violation.path == FILE => {}
                None => self.problems.add("", NOT_ACCEPTED),
            }
        }
    }
}

/// What people read about a broken rule.
fn message(violation: &Violation) -> Text {
    match violation.kind {
        ViolationKind::Empty | ViolationKind::Missing => MISSING,
        ViolationKind::Length | ViolationKind::Count => TOO_LONG,
        _ => NOT_ACCEPTED,
    }
}
