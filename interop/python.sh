#!/bin/sh
# The official Python SDK submits the page's example to the mock; what it sent must equal the example and, with
# --body FILE, the JSON in that file (its path as seen from the root of the workspace).
set -eu
cd "$(dirname "$0")/.."

python3 -m venv target/interop/python
target/interop/python/bin/pip install --quiet --disable-pip-version-check --requirement interop/requirements.txt
interop/with-mock.sh target/interop/python/bin/python interop/submit.py "$@"
