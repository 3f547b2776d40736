use feishu_api::hire::v1::create_by_resume::Body;

fn main() {
    let _ = Body::new("6960663240925956636", "6960663240925956634");
}
