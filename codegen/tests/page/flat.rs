//! The flat dialect.

use super::{HEAD, fields, findings, page, rest};

#[test]
fn a_line_continues_the_cell_after_two_spaces_even_across_blank_lines() {
    let text = format!(
        "{HEAD}### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n\
         days | int | 否 | 天数，如 1 | 2 | 3  \n\n\n**默认值** : 10  \n**可选值有**：  \n- 1：一天 | 短  \n  - 不可续借  \n- 7：一周\n\
         note | string\\[\\] | 是 | 备注\n\n备注之后的话。\n"
    );
    let (page, out) = page(&text);
    assert_eq!(out, []);
    assert_eq!(
        fields(&page),
        "body 请求体\n  days int 否\n    天数，如 1 | 2 | 3\n    [默认值] 10\n    [可选值有] \n    - 1 = 一天 | 短 / - 不可续借\n    - 7 = 一周\n  note string[] 是\n    备注\n"
    );
    assert!(rest(&page).ends_with("under \"请求体\":\n  备注之后的话。\n"));
}

#[test]
fn every_part_knows_its_place() {
    let text = format!(
        "{HEAD}### 请求体\n\n名称 | 类型 | 描述\n--- | --- | ---\ndays | int\\[\\] | 天数  \n**可选值有**：  \n- `1`：一天\n"
    );
    let (page, _) = page(&text);
    let row = &page.tables[0].rows[0];
    let part = &row.about.parts[0];
    let item = &part.items[0];
    let spans =
        [&row.name.span, &row.spelled.span, &row.about.prose[0].span, &part.marker.span, &item.text.span];
    assert_eq!(spans.map(|span| &text[span.clone()]), ["days", "int\\[\\]", "天数", "可选值有", "一天"]);
    assert_eq!(&text[item.key.as_ref().unwrap().span.clone()], "1");
    assert_eq!(&text[row.span.clone()], "days | int\\[\\] | 天数  \n**可选值有**：  \n- `1`：一天");
}

#[test]
fn dropped_cells_are_found_by_what_the_others_look_like() {
    let text = format!(
        "{HEAD}### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\na | int | 甲\nb | 是 | 乙\nc | int | 否\n\n\
         ### 响应体\n\n名称 | 类型 | 描述\n--- | --- | ---\nd | 丁\ne | int\nf\n"
    );
    let (page, _) = page(&text);
    assert_eq!(
        fields(&page),
        "body 请求体\n  a int ?\n    甲\n  b  是\n    乙\n  c int 否\nresponse 响应体\n  d  ?\n    丁\n  e int ?\n  f  ?\n"
    );
    assert_eq!(findings(&text).iter().map(|found| found.0).collect::<Vec<_>>(), ["P005"; 6]);
}

#[test]
fn framed_tables_other_header_words_and_marks_of_depth() {
    let text = format!(
        "{HEAD}### 请求参数 \n|**参数**|**参数类型**|**必须**|**说明**&nbsp;|\n|--|--|--|--|\n|a|map|是|甲<br>**示例值**：\\|x|\n\
         |&emsp;∟b|String|否|乙\n|`c`|array&lt;int&gt;|否|<md-text type=\"x\">丙</md-text>\n|d必选|int||丁|\n\
         **注意**：到此为止\n\n### 响应\n|参数|说明|\n|-|-|\n|url|地址|\n"
    );
    let (page, out) = page(&text);
    let codes: Vec<_> = out.iter().map(|found| found.code.name).collect();
    assert_eq!(codes, ["P023", "P039"], "a word behind a name, and a table without types");
    assert_eq!(
        fields(&page),
        "body 请求参数\n  a map 是\n    甲\n    [示例值] \\|x\n  b String 否\n    乙\n  c array<int> 否\n    丙\n  d int 必选\n    丁\nresponse 响应\n  url  ?\n    地址\n"
    );
    let levels: Vec<_> = page.tables[0].rows.iter().map(|row| row.level).collect();
    assert_eq!(levels, [None, Some(1), None, None]);
}

#[test]
fn older_front_matter_keys_and_errors() {
    let text = "---\ntitle: \"还书\"\nsource_url: https://open.feishu.cn/a\n---\n最后更新于 2020-01-01\n\n# 还书\n\n## 请求\n基本 | \n--- | ---\n\
                HTTP URL | https://open.feishu.cn/open-apis/a\nHTTP Method | GET\n权限要求  \n     **任一即可** | 甲(a:b)  \n  乙(c)\n\n\
                ### 错误码\n\n错误码 | 说明 | 排查建议\n--- | --- | ---\n101 | 没有 | 先查  \n再试\n\n\
                HTTP状态码 | 错误码 | 描述 | 排查建议\n--- | --- | --- | ---\n400 | 102 | 不行 | 无\n103 | 太多 | 少些\n";
    let (page, _) = page(text);
    // The last error has no status, and the URL has too few parts.
    assert_eq!(findings(text), [("P024", 28), ("P015", 12)]);
    assert_eq!(
        rest(&page),
        "# 还书\nHTTP URL = https://open.feishu.cn/open-apis/a\nHTTP Method = GET\n权限要求 / **任一即可** = 甲(a:b) / 乙(c)\n\
         ? 101 没有 (先查\n再试)\n400 102 不行 (无)\n? 103 太多 (少些)\n"
    );
}

#[test]
fn examples_stand_below_their_heading_or_alone_below_the_fields() {
    let fence = |text: &str| format!("```json\n{text}\n```\n");
    let detail = format!("{HEAD}### 请求体\n{}### 请求体示例 \n\n{}", fence("1"), fence("2"));
    assert_eq!(
        page(&detail).0.examples.iter().map(|example| example.text.as_str()).collect::<Vec<_>>(),
        ["2"]
    );
    assert!(rest(&page(&detail).0).ends_with("under \"请求体\":\n  ```json\n  1\n  ```\n"));
    let alone = format!("{HEAD}## 响应\n{}", fence("3"));
    assert_eq!(
        page(&alone).0.examples.iter().map(|example| example.text.as_str()).collect::<Vec<_>>(),
        ["3"]
    );
}
