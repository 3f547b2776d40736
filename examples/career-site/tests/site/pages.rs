//! The pages, as a browser gets them.

use career_site::demo;
use reqwest::header::{ACCEPT_LANGUAGE, LOCATION, ORIGIN};
use reqwest::multipart::{Form, Part};
use tempfile::TempDir;

use feishu_mock::{Fault, FaultKind, Mock, RecordedRequest};
use serde_json::json;

use crate::support::{DELIVER, Site, deliveries, form, key, page};

async fn site() -> (Site, Mock, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mock = demo::mock().await.unwrap();
    (Site::start(&folder.path().join("outbox.sqlite"), &mock), mock, folder)
}

fn form_path(language: &str) -> String {
    format!("/{language}/jobs/{}/apply", demo::JOBS[0])
}

#[tokio::test]
async fn jobs_are_listed_and_found_in_both_languages() {
    let (site, _mock, _folder) = site().await;
    let home = site.http.get(&site.url).header(ACCEPT_LANGUAGE, "zh-CN,zh").send().await.unwrap();
    assert_eq!((home.status().as_u16(), home.headers()[LOCATION].to_str().unwrap()), (303, "/zh"));
    let (status, chinese) = site.get("/zh").await;
    assert_eq!(status, 200);
    assert!(
        chinese.contains("<html lang=\"zh-CN\">")
            && chinese.contains("共 3 个职位")
            && chinese.contains("深圳")
    );
    let (_, english) = site.get("/en?q=rust+SHENZHEN").await;
    assert!(
        english.contains("1 job<") && english.contains("Backend engineer") && !english.contains("designer")
    );
    let (status, job) = site.get(&format!("/en/jobs/{}", demo::JOBS[0])).await;
    assert_eq!(status, 200);
    assert!(job.contains("You run what you build.") && job.contains(&form_path("en")));
    for missing in
        ["/en/jobs/1", "/en/jobs/1/apply", "/en/applications/1", "/favicon.ico", "/fr", "/nothing/at/all"]
    {
        assert_eq!(site.get(missing).await.0, 404, "{missing}");
    }
}

