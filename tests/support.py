"""What the tests share: cases kept as data, and the browser that is installed."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

TESTS = Path(__file__).parent
ROOT = TESTS.parent


def cases(path: str) -> list[Any]:
    """The cases of tests/cases/PATH as pytest parameters; one with ``known_failure`` is expected to fail, strictly."""
    loaded = yaml.load((TESTS / "cases" / path).read_text("utf8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in loaded
    ]


def find_browser() -> str:
    """The path of the browser that is installed. Skips the test where none is, unless READER_BROWSER=required."""
    from reader.export import pdf
    from reader.model.errors import TargetError

    try:
        return pdf.find_browser()
    except TargetError as error:
        if os.environ.get("READER_BROWSER") == "required":
            raise
        pytest.skip(str(error))
