//! The fields of the form: which of the documented fields a candidate is asked for, and how.
//!
//! Each is named by its documented path, which the compiler checks, and that path is the name of the input, the place in
//! the resume, and the place of a violation.

use feishu_api::hire::v1::create_by_resume::{
    Degree, EducationType, Gender, Language as Tongue, Proficiency, Request,
};
use feishu_client::{OpenEnum, request_field};
use feishu_hire::{FieldChoice, Names};

use crate::language::{Text, text};

/// A part of the form.
#[derive(Debug)]
pub struct Section {
    /// The heading.
    pub title: Text,
    /// The member of the resume that the fields are members of.
    pub member: &'static str,
    /// How many entries there are, if the member is a list.
    pub entries: Option<usize>,
    /// The inputs of an entry.
    pub inputs: &'static [Input],
}

/// An input of the form.
#[derive(Debug)]
pub struct Input {
    /// The path of the field in the request, with `[]` for the entry of a list.
    pub path: &'static str,
    /// The label.
    pub label: Text,
    /// What can be put in.
    pub kind: InputKind,
    /// The token for HTML's `autocomplete`; empty if there is none.
    pub autocomplete: &'static str,
}

/// What can be put into an input, and how it is sent.
#[derive(Clone, Copy, Debug)]
pub enum InputKind {
    /// A line of text.
    Line,
    /// Lines of text.
    Lines,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A whole number.
    Integer,
    /// A day.
    Day,
    /// A month, sent as its first day.
    Month,
    /// A month, or "until now".
    MonthOrNow,
    /// One of the documented options.
    Options(fn() -> Vec<FieldChoice>),
    /// A country, from a list of which the first is chosen.
    Country,
    /// A city, by its name.
    City,
}

const fn input(path: &'static str, label: Text, kind: InputKind) -> Input {
    Input { path, label, kind, autocomplete: "" }
}

const fn personal(path: &'static str, label: Text, kind: InputKind, autocomplete: &'static str) -> Input {
    Input { path, label, kind, autocomplete }
}

/// The documented options of an enum.
fn options<E: OpenEnum<Wire = i64>>() -> Vec<FieldChoice> {
    let choice = |info: &feishu_client::OptionInfo<E>| FieldChoice {
        key: info.option.wire().to_string(),
        names: Names { zh_cn: info.label.to_owned(), en_us: info.english.to_owned() },
    };
    E::OPTIONS.iter().map(choice).collect()
}

/// The documented path of a field; one that the request does not have is an error of the compiler.
macro_rules! path {
    ($path:literal) => {
        request_field!(Request, $path).path()
    };
}

/// The parts of the form, in their order.
pub const SECTIONS: &[Section] = &[
    Section {
        title: text("About you", "基本信息"),
        member: "basic_info",
        entries: None,
        inputs: &[
            personal(path!("resume.basic_info.name"), text("Full name", "姓名"), InputKind::Line, "name"),
            personal(path!("resume.basic_info.email"), text("Email", "邮箱"), InputKind::Email, "email"),
            input(
                path!("resume.basic_info.mobile_country_code"),
                text("Country of the phone number", "电话所属国家/地区"),
                InputKind::Country,
            ),
            personal(
                path!("resume.basic_info.mobile"),
                text("Phone number", "手机号码"),
                InputKind::Phone,
                "tel-national",
            ),
            personal(
                path!("resume.basic_info.gender"),
                text("Gender", "性别"),
                InputKind::Options(options::<Gender>),
                "sex",
            ),
            personal(
                path!("resume.basic_info.birthday"),
                text("Date of birth", "出生日期"),
                InputKind::Day,
                "bday",
            ),
            input(
                path!("resume.basic_info.current_city_code"),
                text("City you live in", "所在城市"),
                InputKind::City,
            ),
            input(
                path!("resume.basic_info.experience_years"),
                text("Years of work experience", "工作年限"),
                InputKind::Integer,
            ),
        ],
    },
    Section {
        title: text("Education", "教育经历"),
        member: "education_list",
        entries: Some(2),
        inputs: &[
            input(path!("resume.education_list[].school"), text("School", "学校"), InputKind::Line),
            input(
                path!("resume.education_list[].field_of_study"),
                text("Field of study", "专业"),
                InputKind::Line,
            ),
            input(
                path!("resume.education_list[].degree"),
                text("Degree", "学历"),
                InputKind::Options(options::<Degree>),
            ),
            input(
                path!("resume.education_list[].education_type"),
                text("Kind of education", "学历类型"),
                InputKind::Options(options::<EducationType>),
            ),
            input(path!("resume.education_list[].start_time"), text("From", "开始时间"), InputKind::Month),
            input(
                path!("resume.education_list[].end_time_v2"),
                text("Graduation, or when it is expected", "毕业时间（或预计毕业时间）"),
                InputKind::Month,
            ),
        ],
    },
    Section {
        title: text("Work experience", "工作经历"),
        member: "career_list",
        entries: Some(2),
        inputs: &[
            input(path!("resume.career_list[].company"), text("Company", "公司"), InputKind::Line),
            input(path!("resume.career_list[].title"), text("Position", "职位"), InputKind::Line),
            input(path!("resume.career_list[].start_time"), text("From", "开始时间"), InputKind::Month),
            input(path!("resume.career_list[].end_time"), text("Until", "结束时间"), InputKind::MonthOrNow),
            input(path!("resume.career_list[].desc"), text("What you did", "工作描述"), InputKind::Lines),
        ],
    },
    Section {
        title: text("Languages", "语言能力"),
        member: "language_list",
        entries: Some(2),
        inputs: &[
            input(
                path!("resume.language_list[].language"),
                text("Language", "语言"),
                InputKind::Options(options::<Tongue>),
            ),
            input(
                path!("resume.language_list[].proficiency"),
                text("Proficiency", "熟练程度"),
                InputKind::Options(options::<Proficiency>),
            ),
        ],
    },
    Section {
        title: text("In your own words", "自我评价"),
        member: "self_evaluation",
        entries: None,
        inputs: &[input(
            path!("resume.self_evaluation.content"),
            text("What should we know about you?", "请介绍一下自己"),
            InputKind::Lines,
        )],
    },
];

impl Input {
    /// The name of the input in this entry of its section.
    #[must_use]
    pub fn name(&self, entry: usize) -> String {
        self.path.replacen("[]", &format!("[{entry}]"), 1)
    }

    /// The name of the checkbox that says "until now".
    #[must_use]
    pub fn now_name(&self, entry: usize) -> String {
        format!("{}.now", self.name(entry))
    }

    /// The name of the member that holds the value.
    #[must_use]
    pub fn member(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_a_member_of_what_its_section_says() {
        for section in SECTIONS {
            let list = if section.entries.is_some() { "[]" } else { "" };
            for input in section.inputs {
                assert_eq!(input.path, format!("resume.{}{list}.{}", section.member, input.member()));
            }
        }
    }
}
