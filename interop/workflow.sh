#!/bin/sh
# Our client and the official Python and Node SDKs make each call of the workflow to a mock; what they sent must be equal.
# python.sh and node.sh install the SDKs; run them before.
set -eu
cd "$(dirname "$0")/.."

records=target/interop/workflow.json
printf '%%PDF-1.7' >target/interop/resume.pdf
cp interop/workflow.mjs target/interop/node
export RESUME=target/interop/resume.pdf

# shellcheck disable=SC2016 # The variables are those of the mock.
interop/with-mock.sh sh -c 'FEISHU_BASE_URL=$MOCK_URL FEISHU_APP_ID=$APP_ID FEISHU_APP_SECRET=$APP_SECRET exec "$@"' sh \
    python3 interop/recorded.py ours "$records" cargo run --quiet --example workflow
interop/with-mock.sh python3 interop/recorded.py lark-oapi "$records" target/interop/python/bin/python interop/workflow.py
interop/with-mock.sh python3 interop/recorded.py node-sdk "$records" node target/interop/node/workflow.mjs
