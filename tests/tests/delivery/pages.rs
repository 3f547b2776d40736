//! Page after page through generated endpoints: what is asked for, how often, and what comes of it.

use std::sync::{Arc, Mutex};

use feishu_client::{Client, Error};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use api::harbour::v1::{crews_search_post, docks_search_post, harbours_harbour_id_boats_get};

#[allow(dead_code, unused_imports, reason = "the tests call some of it")]
mod api {
    include!(concat!(env!("OUT_DIR"), "/feishu.rs"));
}

/// Answers the requests with these bodies, one after the other, and keeps target and body of each.
struct Service {
    client: Client,
    asked: Arc<Mutex<Vec<(String, String)>>>,
}

impl Service {
    async fn with(answers: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&log), answers));
            }
        });
        let client = Client::builder().base_url(&url).without_proxy().build().unwrap();
        Self { client, asked }
    }

    fn asked(&self) -> Vec<(String, String)> {
        self.asked.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, log: Arc<Mutex<Vec<(String, String)>>>, answers: &[&str]) {
    let (reading, mut writing) = stream.split();
    let mut reading = BufReader::new(reading);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reading.read_line(&mut head).await.unwrap() == 0 {
                return;
            }
        }
        let head = head.to_lowercase();
        let length = head.split_once("content-length: ").map_or("0", |(_, after)| after);
        let mut body = vec![0; length.lines().next().unwrap().parse().unwrap()];
        reading.read_exact(&mut body).await.unwrap();
        let target = head.split(' ').nth(1).unwrap().replace("/open-apis/harbour/v1", "");
        let nth = {
            let mut log = log.lock().unwrap();
            log.push((target, String::from_utf8(body).unwrap()));
            log.len() - 1
        };
        let answer = answers.get(nth).unwrap_or(&r#"{"code":1,"msg":"no more"}"#);
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
        writing.write_all(format!("{head}{answer}").as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn the_items_of_all_pages() {
    let service = Service::with(&[
        r#"{"code":0,"data":{"boats":[{"name":"Anna"},{"name":"Bo"}],"has_more":true,"page_token":"p-2"}}"#,
        r#"{"code":0,"data":{"boats":[],"has_more":true,"page_token":"p-3"}}"#,
        r#"{"code":0,"data":{"boats":[{"name":"Cleo"}],"has_more":false,"page_token":"p-4"}}"#,
    ])
    .await;
    let request = harbours_harbour_id_boats_get::Request::new("h-1").page_size(2);
    let mut boats = service.client.call(&request).token("t-1").items();
    let mut names = Vec::new();
    while let Some(boat) = boats.next().await {
        names.extend(boat.unwrap().name);
    }
    assert_eq!(names, ["Anna", "Bo", "Cleo"]);
    let targets: Vec<String> = service.asked().into_iter().map(|(target, _)| target).collect();
    assert_eq!(
        targets,
        [
            "/harbours/h-1/boats?page_size=2",
            "/harbours/h-1/boats?page_size=2&page_token=p-2",
            "/harbours/h-1/boats?page_size=2&page_token=p-3"
        ]
    );
}

#[tokio::test]
async fn a_token_in_the_body() {
    let service = Service::with(&[
        r#"{"code":0,"data":{"items":[{"name":"Bo"}],"page_token":"p-1","next_page_token":"p-2"}}"#,
        r#"{"code":0,"data":{"items":[{"name":"Cy"}],"page_token":"p-2","next_page_token":""}}"#,
    ])
    .await;
    let request = crews_search_post::Request::new(crews_search_post::Body::new("cook"));
    let mut sailors = service.client.call(&request).token("t-1").items();
    let mut names = Vec::new();
    while let Some(sailor) = sailors.next().await {
        names.extend(sailor.unwrap().name);
    }
    assert_eq!(names, ["Bo", "Cy"]);
    let bodies: Vec<String> = service.asked().into_iter().map(|(_, body)| body).collect();
    assert_eq!(bodies, [r#"{"query":"cook"}"#, r#"{"query":"cook","page_token":"p-2"}"#]);
}

#[tokio::test]
async fn pages_with_more_than_one_list() {
    use docks_search_post::{Body, PageCondition, Request};

    let service = Service::with(&[
        r#"{"code":0,"data":{"docks":["d-1"],"page_response":{"has_more":true,"page_token":"p-2"}}}"#,
        r#"{"code":0,"data":{"docks":[],"closed":["d-2"]}}"#,
    ])
    .await;
    let request = Request::new(Body::new(PageCondition::new()));
    let mut pages = service.client.call(&request).token("t-1").pages();
    let mut docks = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        docks.extend(page.docks.into_iter().chain(page.closed).flatten());
    }
    assert_eq!(docks, ["d-1", "d-2"]);
    let bodies: Vec<String> = service.asked().into_iter().map(|(_, body)| body).collect();
    assert_eq!(bodies, [r#"{"page_request":{}}"#, r#"{"page_request":{"page_token":"p-2"}}"#]);
}

#[tokio::test]
async fn an_error_ends_it_and_tells_no_values() {
    let service = Service::with(&[
        r#"{"code":0,"data":{"boats":[{"name":"Anna"}],"has_more":true,"page_token":"p-2"}}"#,
        r#"{"code":0,"data":{"boats":[{"name":["Anna"]}]}}"#,
    ])
    .await;
    let request = harbours_harbour_id_boats_get::Request::new("h-1");
    let mut boats = service.client.call(&request).token("t-1").items();
    assert!(boats.next().await.unwrap().is_ok());
    let error = boats.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Unreadable(_)), "{error}");
    for personal in ["Anna", "p-2", "t-1", "h-1"] {
        assert!(!format!("{error} {error:?}").contains(personal), "{error:?}");
    }
    assert!(boats.next().await.is_none());
    assert_eq!(service.asked().len(), 2);
}
