from hypothesis import given
from hypothesis import strategies as st

from reader.model.escape import UNSAFE, printable


def test_what_a_terminal_obeys_becomes_visible() -> None:
    assert printable("\x1b]0;title\x07 \u202etxt.exe \x9b31m \x7f\r") == "␛]0;title␇ <202E>txt.exe <009B>31m ␡␍"


def test_text_stays() -> None:
    text = "段落\t一，“引”…\n👩‍💻 é"
    assert printable(text) == text


@given(st.text(st.characters(codec=None)))
def test_nothing_unsafe_is_left(text: str) -> None:
    assert not UNSAFE.search(printable(text))
    printable(text).encode("utf8")
