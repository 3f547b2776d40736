"""Holds the examples of described pages against the JSON Schemas of their endpoints. See export.sh.

With --count, examples that contradict their page are listed and counted; without, there must be none.
"""

import argparse
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator


def examples(endpoint):
    body = endpoint["request"].get("body") or {}
    for part, holder in (("request", body), ("response", endpoint["response"])):
        for example in holder.get("examples", []):
            if "value" in example:
                yield part, example["line"], example["value"]


def contradiction(schema, value):
    """The first error, and where it is; none for an example that is valid."""
    error = next(iter(sorted(Draft202012Validator(schema).iter_errors(value), key=lambda error: error.json_path)), None)
    return error and f"{error.json_path}: {error.message}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("descriptions", type=Path, help="what `describe` prints")
    parser.add_argument("schemas", type=Path, help="what `export json-schema` prints")
    parser.add_argument("--count", action="store_true")
    options = parser.parse_args()
    endpoints = json.loads(options.descriptions.read_text(encoding="utf-8"))
    schemas = json.loads(options.schemas.read_text(encoding="utf-8"))
    for schema in (schema for of_endpoint in schemas.values() for schema in of_endpoint.values()):
        Draft202012Validator.check_schema(schema)
    valid, against = 0, []
    for endpoint in endpoints if isinstance(endpoints, list) else [endpoints]:
        for part, line, value in examples(endpoint):
            schema = schemas[endpoint["id"]].get(part)
            error = schema and contradiction(schema, value)
            if error:
                against.append(f"{endpoint['source']['page']}:{line}: {part}: {error[:200]}")
            valid += not error
    print(*against, sep="\n" if against else "", end="\n" if against else "")
    print(f"jsonschema: {valid} examples are valid, {len(against)} contradict their page")
    if not valid or (against and not options.count):
        sys.exit(1)


main()
