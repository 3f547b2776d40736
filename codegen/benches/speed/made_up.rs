//! Pages made up for the bench: as long as asked for, with what real pages have much of.

use std::fmt::Write as _;

/// How many rows a group has, see [`rows`].
const GROUP: usize = 9;

const HEAD: &str = "\
---
title: \"目录\"
source_url: https://open.feishu.cn/document/library/catalog
---
# 目录

改目录。

## 请求
名称 | 值
---|---
";

/// A page in the flat dialect with about this many rows in its body, and an example with all of them.
pub fn page(number: usize, rows: usize) -> String {
    let groups = rows.div_ceil(GROUP);
    let mut text = HEAD.to_owned();
    let _ = write!(
        text,
        "HTTP URL | https://open.feishu.cn/open-apis/library/v1/catalogs/c{number}\nHTTP Method | POST\n\n\
         ### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n"
    );
    for group in 0..groups {
        group_rows(group, &mut text);
    }
    let members: Vec<String> = (0..groups).map(group_example).collect();
    let _ = write!(
        text,
        "\n### 请求体示例\n```json\n{{\n{}\n}}\n```\n\n## 响应\n### 响应体\n\n\
         名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 错误码，非 0 表示失败\nmsg | string | 错误描述\n",
        members.join(",\n")
    );
    text
}

/// A list of structs, whose members are those of other groups: names alone do not decide where a row belongs.
fn group_rows(group: usize, text: &mut String) {
    let kind = group % 37;
    let _ = write!(
        text,
        "part_{group} | part_{kind}\\[\\] | 否 | 第 {group} 部分，见[说明](https://open.feishu.cn/document/library/part)\n\
         id | string | 是 | 编号  \n**示例值**：\"6960663240925956{group}\"  \n**数据校验规则**：  \n- 长度范围：`1` ～ `64` 字符\n\
         kind | int | 否 | 种类  \n**示例值**：1  \n**可选值有**：  \n- 1：小说  \n- 2：诗  \n- 3：散文  \n- 4：戏剧\n\
         bought_at | int | 否 | 买来的时间，毫秒时间戳  \n**示例值**：1618500278663\n\
         print | print | 否 | 版本\n\
         number | int | 否 | 第几版  \n**示例值**：2\n\
         place | place | 否 | 哪里出版\n\
         city | string | 否 | 城市  \n**示例值**：\"北京\"\n\
         note | string | 否 | 备注\n"
    );
}

fn group_example(group: usize) -> String {
    format!(
        "  \"part_{group}\": [{{\"id\": \"6960663240925956{group}\", \"kind\": 1, \"bought_at\": 1618500278663, \
         \"print\": {{\"number\": 2, \"place\": {{\"city\": \"北京\", \"note\": \"好\"}}}}}}]"
    )
}

/// Pages of all sizes, as on the platform: most are small, a few are huge.
pub fn folder() -> Vec<String> {
    /// Rows of a page, and how many pages of a hundred are about so long.
    const SIZES: [(usize, usize); 6] = [(10, 30), (25, 35), (50, 20), (100, 9), (250, 4), (1_000, 2)];
    let sizes = SIZES.iter().flat_map(|(rows, pages)| std::iter::repeat_n(*rows, *pages));
    sizes.enumerate().map(|(number, rows)| page(number, rows)).collect()
}

/// A thousand pages like those of [`folder`], each of another endpoint.
pub fn thousand() -> Vec<String> {
    let ten = (0..10).flat_map(|_| folder());
    let of_number = |(number, text): (usize, String)| {
        let path = text.find("/catalogs/c").map_or(0, |at| at + "/catalogs/c".len());
        let (head, tail) = text.split_at(path);
        format!("{head}{number}x{tail}")
    };
    ten.enumerate().map(of_number).collect()
}
