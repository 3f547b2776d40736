//! What the others get wrong, done right: so that none of them fails for another reason.

use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, Degree, Education, Gender, Request, Resume};
use feishu_client::{Timestamp, Until};

fn main() {
    let education = Education::new()
        .degree(Degree::Bachelor)
        .end_time(Until::Ongoing)
        .end_time_v2(Timestamp::from_millis(1_618_500_278_663));
    let resume = Resume::new(BasicInfo::new("张三").gender(Gender::Male)).education_list([education]);
    let _ = Request::new("1618209327096", Body::new("6960663240925956636", resume, "6960663240925956634"));
}
