//! An English page that is written from a description, as the platform writes its pages.

use std::fmt::Write;

use feishu_schema::{
    App, Content, Endpoint, ErrorCase, Field, Key, Placed, Required, ResponseForm, Rule, Scope, Sentinel,
    TimeUnit,
};

/// The texts of the page: of fields by their paths, of options by paths and values, of errors by their codes.
pub trait Words {
    fn title(&self) -> String;
    fn field(&self, path: &str) -> String;
    fn option(&self, path: &str, key: &Key) -> String;
    fn error(&self, code: i64) -> (String, String);
    fn value_format(&self, label: &str) -> String;
}

/// The heading of the ways in which values are written.
const VALUE_FORMATS: &str = "Data formats of custom fields";

/// The page in English.
pub fn page(endpoint: &Endpoint, words: &dyn Words) -> String {
    let mut out = Page { words, text: String::new() };
    out.head(endpoint);
    let request = &endpoint.request;
    out.table("Request header", "header", &rows(&request.header));
    out.table("Path parameters", "path", &rows(&request.path));
    out.table("Query parameters", "query", &rows(&request.query));
    if let Some(body) = &request.body {
        out.table("Request body", "body", &rows(&body.fields));
        out.examples("Request body example", body.examples.iter());
    }
    out.value_formats(endpoint);
    out.text += "\n## Response\n";
    let response = &endpoint.response;
    let mut fields = response.envelope.clone();
    match fields.iter_mut().find(|field| field.name == "data" && response.form == ResponseForm::Data) {
        Some(data) => data.fields.clone_from(&response.fields),
        None if response.form != ResponseForm::Value => fields.extend(response.fields.iter().cloned()),
        None => {
            fields.retain(|field| field.name != "data");
            fields.extend(response.fields.iter().cloned());
        }
    }
    out.table("Response body", "response", &rows(&fields));
    out.examples("Response body example", response.examples.iter());
    out.errors(&endpoint.errors);
    out.text
}

/// All rows with their paths, in the order of the page.
fn rows(fields: &[Field]) -> Vec<(String, &Field)> {
    fn collect<'a>(prefix: &str, fields: &'a [Field], rows: &mut Vec<(String, &'a Field)>) {
        for field in fields {
            let path = format!("{prefix}{}", field.name);
            rows.push((path.clone(), field));
            collect(&format!("{path}."), &field.fields, rows);
        }
    }
    let mut rows = Vec::new();
    collect("", fields, &mut rows);
    rows.sort_by_key(|(_, field)| field.line);
    rows
}

struct Page<'a> {
    words: &'a dyn Words,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        writeln!(self.text, "{}", text.as_ref()).unwrap();
    }

    fn head(&mut self, endpoint: &Endpoint) {
        let title = self.words.title();
        self.line(format!(
            "---\ntitle: \"{title}\"\n---\n# {title}\n\n{title}.\n\n## Request\nFacts | \n--- | ---"
        ));
        self.line(format!("HTTP URL | https://{}{}", endpoint.host, endpoint.path));
        self.line(format!("HTTP Method | {}", endpoint.method.as_str()));
        if let Some(limit) = &endpoint.rate_limit {
            let window = |window: &feishu_schema::Window| match window.seconds {
                1 => format!("{} per second", window.calls),
                60 => format!("{} per minute", window.calls),
                seconds => panic!("{seconds}"),
            };
            let windows: Vec<String> = limit.windows.iter().map(window).collect();
            let limit =
                if windows.is_empty() { "Special Rate Limit".to_owned() } else { windows.join("、") };
            self.line(format!("Rate Limit | [{limit}](https://open.larksuite.com/document/x)"));
        }
        let app = |app: &App| match app {
            App::Custom => "Custom App",
            App::Store => "Store App",
        };
        if !endpoint.apps.is_empty() {
            let apps = endpoint.apps.iter().map(app).collect::<Vec<_>>().join("、");
            self.line(format!("Supported app types | {apps}"));
        }
        for (key, scopes) in [
            (
                "Required scopes  \n            **Scopes required to call the API. Enable any of them**",
                &endpoint.scopes,
            ),
            ("Required field scopes", &endpoint.field_scopes),
        ] {
            if !scopes.is_empty() {
                self.line(format!("{key} | {}", scope_lines(scopes)));
            }
        }
    }

    fn table(&mut self, heading: &str, part: &str, rows: &[(String, &Field)]) {
        let Some((_, first)) = rows.first() else { return };
        let has_required = first.required != Required::Unsaid;
        self.line(format!("\n### {heading}\n"));
        self.line(match has_required {
            true => "Parameter | Type | Required | Description\n--- | --- | --- | ---",
            false => "Parameter | Type | Description\n--- | --- | ---",
        });
        for (path, field) in rows {
            let required = match field.required {
                Required::Yes => "Yes | ",
                Required::No => "No | ",
                Required::Unsaid => "",
            };
            let spelled = field.spelled.replace('[', "\\[").replace(']', "\\]");
            let spelled = if spelled == "-" { "\\-".to_owned() } else { spelled };
            let about = self.about(&format!("{part} {path}"), field);
            self.line(format!("{} | {spelled} | {required}{about}", field.name));
        }
    }

    fn about(&self, path: &str, field: &Field) -> String {
        // Tokens are recognised by their names, whatever the language.
        let names = field.text.split('`').filter(|name| name.ends_with("_access_token"));
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        let own = if names.is_empty() { self.words.field(path) } else { names.join(" or ") };
        let formats = if field.encoded.is_some() { format!(". See {VALUE_FORMATS}") } else { String::new() };
        let mut lines = vec![own + time(field) + &formats];
        if field.deprecated {
            lines.push("This field is deprecated.".to_owned());
        }
        lines.extend(
            field
                .examples
                .iter()
                .map(|example| format!("**Example value**: {}", example.replace('\n', "  \n"))),
        );
        if !field.options.is_empty() {
            lines.push("**Optional values are**:".to_owned());
            let option = |key| format!("- {key}: {}", self.words.option(path, key));
            lines.extend(field.options.iter().map(|choice| option(&choice.key)));
        }
        lines.extend(field.default.iter().map(|default| format!("**Default value**: `{default}`")));
        let rules: Vec<String> = field.rules.iter().map(rule).collect();
        if !rules.is_empty() {
            lines.push("**Data validation rules**:".to_owned());
            lines.extend(rules);
        }
        if !field.scopes.is_empty() {
            lines.push("**Field permission requirements (enable any of them)**:".to_owned());
            lines.push(scope_lines(&field.scopes));
        }
        for choice in field.options.iter().filter(|choice| !choice.scopes.is_empty()) {
            let key = &choice.key;
            lines.push(format!("**When the value is `{key}`, the following field scopes are required**:"));
            lines.push(scope_lines(&choice.scopes));
        }
        lines.join("  \n")
    }

    fn examples<'a>(&mut self, heading: &str, examples: impl Iterator<Item = &'a feishu_schema::Example>) {
        for example in examples {
            let text = match (&example.value, &example.text) {
                (Some(value), _) => serde_json::to_string_pretty(value).unwrap(),
                (None, Some(text)) => text.clone(),
                (None, None) => continue,
            };
            self.line(format!("\n### {heading}\n```json\n{text}\n```"));
        }
    }

    fn value_formats(&mut self, endpoint: &Endpoint) {
        if !endpoint.value_formats.is_empty() {
            self.line(format!("\n### {VALUE_FORMATS}"));
        }
        for format in &endpoint.value_formats {
            let sample = serde_json::to_string(&format.sample).unwrap();
            self.line(format!("- {}: `{sample}`", self.words.value_format(&format.label)));
        }
    }

    fn errors(&mut self, errors: &[ErrorCase]) {
        if errors.is_empty() {
            return;
        }
        self.line(
            "\n### Error code\n\nHTTP status code | Error code | Description | Troubleshooting suggestions",
        );
        self.line("--- | --- | --- | ---");
        for case in errors {
            let status = case.status.map_or("-".to_owned(), |status| status.to_string());
            let (text, advice) = self.words.error(case.code);
            self.line(format!("{status} | {} | {text} | {advice}", case.code));
        }
    }
}

