use feishu_api::hire::v1::create_by_resume::Identification;

fn main() {
    let _ = Identification { identification_number: None, identification_type: None };
}
