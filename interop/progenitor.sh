#!/bin/sh
# progenitor generates a client from the OpenAPI document of create_by_resume; that client submits the page's example to
# the mock.
set -eu
cd "$(dirname "$0")/.."

mkdir -p target/interop
endpoint=schema/endpoints/hire.v1.websites.website_id.deliveries.create_by_resume.post.json
cargo run --quiet --package feishu-codegen -- export openapi "$endpoint" --lexicon schema/lexicon.toml \
    --openapi-version 3.0 --out target/interop/progenitor.json
OPENAPI=$PWD/target/interop/progenitor.json cargo build --quiet --locked --manifest-path interop/progenitor/Cargo.toml \
    --target-dir target/interop/progenitor
interop/with-mock.sh target/interop/progenitor/debug/interop-progenitor "$endpoint"
