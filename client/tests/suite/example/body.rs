//! A request body, as generated code writes it.

use std::fmt;

use feishu_client::{EncodedValue, FieldPath, Redacted, Timestamp, Until, Validate, Validator};
use serde::{Deserialize, Serialize};

use super::Degree;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Body {
    pub job_post_id: String,
    pub resume: Resume,
    pub user_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
}

impl Body {
    pub fn new(job_post_id: impl Into<String>, resume: Resume, user_id: impl Into<String>) -> Self {
        Self { job_post_id: job_post_id.into(), resume, user_id: user_id.into(), channel_id: None }
    }
}

impl Validate for Body {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.not_empty(path, "job_post_id", &self.job_post_id);
        validator.field(path, "resume", &self.resume);
        validator.not_empty(path, "user_id", &self.user_id);
        validator.field(path, "channel_id", &self.channel_id);
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Resume {
    pub basic_info: BasicInfo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education_list: Option<Vec<Education>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_evaluation: Option<SelfEvaluation>,
}

impl Resume {
    pub fn new(basic_info: BasicInfo) -> Self {
        Self { basic_info, education_list: None, self_evaluation: None }
    }

    pub fn education_list(mut self, value: impl IntoIterator<Item = Education>) -> Self {
        self.education_list = Some(value.into_iter().collect());
        self
    }
}

impl Validate for Resume {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.field(path, "basic_info", &self.basic_info);
        validator.field(path, "education_list", &self.education_list);
        validator.field(path, "self_evaluation", &self.self_evaluation);
    }
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BasicInfo {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_city_code_list: Option<Vec<String>>,
}

impl BasicInfo {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), mobile: None, birthday: None, preferred_city_code_list: None }
    }

    pub fn mobile(mut self, value: impl Into<String>) -> Self {
        self.mobile = Some(value.into());
        self
    }

    pub fn birthday(mut self, value: Timestamp) -> Self {
        self.birthday = Some(value);
        self
    }
}

impl Validate for BasicInfo {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.not_empty(path, "name", &self.name);
        validator.field(path, "mobile", &self.mobile);
        validator.birth_date(path, "birthday", &self.birthday);
        validator.field(path, "preferred_city_code_list", &self.preferred_city_code_list);
    }
}

impl fmt::Debug for BasicInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BasicInfo")
            .field("name", &Redacted)
            .field("mobile", &Redacted::from_option(&self.mobile))
            .field("birthday", &Redacted::from_option(&self.birthday))
            .field("preferred_city_code_list", &self.preferred_city_code_list)
            .finish()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Education {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<Until>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time_v2: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customized_data: Option<Vec<CustomizedData>>,
}

impl Education {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn degree(mut self, value: Degree) -> Self {
        self.degree = Some(value);
        self
    }

    pub fn start_time(mut self, value: Timestamp) -> Self {
        self.start_time = Some(value);
        self
    }

    pub fn end_time(mut self, value: impl Into<Until>) -> Self {
        self.end_time = Some(value.into());
        self
    }

    pub fn end_time_v2(mut self, value: Timestamp) -> Self {
        self.end_time_v2 = Some(value);
        self
    }

    pub fn customized_data(mut self, value: impl IntoIterator<Item = CustomizedData>) -> Self {
        self.customized_data = Some(value.into_iter().collect());
        self
    }
}

impl Validate for Education {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.field(path, "degree", &self.degree);
        validator.field(path, "start_time", &self.start_time);
        validator.field(path, "end_time", &self.end_time);
        validator.field(path, "end_time_v2", &self.end_time_v2);
        validator.field(path, "customized_data", &self.customized_data);
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SelfEvaluation {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

impl Validate for SelfEvaluation {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.field(path, "content", &self.content);
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CustomizedData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<EncodedValue>,
}

impl CustomizedData {
    pub fn of(object_id: &str, value: impl Into<EncodedValue>) -> Self {
        Self { object_id: Some(object_id.into()), value: Some(value.into()) }
    }
}

impl Validate for CustomizedData {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.field(path, "object_id", &self.object_id);
        validator.field(path, "value", &self.value);
        validator.custom_value(path, &self.object_id, "value", &self.value);
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Response {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Delivery {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}
