//! What the page advises against.

use super::text::{has_any, sentences};

/// Words that advise against a field.
const AGAINST_FIELD: [&str; 20] = [
    "已废弃",
    "已弃用",
    "待废弃",
    "废弃字段",
    "（废弃）",
    "(废弃)",
    "弃用，",
    "不推荐使用",
    "不建议使用",
    "不再推荐使用",
    "即将下线",
    "即将废弃",
    "已下线",
    "无效字段",
    "历史字段",
    "deprecated",
    "not recommended",
    "no longer recommended",
    "obsolete",
    "will be taken offline",
];

/// How a sentence begins that says so of the field itself: a device may be no longer used as well.
const NO_LONGER: [&str; 4] =
    ["no longer used", "no longer maintained", "this field is no longer", "this parameter is no longer"];

/// Whether a field's prose advises against using the field. A sentence that names another field first is about that.
pub(super) fn of_field(name: &str, prose: &str) -> bool {
    may_advise(prose)
        && sentences(prose).any(|sentence| {
            let lower = sentence.to_ascii_lowercase();
            if NO_LONGER.iter().any(|words| lower.starts_with(words)) {
                return true;
            }
            let at = AGAINST_FIELD.iter().filter_map(|words| lower.find(words)).min();
            let at = at.or_else(|| lower.ends_with("请勿使用").then(|| lower.len() - "请勿使用".len()));
            at.is_some_and(|at| !names_another(&lower[..at], &name.to_ascii_lowercase()))
        })
}

/// Whether a text has a part of any of the phrases, which nearly no text has.
fn may_advise(text: &str) -> bool {
    let stems = ["recommend", "no longer", "No longer", "bsolete", "eprecated", "EPRECATED", "offline"];
    text.contains(['废', '弃', '荐', '议', '线', '效', '史', '勿']) || has_any(text, &stems)
}

/// Whether the text holds a name in snake case or in backticks that is not `name`.
fn names_another(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let ticked = text.split('`').skip(1).step_by(2).any(|part| part != name);
    ticked || text.split(|c: char| !word(c)).any(|part| part.contains('_') && part != name)
}

/// Words that advise against an endpoint.
const AGAINST_ENDPOINT: [&str; 16] = [
    "历史版本",
    "起不可用",
    "不再更新",
    "不再维护",
    "已废弃",
    "已弃用",
    "即将下线",
    "已下线",
    "不推荐使用",
    "不建议使用",
    "deprecated",
    "no longer updated",
    "no longer maintained",
    "not recommended",
    "historical version",
    "will become unavailable",
];

/// How a page speaks of its own endpoint.
const SELF: [&str; 12] = [
    "本接口",
    "该接口",
    "此接口",
    "当前接口",
    "本 API",
    "该 API",
    "此 API",
    "本API",
    "该API",
    "This API",
    "this API",
    "This interface",
];

/// Whether a line of the page's prose advises against the endpoint.
pub(super) fn of_endpoint(line: &str) -> bool {
    sentences(line).any(|sentence| {
        let about_self = SELF.iter().filter_map(|words| sentence.find(words)).min();
        let against = about_self.is_some_and(|at| {
            // Not the words of a link to another endpoint, nor of a later clause about one.
            let clauses = sentence[at..].split(['[', '：']).next().unwrap_or("");
            has_any(clauses, &AGAINST_ENDPOINT)
        });
        against || sentence.starts_with("Please migrate to the new version")
    })
}

/// Whether a title does.
pub(super) fn of_title(title: &str) -> bool {
    // Some pages strike their title out.
    let english = title.to_ascii_lowercase();
    has_any(title, &["~~", "不推荐", "废弃", "弃用", "历史版本", "已下线", "即将下线"])
        || has_any(&english, &["deprecated", "historical version", "not recommended"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        for prose in [
            "到期日期，此字段已废弃，请使用expiry_timestamp",
            "ID，废弃字段，请勿使用",
            "附件 ID 列表（废弃）",
            "弃用，无需关注",
            "状态 ==（不建议使用，推荐使用draft_status）==",
            "无效字段，请勿使用",
            "`old` 已废弃",
            "No longer used.",
            "This field is no longer maintained",
        ] {
            assert!(of_field("old", prose), "{prose}");
        }
        for prose in [
            "由数字或字母组成，请勿使用特殊字符",
            "建议使用此字段，避免模糊的毕业时间影响候选人筛选",
            "`job_id` 已废弃，请使用本字段",
            "同层部门数量超过1000时，该字段不再更新",
            "Whether the device is no longer used",
        ] {
            assert!(!of_field("old", prose), "{prose}");
        }
    }

    #[test]
    fn endpoints() {
        assert!(of_endpoint("**注意事项**：该接口不再更新，推荐使用新接口：[获取职位详情](https://a)"));
        assert!(of_endpoint("当前接口为历史版本。推荐使用新版接口"));
        assert!(of_endpoint("> We have upgraded it. Please migrate to the new version soon."));
        assert!(!of_endpoint("Call it again after you migrate to the new version of the app."));
        assert!(!of_endpoint("不推荐企业自建应用使用该 API 创建审批定义"));
        assert!(!of_endpoint("注：[旧版 API](https://a) 文档已移动到【历史版本】目录。"));
        assert!(of_title("发起员工异动（不推荐）"));
    }
}
