//! Reads request bodies.

use feishu_schema::{Content, Field, Request, Required};
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::check;
use crate::refusal::Refusal;

/// Reads a body in the documented form as one JSON object. No body reads as an empty object, so that each missing
/// member is reported.
pub(crate) async fn read(call: &Call, request: &Request) -> Result<Map<String, Value>, Refusal> {
    let Some(body) = &request.body else { return Ok(Map::new()) };
    let bytes = call.body.as_ref().ok_or_else(|| Refusal::unreadable("the body is cut off or too long"))?;
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    check_media_type(call, request, media_type(body.content))?;
    match body.content {
        Content::Json => object(bytes),
        Content::Form => Ok(check::typed(&body.fields, form_urlencoded::parse(bytes).into_owned())),
        Content::Multipart => parts(call.content_type(), bytes, &body.fields).await,
    }
}

/// Reads a body without a description.
pub(crate) fn guess(call: &Call) -> Option<Value> {
    let bytes = call.body.as_ref().filter(|bytes| !bytes.is_empty())?;
    let text = || Value::String(String::from_utf8_lossy(bytes).into_owned());
    Some(serde_json::from_slice(bytes).unwrap_or_else(|_| text()))
}

/// Where the description does not ask for the header it may be missing: the official Python SDK sends none when
/// it asks for a token.
fn check_media_type(call: &Call, request: &Request, expected: &str) -> Result<(), Refusal> {
    let asks = |name: &str, required| name.eq_ignore_ascii_case("content-type") && required == Required::Yes;
    let asked_for = request.header.iter().any(|field| asks(&field.name, field.required));
    match call.media_type() {
        given if given == expected || (given.is_empty() && !asked_for) => Ok(()),
        _ => Err(Refusal::unreadable(format!("Content-Type must be {expected}"))),
    }
}

fn media_type(content: Content) -> &'static str {
    match content {
        Content::Json => "application/json",
        Content::Form => "application/x-www-form-urlencoded",
        Content::Multipart => "multipart/form-data",
    }
}

fn object(bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Refusal::unreadable("the body is not a JSON object")),
        Err(error) => Err(Refusal::unreadable(format!("the body is not JSON: {error}"))),
    }
}

async fn parts(content_type: &str, bytes: &[u8], fields: &[Field]) -> Result<Map<String, Value>, Refusal> {
    let unreadable =
        |error: multer::Error| Refusal::unreadable(format!("the body is not multipart: {error}"));
    let boundary = multer::parse_boundary(content_type).map_err(unreadable)?;
    let mut multipart = multer::Multipart::with_reader(bytes, boundary);
    let mut texts = Vec::new();
    let mut files = Map::new();
    while let Some(part) = multipart.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            texts.push((name, part.text().await.map_err(unreadable)?));
            continue;
        };
        let content_type = part.content_type().map(ToString::to_string);
        let bytes = part.bytes().await.map_err(unreadable)?.len();
        files.insert(name, json!({ "file_name": file_name, "content_type": content_type, "bytes": bytes }));
    }
    let mut members = check::typed(fields, texts);
    members.extend(files);
    Ok(members)
}
