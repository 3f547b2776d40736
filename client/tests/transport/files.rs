//! Files that go from disk to the service and from the service to disk.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use feishu_client::{
    AnyCode, Client, Defect, Endpoint, EndpointInfo, Error, FieldPath, File, Method, Multipart, RawResponse,
    ReadError, RequestBody, ResponseKind, SizeLimits, Validate, Validator,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::calls::{builder, client};
use crate::server::{Reply, Server};

struct Upload(File);

impl Validate for Upload {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Upload {
    type Response = ();
    type Code = AnyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.files.post",
        method: Method::POST,
        path: "/open-apis/demo/v1/files",
        tokens: &[],
        ..*Download::INFO
    };

    fn body(&self) -> Result<RequestBody, serde_json::Error> {
        Ok(RequestBody::Multipart(Multipart::new().with("kind", &1_i64).with_file("content", &self.0)))
    }

    fn read(response: &RawResponse<'_>) -> Result<(), ReadError<AnyCode>> {
        response.empty()
    }
}

struct Download;

impl Validate for Download {
    fn check(&self, _: &FieldPath<'_>, _: &mut Validator<'_>) {}
}

impl Endpoint for Download {
    type Response = File;
    type Code = AnyCode;

    const INFO: &'static EndpointInfo = &EndpointInfo {
        id: "demo.v1.files.get",
        title: "",
        docs: "",
        method: Method::GET,
        path: "/open-apis/demo/v1/file",
        tokens: &[],
        rate_limits: &[],
        scopes: &[],
        field_scopes: &[],
        fields: "",
    };

    const RESPONSE_KIND: ResponseKind = ResponseKind::File;

    fn read(response: &RawResponse<'_>) -> Result<File, ReadError<AnyCode>> {
        response.file()
    }
}

const LARGE: u64 = 300_000_000;

/// How much more memory the process has had at most than when this was created, in bytes.
struct Peak(u64);

impl Peak {
    fn new() -> Self {
        // Resets the peak to what is in use.
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        Self(Self::read("VmRSS:"))
    }

    fn grown(&self) -> u64 {
        Self::read("VmHWM:").saturating_sub(self.0)
    }

    fn read(name: &str) -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1000
    }
}

/// Reads requests of any size without keeping them, and sends files of any size without having them.
async fn streaming_server() -> (String, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let received = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&received);
    tokio::spawn(async move {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                let read = stream.read(&mut buffer).await.unwrap();
                head.extend_from_slice(&buffer[..read]);
            }
            let end = head.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
            let text = String::from_utf8_lossy(&head[..end]).to_lowercase();
            if text.starts_with("get") {
                let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {LARGE}\r\n\r\n");
                stream.write_all(answer.as_bytes()).await.unwrap();
                buffer.fill(7);
                let mut rest = LARGE as usize;
                while rest > 0 && stream.write_all(&buffer[..rest.min(64 * 1024)]).await.is_ok() {
                    rest -= rest.min(64 * 1024);
                }
                continue;
            }
            let length = text.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
            let mut rest = length.parse::<usize>().unwrap() - (head.len() - end);
            counter.fetch_add((head.len() - end) as u64, Ordering::Relaxed);
            while rest > 0 {
                let read = stream.read(&mut buffer).await.unwrap();
                rest -= read;
                counter.fetch_add(read as u64, Ordering::Relaxed);
            }
            let body = r#"{"code":0}"#;
            let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, received)
}

/// Measures the whole process, so it is run alone: `cargo test -- --ignored large_files`.
#[tokio::test]
#[ignore = "measures the memory of the process, in which no other test may run"]
#[cfg(target_os = "linux")]
async fn large_files_take_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (url, received) = streaming_server().await;
    let client = Client::builder().base_url(url).build().unwrap();

    let path = folder.path().join("large");
    std::fs::File::create(&path).unwrap().set_len(LARGE).unwrap();
    let peak = Peak::new();
    client.send(&Upload(File::from_path(&path))).await.unwrap();
    assert!(received.load(Ordering::Relaxed) > LARGE);
    assert!(peak.grown() < 32_000_000, "an upload took {} bytes", peak.grown());

    let peak = Peak::new();
    let saved = client.call(&Download).save_to(folder.path().join("saved")).await.unwrap();
    assert_eq!(std::fs::metadata(saved.path().unwrap()).unwrap().len(), LARGE);
    assert!(peak.grown() < 32_000_000, "a download took {} bytes", peak.grown());
}

fn file_with(content: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    file.write_all(content.as_bytes()).unwrap();
    file
}

