use serde_json::json;

use super::{Form, read};

fn values(text: &str) -> Option<(Form, Vec<serde_json::Value>)> {
    let content = read(text)?;
    Some((content.form, content.values.iter().map(crate::json::Node::to_value).collect()))
}

#[test]
fn parts_of_a_multipart_body_are_fields() {
    // The syntax of RFC 7578, and the platform's habit of a `;` behind the name.
    let text = "---7MA4YWxkTrZu0gW
Content-Disposition: form-data; name=\"data\"; filename=\"a.png\"
Content-Type: application/octet-stream

---7MA4YWxkTrZu0gW
Content-Disposition: form-data; name=\"book_id\";

69745868
---7MA4YWxkTrZu0gW
content-disposition: form-data; filename=x; name=note

two
lines
---7MA4YWxkTrZu0gW
Content-Disposition: form-data; name=\"extra\"

{\"a\": [1]}
---7MA4YWxkTrZu0gW--";
    let object = json!({"data": "", "book_id": "69745868", "note": "two\nlines", "extra": {"a": [1]}});
    assert_eq!(values(text), Some((Form::Fields, vec![object])));
    let content = read(text).expect("a form");
    let place = |name: &str| &text[content.values[0].get(name).expect(name).span.clone()];
    assert_eq!((place("book_id"), place("note"), place("extra")), ("69745868", "two\nlines", "{\"a\": [1]}"));
}

#[test]
fn commands_and_messages_show_their_body() {
    let object = json!({"a": "1", "b": "x y"});
    let list = [
        ("curl -X POST 'https://a/{id}' \\\n -d '{\"a\": \"1\", \"b\": \"x y\"}'", Form::Json),
        ("curl https://a --data-raw=\"{\\\"a\\\": \\\"1\\\", \\\"b\\\": \\\"x y\\\"}\"", Form::Json),
        ("$ curl -F 'a=1' --form \"b=x y\" https://a", Form::Fields),
        ("POST /a HTTP/1.1\nContent-Type: application/json\n\n{\"a\": \"1\", \"b\": \"x y\"}", Form::Json),
    ];
    for (text, form) in list {
        assert_eq!(values(text), Some((form, vec![object.clone()])), "{text}");
    }
    let pairs = json!({"grant_type": "code", "empty": ""});
    let list = ["curl -d 'grant_type=code&empty=' https://a", "POST /a\nHost: b\n\ngrant_type=code&empty=\n"];
    for text in list {
        assert_eq!(values(text), Some((Form::Fields, vec![pairs.clone()])), "{text}");
    }
    // A file is not the value of its field.
    assert_eq!(
        values("curl -F file=@a.png -Fn=1 /"),
        Some((Form::Fields, vec![json!({"file": "", "n": "1"})]))
    );
}

#[test]
fn places_in_a_command_are_places_in_its_text() {
    let text = "curl -d '{\"a\": [12]}' /";
    let content = read(text).expect("an example");
    assert_eq!(&text[content.values[0].get("a").expect("a").span.clone()], "[12]");
    assert_eq!(content.repairs, []);
}

#[test]
fn a_text_without_a_body_shows_nothing() {
    for text in [
        "",
        "GET https://a/b?code={code}",
        "curl -X GET 'https://a/{id}'",
        "HTTP/1.1 200 OK\nContent-Type: application/pdf\n\n<binary>",
    ] {
        assert_eq!(values(text), None, "{text}");
    }
}

#[test]
fn several_values_in_one_fence() {
    let text = "// one\n{\"a\": 1}\n\n// another\n{\"b\": 2}\n";
    assert_eq!(values(text), Some((Form::Json, vec![json!({"a": 1}), json!({"b": 2})])));
}

#[test]
fn a_form_decides_about_places_as_json_does() {
    // Without the example, the two rows behind `owner` could as well be its members.
    let page = |example: &str| {
        format!(
            "# 上传\n\n## 请求\n名称 | 值\n---|---\nHTTP URL | https://a.cn/open-apis/b\nHTTP Method | POST\n\n\
             ### 请求体\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nowner | lib_owner | 是 | 主人\n\
             name | string | 是 | 名\nbook_id | string | 是 | 书\n\n{example}"
        )
    };
    let placed = |example: &str| {
        let source = std::sync::Arc::new(crate::source::Source::new("p.md", page(example)));
        let described = crate::pipeline::describe_pages(&[source], &feishu_schema::Lexicon::default());
        let body = described.endpoints[0].endpoint.request.body.clone().expect("a body");
        let names = |fields: &[feishu_schema::Field]| -> Vec<String> {
            fields.iter().map(|field| field.name.clone()).collect()
        };
        (names(&body.fields), names(&body.fields[0].fields))
    };
    let parts = |parts: &[(&str, &str)]| {
        let part = |(name, value): &(&str, &str)| {
            format!("--b\nContent-Disposition: form-data; name=\"{name}\"\n\n{value}\n")
        };
        let parts: String = parts.iter().map(part).collect();
        format!("### 请求体示例\n```HTTP\n{parts}--b--\n```\n")
    };
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let outside = parts(&[("owner", "{\"name\": \"x\"}"), ("book_id", "1")]);
    assert_eq!(placed(&outside), (all(&["owner", "book_id"]), all(&["name"])));
    let inside = parts(&[("owner", "{\"name\": \"x\", \"book_id\": \"1\"}")]);
    assert_eq!(placed(&inside), (all(&["owner"]), all(&["name", "book_id"])));
}
