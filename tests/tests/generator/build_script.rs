//! The generator in a build script: what has not changed is not built again.

use std::path::Path;

use feishu_tests::workspace;
use serde_json::Value;

use crate::cargo;

/// The packages of the example that were compiled anew, or whose build script ran anew.
fn built(example: &Path) -> Vec<String> {
    let messages = cargo::run(example, &["build", "--message-format", "json"]);
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let anew =
        messages.filter(|message| message["reason"] == "compiler-artifact" && message["fresh"] == false);
    anew.map(|message| message["target"]["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn the_second_build_compiles_nothing() {
    let example = workspace().join("examples/build-script");
    built(&example);
    assert_eq!(built(&example), Vec::<String>::new());
}
