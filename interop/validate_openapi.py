"""Holds OpenAPI documents against the specification. See export.sh."""

import json
import sys
from pathlib import Path

from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

VALIDATORS = {"3.0.3": OpenAPIV30SpecValidator, "3.1.0": OpenAPIV31SpecValidator}


def main(paths):
    wrong = operations = 0
    for path in paths:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
        errors = [error.message for error in VALIDATORS[document["openapi"]](document).iter_errors()]
        for error in errors:
            print(f"{path}: {error}", file=sys.stderr)
        wrong += bool(errors)
        operations += sum(map(len, document["paths"].values()))
    if wrong:
        sys.exit(f"{wrong} of {len(paths)} documents are not valid")
    print(f"openapi-spec-validator: {len(paths)} documents with {operations} operations are valid")


main(sys.argv[1:])
