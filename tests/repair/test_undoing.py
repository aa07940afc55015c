"""Damage made by the tests is undone."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.model.survey import Family
from reader.model.text import Text
from reader.repair.rules import chosen
from reader.repair.stage import repair_text, survey
from tests.repair import damage

SEEDS = st.integers(0, 10_000)


def repaired(text: str) -> str:
    return repair_text(Text.of(text), chosen(survey([text]))).current


@given(SEEDS, st.integers(12, len(damage.READINGS)))
def test_family_a_is_undone_wherever_no_code_was_lost(seed: int, size: int) -> None:
    rng = random.Random(seed)
    clean = damage.text(rng, 80)
    broken, lossless = damage.family_a(clean, rng.sample(sorted(damage.READINGS), size))
    assume(lossless and survey([broken]).pinyin.types >= 5)  # fewer tell nothing without other traces of a converter
    assert survey([broken]).inserted is Family.A
    assert repaired(broken) == clean


@given(SEEDS, st.integers(3, 6))
def test_family_b_is_undone(seed: int, period: int) -> None:
    clean = damage.text(random.Random(seed), 60)
    assert repaired(damage.family_b(clean, period)) == clean


@given(SEEDS)
def test_family_c_is_undone(seed: int) -> None:
    rng = random.Random(seed)
    clean = damage.text(rng, 60)
    assert repaired(damage.family_c(clean, rng)) == clean


@pytest.mark.parametrize("seed", range(20))
def test_where_codes_were_lost_the_rest_still_comes_back(seed: int) -> None:
    rng = random.Random(seed)
    clean = damage.text(rng, 200)
    broken, lossless = damage.family_a(clean, sorted(damage.READINGS))
    if not lossless:
        found = repaired(broken)
        shared = sum(word in found for word in set(damage.WORDS) if word in clean)
        assert shared >= 0.9 * sum(word in clean for word in set(damage.WORDS))


def test_the_simulation_misfires_as_real_converters_do() -> None:
    assert damage.family_a("字数", ["數", "謹"])[0] == "字?jǐn)?shù)"
    assert damage.family_a("发展状况", ["範", "發"])[0] == "發(fā)展?fàn)顩r"
