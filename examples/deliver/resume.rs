//! The page's example of the request, as the page's reader would write it in Rust.

use feishu_api::hire::v1::create_by_resume::{
    AcademicRanking, Award, BasicInfo, Body, Career, CustomField, CustomModule, Degree, Education,
    EducationType, Gender, Identification, IdentificationType, Internship, Language, LanguageSkill,
    MaritalStatus, Proficiency, Project, Resume, SelfEvaluation, SocialAccount, SocialNetwork, Work,
    WorkAttachment,
};
use feishu_client::Timestamp;

/// The body of the request.
pub fn body() -> Body {
    Body::new("6960663240925956636", resume(), "6960663240925956634")
        .application_preferred_city_code_list(["6960663240925956636"])
        .channel_id("6891560630172518670")
}

fn resume() -> Resume {
    let start = Timestamp::from_millis(1_609_430_400_000);
    let internship = Internship::new()
        .desc("在抖音工作实习3个月，表现优秀")
        .end_time(Timestamp::from_millis(1_618_500_278_667))
        .start_time(start)
        .title("后端研发实习生")
        .company("抖音公司")
        .customized_data([custom_field()]);
    let career = Career::new()
        .desc("在抖音公司工作了5年，表现优秀")
        .end_time(Timestamp::from_millis(1_618_500_278_667))
        .start_time(start)
        .title("后端研发工程师")
        .company("抖音公司")
        .customized_data([custom_field()]);
    let module = CustomModule::new().object_id("6960663240925956651").children([custom_field()]);
    let account = SocialAccount::new()
        .sns_type(SocialNetwork::LinkedIn)
        .customized_data([custom_field()])
        .link("www.toutiao.com");
    let work = Work::new()
        .desc("作品描述：研究生阶段发表了顶刊论文")
        .link("www.toutiao.com")
        .attachment(WorkAttachment::new().file_id("6982104077248219436"))
        .customized_data([custom_field()]);
    let award = Award::new()
        .customized_data([custom_field()])
        .desc("ACM国际大学生程序设计竞赛")
        .title("ACM 亚洲区金牌")
        .award_time(start);
    let project = Project::new()
        .customized_data([custom_field()])
        .desc("项目描述：课程管理系统")
        .end_time(Timestamp::from_millis(1_618_500_278_669))
        .link("www.toutiao.com")
        .name("大学生课程设计")
        .role("核心开发")
        .start_time(start);
    let language = LanguageSkill::new()
        .customized_data([custom_field()])
        .language(Language::English)
        .proficiency(Proficiency::Beginner);
    Resume::new(basic_info())
        .internship_list([internship])
        .education_list([education()])
        .self_evaluation(SelfEvaluation::new().content("自我评价：平常心").customized_data([custom_field()]))
        .career_list([career])
        .customized_data([module])
        .resume_attachment_id("6960663240925956654")
        .sns_list([account])
        .works_list([work])
        .award_list([award])
        .project_list([project])
        .language_list([language])
}

fn basic_info() -> BasicInfo {
    let identification = Identification::new()
        .identification_number("11002030131312312")
        .identification_type(IdentificationType::ResidentIdCard);
    BasicInfo::new("张三")
        .nationality_id("CN_1")
        .start_work_time(Timestamp::from_millis(1_609_430_400_000))
        .current_home_address("成都")
        .hometown_city_code("CT_159")
        .mobile_country_code("CN_1")
        .identification(identification)
        .marital_status(MaritalStatus::Married)
        .mobile("182900291190")
        .current_city_code("CT_11")
        .experience_years(3)
        .gender(Gender::Male)
        .birthday(Timestamp::from_millis(1_609_430_400_000))
        .preferred_city_code_list(["CT_12"])
        .resume_source_id("6982104077248219436")
        .age(25)
        .customized_data([custom_field()])
        .email("foo@bytedance.com")
}

fn education() -> Education {
    Education::new()
        .education_type(EducationType::OutsideMainlandChina)
        .end_time(Timestamp::from_millis(1_618_500_278_663))
        .end_time_v2(Timestamp::from_millis(1_618_500_278_663))
        .field_of_study("汉语言文学")
        .school("香港中文大学")
        .start_time(Timestamp::from_millis(1_609_430_400_000))
        .academic_ranking(AcademicRanking::Top5Percent)
        .customized_data([custom_field()])
        .degree(Degree::PrimarySchool)
}

fn custom_field() -> CustomField {
    CustomField::new().object_id("6960663240925956649").value("AA")
}
