//! The portal's dialect gives the same page as the flat one.

use super::{fields, page, rest};
use feishu_codegen::page::Dialect;

const PORTAL: &str = r#"---
title: "借书"
fullPath: "/uA/library/borrow"
updateTime: "1700000000000"
---

# 借书

借一本书。{尝试一下}(url=/api/tools?project=library&method=borrow)

:::html
<md-alert type="error">

</md-alert>
<md-alert type="tip">
 先登录。

见[说明](/ssl:ttdoc/uA/login)
</md-alert>
:::

## 请求
:::html
<md-table>
  <md-thead>
  <tr>
      <md-th>基本</md-th>
      <md-th></md-th>
  </tr>
  </md-thead>
  <md-tbody>
    <md-tr><md-th>HTTP URL</md-th><md-td>https://open.feishu.cn/open-apis/library/v1/borrow</md-td></md-tr>
    <md-tr><md-th>HTTP Method</md-th><md-td>POST</md-td></md-tr>
    <md-tr>
      <md-th>支持的应用类型</md-th>
      <md-td><md-app-support types="custom,isv"></md-app-support></md-td>
    </md-tr>
    <md-tr>
      <md-th>
        权限要求
        <md-tooltip type="info">任一即可</md-tooltip>
      </md-th>
      <md-td>
        <md-perm name="library:book" desc="借书" tags="">借书</md-perm>
      </md-td>
    </md-tr>
  </md-tbody>
</md-table>
:::

### 请求体
<md-dt-table>
  <md-dt-thead>
    <md-dt-tr>
      <md-dt-th style="width: 35%;">名称</md-dt-th><md-dt-th>类型</md-dt-th>
      <md-dt-th filters="是,否" >必填</md-dt-th><md-dt-th>描述</md-dt-th>
    </md-dt-tr>
  </md-dt-thead>
  <md-dt-tbody>
<md-dt-tr level="0">
	<md-dt-td>
	<md-text type="field-name" >book</md-text>
	</md-dt-td>
	<md-dt-td>
	<md-text type="field-type" >array&lt;book\[\]&gt;</md-text>
	</md-dt-td>
	<md-dt-td>
	是
	</md-dt-td>
	<md-dt-td>
	书
<md-alert type="tip">
只借一本
</md-alert>
	</md-dt-td>
</md-dt-tr>
<md-dt-tr level="1">
	<md-dt-td>days</md-dt-td>
	<md-dt-td>int</md-dt-td>
	<md-dt-td></md-dt-td>
	<md-dt-td>
	天数

**示例值**：1

**可选值有**：
<md-enum>
<md-enum-item key="1" >一天</md-enum-item>
<md-enum-item key="7">
一周：可续</md-enum-item>
</md-enum>
	</md-dt-td>
</md-dt-tr>
  </md-dt-tbody>
</md-dt-table>

### 请求体示例
:::html
<md-code-json>
{"book": [[{"days": 1}]]}
</md-code-json>
:::

## 响应

### 响应体
|名称|类型|描述|
|--|--|--|
|code|int|错误码，<br>非 0 表示失败|

### 错误码
:::html
<table>
<tr><th>HTTP状态码</th><th>错误码</th><th>描述</th><th>排查建议</th></tr>
<tr><td>400</td><td>101</td><td>没有</td><td>见[表](/ssl:ttdoc/uA/codes)</td></tr>
</table>
:::
"#;

const FLAT: &str = r#"---
title: "借书"
source_url: https://open.feishu.cn/document/library/borrow
last_remote_update: 2023-11-14
last_remote_update_timestamp: 1700000000000
---
最后更新于 2023-11-14

# 借书

借一本书。

**注意事项**：先登录。

见[说明](https://open.feishu.cn/document/uA/login)

## 请求
名称 | 值
---|---
HTTP URL | https://open.feishu.cn/open-apis/library/v1/borrow
HTTP Method | POST
支持的应用类型 | 自建应用、商店应用
权限要求  
        **任一即可** | 借书(library:book)

### 请求体

名称 | 类型 | 必填 | 描述
--- | --- | --- | ---
book | array&lt;book\[\]&gt; | 是 | 书  
**注意事项**：只借一本
days | int | 天数  
**示例值**：1  
**可选值有**：  
- 1：一天  
- 7：一周：可续

### 请求体示例
```json
{"book": [[{"days": 1}]]}
```

## 响应

### 响应体
|名称|类型|描述|
|--|--|--|
|code|int|错误码，<br>非 0 表示失败|

### 错误码

HTTP状态码 | 错误码 | 描述 | 排查建议
--- | --- | --- | ---
400 | 101 | 没有 | 见[表](https://open.feishu.cn/document/uA/codes)
"#;

const FIELDS: &str = "\
body 请求体
  book array<book[]> 是
    书
    [注意事项] 只借一本
  days int ?
    天数
    [示例值] 1
    [可选值有] 
    - 1 = 一天
    - 7 = 一周：可续
response 响应体
  code int ?
    错误码，
    非 0 表示失败
";

const REST: &str = "\
# 借书
HTTP URL = https://open.feishu.cn/open-apis/library/v1/borrow
HTTP Method = POST
支持的应用类型 = 自建应用、商店应用
权限要求 / **任一即可** = 借书(library:book)
body example, json: {\"book\": [[{\"days\": 1}]]}
400 101 没有 (见[表](https://open.feishu.cn/document/uA/codes))
under \"\":
  借一本书。
  **注意事项**：先登录。
  见[说明](https://open.feishu.cn/document/uA/login)
";

#[test]
fn both_dialects_give_the_same_page() {
    let (portal, found) = page(PORTAL);
    // `days` does not say whether it is required, and there is no example of the response.
    assert_eq!(found.iter().map(|found| found.code.name).collect::<Vec<_>>(), ["P024", "P033"]);
    let (flat, _) = page(FLAT);
    assert_eq!((portal.dialect, flat.dialect), (Dialect::Portal, Dialect::Flat));
    assert_eq!((fields(&portal), fields(&flat)), (FIELDS.to_owned(), FIELDS.to_owned()));
    assert_eq!((rest(&portal), rest(&flat)), (REST.to_owned(), REST.to_owned()));
}

#[test]
fn what_differs_between_the_dialects() {
    let (portal, _) = page(PORTAL);
    let (flat, _) = page(FLAT);
    let levels = |page: &feishu_codegen::page::Page| {
        page.tables[0].rows.iter().map(|row| row.level).collect::<Vec<_>>()
    };
    assert_eq!((levels(&portal), levels(&flat)), (vec![Some(0), Some(1)], vec![None, None]));
    assert_eq!(
        (portal.front.updated, flat.front.updated),
        (Some(1_700_000_000_000), Some(1_700_000_000_000))
    );
    let url = portal.front.url.unwrap().value;
    assert_eq!(url, "https://open.feishu.cn/document/uA/library/borrow");
}

#[test]
fn places_in_the_portals_text() {
    let (page, _) = page(PORTAL);
    let row = &page.tables[0].rows[1];
    assert_eq!(&PORTAL[row.name.span.clone()], "days");
    let options = &row.about.parts[1];
    assert_eq!(&PORTAL[options.marker.span.clone()], "可选值有");
    assert_eq!(&PORTAL[options.items[0].text.span.clone()], "<md-enum-item key=\"1\" >一天");
}
