#!/bin/sh
# Runs a command while the mock serves schema/endpoints; sets MOCK_URL, APP_ID and APP_SECRET for it. MOCK_OPTIONS holds
# further options of the mock.
set -eu
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
mkfifo "$folder/out"
export APP_ID=cli_interop APP_SECRET=interop-secret NO_PROXY=127.0.0.1 no_proxy=127.0.0.1

cargo run --quiet --package feishu-mock -- --app-id "$APP_ID" --app-secret "$APP_SECRET" \
    ${MOCK_OPTIONS:-} >"$folder/out" &
mock=$!
trap '{ kill "$mock" && wait "$mock"; } 2>/dev/null || true; rm -r "$folder"' EXIT

# "listening on URL"; nothing at all if the mock did not start.
read -r _ _ MOCK_URL <"$folder/out"
export MOCK_URL
"$@"
