"""What the tests share: cases kept as data."""

from pathlib import Path
from typing import Any

import pytest
import yaml

TESTS = Path(__file__).parent
ROOT = TESTS.parent


def cases(path: str) -> list[Any]:
    """The cases of tests/cases/PATH as pytest parameters; one with ``known_failure`` is expected to fail, strictly."""
    loaded = yaml.safe_load((TESTS / "cases" / path).read_text("utf8"))
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in loaded
    ]
