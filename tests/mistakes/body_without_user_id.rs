use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, Resume};

fn main() {
    let _ = Body::new("6960663240925956636", Resume::new(BasicInfo::new("张三")));
}
