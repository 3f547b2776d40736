//! The pages in Chromium, as wide as a phone and as wide as a desk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use career_site::demo;

use crate::support::{Site, form, key, page};

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

/// Shows pages in a frame of this width (the browser's own window is never as narrow as a phone), and reports their
/// width, and inputs that a thumb would miss.
const WINDOW: &str = "<!DOCTYPE html><body style='margin: 0'><script>
addEventListener('load', () => {
  const page = document.querySelector('iframe').contentDocument;
  const inputs = [...page.querySelectorAll('input:not([type=hidden]), select, textarea, button')];
  const seen = {
    content: page.documentElement.scrollWidth,
    inputs: inputs.length,
    small: inputs.filter((input) => input.type !== 'checkbox' && input.offsetHeight < 44).length,
    unlabelled: inputs.filter((input) => input.labels && input.type !== 'submit' && input.labels.length === 0).length,
  };
  document.body.insertAdjacentHTML('beforeend', `<pre id=seen>${JSON.stringify(seen)}</pre>`);
});</script><iframe style='border: 0; width: WIDTHpx; height: HEIGHTpx' src='page.html'></iframe>";

/// Where screenshots are kept, to be looked at: the folder in `CAREER_SITE_PICTURES`, if it is set.
fn picture(name: &str, folder: &Path) -> PathBuf {
    std::env::var_os("CAREER_SITE_PICTURES").map_or_else(|| folder.to_owned(), PathBuf::from).join(name)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Chromium"]
async fn phones_and_desks_show_all_pages_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mock = demo::mock().await.unwrap();
    let site = Site::start(&folder.path().join("outbox.sqlite"), &mock);
    mock.inject(feishu_mock::Fault::new(feishu_mock::FaultKind::CutAfterRead).on(crate::support::DELIVER))
        .unwrap();
    for number in [1, 2] {
        site.apply(form(number)).await.unwrap();
        site.settle().await;
    }
    let wrong = form(3).text("resume.basic_info.birthday", "yesterday").text("resume.basic_info.gender", "x");
    let job = demo::JOBS[0];
    let pages = [
        ("jobs-en", site.get("/en").await.1),
        ("jobs-zh", site.get("/zh").await.1),
        ("job-zh", site.get(&format!("/zh/jobs/{job}")).await.1),
        ("form-en", site.get(&format!("/en/jobs/{job}/apply")).await.1),
        ("form-zh", site.get(&format!("/zh/jobs/{job}/apply")).await.1),
        ("problems-en", page(site.apply(wrong).await.unwrap()).await.1),
        ("status-zh", site.get(&format!("/zh/applications/{}", key(2))).await.1),
        ("operator", site.operator().await),
    ];
    let style = site.get("/style.css").await.1;
    fs::write(folder.path().join("style.css"), style).unwrap();
    for (name, html) in pages {
        fs::write(folder.path().join("page.html"), html.replace("/style.css", "style.css")).unwrap();
        for (kind, width, height) in [("phone", 360, 800), ("desk", 1280, 900)] {
            let height = if name.starts_with("form") { 3400 } else { height };
            let look = WINDOW.replace("WIDTH", &width.to_string()).replace("HEIGHT", &height.to_string());
            let window = folder.path().join("window.html");
            fs::write(&window, look).unwrap();
            let url = format!("file://{}", window.display());
            let profile = folder.path().join("profile");
            let picture = picture(&format!("{name}-{kind}.png"), folder.path());
            let common = ["--allow-file-access-from-files", "--virtual-time-budget=2000"].map(str::to_owned);
            let size = format!("--window-size={},{height}", width.max(500));
            let arguments = [&common[..], &[size, "--dump-dom".to_owned(), url.clone()]].concat();
            let dom = chromium(&profile, &arguments);
            let seen =
                dom.split("<pre id=\"seen\">").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap();
            let seen: serde_json::Value = serde_json::from_str(seen).unwrap();
            assert_eq!(seen["content"], width, "{name}: something stands beside the {kind}: {seen}");
            assert_eq!(seen["small"], 0, "{name}: a thumb meets every input: {seen}");
            assert_eq!(seen["unlabelled"], 0, "{name}: every input has a label: {seen}");
            let size = format!(
                "--window-size={},{}",
                width.max(500),
                if name.contains("form") { 3000 } else { height }
            );
            chromium(
                &profile,
                &[&common[..], &[size, format!("--screenshot={}", picture.display()), url]].concat(),
            );
            assert!(fs::metadata(&picture).unwrap().len() > 4_000, "{name}: the picture is empty");
        }
    }
}
