"""Which encoding a page is in."""

import codecs
import re
from typing import NamedTuple

from reader.decode.misread import second_look
from reader.decode.plausible import plausibility
from reader.localization import translate as _
from reader.model.document import Page, Source
from reader.model.errors import SourceError
from reader.model.patterns import lazy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Declared names → codecs. Pages that say gb2312 or gbk hold characters of their superset GB18030, and big5 those of
#: the Hong Kong supplement (the WHATWG Encoding Standard reads them so too).
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-tw": "big5hkscs", "iso8859-1": "cp1252"}

#: Codecs of text that no browser reads a page in; some of them raise whatever they are told to do with errors.
_NO_PAGES = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"))

_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")

_WIDE, _FEWEST_WIDE = ("utf-16-le", "utf-16-be"), 16  # bytes

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([a-zA-Z0-9_:-]{1,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096  # where a declaration may stand; HTML asks for the first 1,024
_JUDGED_BYTES = (16_384, 200_000)  # enough to tell encodings apart; the first, where it holds so many outside ASCII:
_TELLING_BYTES = 2_000
_ASCII = bytes(range(128))

_READABLE = 0.6  # at least this plausible, or the bytes are no text that we can read
_CLEAR = 0.95  # so plausible that no other encoding need be tried
_DECLARED_MARGIN = 0.05  # a declaration wins against a guess that is better by no more than this

#: U+0085 between letters of Latin-1 is a byte of UTF-8 that was read as Latin-1 (å\x85¥ for 入), and no line end.
LINE_ENDS = lazy("\r\n|[\r\v\f\u2028\u2029]|(?<![\x80-\xff])\x85|\x85(?![\x80-\xff])")
_RARE = "\r\v\f\u2028\u2029\x85"


_UTF8 = "utf-8", "valid UTF-8"


class _Guess(NamedTuple):
    plausibility: float
    codec: str


def decode(source: Source) -> Page:
    """The text of a page and how it was found. Raises SourceError when no encoding gives readable text.

    Line ends become line feeds: ``splitlines`` and terminals disagree on U+2028 and its like.
    """
    plain = _plain_utf8(source.data)
    codec, reason, text, lost = (*_UTF8, plain, 0) if plain is not None else _chosen(source)
    if lost:
        reason += f"; {lost} unreadable place{'s' if lost > 1 else ''}"
    text, mixes = second_look(text)
    if mixes:
        reason += f"; its text was {', then '.join(map(str, reversed(mixes)))}, which is undone"
    return Page(source.name, _with_line_feeds(text), codec, reason, lost, source.address, source.media, source.hops)


def _chosen(source: Source) -> tuple[str, str, str, int]:
    """Codec, reason, text, and how many places of it are lost."""
    codec, reason, data = choose(source)
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode()) if codec == "utf-8" else text.count("\ufffd")
    return codec, reason, text, lost


def _with_line_feeds(text: str) -> str:
    """``text`` with LINE_ENDS as line feeds; plain searches take a thirtieth of the pattern's time, and mostly do."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return LINE_ENDS.sub("\n", text) if any(mark in text for mark in _RARE) else text


def choose(source: Source) -> tuple[str, str, bytes]:
    """Codec, reason, and the bytes to decode, without their mark. Raises SourceError when no encoding is plausible."""
    data = source.data
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec, "byte order mark", data[len(mark) :]
    if _plain_utf8(data) is not None:
        return *_UTF8, data
    sample = _sample(data)
    best = _most_plausible(sample)
    least = max(best.plausibility - _DECLARED_MARGIN, _READABLE)
    declared = _declared(data)
    for codec, who in ((_known(source.charset), "the server"), (declared, "the page")):
        if codec and _plausibility(sample, codec) >= least:
            return codec, f"declared by {who}, and plausible", data
    if best.plausibility < _READABLE:
        raise SourceError(
            _("{name!r} is not readable as text in any known encoding; save the page as UTF-8 first", name=source.name)
        )
    but = f", though the page declares {declared}" if declared and declared != best.codec else ""
    return best.codec, f"most plausible ({best.plausibility:.0%} of its characters are common){but}", data


def _plain_utf8(data: bytes) -> str | None:
    """The text of ``data`` if it is valid UTF-8 without a mark and without NUL."""
    if data.startswith(codecs.BOM_UTF8) or b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _sample(data: bytes) -> bytes:
    """The beginning of ``data``, as much as tells encodings apart."""
    glance, enough = _JUDGED_BYTES
    start = data[:glance]
    return start if len(start.translate(None, _ASCII)) >= _TELLING_BYTES else data[:enough]


def _most_plausible(sample: bytes) -> _Guess:
    best = _Guess(-1.0, "")
    for codec in _CANDIDATES:
        if codec in _WIDE and not _may_be_wide(sample, codec):
            continue
        guess = _Guess(_plausibility(sample, codec), codec)
        if guess.plausibility > best.plausibility:
            best = guess
        if best.plausibility >= _CLEAR and len(sample) >= _TELLING_BYTES:
            break
    return best


def _plausibility(sample: bytes, codec: str) -> float:
    return plausibility(sample.decode(codec, "replace"))


def _declared(data: bytes) -> str:
    """The codec that the page declares, or an empty string; an unknown name counts as none."""
    match = _DECLARED.search(data[:_HEAD_BYTES])
    return _known(match[1].decode("ascii")) if match is not None else ""


def _known(name: str) -> str:
    """The codec of that name; "" if there is none that pages are written in."""
    try:
        b"a".decode(name, "ignore")  # raises for rot13 and zlib, which are codecs too
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if found in _NO_PAGES else _SUPERSETS.get(found, found)


def _may_be_wide(data: bytes, codec: str) -> bool:
    """Whether bytes without a mark may be UTF-16: ASCII with a zero for each character, or not ASCII and long enough.

    A few bytes with a stray NUL give characters as few as they are chance, and some of them are common: 愀b.
    """
    high = data[1::2] if codec == "utf-16-le" else data[::2]
    return not any(high) or (len(data) >= _FEWEST_WIDE and not data.isascii())
