"""StarDict dictionaries: NAME.ifo tells of NAME.idx (or .idx.gz) and NAME.dict (or .dict.dz), which stand beside it.

An entry of the index is a headword, a NUL, and where its data stand: offset and size, 32 bits each, big-endian
(64 bits for the offset with ``idxoffsetbits=64``). Format: StarDict's doc/StarDictFileFormat, versions 2.4.2 and 3.0.0.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import IO

from reader.lexicon.dictionary.parsed import Beside, Parsed
from reader.lexicon.dictionary.stream import LONGEST, LONGEST_GLOSS, MEBIBYTE, decoded, unpacked, whole
from reader.model.errors import DictionaryError, SourceError
from reader.model.word import Record

_LARGEST_INFORMATION = MEBIBYTE
_LARGEST_INDEX = 128 * MEBIBYTE
_LARGEST_DATA = 256 * MEBIBYTE
_TEXTS = "mtylgxhwk"  # types of data that are text and end with a NUL; upper-case types tell their size first
_TAG = re.compile(r"<(?:br|/?p|/?div|/li|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_NO_NAME = re.compile(r"[^a-z0-9]+")


def parse(name: str, file: IO[bytes], beside: Beside) -> Parsed:
    """The dictionary of which ``file`` is the .ifo. Raises DictionaryError, SourceError."""
    information = _information(name, decoded(name, whole(name, file, _LARGEST_INFORMATION)))
    title = information.get("bookname", name)
    about = {"title": title[:200], "edition": information.get("date", "")[:80]}
    return Parsed(_NO_NAME.sub("-", title.lower()).strip("-")[:40], about, _records(name, information, beside))


def _information(name: str, text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines()[1:] if "=" in line)
    information = {key.strip(): value.strip() for key, _, value in pairs}
    if not information.get("wordcount", "").isdigit():
        raise DictionaryError(f"{name} tells no wordcount; fetch the dictionary again")
    return information


def _records(name: str, information: dict[str, str], beside: Beside) -> Iterator[Record]:
    index = _read(name, beside, (".idx", ".idx.gz"), _LARGEST_INDEX)
    data = _read(name, beside, (".dict.dz", ".dict"), _LARGEST_DATA)
    types = information.get("sametypesequence", "")
    width = 8 if information.get("idxoffsetbits") == "64" else 4
    count = 0
    for headword, offset, size in _entries(name, index, width):
        if offset + size > len(data):
            raise DictionaryError(f"{name}: the entry {headword[:20]!r} lies outside the dictionary; fetch it again")
        glosses = _glosses(data[offset : offset + min(size, 4 * LONGEST_GLOSS)], types)
        count += 1
        if glosses:
            yield Record(headword, headword, "", glosses)
    if count != int(information["wordcount"]):
        raise DictionaryError(f"{name} tells of {information['wordcount']} words and has {count:,}; fetch it again")


def _read(name: str, beside: Beside, endings: tuple[str, str], largest: int) -> bytes:
    for ending in endings:
        try:
            file = beside(ending)
        except (SourceError, DictionaryError):
            continue
        with file:
            return whole(f"{name}'s {ending}", unpacked(file) if ending.endswith("z") else file, largest)
    raise DictionaryError(f"{name} stands without its {endings[0]} or {endings[1]}; put the files of it together")


def _entries(name: str, index: bytes, width: int) -> Iterator[tuple[str, int, int]]:
    place = 0
    while place < len(index):
        end = index.find(b"\x00", place, place + 4 * LONGEST + 1)
        after = end + 1 + width + 4
        if end < 0 or after > len(index):
            raise DictionaryError(f"{name}: its index is cut off after {place:,} bytes; fetch it again")
        headword = decoded(f"{name}'s index", index[place:end])
        yield headword, int.from_bytes(index[end + 1 : end + 1 + width]), int.from_bytes(index[after - 4 : after])
        place = after


def _glosses(data: bytes, types: str) -> tuple[str, ...]:
    """The texts among the data of an entry, their markup taken off; pronunciation, pictures and sounds left out."""
    texts = "\n".join(text for kind, text in _fields(data, types) if kind not in "ty")
    plain = unescape(_OTHER_TAG.sub("", _TAG.sub("\n", texts)))
    return tuple(" ".join(line.split()) for line in plain.split("\n") if line.strip())


def _fields(data: bytes, types: str) -> Iterator[tuple[str, str]]:
    """Each field as its type and its text; ``types`` that stand apart let the last field end where all ends."""
    place, number = 0, 0
    while place < len(data):
        if types:
            if number >= len(types):
                return
            kind, last = types[number], number == len(types) - 1
        else:
            kind, last = chr(data[place]), False
            place += 1
        number += 1
        if kind.isupper():
            start = place if last else place + 4
            end = len(data) if last else start + int.from_bytes(data[place : place + 4])
            place = end
        else:
            start = place
            end = data.find(b"\x00", place)
            end = len(data) if last or end < 0 else end
            place = end + 1
        if kind in _TEXTS:
            yield kind, data[start:end].decode("utf-8", "replace").rstrip("\x00")
