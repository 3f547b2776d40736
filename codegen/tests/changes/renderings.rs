//! The report for people: what is in it, and that what pages say stays data.

use feishu_codegen::diff;

use crate::{NEW_PAGE, PAGE, report, with};

/// Words of a page that want to be more than words.
const HOSTILE: &str = "<img src=x onerror=alert(1)></pre><script>alert(2)</script> ![a](http://evil.example/i.png) @octocat ```` \u{1b}[31m";

fn hostile() -> String {
    with(PAGE, &[("馆员写下的备注", HOSTILE), ("外借", HOSTILE), ("# 登记借书", &format!("# {HOSTILE}"))])
}

#[test]
fn text_has_the_change_its_lines_and_the_verdict() {
    let more = with(
        PAGE,
        &[("`1` ～ `50`", "`1` ～ `40`"), ("- 2：馆内阅览\n", "- 2：馆内阅览  \n- 3：馆际互借\n")],
    );
    let expected = "\
library.v1.branches.branch_id.loans.post 登记借书: breaking
  breaking      rules      body title (line 51)
      `title` is bound to 1 to 40 characters, which is narrower than 1 to 50 characters.
      - 1 to 50 characters
      + 1 to 40 characters
  additive      options    body kind (line 58, was 54)
      `kind` takes `3` (馆际互借) as well.
      + 3: 馆际互借

1 page compared, 1 changed: 1 breaking, 1 additive, 0 documentation
verdict: breaking; version: major
";
    assert_eq!(diff::text(&report(PAGE, &more), false), expected);
    let coloured = diff::text(&report(PAGE, &more), true);
    assert!(coloured.contains("\u{1b}[1;31mbreaking"), "{coloured}");
}

#[test]
fn text_of_a_page_does_not_steer_the_terminal() {
    let text = diff::text(&report(PAGE, &hostile()), false);
    // Reading takes the escape out already.
    assert!(text.contains("[31m") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn markdown_has_the_changes_as_a_table_and_folds_the_documentation() {
    let more = with(PAGE, &[("`1` ～ `50`", "`1` ～ `40`"), ("馆员写下的备注", "馆员的备注")]);
    let expected = "\
## What changed in the documentation: breaking

1 page compared, 1 changed: 1 breaking, 0 additive, 1 documentation. Version of the crate: **major**.

### 登记借书 `library.v1.branches.branch_id.loans.post`: breaking

| weight | kind | where | what | lines |
|---|---|---|---|---|
| **breaking** | rules | body `title` | `title` is bound to 1 to 40 characters, which is narrower than 1 to 50 characters. | line 51 |

<details><summary>What was and what is</summary>

body `title` (line 51): `title` is bound to 1 to 40 characters, which is narrower than 1 to 50 characters.

```diff
- 1 to 50 characters
+ 1 to 40 characters
```

</details>

<details><summary>1 change of documentation</summary>

body `remark` (line 65): The text of `remark` has changed.

```diff
- 馆员写下的备注
+ 馆员的备注
```

</details>
";
    assert_eq!(diff::markdown(&report(PAGE, &more)), expected);
}

#[test]
fn words_of_a_page_form_nothing_in_markdown() {
    let markdown = diff::markdown(&report(PAGE, &hostile()));
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let ticks = line.chars().take_while(|c| *c == '`').count();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if ticks >= 3 => fence = Some("`".repeat(ticks)),
            // Outside of the fences nothing of it is left as it was.
            None => {
                assert!(!["<img", "<script", "![", "@octocat"].iter().any(|bad| line.contains(bad)), "{line}")
            }
        }
    }
    assert_eq!(fence, None);
    assert!(markdown.contains("`````diff"), "a fence longer than the page's");
}

#[test]
fn words_of_a_page_form_nothing_in_html() {
    let html = diff::html(&report(PAGE, &hostile()));
    assert!(!html.contains("<img") && html.matches("<script").count() == 1, "{html}");
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    let linked =
        with(PAGE, &[("https://open.feishu.cn/document/library-v1/loan/create", "javascript:alert(1)")]);
    assert!(!diff::html(&report(PAGE, &linked)).contains("href=\"javascript:"));
}

#[test]
fn html_loads_nothing() {
    let html = diff::html(&report(PAGE, NEW_PAGE));
    for attribute in [" src=", "@import", "url(", "<link rel=\"stylesheet"] {
        assert!(!html.contains(attribute), "{attribute}");
    }
    // Links lead to the page and to changes; the icon is empty.
    let targets = html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for target in targets {
        let page = "https://open.feishu.cn/document/library-v1/loan/create";
        assert!(target == page || target == "data:," || target.starts_with("#p1c"), "{target}");
    }
}
