//! What an application form of the tenant requires.

use feishu_api::hire::v1::create_by_resume::Request;
use feishu_api::hire::v1::list_application_forms::{ApplicationForm, Module, ModuleField};
use feishu_client::{RequestField, ValidationOptions, request_field};

use crate::fields::is_active;
use crate::{Names, ResumeSection, TalentFields};

/// The fields that an application form requires, from the endpoint List Application Forms.
///
/// The form names its fields, but does not say which fields of a resume they are. They are found by the names that the
/// product uses; [`RequiredFields::unknown`] has those that are not.
#[derive(Clone, Debug, Default)]
pub struct RequiredFields {
    fields: Vec<RequestField<Request>>,
    custom: Vec<String>,
    unknown: Vec<Names>,
}

/// The names of built-in fields in each section, and what they are in a resume.
const BUILT_IN: &[(ResumeSection, &[&str], RequestField<Request>)] = {
    use ResumeSection::{BasicInfo, Career, Education, Internship, Language, Project, SelfEvaluation};
    &[
        (BasicInfo, &["姓名", "name"], request_field!(Request, "resume.basic_info.name")),
        (
            BasicInfo,
            &["手机", "手机号", "手机号码", "电话", "mobile", "phone", "phone number"],
            request_field!(Request, "resume.basic_info.mobile"),
        ),
        (BasicInfo, &["邮箱", "电子邮箱", "email"], request_field!(Request, "resume.basic_info.email")),
        (BasicInfo, &["性别", "gender"], request_field!(Request, "resume.basic_info.gender")),
        (
            BasicInfo,
            &["出生日期", "生日", "birthday", "date of birth"],
            request_field!(Request, "resume.basic_info.birthday"),
        ),
        (BasicInfo, &["年龄", "age"], request_field!(Request, "resume.basic_info.age")),
        (
            BasicInfo,
            &["国籍", "国籍（地区）", "nationality"],
            request_field!(Request, "resume.basic_info.nationality_id"),
        ),
        (
            BasicInfo,
            &["工作年限", "years of experience"],
            request_field!(Request, "resume.basic_info.experience_years"),
        ),
        (
            BasicInfo,
            &["所在地点", "所在城市", "当前城市", "current city", "current location"],
            request_field!(Request, "resume.basic_info.current_city_code"),
        ),
        (
            BasicInfo,
            &["家乡", "籍贯", "hometown"],
            request_field!(Request, "resume.basic_info.hometown_city_code"),
        ),
        (
            BasicInfo,
            &["意向城市", "意向地点", "preferred city", "preferred cities"],
            request_field!(Request, "resume.basic_info.preferred_city_code_list"),
        ),
        (
            BasicInfo,
            &["婚姻状况", "marital status"],
            request_field!(Request, "resume.basic_info.marital_status"),
        ),
        (
            BasicInfo,
            &["证件", "证件号码", "identification", "id number"],
            request_field!(Request, "resume.basic_info.identification"),
        ),
        (Education, &["学校", "school"], request_field!(Request, "resume.education_list[].school")),
        (
            Education,
            &["专业", "field of study", "major"],
            request_field!(Request, "resume.education_list[].field_of_study"),
        ),
        (Education, &["学历", "degree"], request_field!(Request, "resume.education_list[].degree")),
        (
            Education,
            &["学历类型", "education type"],
            request_field!(Request, "resume.education_list[].education_type"),
        ),
        (
            Education,
            &["开始时间", "入学时间", "start time"],
            request_field!(Request, "resume.education_list[].start_time"),
        ),
        (
            Education,
            &["结束时间", "毕业时间", "end time", "graduation time"],
            request_field!(Request, "resume.education_list[].end_time_v2"),
        ),
        (
            Education,
            &["成绩排名", "专业排名", "academic ranking"],
            request_field!(Request, "resume.education_list[].academic_ranking"),
        ),
        (Career, &["公司", "公司名称", "company"], request_field!(Request, "resume.career_list[].company")),
        (
            Career,
            &["职位", "职位名称", "title", "position"],
            request_field!(Request, "resume.career_list[].title"),
        ),
        (Career, &["开始时间", "start time"], request_field!(Request, "resume.career_list[].start_time")),
        (Career, &["结束时间", "end time"], request_field!(Request, "resume.career_list[].end_time")),
        (Career, &["描述", "工作描述", "description"], request_field!(Request, "resume.career_list[].desc")),
        (
            Internship,
            &["公司", "公司名称", "company"],
            request_field!(Request, "resume.internship_list[].company"),
        ),
        (
            Internship,
            &["职位", "职位名称", "title", "position"],
            request_field!(Request, "resume.internship_list[].title"),
        ),
        (
            Internship,
            &["开始时间", "start time"],
            request_field!(Request, "resume.internship_list[].start_time"),
        ),
        (Internship, &["结束时间", "end time"], request_field!(Request, "resume.internship_list[].end_time")),
        (
            Project,
            &["项目名称", "name", "project name"],
            request_field!(Request, "resume.project_list[].name"),
        ),
        (Project, &["项目角色", "角色", "role"], request_field!(Request, "resume.project_list[].role")),
        (Language, &["语言", "language"], request_field!(Request, "resume.language_list[].language")),
        (
            Language,
            &["精通程度", "熟练程度", "proficiency"],
            request_field!(Request, "resume.language_list[].proficiency"),
        ),
        (
            SelfEvaluation,
            &["自我评价", "self-evaluation", "self evaluation", "content"],
            request_field!(Request, "resume.self_evaluation.content"),
        ),
    ]
};

