"""Lets schemathesis ask the mock whatever an OpenAPI document allows and forbids. See export.sh."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path


def token():
    credentials = {"app_id": os.environ["APP_ID"], "app_secret": os.environ["APP_SECRET"]}
    url = os.environ["MOCK_URL"] + "/open-apis/auth/v3/tenant_access_token/internal"
    headers = {"Content-Type": "application/json; charset=utf-8"}
    request = urllib.request.Request(url, json.dumps(credentials).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["tenant_access_token"]


def main(document):
    command = [Path(sys.executable).absolute().with_name("schemathesis"), "run", document, "--url", os.environ["MOCK_URL"]]
    command += ["--header", f"Authorization: Bearer {token()}", "--checks", "all"]
    # The same questions every time, and no more than these.
    command += ["--generation-deterministic", "--max-examples", "200", "--no-color"]
    paths = json.loads(document.read_text())["paths"]
    forms = [path for path, operations in paths.items() if "multipart/form-data" in json.dumps(operations)]
    others = [option for path in forms for option in ["--exclude-path", path]]
    # Of the names of files that it makes up, some cannot stand in the header of a part: the mock refuses those.
    rounds = [others] + [["--include-path", path, "--exclude-checks", "positive_data_acceptance"] for path in forms]
    # It leaves its notes in the folder that it stands in.
    sys.exit(max(subprocess.run(command + options, cwd=document.parent).returncode for options in rounds))


main(Path(sys.argv[1]).resolve())