/// What the prose says about a time.
fn time(field: &Field) -> &'static str {
    let is_ongoing = field.sentinels.contains(&Sentinel::Ongoing(-1));
    match (field.time, is_ongoing) {
        (Some(TimeUnit::Milliseconds), false) => ", millisecond timestamp",
        (Some(TimeUnit::Milliseconds), true) => ", millisecond timestamp. Pass -1 for until now",
        (Some(TimeUnit::Seconds), _) => ", timestamp in seconds",
        (Some(TimeUnit::YearMonth), _) => ". Format: YYYY-MM",
        (Some(TimeUnit::Date), _) => ". Format: YYYY-MM-DD",
        (Some(TimeUnit::Rfc3339), _) => ". RFC 3339",
        (None, _) => "",
    }
}

fn scope_lines(scopes: &[Scope]) -> String {
    scopes
        .iter()
        .map(|scope| format!("Access {}({})", scope.name.replace(':', " "), scope.name))
        .collect::<Vec<_>>()
        .join("  \n")
}

fn rule(rule: &Rule) -> String {
    let bounds =
        |range: &str, most: &str, least: &str, unit: &str, min: Option<String>, max: Option<String>| match (
            min, max,
        ) {
            (Some(min), Some(max)) => format!("- {range}: `{min}` ～ `{max}`{unit}"),
            (None, Some(max)) => format!("- {most}: `{max}`{unit}"),
            (Some(min), None) => format!("- {least}: `{min}`{unit}"),
            (None, None) => panic!("a rule without bounds"),
        };
    let text = |number: &Option<u64>| number.map(|number| number.to_string());
    match rule {
        Rule::Length { min, max } => {
            bounds("Length range", "Maximum length", "Minimum length", " characters", text(min), text(max))
        }
        Rule::Count { min, max } => {
            bounds("Length range", "Maximum length", "Minimum length", "", text(min), text(max))
        }
        Rule::Range { min, max } => {
            let text = |number: &Option<serde_json::Number>| number.as_ref().map(ToString::to_string);
            bounds("Value range", "Maximum value", "Minimum value", "", text(min), text(max))
        }
        Rule::Pattern(pattern) => format!("- Regular expression: `{pattern}`"),
        Rule::Text(_) => "- A rule that only people understand".to_owned(),
    }
}

/// Whether a page can be written so that the flat form keeps its nesting, and says all that the description does.
pub fn can_be_written(endpoint: &Endpoint) -> bool {
    fn is_plain(field: &Field) -> bool {
        let is_marked = matches!(field.placed, Placed::Only | Placed::Example);
        is_marked && field.fields.iter().all(is_plain)
    }
    let request = &endpoint.request;
    let body = request.body.iter().flat_map(|body| &body.fields);
    let all = [
        &request.header,
        &request.path,
        &request.query,
        &endpoint.response.envelope,
        &endpoint.response.fields,
    ];
    let is_multipart = request.body.as_ref().is_some_and(|body| body.content != Content::Json);
    let is_file = endpoint.response.form == ResponseForm::Binary;
    endpoint.deprecated.is_none()
        && !is_multipart
        && !is_file
        && all.into_iter().flatten().chain(body).all(is_plain)
}
