"""Submits the page's example through lark-oapi, and compares what the mock recorded. See python.sh."""

import argparse
import difflib
import json
import os
import sys
import urllib.request
from pathlib import Path

import lark_oapi
from lark_oapi.api.hire.v1 import CreateByResumeWebsiteDeliveryRequest, WebsiteDelivery

ENDPOINT = "hire.v1.websites.website_id.deliveries.create_by_resume.post"


def submit(body):
    """Through the SDK's own types: a member that it does not know does not get through."""
    credentials = lark_oapi.Client.builder().app_id(os.environ["APP_ID"]).app_secret(os.environ["APP_SECRET"])
    client = credentials.domain(os.environ["MOCK_URL"]).build()
    request = CreateByResumeWebsiteDeliveryRequest.builder().website_id("1618209327096").user_id_type("open_id")
    response = client.hire.v1.website_delivery.create_by_resume(request.request_body(WebsiteDelivery(body)).build())
    if not response.success():
        sys.exit(f"refused: {response.code} {response.msg} {response.raw.content.decode()}")
    if response.data.delivery.job_post_id != body["job_post_id"]:
        sys.exit(f"answered about another job post: {response.raw.content.decode()}")


def recorded():
    with urllib.request.urlopen(os.environ["MOCK_URL"] + "/_mock/requests") as answer:
        [record] = [record for record in json.load(answer) if record["endpoint"] == ENDPOINT]
    if record["verdict"] != "accepted" or record["unknown"]:
        sys.exit(f"not as described: {record}")
    return record["body"]


def compare(name, expected, sent):
    def lines(value):
        return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).splitlines()

    differences = "\n".join(difflib.unified_diff(lines(expected), lines(sent), name, "lark-oapi", lineterm=""))
    if differences:
        sys.exit(differences)
    print(f"lark-oapi sends what {name} says")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--body", type=Path, help="what another client sent")
    options = parser.parse_args()
    endpoint = json.loads(Path(f"schema/endpoints/{ENDPOINT}.json").read_text(encoding="utf-8"))
    example = endpoint["request"]["body"]["examples"][0]["value"]
    submit(example)
    sent = recorded()
    compare("the page", example, sent)
    if options.body:
        compare(str(options.body), json.loads(options.body.read_text(encoding="utf-8")), sent)


main()
