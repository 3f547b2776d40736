#!/bin/sh
# The official Node SDK submits the page's example to the mock; what it sent must equal the example and, with
# --body FILE, the JSON in that file (its path as seen from the root of the workspace).
set -eu
cd "$(dirname "$0")/.."

mkdir -p target/interop/node
cp interop/package.json interop/submit.mjs target/interop/node
npm install --prefix target/interop/node --no-package-lock --no-audit --no-fund --loglevel=error
interop/with-mock.sh node target/interop/node/submit.mjs "$@"
