use feishu_api::hire::v1::create_by_resume::BasicInfo;

fn main() {
    let _ = BasicInfo::new().mobile("182900291190");
}
