"""The lists are tested as data, and the room as a neighbour."""

import subprocess
import sys

import pytest

from reader.clean.wording import FUNCTION_CHARACTERS, FUNCTION_WORDS, FURNITURE, TERMINATORS
from reader.repair.fold import fold_damage


@pytest.mark.parametrize(
    "words", [FURNITURE, TERMINATORS, FUNCTION_CHARACTERS, FUNCTION_WORDS.split("|")], ids=lambda words: words[0]
)
def test_each_word_stands_once_and_as_folded_text_has_it(words: tuple[str, ...]) -> None:
    assert sorted(set(words)) == sorted(words)
    assert [word for word in words if fold_damage(word).lower() != word] == []


def test_a_text_page_loads_neither_parser() -> None:
    program = (
        "import sys\n"
        "from reader.clean.stage import clean\n"
        "from reader.model.document import Page\n"
        "clean(Page('a', '数据越好，模型越好。', '', ''), str)\n"
        "print(*{'bs4', 'selectolax'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
