use feishu_api::hire::v1::create_by_resume::Gender;

fn word(gender: Gender) -> &'static str {
    match gender {
        Gender::Male => "male",
        Gender::Female => "female",
        Gender::Other => "other",
        Gender::Unknown(_) => "unknown",
    }
}

fn main() {
    word(Gender::Male);
}
