use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, CustomField, ErrorCode, Request, Resume};
use feishu_api::hire::v1::{create_attachment, create_site_user, query_talent_fields};
use feishu_client::{Client, ErrorClass, File};
use feishu_hire::TalentFields;

pub async fn apply(
    client: &Client,
    site: &str,
    job_post: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    // The tenant's custom fields: one by its name, and the option by its label.
    let fields = TalentFields::from_response(&client.send(&query_talent_fields::Request::new()).await?);
    let source = fields.by_name("How did you hear of us?").next().ok_or("the tenant has no such field")?;
    let answer = CustomField::new().object_id(source.id.as_str()).value(source.value(&"A friend".into())?);

    // The same `external_id` returns the same user, so this may be repeated.
    let user = create_site_user::Request::new(site, create_site_user::Body::new("candidate-17").name("张三"));
    let user = client.call(&user).repeatable().send().await?.site_user.and_then(|user| user.user_id);
    let file = File::new("resume.pdf", "%PDF-1.7 …");
    let file = create_attachment::Request::new(create_attachment::Body::new(file));
    let file = client.call(&file).repeatable().send().await?.id;

    let candidate = BasicInfo::new("张三").email("zhangsan@example.com").customized_data([answer]);
    let resume = Resume::new(candidate).resume_attachment_id(file);
    let request = Request::new(site, Body::new(job_post, resume, user.ok_or("no id of the user")?));
    match client.call(&request).extra_validation(&fields.validation()).send().await {
        Ok(response) => {
            Ok(response.delivery.and_then(|delivery| delivery.application_id).unwrap_or_default())
        }
        Err(error) if error.code() == Some(ErrorCode::DeliveryLimitReached) => {
            Err("no more applications".into())
        }
        Err(error) => match error.class() {
            ErrorClass::Invalid => Err(format!("please correct {:?}", error.violations()).into()),
            ErrorClass::Limited { .. } | ErrorClass::Unavailable => {
                Err("not submitted; try again later".into())
            }
            // Do not send it again: look into Feishu Hire whether it is there.
            ErrorClass::OutcomeUnknown => Err("may have been submitted; a person has to check".into()),
            _ => Err(error.into()),
        },
    }
}
