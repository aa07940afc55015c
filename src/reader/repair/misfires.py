"""Byte misfires of the converter that inserts pinyin (family A), and how they are undone.

The converter replaces bytes. In GBK the second byte of one character and the first of the next may be the code of a
character that it annotates: 們 (82 83) 為 (9E E9) holds 優 (83 9E), so that `優(yōu)` is written in the middle.
The bracket then falls into the character that 9E begins, both are lost (`?`), and every byte after the note is read
one byte off, until an ASCII byte brings the reader in step again: 們為準備這次 → 們?yōu)闇蕚溥@次.

It is undone from the reading: 優 is the annotated character that is read yōu and begins with the last byte of 們; its
second byte is the byte that was lost, and put before the bytes that follow it brings them in step again. Flattened
marks misfire in the same way (。可是 holds the code of ？, and reads ??墒).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from reader.model.characters import common, traditional_only
from reader.model.patterns import lazy
from reader.model.survey import Family, Survey
from reader.model.text import Edit
from reader.repair.readings import LETTERS, characters_read, is_reading

#: A note that has lost its opening bracket, and what stands for the lost code: a question mark, U+FFFD, a private-use
#: code point or nothing.
_ORPHAN = lazy(rf"(?P<lost>[?\ufffd\ue000-\uf8ff]?)(?P<open>\(?)(?P<syllable>[{LETTERS}]{{1,8}})\)")
_NOTE = lazy(rf"\((?P<syllable>[{LETTERS}]{{1,8}})\)")
#: A flattened mark behind a code that it broke.
_BROKEN_MARK = lazy(r"(?<=[^\x00-\x7f])(?P<lost>[?\ufffd\ue000-\uf8ff])(?P<mark>[,:;?!()])(?=[^\x00-\x7f])")
#: What a text must hold to be worth a look.
MISFIRED = lazy(rf"[)?\ufffd\ue000-\uf8ff](?:(?<=[{LETTERS}]\))|(?<!\))[,:;?!()])")
_MARK_BYTES = {",": 0xAC, ":": 0xBA, ";": 0xBB, "?": 0xBF, "!": 0xA1, "(": 0xA8, ")": 0xA9}  # after A3, in GBK
_MARK_LEAD = 0xA3
_STOP = 0xA1  # with A3, 。: the character before a broken mark

_LONGEST_NOTE = 10  # characters, brackets included
_LONGEST = 400  # characters that a misfire may have shifted before a line or an ASCII character ends it


class Misfire(NamedTuple):
    """``text[start:end]`` reads ``restored`` in the original; ``on``: the character whose note was misplaced."""

    start: int
    end: int
    restored: str
    on: str


def misfires(text: str) -> Iterator[Misfire]:
    """Every misfire of ``text`` that can be undone to common characters; those that can't are left as they are."""
    if text.isascii():
        return
    done = 0
    for match, undo in sorted(_candidates(text), key=lambda each: each[0].start()):
        if match.start() >= done:
            found = undo(text, match)
            if found:
                yield found
                done = found.end


def byte_misfires(text: str, survey: Survey) -> Iterator[Edit]:
    """Undo what the inserting converter broke where two characters meet: 因?yàn)闅夂 → 因為氣候.

    Only on a page of family A, only where all bytes fall in step again and give common characters.
    """
    if survey.inserted is Family.A and survey.misfires:
        for start, end, restored, _ in misfires(text):
            yield Edit(start, end, restored)


def _candidates(text: str) -> Iterator[tuple[re.Match[str], Callable[[str, re.Match[str]], Misfire | None]]]:
    yield from ((match, _undo_note) for match in _ORPHAN.finditer(text) if match["lost"] or not match["open"])
    yield from ((match, _undo_mark) for match in _BROKEN_MARK.finditer(text))


def _undo_note(text: str, match: re.Match[str]) -> Misfire | None:
    last = _last_byte(_annotated(text, match.start()))
    if last < 0:
        return None
    for character in _annotatable(match["syllable"], last):
        restored = _in_step(_gbk(character)[1], text, match.end())
        if restored:
            return Misfire(match.start(), restored[1], restored[0], character)
    return None


def _undo_mark(text: str, match: re.Match[str]) -> Misfire | None:
    """The full-width mark was the second byte of one character and the first of the next: (x A3) (y z)."""
    first = _decoded(bytes((_STOP, _MARK_LEAD)))
    restored = _in_step(_MARK_BYTES[match["mark"]], text, match.end())
    return Misfire(match.start(), restored[1], first + restored[0], match["mark"]) if restored else None


def _annotatable(syllable: str, lead: int) -> Iterator[str]:
    """The traditional characters read so whose code begins with ``lead``, likely ones first."""
    for character in characters_read(syllable):
        code = _gbk(character)
        if len(code) == 2 and code[0] == lead and character in traditional_only():
            yield character


def _last_byte(character: str) -> int:
    """The second byte of a character, or of the full-width mark that an ASCII one stands for; -1 when there is none."""
    code = _gbk(character) if character else b""
    return code[1] if len(code) == 2 else _MARK_BYTES.get(character, -1)


def _annotated(text: str, end: int) -> str:
    """The character before ``end``, a note of its own left out: 當 of 當(dāng)."""
    if text[end - 1 : end] == ")":
        end = max(text.rfind("(", max(end - _LONGEST_NOTE, 0), end), 0)
    return text[end - 1 : end]


def _in_step(carry: int, text: str, place: int) -> tuple[str, int] | None:
    """Read on from ``place`` with ``carry`` as the first byte, until characters and bytes are in step.

    Returns the characters and where they end in ``text``; None when a byte has no partner or gives no common character.
    """
    restored: list[str] = []
    stop = min(place + _LONGEST, len(text))
    while place < stop:
        orphan = _ORPHAN.match(text, place)
        if orphan and (orphan["lost"] or not orphan["open"]):
            # A note whose own character the shift had broken: that character follows, and all is in step.
            character = next(_annotatable(orphan["syllable"], carry), "")
            restored.append(character)
            return ("".join(restored), orphan.end()) if character else None
        note = _NOTE.match(text, place)
        if note and is_reading(note["syllable"], text[place - 1]):
            place = note.end()  # of a character that only the shifted bytes hold
            continue
        # A mark that was flattened in the shifted bytes stands for two of them, anything else for its own.
        flattened = _MARK_BYTES.get(text[place])
        code = bytes((_MARK_LEAD, flattened)) if flattened else _gbk(text[place])
        character = _decoded(bytes((carry, code[0]))) if code else ""
        if character not in common():
            return None
        restored.append(character)
        place += 1
        if len(code) == 1:
            return "".join(restored), place
        carry = code[1]
    return None


@cache
def _gbk(character: str) -> bytes:
    """The bytes of a character: one for ASCII, two for what GBK holds (private use included), none for the rest."""
    if character == "€":
        return b"\x80"  # as code page 936, in which these pages are made, has it
    code = character.encode("gb18030", "ignore")
    return code if len(code) <= 2 else b""


@cache
def _decoded(code: bytes) -> str:
    """The character of two bytes, or an empty string."""
    try:
        return code.decode("gb18030")
    except UnicodeDecodeError:
        return ""
