from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.decode import decode
from reader.model.document import Source
from reader.model.errors import SourceError

SIMPLIFIED = "大模型训练需要大量的数据和算力，评测结果表明它在中文任务上进步明显。" * 4
TRADITIONAL = "大型語言模型的訓練需要大量資料與運算能力，評測結果顯示它在中文任務上進步明顯。" * 4
ENGLISH = "Large models need data — and a café’s worth of naïve patience.\n" * 4


def read(data: bytes) -> tuple[str, str]:
    page = decode(Source("page", data))
    return page.encoding, page.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (ENGLISH, "utf-8"),
        (ENGLISH, "cp1252"),
    ],
)
def test_encodings_are_found_without_a_mark_or_declaration(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == (encoding, text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_taken_off(encoding: str) -> None:
    page = decode(Source("page", SIMPLIFIED.encode(encoding)))
    assert (page.text, page.reason) == (SIMPLIFIED, "byte order mark")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_one_bad_byte_changes_nothing_but_its_place(encoding: str) -> None:
    text = TRADITIONAL
    data = text[:20].encode(encoding) + b"\xff" + text[20:].encode(encoding)
    page = decode(Source("page", data))
    assert page.encoding == encoding
    assert page.text.startswith(text[:20])
    assert page.text.endswith(text[22:])
    assert page.replaced == 1
    assert "1 unreadable place" in page.reason


def test_a_wrong_declaration_is_not_believed() -> None:
    page = decode(Source("page", f'<meta charset="big5">{SIMPLIFIED}'.encode("gb18030")))
    assert page.encoding == "gb18030"
    assert "declares big5" in page.reason


def test_a_page_that_kept_its_old_declaration_is_utf8() -> None:
    assert read(f'<meta charset="gb2312">{SIMPLIFIED}'.encode())[0] == "utf-8"


def test_gb2312_is_read_as_its_superset() -> None:
    text = f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>朱镕基 {SIMPLIFIED}'
    page = decode(Source("page", text.encode("gb18030")))
    assert (page.encoding, page.text) == ("gb18030", text)
    assert "declared by the page" in page.reason


def test_an_unknown_declaration_is_no_error() -> None:
    assert read(f'<meta charset="x-nonsense">{SIMPLIFIED}'.encode("gb18030"))[0] == "gb18030"


def test_line_ends_become_line_feeds() -> None:
    assert read("一\r\n二\r三\u2028四\u0085五\f六".encode())[1] == "一\n二\n三\n四\n五\n六"


def test_a_character_of_replacement_that_the_page_itself_holds_is_not_counted() -> None:
    page = decode(Source("page", "损坏\ufffd的字".encode()))
    assert page.replaced == 0


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100, b"\x80\x81\x82\xfe\xff" * 50])
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(SourceError, match="save the page as UTF-8"):
        decode(Source("page", data))


@pytest.mark.parametrize("data", [b"hi\0\0hi", b"\0ab\0", b"\0\1", b"ab\0", b"<p>\0", b"hello\0world\0foo\0bar\0"])
def test_a_few_bytes_with_a_stray_zero_are_not_taken_for_utf_16(data: bytes) -> None:
    with pytest.raises(SourceError, match="not readable as text"):
        decode(Source("page", data))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["abc", "一次，一起训练模型。", "Hi 模型。训练中文"])
def test_short_text_in_utf_16_still_is(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == (encoding, text)


@pytest.mark.parametrize(
    ("charset", "declared", "encoding", "reason"),
    [
        ("gbk", "", "gb18030", "declared by the server"),
        ("GB2312", "big5", "gb18030", "declared by the server"),
        ("big5", "gbk", "gb18030", "declared by the page"),  # a server that is set up wrongly
        ("x-nonsense", "", "gb18030", "most plausible"),
        ("rot13", "", "gb18030", "most plausible"),
        ("idna", "punycode", "gb18030", "most plausible"),
        ("utf-8", "", "gb18030", "most plausible"),
    ],
)
def test_what_a_server_says_of_the_encoding_goes_before_the_page(
    charset: str, declared: str, encoding: str, reason: str
) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    page = decode(Source("page", f"{meta}{SIMPLIFIED}".encode("gb18030"), charset=charset))
    assert page.encoding == encoding
    assert reason in page.reason


def test_utf8_goes_before_what_a_server_says() -> None:
    page = decode(Source("page", SIMPLIFIED.encode(), charset="gbk"))
    assert (page.encoding, page.text) == ("utf-8", SIMPLIFIED)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_one_sentence(data: bytes) -> None:
    with suppress(SourceError):
        assert decode(Source("page", data)).text.encode("utf8") is not None


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x85\u2028\u2029\x00\ufeff"), min_size=1))
def test_utf8_is_read_exactly(text: str) -> None:
    assume(text.strip())
    assert read(text.encode()) == ("utf-8", text)
