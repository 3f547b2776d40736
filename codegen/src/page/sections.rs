//! What headings and table headers mean.

use super::Section;
use super::text::simplified;

/// What stands under a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Topic {
    /// URL, method and limits.
    Request,
    /// Tables of fields.
    Fields(Section),
    /// Tables of fields of the body or the query, by the method.
    Parameters,
    /// Examples.
    Example(Section),
    /// Tables of errors.
    Errors,
    /// Prose.
    Other,
}

/// Headings by their words, without spaces and in lower case. Longer headings end in one of them: `通用模板请求体`.
const TOPICS: &[(&str, Topic)] = &[
    ("请求头", Topic::Fields(Section::Header)),
    ("requestheader", Topic::Fields(Section::Header)),
    ("requestheaders", Topic::Fields(Section::Header)),
    ("路径参数", Topic::Fields(Section::Path)),
    ("pathparameter", Topic::Fields(Section::Path)),
    ("pathparameters", Topic::Fields(Section::Path)),
    ("查询参数", Topic::Fields(Section::Query)),
    ("queryparameter", Topic::Fields(Section::Query)),
    ("queryparameters", Topic::Fields(Section::Query)),
    ("请求体", Topic::Fields(Section::Body)),
    ("requestbody", Topic::Fields(Section::Body)),
    ("请求参数", Topic::Parameters),
    ("requestparameter", Topic::Parameters),
    ("requestparameters", Topic::Parameters),
    ("响应体", Topic::Fields(Section::Response)),
    ("返回体", Topic::Fields(Section::Response)),
    ("响应参数", Topic::Fields(Section::Response)),
    ("返回参数", Topic::Fields(Section::Response)),
    ("responsebody", Topic::Fields(Section::Response)),
    ("请求体示例", Topic::Example(Section::Body)),
    ("请求示例", Topic::Example(Section::Body)),
    ("requestbodyexample", Topic::Example(Section::Body)),
    ("requestexample", Topic::Example(Section::Body)),
    ("samplerequest", Topic::Example(Section::Body)),
    ("响应体示例", Topic::Example(Section::Response)),
    ("响应示例", Topic::Example(Section::Response)),
    ("返回体示例", Topic::Example(Section::Response)),
    ("返回示例", Topic::Example(Section::Response)),
    ("响应成功示例", Topic::Example(Section::Response)),
    ("响应失败示例", Topic::Example(Section::Response)),
    ("responsebodyexample", Topic::Example(Section::Response)),
    ("responsebodyexamples", Topic::Example(Section::Response)),
    ("requestbodyexamples", Topic::Example(Section::Body)),
    ("responseexample", Topic::Example(Section::Response)),
    ("sampleresponse", Topic::Example(Section::Response)),
    ("错误码", Topic::Errors),
    ("errorcode", Topic::Errors),
    ("errorcodes", Topic::Errors),
];

/// Headings that mean something only when nothing else stands before them: `卡片请求` is prose.
const WHOLE: &[(&str, Topic)] = &[
    ("请求", Topic::Request),
    ("request", Topic::Request),
    ("响应", Topic::Fields(Section::Response)),
    ("返回", Topic::Fields(Section::Response)),
    ("response", Topic::Fields(Section::Response)),
];

/// The topic of a heading; `None` if its words are not known.
pub(super) fn topic(heading: &str) -> Option<Topic> {
    let words = squeeze(heading);
    let whole = WHOLE.iter().find(|(word, _)| *word == words);
    let found = whole.or_else(|| {
        TOPICS.iter().filter(|(word, _)| words.ends_with(word)).max_by_key(|(word, _)| word.len())
    });
    found.map(|(_, topic)| *topic)
}

/// Whether a text is all of a known heading, and not just ends in one.
pub(super) fn is_topic(text: &str) -> bool {
    let words = squeeze(text);
    WHOLE.iter().chain(TOPICS).any(|(word, _)| *word == words)
}

/// What a column of a table of fields holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Type,
    /// The type, on older pages: beside it, `类型` is the place.
    Format,
    Required,
    About,
    /// What a parameter of older pages is part of: `请求 body`.
    Place,
    /// Something else about the field.
    Other,
    /// A header that says nothing.
    Unknown,
}

impl Column {
    /// The column's name in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type | Self::Format => "type",
            Self::Required => "required",
            Self::About => "description",
            Self::Place => "place",
            Self::Other | Self::Unknown => "more description",
        }
    }
}

