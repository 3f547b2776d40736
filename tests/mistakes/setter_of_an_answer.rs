use feishu_api::hire::v1::create_by_resume::Delivery;

fn main() {
    let _ = Delivery::new();
}
