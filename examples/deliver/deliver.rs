//! Submits the page's example of a resume, and prints what the service answers.
//!
//! The service is a mock, started for the purpose, unless the environment holds the credentials of an app:
//!
//! | variable | what |
//! |---|---|
//! | `FEISHU_APP_ID`, `FEISHU_APP_SECRET` | the app |
//! | `FEISHU_BASE_URL` | the service; Feishu, in China, if not said |
//! | `FEISHU_WEBSITE_ID`, `FEISHU_JOB_POST_ID`, `FEISHU_USER_ID` | the career site, its job post and its user; the page's own, which no tenant has, if not said |

use std::error::Error;
use std::process::ExitCode;

use feishu_api::hire::v1::create_by_resume::{Request, UserIdType};
use feishu_client::{Client, FEISHU_BASE_URL};
use feishu_mock::Mock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    // The mock lives until the end of `main`.
    let (client, _mock) = match (variable("FEISHU_APP_ID"), variable("FEISHU_APP_SECRET")) {
        (Some(id), Some(secret)) => (real(id, secret)?, None),
        _ => mocked().await.map(|(client, mock)| (client, Some(mock)))?,
    };
    match client.send(&request()).await {
        Ok(response) => println!("{response:#?}"),
        Err(error) => {
            eprintln!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn request() -> Request {
    let mut request = Request::new("1618209327096", deliver_example::body()).user_id_type(UserIdType::OpenId);
    let of_the_tenant = [
        (&mut request.website_id, "FEISHU_WEBSITE_ID"),
        (&mut request.body.job_post_id, "FEISHU_JOB_POST_ID"),
        (&mut request.body.user_id, "FEISHU_USER_ID"),
    ];
    for (id, name) in of_the_tenant {
        *id = variable(name).unwrap_or_else(|| id.clone());
    }
    request
}

fn real(id: String, secret: String) -> Result<Client, Box<dyn Error>> {
    let base_url = variable("FEISHU_BASE_URL").unwrap_or_else(|| FEISHU_BASE_URL.to_owned());
    Ok(Client::builder().credentials(id, secret).base_url(base_url).build()?)
}

async fn mocked() -> Result<(Client, Mock), Box<dyn Error>> {
    let endpoints = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/endpoints");
    let mock = Mock::builder().endpoints(endpoints).start().await?;
    let client = Client::builder()
        .credentials(Mock::APP_ID, Mock::APP_SECRET)
        .base_url(mock.base_url())
        .without_proxy()
        .build()?;
    Ok((client, mock))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
