"""What the mock recorded of the workflow, in a form in which clients can be compared."""

import difflib
import json
import os
import subprocess
import sys
import urllib.request

TOKENS = "auth.v3.tenant_access_token.internal.post"


def recorded():
    """One entry for each call, in the order of the endpoints' ids."""
    with urllib.request.urlopen(os.environ["MOCK_URL"] + "/_mock/requests") as answer:
        records = [record for record in json.load(answer) if record["endpoint"] != TOKENS]
    for record in records:
        if record["verdict"] != "accepted" or record["unknown"]:
            sys.exit(f"not as described: {record}")
    return sorted((entry(record) for record in records), key=lambda entry: entry["endpoint"])


def entry(record):
    body = record["body"]
    for part in body.values() if isinstance(body, dict) else []:
        # The media type of a file's part is left to the client.
        if isinstance(part, dict):
            part.pop("content_type", None)
    query = sorted(map(tuple, record["query"]))
    # node-sdk sends an empty object with a GET.
    return {"endpoint": record["endpoint"], "path": record["path"], "query": query, "body": body or None}


def compare(name, sent, other_name, others):
    def lines(value):
        return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).splitlines()

    differences = "\n".join(difflib.unified_diff(lines(others), lines(sent), other_name, name, lineterm=""))
    if differences:
        sys.exit(differences)
    print(f"{name} sends what {other_name} says, in {len(sent)} calls")


def main():
    """Writes what was recorded to a file, or compares it with one: `recorded.py NAME FILE [COMMAND…]`."""
    name, file, *command = sys.argv[1:]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    sent = recorded()
    if name == "ours":
        with open(file, "w", encoding="utf-8") as out:
            json.dump(sent, out, ensure_ascii=False)
        return
    with open(file, encoding="utf-8") as others:
        compare(name, json.loads(json.dumps(sent)), file, json.load(others))


if __name__ == "__main__":
    main()
