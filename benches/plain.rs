//! The page's structs as one writes them by hand for serde: no checks, no types of their own for options and times.

use serde::{Deserialize, Serialize};

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
    Body {
        job_post_id: String,
        resume: Resume,
        user_id: String,
        application_preferred_city_code_list: Vec<String>,
        channel_id: String,
    }
    Resume {
        internship_list: Vec<Position>,
        basic_info: BasicInfo,
        education_list: Vec<Education>,
        self_evaluation: SelfEvaluation,
        career_list: Vec<Position>,
        customized_data: Vec<CustomModule>,
        resume_attachment_id: String,
        sns_list: Vec<SocialAccount>,
        works_list: Vec<Work>,
        award_list: Vec<Award>,
        project_list: Vec<Project>,
        language_list: Vec<Language>,
    }
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
    BasicInfo {
        nationality_id: String,
        start_work_time: i64,
        current_home_address: String,
        hometown_city_code: String,
        mobile_country_code: String,
        identification: Identification,
        marital_status: i64,
        mobile: String,
        current_city_code: String,
        experience_years: i64,
        gender: i64,
        birthday: i64,
        name: String,
        preferred_city_code_list: Vec<String>,
        resume_source_id: String,
        age: i64,
        customized_data: Vec<CustomField>,
        email: String,
    }
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
pub struct Answer {
    pub code: i64,
    #[allow(dead_code, reason = "read for the time it takes")]
    msg: String,
    #[allow(dead_code, reason = "read for the time it takes")]
    data: Option<Data>,
}