/// The column of a table of fields with that header.
pub(super) fn column(header: &str) -> Column {
    match squeeze(header).as_str() {
        "名称" | "参数" | "字段" | "参数名" | "参数名称" | "字段名" | "字段名称" | "属性" | "属性名"
        | "变量" | "name" | "englishname" | "field" | "fields" | "parameter" | "parameters" | "key" => {
            Column::Name
        }
        "类型" | "参数类型" | "字段类型" | "数据类型" | "type" | "parametertype" => {
            Column::Type
        }
        "必填" | "必须" | "必选" | "必需" | "是否必填" | "是否必须" | "是否必选" | "是否必需"
        | "必填/选填" | "required" | "mandatory" => Column::Required,
        "描述" | "说明" | "备注" | "含义" | "参数说明" | "参数描述" | "字段说明" | "字段描述"
        | "description" => Column::About,
        "格式" => Column::Format,
        "示例" | "示例值" | "默认值" | "默认" | "取值范围" | "长度" | "参数位置" | "example" | "default"
        | "demo" | "source" => Column::Other,
        _ => Column::Unknown,
    }
}

/// What a column of an error table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorColumn {
    Status,
    Code,
    Text,
    Advice,
    Other,
}

/// The column of an error table with that header.
pub(super) fn error_column(header: &str) -> ErrorColumn {
    match squeeze(header).as_str() {
        "http状态码" | "状态码" | "http" | "httpstatus" | "httpcode" | "httpstatuscode" => {
            ErrorColumn::Status
        }
        "错误码" | "返回码" | "code" | "errorcode" => ErrorColumn::Code,
        "描述" | "说明" | "错误信息" | "错误描述" | "含义" | "message" | "msg" | "description" => {
            ErrorColumn::Text
        }
        "排查建议"
        | "解决方案"
        | "处理建议"
        | "处理方式"
        | "建议"
        | "solution"
        | "suggestion"
        | "troubleshooting"
        | "troubleshootingsuggestions" => ErrorColumn::Advice,
        _ => ErrorColumn::Other,
    }
}

/// Whether a cell says that a field is required or not.
pub(super) fn is_required_word(text: &str) -> bool {
    matches!(
        text.trim(),
        "是" | "否"
            | "必填"
            | "选填"
            | "可选"
            | "必须"
            | "必选"
            | "非必填"
            | "true"
            | "false"
            | "yes"
            | "no"
            | "Yes"
            | "No"
            | "Y"
            | "N"
    )
}

/// Whether a word can be a field's name, as it goes over the wire.
pub(super) fn is_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_-.$@{}:/#%".contains(c);
    text.chars().all(allowed) && text.contains(|c: char| c.is_ascii_alphanumeric()) && !text.contains("..")
}

/// Whether a word is a plain type, or a list of one.
pub(super) fn is_scalar(text: &str) -> bool {
    let word = text.trim_end_matches("[]");
    ["string", "int", "integer", "boolean", "bool", "float", "int64", "long"].contains(&word)
}

/// Whether a cell may be a type: one word of Latin letters with brackets, or a dash.
pub(super) fn is_type_like(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_[]<>(),.-/\\ ".contains(c);
    !text.is_empty() && text.chars().all(allowed) && (!text.contains(' ') || text.contains('<'))
}

/// A heading or header without spaces, stars and colons, in lower case and in simplified characters.
fn squeeze(text: &str) -> String {
    text.replace("&nbsp;", "")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '`' | ':' | '：'))
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        assert_eq!(topic("请求体 "), Some(Topic::Fields(Section::Body)));
        assert_eq!(topic("通用模板请求体示例"), Some(Topic::Example(Section::Body)));
        assert_eq!(topic(" cURL  请求示例"), Some(Topic::Example(Section::Body)));
        assert_eq!(topic("响应"), Some(Topic::Fields(Section::Response)));
        assert_eq!(topic("Request body"), Some(Topic::Fields(Section::Body)));
        assert_eq!(topic("卡片响应"), None);
        assert_eq!(topic("注意事项"), None);
    }

    #[test]
    fn headers() {
        assert_eq!(column("**参数类型** "), Column::Type);
        assert_eq!(column("必填 / 选填"), Column::Required);
        assert_eq!(column("说明&nbsp; &nbsp;"), Column::About);
        assert_eq!(column("English Name"), Column::Name);
        assert_eq!(error_column("HTTP状态码"), ErrorColumn::Status);
    }

    #[test]
    fn cells() {
        assert!(is_type_like("map<string, int>") && is_type_like("a.b[]") && is_type_like("-"));
        assert!(!is_type_like("一个") && !is_type_like("two words"));
        assert!(is_required_word(" 否 "));
    }
}
