#!/bin/sh
# Our own client submits the page's example to the mock; the JSON body that the mock recorded goes to
# target/interop/body.json, for the others to be compared with (`--body`).
set -eu
cd "$(dirname "$0")/.."

mkdir -p target/interop
interop/with-mock.sh python3 interop/submit_ours.py target/interop/body.json
