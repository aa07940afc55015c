from typing import Any

import pytest

from reader.lexicon.files import check, load, parse
from reader.model.errors import GlossaryError
from tests.support import cases

SOUND = """\
- term: MoE
  expansion: Mixture of Experts
  chinese: [混合专家模型]
  category: architecture
  en: A design with experts.
  zh: 一种设计。
"""


@pytest.mark.parametrize("case", cases("lexicon/broken.yaml"))
def test_problems_are_told_with_line_value_and_remedy(case: dict[str, Any]) -> None:
    entries, problems = parse("my.yaml", case["input"].encode())
    problems = (*problems, *check(entries))
    assert [str(problem) for problem in problems] == case["expected"]


def test_a_sound_file_has_no_problems() -> None:
    (entry,) = load("my.yaml", SOUND.encode())
    assert (entry.term, entry.chinese, entry.line, entry.source) == ("MoE", ("混合专家模型",), 1, "my.yaml")
    assert not list(check([entry]))


def test_plain_scalars_stay_text() -> None:
    text = SOUND.replace("[混合专家模型]", "[no, 3.5, 2024-01-01, ~]")
    assert load("my.yaml", text.encode())[0].chinese == ("no", "3.5", "2024-01-01", "~")


def test_loading_a_broken_file_tells_the_first_problem_and_counts_the_rest() -> None:
    with pytest.raises(
        GlossaryError, match=r"my\.yaml:1: 'term' is missing.*\(and 1 more; run 'reader glossary check'\)"
    ):
        load("my.yaml", b"- {chinese: [], category: data}\n- {term: X}\n")


def test_other_encodings_are_told() -> None:
    _, (problem,) = parse("my.yaml", SOUND.encode("gb18030"))
    assert str(problem) == "my.yaml:3: this is not UTF-8; save the file as UTF-8"


def test_an_object_in_yaml_is_text_at_most() -> None:
    _, problems = parse("my.yaml", b"- !!python/object/apply:os.system [echo hacked]\n")
    assert [problem.message for problem in problems] == ["an entry has keys; begin it with '- term:'"]


def test_deep_nesting_is_no_crash() -> None:
    _, problems = parse("my.yaml", b"[" * 100_000)
    assert len(problems) == 1


def test_an_empty_file_has_no_entries() -> None:
    assert parse("my.yaml", b"# nothing yet\n") == ((), ())
