use feishu_api::hire::v1::create_by_resume::{BasicInfo, Degree};

fn main() {
    let _ = BasicInfo::new("张三").gender(Degree::PrimarySchool);
}
