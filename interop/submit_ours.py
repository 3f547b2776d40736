"""Submits the page's example through our own client, and keeps the body that the mock recorded. See ours.sh."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

ENDPOINT = "hire.v1.websites.website_id.deliveries.create_by_resume.post"


def submit():
    names = {"FEISHU_BASE_URL": "MOCK_URL", "FEISHU_APP_ID": "APP_ID", "FEISHU_APP_SECRET": "APP_SECRET"}
    variables = {name: os.environ[of_mock] for name, of_mock in names.items()}
    deliver = ["cargo", "run", "--quiet", "--example", "deliver"]
    subprocess.run(deliver, check=True, env=os.environ | variables, stdout=subprocess.DEVNULL)


def recorded():
    with urllib.request.urlopen(os.environ["MOCK_URL"] + "/_mock/requests") as answer:
        [record] = [record for record in json.load(answer) if record["endpoint"] == ENDPOINT]
    if record["verdict"] != "accepted" or record["unknown"]:
        sys.exit(f"not as described: {record}")
    return record["body"]


submit()
Path(sys.argv[1]).write_text(json.dumps(recorded(), ensure_ascii=False), encoding="utf-8")
