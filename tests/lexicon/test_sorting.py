"""The order of names in a list."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.lexicon.sorting import sort_key
from tests.support import cases


@pytest.mark.parametrize("case", cases("lexicon/sorting.yaml"))
def test_order(case: dict[str, Any]) -> None:
    shuffled = random.Random(case["id"]).sample(case["expected"], len(case["expected"]))
    assert sorted(shuffled, key=sort_key) == case["expected"], case["why"]


@given(st.text())
def test_every_name_has_its_place(name: str) -> None:
    assert sort_key(name)
    assert sort_key(f"《{name}》") == sort_key(name)
    assert sort_key(name) <= sort_key(f"{name} z") or sort_key(name) == sort_key("")
