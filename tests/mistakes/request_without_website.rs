use feishu_api::hire::v1::create_by_resume::{Body, Request};

fn request(body: Body) -> Request {
    Request::new(body)
}

fn main() {}
