"""Which document a page is: by its text, by its article, or by its address and much the same article.

The same page comes as a file, from an address and through a pipe, in one encoding or another, with other
advertisements around it each time. Its text tells it first, line ends and what no encoding shows aside; then the
article that was found in it; then, for a page that was written on since, where it is from.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from reader.model.document import Source
from reader.model.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.anchors import Places

_ALIKE = 0.5  # share of the shorter article's blocks that two editions of one document have in common
_LEAST = 20  # folded characters of an article that can be told from another by its text


def page_hash(source: Source) -> str:
    r"""Thirty-two hexadecimal digits for the text of a page; for one that is no text, for its bytes.

    >>> page_hash(Source("a", "數據\r\n".encode("gb18030"))) == page_hash(Source("b", "數據".encode("utf-8-sig")))
    True
    """
    from reader.decode import decode

    try:
        text = decode(source).text
    except ReaderError:
        return sha256(source.data).hexdigest()[:32]
    lines = "\n".join(line.rstrip() for line in text.removeprefix("\ufeff").splitlines()).strip()
    return sha256(lines.encode("utf8", "surrogatepass")).hexdigest()[:32]


def article_hash(places: "Places") -> str:
    """The same for the article in it; "" for one that is too short to be told by its text."""
    if places.length() < _LEAST:
        return ""
    return sha256(" ".join(places.prints()).encode()).hexdigest()[:32]


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether articles of these fingerprints are two editions of one document."""
    shorter = min(len(set(one)), len(set(other)))
    return shorter > 0 and len(set(one) & set(other)) >= _ALIKE * shorter