#[tokio::test]
async fn the_form_has_the_documented_options_and_the_custom_fields() {
    let (site, _mock, _folder) = site().await;
    let (_, english) = site.get(&form_path("en")).await;
    let (_, chinese) = site.get(&form_path("zh")).await;
    // The page of the endpoint: 学历, 6 is 本科; the lexicon calls it a bachelor's degree.
    assert!(english.contains("<option value=\"6\">Bachelor"), "{english}");
    assert!(chinese.contains("<option value=\"6\">本科"), "{chinese}");
    assert!(english.contains("Where did you hear of us?") && chinese.contains("您从哪里了解到我们？"));
    let email =
        "<label for=\"resume.basic_info.email\">Email <span class=\"required\">required</span></label>";
    assert!(english.contains(email), "{english}");
    // Every input has a label.
    let inputs = english.matches(" name=\"resume.").count();
    assert!(inputs > 30, "{inputs}");
    for name in english.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let is_labelled = english.contains(&format!("for=\"{name}\""));
        assert!(is_labelled || ["viewport", "key"].contains(&name), "{name} has no label");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_has_to_be_put_in_twice() {
    let (site, mock, _folder) = site().await;
    let file = Part::bytes(&b"%PDF-1.7"[..]).file_name("cv.pdf");
    let form = Form::new()
        .text("key", key(1))
        .text("resume.basic_info.name", "<script>alert(1)</script>")
        .text("resume.basic_info.mobile", "13800000001")
        .text("resume.basic_info.birthday", "2001-02-30")
        .text("resume.education_list[0].degree", "6")
        .text("resume.education_list[1].degree", "60")
        .part("resume.resume_attachment_id", file);
    let (status, page) = page(site.apply(form).await.unwrap()).await;
    assert_eq!(status, 422);
    assert!(page.contains("<title>Error: Apply for Backend engineer"));
    for (field, label) in [
        ("resume.basic_info.birthday", "Date of birth"),
        ("resume.basic_info.email", "Email"),
        ("custom.6960663240925956701", "Where did you hear of us?"),
        ("resume.education_list[1].degree", "Education 2, Degree"),
    ] {
        assert!(page.contains(&format!("<a href=\"#{field}\">{label}: ")), "{field} is not in the summary");
        assert!(
            page.contains(&format!("<p class=\"problem\" id=\"{field}.problem\">")),
            "{field} has no message"
        );
    }
    assert!(page.contains("value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"") && !page.contains("<script>"));
    assert!(page.contains("<option value=\"6\" selected>") && page.contains("We have your file: cv.pdf"));
    assert_eq!(site.state(&key(1)).await, None);
    assert_eq!(deliveries(&mock, 1), []);
}

#[tokio::test]
async fn files_that_nobody_can_open_are_refused() {
    let (site, _mock, _folder) = site().await;
    for (name, size, message) in [
        ("cv.exe", 10, "Choose a PDF or Word file"),
        ("cv.pdf", 10 * 1024 * 1024 + 1, "The file is larger than 10 MB"),
    ] {
        let file = Part::bytes(vec![b'x'; size]).file_name(name);
        let (status, page) =
            page(site.apply(form(1).part("resume.resume_attachment_id", file)).await.unwrap()).await;
        assert!(status == 422 && page.contains(message), "{name}: {status} {page}");
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_one_application() {
    let (site, mock, _folder) = site().await;
    let (first, second) = tokio::join!(site.apply(form(1)), site.apply(form(1)));
    for response in [first.unwrap(), second.unwrap()] {
        assert_eq!(response.status(), 303);
        assert_eq!(response.headers()[LOCATION].to_str().unwrap(), format!("/en/applications/{}", key(1)));
    }
    site.settle().await;
    assert_eq!(site.state(&key(1)).await.as_deref(), Some("submitted"));
    assert_eq!(deliveries(&mock, 1).len(), 1);
    let (_, chinese) = site.get(&format!("/zh/applications/{}", key(1))).await;
    assert!(chinese.contains("您的申请已提交"), "{chinese}");
}

/// The one request that the mock has received for an endpoint.
fn received(mock: &Mock, endpoint: &str) -> RecordedRequest {
    let mut records: Vec<_> =
        mock.requests().into_iter().filter(|record| record.endpoint.as_deref() == Some(endpoint)).collect();
    assert_eq!(records.len(), 1, "{endpoint}");
    records.remove(0)
}

#[tokio::test]
async fn what_was_put_in_is_what_the_service_gets() {
    let (site, mock, _folder) = site().await;
    let file = Part::bytes(&b"%PDF-1.7"[..]).file_name("cv.pdf");
    let form = form(1)
        .text("resume.basic_info.current_city_code", "深圳")
        .text("resume.education_list[1].school", "Trinity")
        .text("resume.education_list[1].end_time_v2", "2021-01")
        .text("resume.career_list[0].end_time.now", "yes")
        .part("resume.resume_attachment_id", file);
    assert_eq!(site.apply(form).await.unwrap().status(), 303);
    site.settle().await;
    let user = received(&mock, "hire.v1.websites.website_id.site_users.post").body.unwrap();
    let expected = json!({
        "external_id": key(1), "name": "Candidate 1", "email": "candidate-1@example.com", "mobile": "13800000001",
        "mobile_country_code": "CN_1",
    });
    assert_eq!(user, expected);
    let uploaded = received(&mock, "hire.v1.attachments.post").body.unwrap();
    assert_eq!(
        (&uploaded["content"]["file_name"], &uploaded["content"]["bytes"]),
        (&json!("cv.pdf"), &json!(8))
    );
    let delivered = received(&mock, DELIVER);
    assert_eq!((delivered.path.split('/').nth(5), delivered.unknown.len()), (Some(demo::WEBSITE_ID), 0));
    let mut body = delivered.body.unwrap();
    // The mock counts ids up, and gives the first one to the site user.
    assert_eq!(body["user_id"], "7000000000000000001");
    let attachment = body["resume"]["resume_attachment_id"].take();
    assert_eq!(attachment, "7000000000000000002");
    let expected = json!({
        "basic_info": {
            "name": "Candidate 1", "email": "candidate-1@example.com", "mobile": "13800000001",
            "mobile_country_code": "CN_1", "current_city_code": "CT_901", "customized_data": [{ "object_id": demo::SOURCE_FIELD, "value": "2" }],
        },
        // 1609430400000 is the beginning of 2021 in China; -1 is "until now".
        "education_list": [{ "school": "Trinity", "end_time_v2": 1_609_430_400_000_i64 }],
        "career_list": [{ "end_time": -1 }],
        "resume_attachment_id": null,
    });
    assert_eq!((&body["job_post_id"], &body["resume"]), (&json!(demo::JOBS[0]), &expected));
}

#[tokio::test]
async fn a_refusal_is_explained() {
    let (site, mock, _folder) = site().await;
    mock.inject(Fault::new(FaultKind::code(1002511)).on(DELIVER)).unwrap();
    site.apply(form(1)).await.unwrap();
    site.settle().await;
    let (_, english) = site.get(&format!("/en/applications/{}", key(1))).await;
    assert!(english.contains("The candidate has used up the number of deliveries allowed"), "{english}");
    let (_, chinese) = site.get(&format!("/zh/applications/{}", key(1))).await;
    // The words of the page of the endpoint.
    assert!(chinese.contains("候选人的投递次数已达到上限"), "{chinese}");
}

#[tokio::test]
async fn the_operators_page_is_the_operators() {
    let (site, _mock, _folder) = site().await;
    assert_eq!(site.get("/operator").await.0, 401);
    let operator = format!("{}/operator", site.url);
    let wrong = site.http.get(&operator).basic_auth("any", Some("guess")).send().await.unwrap();
    assert_eq!(wrong.status(), 401);
    assert!(site.operator().await.contains("the outcome of every application is known"));
    let post = site.http.post(format!("{operator}/1/not-arrived")).header(ORIGIN, "https://example.com");
    let foreign = post.basic_auth("any", Some(crate::support::PASSWORD)).send().await.unwrap();
    assert_eq!(foreign.status(), 403);
}

#[tokio::test]
async fn pages_need_nothing_from_elsewhere_and_are_not_kept() {
    let (site, _mock, _folder) = site().await;
    let response = site.http.get(format!("{}{}", site.url, form_path("en"))).send().await.unwrap();
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(
        (header("cache-control"), header("referrer-policy")),
        ("no-store".into(), "no-referrer".into())
    );
}
