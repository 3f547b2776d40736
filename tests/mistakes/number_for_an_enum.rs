use feishu_api::hire::v1::create_by_resume::Education;

fn main() {
    let _ = Education::new().degree(3);
}
