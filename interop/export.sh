#!/bin/sh
# Public tools read what `export` writes: validators find nothing wrong with it, the page's examples are valid by it,
# and the mock, asked by schemathesis whatever the document allows and forbids, never contradicts it.
#
# With a folder of pages: their documents are validated instead, one by one and as a whole, and the examples that
# contradict their page are counted.
set -eu
cd "$(dirname "$0")/.."

out=target/interop/export
mkdir -p "$out"
python3 -m venv target/interop/python-export
python=target/interop/python-export/bin/python
"$python" -m pip install --quiet --disable-pip-version-check --requirement interop/export-requirements.txt

cargo build --quiet --package feishu-codegen --bin feishu-codegen
tool() { "${CARGO_TARGET_DIR:-target}/debug/feishu-codegen" "$@"; }

if [ $# = 0 ]; then
    tool export openapi --out "$out/openapi-3.1.json"
    tool export openapi --openapi-version 3.0 --out "$out/openapi-3.0.json"
    "$python" interop/validate_openapi.py "$out/openapi-3.1.json" "$out/openapi-3.0.json"
    tool describe schema/pages --lexicon schema/lexicon.toml >"$out/descriptions.json"
    tool export json-schema --out "$out/json-schema.json"
    "$python" interop/validate_examples.py "$out/descriptions.json" "$out/json-schema.json"
    # Limits would answer nearly every question. The platform refuses tokens with 400; schemathesis insists on 401.
    MOCK_OPTIONS="--limits off --refused-token-status 401" \
        interop/with-mock.sh "$python" interop/ask_the_mock.py "$out/openapi-3.1.json"
    exit
fi

pages=$1
# What the pages get wrong is not asked here, so the exit code 1 is as good as 0.
of_pages() { tool "$@" 2>/dev/null || [ $? = 1 ]; }
for version in 3.0 3.1; do
    of_pages export openapi "$pages" --openapi-version "$version" --out "$out/pages-$version.json"
done
rm -rf "$out/pages" && mkdir "$out/pages"
for page in "$pages"/*.md; do
    of_pages export openapi "$page" --out "$out/pages/$(basename "$page" .md).json"
done
"$python" interop/validate_openapi.py "$out"/pages-3.?.json "$out"/pages/*.json
of_pages describe "$pages" >"$out/pages-descriptions.json"
of_pages export json-schema "$pages" --out "$out/pages-json-schema.json"
"$python" interop/validate_examples.py --count "$out/pages-descriptions.json" "$out/pages-json-schema.json"
