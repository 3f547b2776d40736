//! The HTML report in a browser: on a phone, with its filters, without network and without errors.

use std::fs;
use std::path::Path;
use std::process::Command;

use feishu_codegen::diff;

use crate::{NEW_PAGE, PAGE, report};

/// Stands in front of everything else in the report, to hear of what goes wrong.
const LISTEN: &str = "<script>window.faults = [];
addEventListener('error', (event) => faults.push(event.message), true);
addEventListener('securitypolicyviolation', (event) => faults.push(event.violatedDirective));
</script>";

/// Writes down what is to be seen.
const LOOK: &str = "<script>addEventListener('load', () => {
  const count = (what) => [...document.querySelectorAll(what)].filter((element) => element.checkVisibility()).length;
  const sides = [...document.querySelectorAll('.side')].filter((side) => side.checkVisibility());
  const seen = {
    width: innerWidth,
    content: document.documentElement.scrollWidth,
    breaking: count('.change.breaking'),
    additive: count('.change.additive'),
    documentation: count('.change.documentation'),
    rows: count('.row'),
    marks: count('.mark'),
    small: [...document.querySelectorAll('.filter label')].filter((label) => label.offsetHeight < 24).length,
    side: new Set(sides.map((side) => side.offsetTop)).size === sides.length,
    checked: document.querySelector('input[name=weight]:checked').value,
    loaded: performance.getEntriesByType('resource').map((entry) => entry.name),
    faults,
  };
  parent.postMessage(seen, '*');
});</script>";

/// A window as narrow as a phone: the browser's own is never that narrow.
const WINDOW: &str = "<!DOCTYPE html><body><script>addEventListener('message', (event) => {
  document.body.insertAdjacentHTML('beforeend', '<pre id=seen></pre>');
  document.getElementById('seen').textContent = JSON.stringify(event.data);
});</script><iframe style='border: 0; width: WIDTHpx; height: 800px' src='report.htmlHASH'></iframe>";

/// Presses a button as a person would.
const PRESS: &str = "<script>addEventListener('load', () => document.querySelector('input[value=additive]').click());</script>";

/// Chromium, by the name in `CHROMIUM` or the usual one.
fn chromium(profile: &Path, arguments: &[String]) -> String {
    let name = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    let output = Command::new(&name)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(arguments)
        .output()
        .unwrap_or_else(|error| {
            panic!("{name} does not start ({error}): `apt-get install chromium`, or name it in CHROMIUM")
        });
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What is to be seen of the report in a window of this width, at this place, after these scripts.
fn look(html: &str, width: u32, hash: &str, more: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let html = html.replacen("<style>", &format!("{LISTEN}<style>"), 1);
    fs::write(&file, html.replacen("</body>", &format!("{more}{LOOK}</body>"), 1)).unwrap();
    let window = folder.path().join("window.html");
    fs::write(&window, WINDOW.replace("WIDTH", &width.to_string()).replace("HASH", hash)).unwrap();
    let arguments = ["--dump-dom", "--window-size=1300,900", "--virtual-time-budget=5000"].map(str::to_owned);
    let url = format!("file://{}", window.display());
    let dom = chromium(&folder.path().join("profile"), &[&arguments[..], &[url]].concat());
    let seen = dom
        .split("<pre id=\"seen\">")
        .nth(1)
        .and_then(|rest| rest.split("</pre>").next())
        .expect("what is seen");
    serde_json::from_str(&seen.replace("&quot;", "\"").replace("&amp;", "&")).unwrap()
}

#[test]
#[ignore = "needs Chromium"]
fn a_phone_shows_it_whole_and_filters_it() {
    let report = report(PAGE, NEW_PAGE);
    let html = diff::html(&report);
    let [breaking, additive, documentation] = diff::Weight::ALL.map(|weight| report.count(weight));
    assert!(breaking > 0 && additive > 0 && documentation > 0);
    for (hash, more, checked, expected) in [
        ("", "", "all", [breaking, additive, documentation]),
        ("#weight=breaking", "", "breaking", [breaking, 0, 0]),
        ("#weight=documentation", "", "documentation", [0, 0, documentation]),
        ("#weight=nonsense", "", "all", [breaking, additive, documentation]),
        ("", PRESS, "additive", [0, additive, 0]),
        // A mark in the tree leads to its change, shown or not.
        ("#p1c1", "", "all", [breaking, additive, documentation]),
    ] {
        let seen = look(&html, 360, hash, more);
        assert_eq!(seen["width"], 360, "{seen}");
        assert_eq!(seen["content"], 360, "{hash}: nothing stands beside the screen: {seen}");
        let counts = [&seen["breaking"], &seen["additive"], &seen["documentation"]]
            .map(|count| count.as_u64().unwrap());
        assert_eq!(counts, expected.map(|count| count as u64), "{hash}: {seen}");
        assert_eq!(seen["checked"], checked, "{hash}");
        assert_eq!(seen["faults"], serde_json::json!([]), "{hash}");
        assert_eq!(seen["loaded"], serde_json::json!([]), "{hash}");
        assert_eq!(seen["small"], 0, "a thumb meets the buttons: {seen}");
        assert_eq!(seen["side"], true, "on a phone, what was stands above what is: {seen}");
        assert!(seen["rows"].as_u64() > Some(10) && seen["marks"].as_u64() > Some(0), "{seen}");
    }
}

#[test]
#[ignore = "needs Chromium"]
fn a_wide_window_shows_both_sides() {
    let seen = look(&diff::html(&report(PAGE, NEW_PAGE)), 1200, "", "");
    assert_eq!(
        (&seen["width"], &seen["content"], &seen["side"]),
        (&1200.into(), &1200.into(), &false.into())
    );
}

#[test]
#[ignore = "needs Chromium"]
fn a_picture_of_it_is_not_empty() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    fs::write(&file, diff::html(&report(PAGE, NEW_PAGE))).unwrap();
    // REPORT_PICTURE keeps it, to be looked at.
    let picture =
        std::env::var_os("REPORT_PICTURE").map_or_else(|| folder.path().join("report.png"), Into::into);
    let screenshot = format!("--screenshot={}", picture.display());
    let arguments = ["--window-size=360,800".to_owned(), screenshot, format!("file://{}", file.display())];
    chromium(&folder.path().join("profile"), &arguments);
    assert!(fs::metadata(&picture).unwrap().len() > 20_000);
}