impl RequiredFields {
    /// What a form requires of candidates: fields that they see, in modules that they see.
    #[must_use]
    pub fn from_form(form: &ApplicationForm) -> Self {
        let mut required = RequiredFields::default();
        let shown =
            |module: &&Module| module.is_visible != Some(false) && is_active(module.active_status.as_ref());
        for module in form.objects.iter().flatten().filter(shown) {
            let section = ResumeSection::from_names(&Names::from(&module.name));
            for field in module.children_list.iter().flatten().filter(|field| is_required(field)) {
                required.add(section, field);
            }
        }
        required
    }

    fn add(&mut self, section: Option<ResumeSection>, field: &ModuleField) {
        let names = Names::from(&field.name);
        if field.is_customized == Some(true)
            && let Some(id) = &field.id
        {
            self.custom.push(id.clone());
            return;
        }
        let found = BUILT_IN
            .iter()
            .find(|(of, known, _)| Some(*of) == section && known.iter().any(|known| names.is_named(known)));
        match found {
            Some((_, _, field)) => self.fields.push(*field),
            None => self.unknown.push(names),
        }
    }

    /// The built-in fields, by their paths in a request.
    pub fn fields(&self) -> impl Iterator<Item = RequestField<Request>> {
        self.fields.iter().copied()
    }

    /// The `object_id`s of the custom fields.
    #[must_use]
    pub fn custom(&self) -> &[String] {
        &self.custom
    }

    /// The names of built-in fields that are required and that a resume is not known to have. Nothing checks them.
    #[must_use]
    pub fn unknown(&self) -> &[Names] {
        &self.unknown
    }

    /// Rules for the requests that submit a resume with this form: what the form requires, and the tenant's custom
    /// fields.
    #[must_use]
    pub fn validation(&self, custom_fields: &TalentFields) -> ValidationOptions {
        let fields = custom_fields.fields().iter().map(|field| {
            let mut field = field.clone();
            field.is_required |= self.custom.contains(&field.id);
            field.rule()
        });
        ValidationOptions::new().require(self.fields()).custom_fields(fields)
    }
}

fn is_required(field: &ModuleField) -> bool {
    field.is_required == Some(true)
        && field.is_visible != Some(false)
        && is_active(field.active_status.as_ref())
}
