//! The sections of a resume.

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_client::{RequestField, request_field};

use crate::Names;

/// A section of a resume whose entries can have custom fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResumeSection {
    /// 基本信息.
    BasicInfo,
    /// 教育经历.
    Education,
    /// 工作经历.
    Career,
    /// 实习经历.
    Internship,
    /// 项目经历.
    Project,
    /// 作品.
    Works,
    /// 获奖记录.
    Award,
    /// 语言能力.
    Language,
    /// 社交账号.
    SocialAccount,
    /// 自我评价.
    SelfEvaluation,
}

/// The names under which the service lists each section, in small letters. The documentation states none of them; these
/// are the ones of its examples and of the product.
const NAMES: [(ResumeSection, &[&str]); 10] = [
    (ResumeSection::BasicInfo, &["基本信息", "基础信息", "basic information", "basic info"]),
    (ResumeSection::Education, &["教育经历", "education", "education experience"]),
    (ResumeSection::Career, &["工作经历", "career", "work experience"]),
    (ResumeSection::Internship, &["实习经历", "internship", "internship experience"]),
    (ResumeSection::Project, &["项目经历", "project", "project experience"]),
    (ResumeSection::Works, &["作品", "works", "portfolio"]),
    (ResumeSection::Award, &["获奖记录", "获奖", "award", "awards"]),
    (ResumeSection::Language, &["语言能力", "language", "languages", "language ability"]),
    (ResumeSection::SocialAccount, &["社交账号", "social account", "social accounts", "sns"]),
    (ResumeSection::SelfEvaluation, &["自我评价", "self-evaluation", "self evaluation"]),
];

impl ResumeSection {
    /// The section that has one of these names.
    #[must_use]
    pub fn from_names(names: &Names) -> Option<Self> {
        let is_known = |known: &[&str]| known.iter().any(|known| names.is_named(known));
        NAMES.into_iter().find(|(_, known)| is_known(known)).map(|(section, _)| section)
    }

    /// The list in which a resume holds the section's custom fields.
    #[must_use]
    pub fn custom_fields(self) -> RequestField<Request> {
        match self {
            Self::BasicInfo => request_field!(Request, "resume.basic_info.customized_data"),
            Self::Education => request_field!(Request, "resume.education_list[].customized_data"),
            Self::Career => request_field!(Request, "resume.career_list[].customized_data"),
            Self::Internship => request_field!(Request, "resume.internship_list[].customized_data"),
            Self::Project => request_field!(Request, "resume.project_list[].customized_data"),
            Self::Works => request_field!(Request, "resume.works_list[].customized_data"),
            Self::Award => request_field!(Request, "resume.award_list[].customized_data"),
            Self::Language => request_field!(Request, "resume.language_list[].customized_data"),
            Self::SocialAccount => request_field!(Request, "resume.sns_list[].customized_data"),
            Self::SelfEvaluation => request_field!(Request, "resume.self_evaluation.customized_data"),
        }
    }
}
