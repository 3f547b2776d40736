//! An endpoint written by hand the way the generator writes it: a part of 新建招聘官网投递.

mod body;
mod errors;
mod options;

pub use body::{BasicInfo, Body, CustomizedData, Education, Response, Resume};
pub use errors::ErrorCode;
pub use options::{Degree, UserIdType};

use feishu_client::{
    Endpoint, EndpointInfo, FieldPath, Method, RateWindow, RawResponse, ReadError, RequestBody, TokenKind,
    Validate, Validator, Values,
};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Request {
    pub website_id: String,
    pub user_id_type: Option<UserIdType>,
    pub body: Body,
}

impl Request {
    pub fn new(website_id: impl Into<String>, body: Body) -> Self {
        Self { website_id: website_id.into(), user_id_type: None, body }
    }

    pub fn user_id_type(mut self, value: UserIdType) -> Self {
        self.user_id_type = Some(value);
        self
    }
}

impl Endpoint for Request {
    type Response = Response;
    type Code = ErrorCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "hire.v1.websites.deliveries.create_by_resume.post",
        title: "新建招聘官网投递",
        docs: "https://open.feishu.cn/document/server-docs/hire-v1/get-candidates/website/create_by_resume",
        method: Method::POST,
        path: "/open-apis/hire/v1/websites/:website_id/deliveries/create_by_resume",
        tokens: &[TokenKind::Tenant],
        rate_limits: &[RateWindow { calls: 1000, seconds: 60 }, RateWindow { calls: 50, seconds: 1 }],
        scopes: &["hire:site_application"],
        field_scopes: &["contact:user.employee_id:readonly"],
        fields: "\
user_id_type
resume.basic_info.mobile
resume.basic_info.birthday
resume.basic_info.email
resume.basic_info.preferred_city_code_list
resume.education_list
resume.education_list[].degree
resume.education_list[].start_time
resume.education_list[].end_time
resume.education_list[].end_time_v2
resume.education_list[].customized_data
resume.education_list[].customized_data[].object_id
resume.education_list[].customized_data[].value
resume.self_evaluation
resume.self_evaluation.content
channel_id",
    };

    fn path_values(&self, values: &mut Values) {
        values.add("website_id", &self.website_id);
    }

    fn query_values(&self, values: &mut Values) {
        values.add("user_id_type", &self.user_id_type);
    }

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        RequestBody::json(&self.body)
    }

    fn read(response: &RawResponse<'_>) -> Result<Response, ReadError<ErrorCode>> {
        response.data()
    }
}

impl Validate for Request {
    fn check(&self, path: &FieldPath<'_>, validator: &mut Validator<'_>) {
        validator.path_value(path, "website_id", &self.website_id);
        validator.field(path, "user_id_type", &self.user_id_type);
        self.body.check(path, validator);
    }
}
