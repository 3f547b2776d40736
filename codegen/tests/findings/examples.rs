//! Something made up for each kind of finding, as small as can be.

use feishu_codegen::diagnostic::Code;

/// A file's name and its text.
pub type File = (&'static str, String);

/// Inputs that bring the finding about: pages, and where it takes one, a lexicon or a description.
pub fn files(code: Code) -> Vec<File> {
    let page = match code.name {
        "P001" => request("HTTP Method | POST\n", ""),
        "P002" => request("HTTP URL | https://open.feishu.cn/open-apis/library/v1/books\n", ""),
        "P003" => request("HTTP URL | /open-apis/library/v1/books\nHTTP Method | POST\n", ""),
        "P004" => endpoint_called("GET/POST"),
        "P005" => body("title | string | 是 | 书名\ncopies | 是 | 册数\n"),
        "P006" => answer("|名称|类型|描述|\n|---|---|---|\n|code|int|错误码|0|成功|\n"),
        "P007" => answer("|名称|类型|描述|\n|---|---|---|\n|code|int|错误码|\n||string|错误描述|\n"),
        "P008" => endpoint(&format!("### 请求体示例\n```json\n{{\"title\": \"活着\"}}\n\n{ANSWER}")),
        "P009" => endpoint(&format!("### 请求体\n书名 | 册数\n--- | ---\n活着 | 3\n\n{ANSWER}")),
        "P010" => endpoint(&format!("{ANSWER}### 借阅规则\n{FIELDS}days | int | 是 | 天数\n")),
        "P011" => {
            let table = tagged(&[(0, "title", "string")]);
            endpoint(&format!("{ANSWER}### 请求体\n{}", table.replace("</md-dt-table>", "")))
        }
        "P012" => endpoint(&format!("{ANSWER}### 错误码\n情形 | 办法\n--- | ---\n书不在 | 预约\n")),
        "P013" => {
            endpoint(&format!("{ANSWER}### 错误码\n|错误码|描述|\n|---|---|\n|1001|书不在|\n||证件过期|\n"))
        }
        "P014" => request(
            "HTTP URL | https://open.feishu.cn/open-apis/library/v1/books?copies=1\nHTTP Method | POST\n",
            ANSWER,
        ),
        "P015" => {
            endpoint(ANSWER).replace("---\n#", "source_url: https://open.feishu.cn/document/lend\n---\n#")
        }
        "P016" => request(&format!("{CALL}HTTP Method | GET\n"), ANSWER),
        "P017" => "#\0 \0b\0o\0o\0k\0s\0\n\0".to_owned(),
        "P018" => endpoint(&format!(
            "{ANSWER}### 请求体\n{}",
            tagged(&[(0, "shelf", "shelf"), (99, "floor", "int")])
        )),
        "P019" => body("title | string | 是 | 书名\n<<<<<<< ours\ncopies | int | 是 | 册数\n"),
        "P020" => answer("|名称|类型|描述|\n|---|---|---|\n|id|string|编号|\n|**示例值**：\"7\"| | |\n"),
        "P021" => endpoint(&format!("{ANSWER}copies | int | 是 | 册数\n").replace("\n\n", "\n\n请看：\n\n")),
        "P022" => body("title | string | 是 | 书名\n\ncopies | int | 是 | 册数\n"),
        "P023" => body("书名 | string | 是 | 书名\n"),
        "P024" => answer("|名称|类型|描述|\n|---|---|---|\n|code| |错误码|\n"),
        "P025" => answer("名称 | 种类 | 描述\n--- | --- | ---\ncode | int | 错误码\n"),
        "P026" => body("title | string | 是 | 书名 copies | int | 是 | 册数\n"),
        "P027" => body("ti\u{200b}tle | string | 是 | 书名\n"),
        "P028" => body("title | string | 是 | 书\u{fffd}\n"),
        "P029" => endpoint(&format!("{ANSWER}请求体\n")),
        "P030" => endpoint(&format!("{ANSWER}{ANSWER}")),
        "P031" => body("title | string | 是 | 书名 **示例值**：\"活着\"\n"),
        "P032" => body("kind | int | 否 | 种类  \n**可选值有**：  \n- 1：小说  \n- 2 诗\n"),
        "P033" => endpoint(ANSWER).replacen("---\n", "---\nlast_remote_update_timestamp: 1700000000000\n", 1),
        "P034" => endpoint(&format!(
            "{ANSWER}### 请求体\n{}",
            tagged(&[(0, "shelf", "shelf"), (2, "floor", "int")])
        )),
        "P035" => body("string | title | 是 | 书名\n"),
        "P036" => endpoint(ANSWER).replacen("---\n", "", 1),
        "P037" => endpoint(&format!("{ANSWER}### 样子\n```json\n{{\"code\": 0}}\n```\n")),
        "P038" => {
            endpoint(ANSWER).replacen("HTTP Method | POST\n", "HTTP Method | POST\n限频 | 每秒 5 次\n", 1)
        }
        "P039" => endpoint(&format!(
            "{ANSWER}### 请求体\n名称 | 类型 | 描述\n--- | --- | ---\ntitle | string | 书名\n"
        )),
        "P040" => endpoint(&format!("{ANSWER}### 请求体\n书名，必填。\n")),
        "N001" => body_with_example(
            "shelf | shelf | 否 | 书架\nfloor | int | 否 | 楼层\nroom | room | 否 | 房间\ndoor | string | 否 | 门牌\n",
            "{\"shelf\": {\"floor\": 1}}\n",
        ),
        "N002" => {
            let lexicon = "[endpoints.\"library.v1.books.post\".places]\n\"response floor\" = \"shelf\"\n";
            return vec![("page.md", endpoint(ANSWER)), ("lexicon.toml", lexicon.to_owned())];
        }
        "D003" => request(&format!("{CALL}接口频率限制 | 每人每天借三次\n"), ANSWER),
        "D004" => request(&format!("{CALL}支持的应用类型 | 自建应用、机器人应用\n"), ANSWER),
        "D005" => request(&format!("{CALL}权限要求 | 借书(library:book)  \n到馆办理\n"), ANSWER),
        "D006" => endpoint(&format!("### 请求头\n{FIELDS}Authorization | string | 是 | 借书证\n\n{ANSWER}")),
        "D007" => {
            let path = "### 路径参数\n名称 | 类型 | 描述\n--- | --- | ---\nshelf_id | string | 书架\n\n";
            endpoint(&format!("{path}{ANSWER}"))
        }
        "D010" => body("weight | 斤两 | 否 | 重量\n"),
        "D011" => body("author | author | 否 | 作者\n"),
        "D012" => endpoint(&format!(
            "{ANSWER}### 请求体\n{}",
            tagged(&[(0, "note", "string"), (1, "text", "string")])
        )),
        "D013" => body("title | string | 看情况 | 书名\n"),
        "D020" => body("kind | int | 否 | 种类  \n**可选值有**：  \n- 1：小说  \n- poem：诗\n"),
        "D021" => body("kind | int | 否 | 种类  \n**可选值有**：  \n- 1：小说  \n- 2：诗  \n- 1：散文\n"),
        "D022" => body(
            "author | author | 否 | 作者  \n**可选值有**：  \n- 1：本人  \n- 2：他人\nname | string | 是 | 姓名\n",
        ),
        "D023" => body("kind | int | 否 | 种类  \n**可选值有**：  \n请咨询馆员\n"),
        "D030" => body("title | string | 是 | 书名  \n**数据校验规则**：  \n- 不要太长\n"),
        "D031" => body("copies | int | 是 | 册数  \n**数据校验规则**：  \n- 长度范围：`1` ～ `9` 字符\n"),
        "D040" => endpoint(&format!("{ANSWER}### 错误码\n错误码 | 描述\n--- | ---\n某码 | 书不在\n")),
        "D041" => endpoint(&format!(
            "{ANSWER}### 错误码\nHTTP状态码 | 错误码 | 描述\n--- | --- | ---\n4000 | 1001 | 书不在\n"
        )),
        "D050" => body_with_example("title | string | 是 | 书名\n", "暂无\n"),
        "D051" => body("copies | int | 是 | 册数  \n**示例值**：三册\n"),
        "D052" => body("kind | int | 否 | 种类  \n**示例值**：3  \n**可选值有**：  \n- 1：小说  \n- 2：诗\n"),
        "D053" => body_with_example("title | string | 是 | 书名\n", "{\"title\": \"活着\", \"copies\": 3}\n"),
        "D054" => body("title | string | 是 | 书名\ntitle | string | 否 | 副题\n"),
        "D055" => {
            body("kind | int | 否 | 种类  \n**可选值有**：  \n- 1：小说  \n- 2：诗  \n\n**默认值**：`3`\n")
        }
        "D056" => body_with_example(
            "title | string | 是 | 书名\ncopies | int | 是 | 册数\n",
            "{\"title\": \"活着\"}\n",
        ),
        "D057" => {
            body_with_example("title | string | 是 | 书名\n", "{\n  // 书名\n  \"title\": \"活着\",\n}\n")
        }
        "D060" => endpoint("### 请求体\n名称 | 类型 | 描述\n--- | --- | ---\ntitle | string | 书名\n"),
        "D061" => endpoint(&format!("### 请求体示例\n```json\n{{\"title\": \"活着\"}}\n```\n\n{ANSWER}")),
        "D062" => body("kind | int | 否 | 种类  \n**注意**：该字段无效，暂不支持使用。\n"),
        "D063" => body("kind | string | 否 | 种类，可选值：  \n- novel：小说  \n- poem 诗\n"),
        "D064" => answer("名称 | 类型 | 描述\n--- | --- | ---\ncode | string | 错误码\n"),
        "D065" => body(
            "kind | string | 否 | 种类  \n**可选值有**：  \n- novel：小说  \n- poem：诗  \n\n**当值为 `prose`，字段权限要求**：  \n查看种类(library:kind:readonly)\n",
        ),
        "M001" => return pair("copies | int | 否 | 册数\n", ""),
        "M002" => return pair(&options("- 1：小说  \n- 2：诗"), &options("- 1：Novel")),
        "M003" => {
            let rule = |max| {
                format!("title | string | 是 | 书名  \n**数据校验规则**：  \n- 最大长度：`{max}` 字符\n")
            };
            return pair(&rule(20), &rule(30));
        }
        "M004" => {
            let error = "### 错误码\n错误码 | 描述\n--- | ---\n1001 | 书不在\n";
            let page = endpoint(&format!("{ANSWER}{error}"));
            return vec![("page.md", page), ("page.en.md", in_english(&endpoint(ANSWER)))];
        }
        "M005" => return pair("title | string | 是 | 书名\n", "title | string | 否 | 书名\n"),
        "M006" => {
            let page = request(&format!("{CALL}权限要求 | 借书(library:book)\n"), ANSWER);
            return vec![("page.md", page), ("page.en.md", in_english(&endpoint(ANSWER)))];
        }
        "G001" => return vec![("book.md", endpoint(ANSWER)), ("books.md", endpoint(ANSWER))],
        "G002" => body("kind | int | 否 | 种类  \n**可选值有**：  \n- 1：小说  \n- 2：诗\n"),
        "G004" => {
            return vec![("description.json", "{\n  \"id\": \"library.v1.books.post\",\n}\n".to_owned())];
        }
        "L001" => {
            let lexicon = "[services.library.structs.author]\nname = \"Author\"\n";
            return vec![("page.md", endpoint(ANSWER)), ("lexicon.toml", lexicon.to_owned())];
        }
        "L002" => {
            let lexicon = "[services.library]\ncolour = \"green\"\n";
            return vec![("page.md", endpoint(ANSWER)), ("lexicon.toml", lexicon.to_owned())];
        }
        "L003" => {
            let lexicon = "[endpoints.\"library.v1.books.post\"]\nmodule = \"Lend A Book\"\n";
            return vec![("page.md", endpoint(ANSWER)), ("lexicon.toml", lexicon.to_owned())];
        }
        other => panic!("no example for {other}"),
    };
    vec![("page.md", page)]
}

const CALL: &str = "HTTP URL | https://open.feishu.cn/open-apis/library/v1/books\nHTTP Method | POST\n";

const FIELDS: &str = "名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n";

const ANSWER: &str =
    "### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 错误码\nmsg | string | 错误描述\n\n";

/// A page with these rows in its request table.
fn request(rows: &str, rest: &str) -> String {
    format!("---\ntitle: \"借书\"\n---\n# 借书\n\n## 请求\n名称 | 值\n---|---\n{rows}\n{rest}")
}

fn endpoint(rest: &str) -> String {
    request(CALL, rest)
}

fn endpoint_called(method: &str) -> String {
    request(&CALL.replace("POST", method), ANSWER)
}

/// A page with these rows of the body.
fn body(rows: &str) -> String {
    endpoint(&format!("### 请求体\n{FIELDS}{rows}\n{ANSWER}"))
}

/// The Chinese page and the English page of an endpoint, with these rows of their bodies.
fn pair(chinese: &str, english: &str) -> Vec<File> {
    vec![("page.md", body(chinese)), ("page.en.md", in_english(&body(english)))]
}

/// The page with its texts in English.
fn in_english(page: &str) -> String {
    let words = [
        ("借书", "Lend a book"),
        ("书名", "The title"),
        ("种类", "The kind of book"),
        ("int | 错误码", "int | Error code"),
        ("错误描述", "Error message"),
    ];
    words.into_iter().fold(page.to_owned(), |page, (chinese, english)| page.replace(chinese, english))
}

/// A row with these options.
fn options(list: &str) -> String {
    format!("kind | int | 否 | 种类  \n**可选值有**：  \n{list}\n")
}

fn body_with_example(rows: &str, example: &str) -> String {
    endpoint(&format!("### 请求体\n{FIELDS}{rows}\n### 请求体示例\n```json\n{example}```\n\n{ANSWER}"))
}

/// A page with this table of the response.
fn answer(table: &str) -> String {
    endpoint(&format!("### 响应体\n{table}"))
}

/// A table in the portal's dialect, where a page states the depth of a row: level, name and type of each.
fn tagged(rows: &[(usize, &str, &str)]) -> String {
    let row = |(level, name, ty): &(usize, &str, &str)| {
        format!(
            "<md-dt-tr level=\"{level}\"><md-dt-td>{name}</md-dt-td><md-dt-td>{ty}</md-dt-td></md-dt-tr>\n"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    let header = "<md-dt-tr><md-dt-th>名称</md-dt-th><md-dt-th>类型</md-dt-th></md-dt-tr>\n";
    format!("<md-dt-table>\n{header}{rows}</md-dt-table>\n")
}
