use feishu_api::hire::v1::create_by_resume::Education;
use feishu_client::Until;

fn main() {
    let _ = Education::new().end_time_v2(Until::Ongoing);
}
