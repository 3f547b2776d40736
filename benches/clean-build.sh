#!/bin/bash
# How long a caller's first build takes, with all dependencies, beside a program with nothing but reqwest, serde and tokio.
#
#     benches/clean-build.sh [TIMES]
#
# Both programs send one POST. They are built TIMES times (3) in turn, each into an empty folder, without the network, with
# the versions and features that this workspace uses. Times are medians, of the clock and of the processors: on a busy
# machine the latter mean more.
#
# 2026-11-27, rustc 1.95.0, one round on two quiet cores, seconds of the processors: dev 139.6 bare and 153.3 ours (1.10);
# release 255.2 and 252.9 (0.99). Asked for is 1.05 at most: dev misses it.
set -euo pipefail
cd "$(dirname "$0")/.."

times=${1:-3}
root=$PWD
work=${CARGO_TARGET_DIR:-$PWD/target}/clean-build
rm -rf "$work" && mkdir -p "$work"/{bare,ours}/src

# package NAME: its manifest up to the dependencies, with the versions of the workspace.
package() {
    printf '[package]\nname = "%s"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n' "$1"
    cp Cargo.lock "$work/$1/Cargo.lock"
}
requirement() { sed -n "s/^$1 = //p" Cargo.toml; }

# The same features of reqwest as the client's by default, so that the ratio says nothing about those.
{
    package bare
    echo "reqwest = $(requirement reqwest | sed 's/features = \[/&"rustls", /')"
    echo "serde = $(requirement serde)"
    echo "serde_json = $(requirement serde_json)"
    echo "tokio = { version = $(requirement tokio), features = [\"macros\", \"rt-multi-thread\"] }"
} >"$work/bare/Cargo.toml"
cat >"$work/bare/src/main.rs" <<'RUST'
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Body {
    job_post_id: String,
    user_id: String,
}

#[derive(Deserialize)]
struct Answer {
    code: i64,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let body = serde_json::to_vec(&Body { job_post_id: "1".into(), user_id: "2".into() })?;
    let url = "https://open.feishu.cn/open-apis/hire/v1/websites/1/deliveries/create_by_resume";
    let answer = reqwest::Client::new().post(url).body(body).send().await?.bytes().await?;
    println!("{}", serde_json::from_slice::<Answer>(&answer)?.code);
    Ok(())
}
RUST

{
    package ours
    echo "feishu-api = { path = \"$root/generated\" }"
    echo "feishu-client = { path = \"$root/client\" }"
    echo "tokio = { version = $(requirement tokio), features = [\"macros\", \"rt-multi-thread\"] }"
} >"$work/ours/Cargo.toml"
cat >"$work/ours/src/main.rs" <<'RUST'
use feishu_api::hire::v1::create_by_resume::{BasicInfo, Body, Request, Resume};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = feishu_client::Client::builder().credentials("cli_1", "secret").build()?;
    let body = Body::new("1", Resume::new(BasicInfo::new("张三")), "2");
    println!("{:?}", client.send(&Request::new("3", body)).await?);
    Ok(())
}
RUST

TIMEFORMAT='%R %U %S'
exec 3>&2
once() {
    rm -rf "$work/target"
    { time CARGO_TARGET_DIR=$work/target cargo build --quiet --offline "${@:3}" \
        --manifest-path "$work/$1/Cargo.toml" 2>&3; } 2>>"$work/times.$2.$1"
}
for _ in $(seq "$times"); do
    for program in bare ours; do
        once $program dev
        once $program release --release
    done
done

rustc --version
python3 - "$work" <<'PYTHON'
import statistics
import sys
from pathlib import Path


def seconds(name):
    rows = [[float(field) for field in line.split()] for line in Path(sys.argv[1], name).read_text().splitlines()]
    return [statistics.median(column) for column in zip(*[(wall, user + system) for wall, user, system in rows])]


print(f"{'profile':8} {'':10} {'bare s':>8} {'ours s':>8} {'ratio':>6}")
for profile in ["dev", "release"]:
    bare, ours = seconds(f"times.{profile}.bare"), seconds(f"times.{profile}.ours")
    for at, clock in enumerate(["clock", "processors"]):
        print(f"{profile:8} {clock:10} {bare[at]:8.1f} {ours[at]:8.1f} {ours[at] / bare[at]:6.2f}")
PYTHON
