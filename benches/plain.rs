//! The page's structs as one writes them by hand for serde: the same members in the same order, those that must be
//! there as they are and the others as `Option`; no checks, and no types of their own for options and times, which are
//! numbers on the wire.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct Body {
    job_post_id: String,
    resume: Resume,
    user_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_preferred_city_code_list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub struct Resume {
    #[serde(skip_serializing_if = "Option::is_none")]
    internship_list: Option<Vec<Position>>,
    basic_info: BasicInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    education_list: Option<Vec<Education>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    self_evaluation: Option<SelfEvaluation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    career_list: Option<Vec<Position>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customized_data: Option<Vec<CustomModule>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resume_attachment_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sns_list: Option<Vec<SocialAccount>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    works_list: Option<Vec<Work>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    award_list: Option<Vec<Award>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_list: Option<Vec<Project>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_list: Option<Vec<Language>>,
}

#[derive(Serialize, Deserialize)]
pub struct BasicInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    nationality_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_work_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current_home_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hometown_city_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mobile_country_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identification: Option<Identification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marital_status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mobile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current_city_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    experience_years: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birthday: Option<i64>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_city_code_list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resume_source_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customized_data: Option<Vec<CustomField>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

/// Structs whose members may all be left out.
macro_rules! structs {
    ($($name:ident { $($member:ident: $type:ty,)* })*) => {$(
        #[derive(Serialize, Deserialize)]
        pub struct $name {
            $(#[serde(skip_serializing_if = "Option::is_none")] $member: Option<$type>,)*
        }
    )*};
}

structs! {
    Position {
        desc: String,
        end_time: i64,
        start_time: i64,
        title: String,
        company: String,
        customized_data: Vec<CustomField>,
    }
    CustomField { object_id: String, value: String, }
    CustomModule { object_id: String, children: Vec<CustomField>, }
    Identification { identification_number: String, identification_type: i64, }
    Education {
        education_type: i64,
        end_time: i64,
        end_time_v2: i64,
        field_of_study: String,
        school: String,
        start_time: i64,
        academic_ranking: i64,
        customized_data: Vec<CustomField>,
        degree: i64,
    }
    SelfEvaluation { content: String, customized_data: Vec<CustomField>, }
    SocialAccount { sns_type: i64, customized_data: Vec<CustomField>, link: String, }
    Work { desc: String, link: String, attachment: Attachment, customized_data: Vec<CustomField>, }
    Attachment { file_id: String, }
    Award { customized_data: Vec<CustomField>, desc: String, title: String, award_time: i64, }
    Project {
        customized_data: Vec<CustomField>,
        desc: String,
        end_time: i64,
        link: String,
        name: String,
        role: String,
        start_time: i64,
    }
    Language { customized_data: Vec<CustomField>, language: i64, proficiency: i64, }
    Data { delivery: Delivery, }
    Delivery {
        application_id: String,
        id: String,
        job_id: String,
        job_post_id: String,
        portal_resume_id: String,
        user_id: String,
        talent_id: String,
    }
}

/// What the service wraps its answers in.
#[derive(Deserialize)]
pub struct RawResponse {
    pub code: i64,
    #[allow(dead_code, reason = "read for the time it takes")]
    msg: String,
    #[allow(dead_code, reason = "read for the time it takes")]
    data: Option<Data>,
}
