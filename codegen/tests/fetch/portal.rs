//! A portal on this machine, with its faults.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the portal does when it is asked.
#[derive(Clone, Debug)]
pub enum Play {
    /// Answers with this body.
    Body(String),
    /// Answers with this status, these further headers, and this body.
    Status(u16, &'static str, &'static str),
    /// Promises the whole body, and closes after half of it.
    Cut(String),
    /// Says nothing for as long as anybody listens.
    Silent,
}

/// A portal; it lives as long as the process.
pub struct Portal {
    pub url: String,
    plays: Arc<Mutex<BTreeMap<String, Vec<Play>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

const DETAIL: &str = "/document_portal/v1/document/get_detail?fullPath=";
const MAPPING: &str = "/document_portal/v1/document_portal/v1/document/uri/mapping?lang=";
const DIRECTORY: &str = "/api/tools/docment/directory_list?lang=zh-CN";

impl Portal {
    /// It calls `/uA/NAME` what people call `/docs/NAME`.
    pub fn start(names: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let pairs: BTreeMap<String, String> =
            names.iter().map(|name| (format!("/uA/{name}"), format!("/docs/{name}"))).collect();
        let mapping = serde_json::json!({ "code": 0, "data": { "uriMap": pairs } }).to_string();
        let portal = Portal { url, plays: Arc::default(), asked: Arc::default() };
        for language in ["zh-CN", "en-US"] {
            portal.plays_at(&format!("{MAPPING}{language}"), Play::Body(mapping.clone()));
        }
        let (plays, asked) = (Arc::clone(&portal.plays), Arc::clone(&portal.asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (plays, asked) = (Arc::clone(&plays), Arc::clone(&asked));
                thread::spawn(move || serve(stream, &plays, &asked));
            }
        });
        portal
    }

    /// What it does when it is asked for a page: one after the other, the last one for ever.
    pub fn plays(&self, name: &str, plays: impl IntoIterator<Item = Play>) {
        self.plays_in("zh-CN", name, plays);
    }

    /// The same when the page is asked for in a language.
    pub fn plays_in(&self, language: &str, name: &str, plays: impl IntoIterator<Item = Play>) {
        let plays = plays.into_iter().collect();
        self.plays.lock().unwrap().insert(format!("{DETAIL}%2FuA%2F{name}&lang={language}"), plays);
    }

    /// Lists these pages of `/uA`, in a folder.
    pub fn lists(&self, names: &[&str]) {
        let node = |name: &&str| serde_json::json!({ "name": name, "type": "DocumentType", "fullPath": format!("/uA/{name}") });
        let pages: Vec<_> = names.iter().map(node).collect();
        let folder =
            serde_json::json!({ "name": "x", "type": "DirectoryType", "fullPath": "/uA", "items": pages });
        let body = serde_json::json!({ "code": 0, "data": { "items": [folder] } });
        self.plays_at(DIRECTORY, Play::Body(body.to_string()));
    }

    /// What it does when it is asked for anything else.
    pub fn plays_at(&self, path: &str, play: Play) {
        self.plays.lock().unwrap().insert(path.to_owned(), vec![play]);
    }

    /// What it does when it is asked for its names.
    pub fn plays_mapping(&self, play: Play) {
        self.plays_at(&format!("{MAPPING}zh-CN"), play);
    }

    /// What it was asked for: `names`, or the name of a page, with ` in English` behind it where that was asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// The answer with a page.
pub fn detail(content: &str, updated: i64) -> Play {
    let data = serde_json::json!({ "content": content, "updateTime": updated.to_string() });
    Play::Body(serde_json::json!({ "code": 0, "data": data }).to_string())
}

fn serve(mut stream: TcpStream, plays: &Mutex<BTreeMap<String, Vec<Play>>>, asked: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut first = String::new();
    if reader.read_line(&mut first).is_err() {
        return;
    }
    let (mut line, mut accepted) = (String::new(), String::new());
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        if let Some(languages) = line.to_lowercase().strip_prefix("accept-language:") {
            accepted = languages.trim().to_owned();
        }
        line.clear();
    }
    let target = first.split(' ').nth(1).unwrap_or_default();
    let name = target.rsplit("%2F").next().unwrap_or_default();
    let name = if target.starts_with(MAPPING) { "names" } else { name };
    // A browser says it in both ways.
    let name = match (name.split("&lang=").next().unwrap_or_default(), target.ends_with("lang=en-US")) {
        (name, true) if accepted == "en-us,en;q=0.9" => format!("{name} in English"),
        (name, false) if accepted == "zh-cn,zh;q=0.9" || target == "/moved" => name.to_owned(),
        (name, _) => format!("{name} in {accepted}, which does not fit"),
    };
    asked.lock().unwrap().push(name);
    let play = {
        let mut plays = plays.lock().unwrap();
        match plays.get_mut(target) {
            Some(next) if next.len() > 1 => next.remove(0),
            Some(last) => last[0].clone(),
            None => Play::Status(404, "", "no such page"),
        }
    };
    // The tool may have hung up.
    let _ = match play {
        Play::Body(body) => answer(&mut stream, 200, "", &body, body.len()),
        Play::Status(status, headers, body) => answer(&mut stream, status, headers, body, body.len()),
        Play::Cut(body) => {
            let half = body.char_indices().nth(body.chars().count() / 2).map_or(0, |(at, _)| at);
            answer(&mut stream, 200, "", &body[..half], body.len())
        }
        Play::Silent => {
            thread::sleep(Duration::from_secs(60));
            Ok(())
        }
    };
}

fn answer(
    stream: &mut TcpStream,
    status: u16,
    headers: &str,
    body: &str,
    length: usize,
) -> std::io::Result<()> {
    let head =
        format!("HTTP/1.1 {status} x\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())
}
