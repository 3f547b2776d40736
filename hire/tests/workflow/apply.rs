use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, CustomField, ErrorCode, Request, Resume};
use feishu_api::hire::v1::{create_attachment, create_site_user, query_talent_fields};
use feishu_client::{Client, ErrorClass, File};
use feishu_hire::{CreatedId as _, TalentFields};

pub async fn apply(client: &Client, site: &str, job: &str) -> Result<String, Box<dyn std::error::Error>> {
    // A custom field of the tenant by its name, and an option by its label.
    let fields = TalentFields::from_response(&client.send(&query_talent_fields::Request::new()).await?);
    let source = fields.by_name("How did you hear of us?").next().ok_or("the tenant has no such field")?;
    let answer = CustomField::new().object_id(source.id.as_str()).value(source.value(&"A friend".into())?);

    // Both calls may be repeated: the same `external_id` is the same user, and a second file does no harm.
    let user = create_site_user::Body::new("candidate-17").name("张三");
    let user = create_site_user::Request::new(site, user);
    let user = client.call(&user).repeatable().send().await?.created_id()?;
    let file = create_attachment::Body::new(File::new("resume.pdf", "%PDF-1.7 …"));
    let file = create_attachment::Request::new(file);
    let file = client.call(&file).repeatable().send().await?.created_id()?;

    let candidate = BasicInfo::new("张三").email("zhangsan@example.com").customized_data([answer]);
    let resume = Resume::new(candidate).resume_attachment_id(file);
    let request = Request::new(site, Body::new(job, resume, user));
    match client.call(&request).extra_validation(&fields.validation()).send().await {
        Ok(response) => Ok(response.created_id()?),
        Err(error) if error.code() == Some(ErrorCode::DeliveryLimitReached) => {
            Err("no more applications".into())
        }
        Err(error) => match error.class() {
            ErrorClass::Invalid => Err(format!("please correct {:?}", error.violations()).into()),
            ErrorClass::Limited { .. } | ErrorClass::Unavailable => Err("not submitted, try later".into()),
            // Look into Feishu Hire whether it is there. Do not send it again.
            ErrorClass::OutcomeUnknown => Err("perhaps submitted, a person has to check".into()),
            _ => Err(error.into()),
        },
    }
}