#[tokio::test]
async fn a_file_on_disk_is_sent_as_one_in_memory_is() {
    let on_disk = file_with("%PDF");
    let name = on_disk.path().file_name().unwrap().to_string_lossy().into_owned();
    let files = [File::from_path(on_disk.path()), File::new(name, "%PDF")];
    let server = Server::start(|_, _| Reply::json(200, r#"{"code":0}"#)).await;
    for file in files {
        client(&server).send(&Upload(file.with_content_type("application/pdf"))).await.unwrap();
    }
    let bodies: Vec<_> = server
        .calls()
        .iter()
        .map(|call| {
            let boundary = call.headers["content-type"].split("boundary=").nth(1).unwrap().to_owned();
            call.body.replace(&boundary, "BOUNDARY")
        })
        .collect();
    assert!(bodies[0].contains("%PDF") && bodies[0].ends_with("--BOUNDARY--\r\n"), "{}", bodies[0]);
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn a_repeated_upload_opens_the_file_again() {
    let file = file_with("%PDF");
    let server = Server::start(|_, nth| match nth {
        1 => Reply::refusal(429, 99_991_400),
        _ => Reply::json(200, r#"{"code":0}"#),
    })
    .await;
    client(&server).send(&Upload(File::from_path(file.path()))).await.unwrap();
    let calls = server.calls();
    assert_eq!(calls.len(), 2);
    assert!(calls.iter().all(|call| call.body.contains("%PDF")));
}

#[tokio::test]
async fn a_file_that_is_missing_is_noticed_before_anything_is_sent() {
    let server = Server::start(|_, _| Reply::Cut).await;
    let error = client(&server).send(&Upload(File::from_path("/nowhere/张三.pdf"))).await.unwrap_err();
    assert!(matches!(error, Error::Unbuildable(_)) && !error.is_outcome_unknown(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("张三"));
    assert_eq!(server.counts(), (0, 0));
}

#[tokio::test]
async fn a_file_is_saved_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    let left = || std::fs::read_dir(folder.path()).unwrap().count();

    let refusals: [fn() -> Reply; 3] = [
        || Reply::refusal(200, 7),
        || Reply::refusal(404, 7).with("content-type", "text/plain"),
        || Reply::json(200, r#" {"code":7,"msg":"no"}"#),
    ];
    for refusal in refusals {
        let server = Server::start(move |_, _| refusal()).await;
        let error = client(&server).call(&Download).save_to(&path).await.unwrap_err();
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
        assert_eq!(left(), 0);
    }

    let server = Server::start(|_, nth| match nth {
        1 => Reply::CutOff(vec![7; 100_000]),
        _ => Reply::Response(
            200,
            vec![("content-disposition", "attachment; filename=b.pdf".into())],
            vec![7; 9],
        ),
    })
    .await;
    let file = client(&server).call(&Download).save_to(&path).await.unwrap();
    assert_eq!((file.name(), file.path()), (Some("b.pdf"), Some(path.as_path())));
    assert_eq!(std::fs::read(&path).unwrap(), vec![7; 9]);
    assert_eq!((server.calls().len(), left()), (2, 1));

    let small = builder(&server).size_limits(SizeLimits::new().file(8)).build().unwrap();
    let error = small.call(&Download).save_to(&path).await.unwrap_err();
    assert!(matches!(&error, Error::Unreadable(error) if error.defect() == Defect::TooLarge), "{error:?}");
    assert!(small.send(&Download).await.is_err());
    assert_eq!(std::fs::read(&path).unwrap(), vec![7; 9], "what was there stays");
    assert_eq!(left(), 1);

    let error = client(&server).call(&Download).save_to("/nowhere/a.pdf").await.unwrap_err();
    assert!(matches!(error, Error::File(_)), "{error:?}");
}

#[tokio::test]
async fn a_json_file_is_saved_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (headers, body) in [
        (vec![("content-disposition", "attachment".to_owned())], r#"{"code":7,"msg":"data"}"#.to_owned()),
        (vec![("content-type", "application/json".to_owned())], r#"{"rows":[]}"#.to_owned()),
        (vec![], format!(r#"{{"code":7,"rows":"{}"}}"#, "x".repeat(100_000))),
    ] {
        let content = body.clone().into_bytes();
        let server = Server::start(move |_, _| Reply::Response(200, headers.clone(), content.clone())).await;
        let file = client(&server).call(&Download).save_to(folder.path().join("a.json")).await.unwrap();
        assert_eq!(file.read().unwrap().as_ref(), body.as_bytes());
    }
}
