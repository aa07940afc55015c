"""Bytes of one encoding that were read as another: which mixes there are, and how each is undone.

Whole pages are undone when they are decoded, single runs when they are repaired: both know the mixes from here.
"""

from typing import NamedTuple

from reader.model.patterns import lazy

_NOT_ASCII = lazy("[^\x00-\x7f]")
_LOST = lazy("\ufffd{2,}")

#: What Windows-1252 has in the place of the C1 controls, as the byte that it stands for.
_C1_SIGNS = {
    ord(bytes((byte,)).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # which it leaves empty
}

#: The characters that one byte from 0x80 to 0xFF may have become, as the inside of a regular expression's class.
LATIN = "\x80-\xff" + "".join(map(chr, _C1_SIGNS))


class Mix(NamedTuple):
    """Text in the encoding ``really`` that was decoded as ``read_as``; both are names of codecs."""

    really: str
    read_as: str

    def __str__(self) -> str:
        """``UTF-8 read as Windows-1252``."""
        return f"{_NAMES[self.really]} read as {_NAMES[self.read_as]}"


_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5", "cp1252": "Windows-1252"}

UTF8_AS_LATIN = Mix("utf-8", "cp1252")
GBK_AS_LATIN = Mix("gb18030", "cp1252")
BIG5_AS_LATIN = Mix("big5hkscs", "cp1252")
UTF8_AS_GBK = Mix("utf-8", "gb18030")
UTF8_AS_BIG5 = Mix("utf-8", "big5hkscs")
BIG5_AS_GBK = Mix("big5hkscs", "gb18030")
GBK_AS_BIG5 = Mix("gb18030", "big5hkscs")

MIXES = (UTF8_AS_LATIN, GBK_AS_LATIN, BIG5_AS_LATIN, UTF8_AS_GBK, UTF8_AS_BIG5, BIG5_AS_GBK, GBK_AS_BIG5)


def to_bytes(text: str, codec: str) -> bytes:
    r"""The bytes that ``text`` was read from. Raises UnicodeEncodeError for a character that ``codec`` never gives.

    Windows-1252 stands for Latin-1 too: browsers read both alike, and no text uses the controls of the second.

    U+FFFD becomes 0xFF, which none of the encodings holds: what was lost stays lost.

    >>> to_bytes("æ–‡", "cp1252")
    b'\xe6\x96\x87'
    """
    if codec == "cp1252":
        text, codec = text.translate(_C1_SIGNS), "latin-1"
    data = b"\xff".join(part.encode(codec) for part in text.split("\ufffd"))
    if codec == "gb18030" and len(data) > len(text) + len(_NOT_ASCII.findall(text)):
        raise UnicodeEncodeError(codec, text, 0, len(text), "some of it takes four bytes, which mojibake never does")
    return data


def undo(text: str, mix: Mix, errors: str = "strict") -> str:
    """``text`` decoded as it should have been. Raises UnicodeError where that is no whole text.

    With ``errors="replace"`` one U+FFFD stands for bytes that were lost in a row.

    >>> undo("鏂囩珷", UTF8_AS_GBK), undo("ÍâµØÊ±¼ä", GBK_AS_LATIN)
    ('文章', '外地时间')
    """
    undone = to_bytes(text, mix.read_as).decode(mix.really, errors)
    return _LOST.sub("\ufffd", undone) if errors == "replace" else undone
