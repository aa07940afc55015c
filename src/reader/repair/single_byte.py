r"""Runs of letters of Western Europe that are bytes of Chinese: æ–‡ç«\xa0, ÍâµØÊ±¼ä, ¤¤¤å."""

import re
from collections.abc import Iterator

from reader.model.patterns import lazy
from reader.model.recode import BIG5_AS_LATIN, GBK_AS_LATIN, LATIN, UTF8_AS_LATIN, Mix, to_bytes, undo
from reader.repair.evidence import Run, is_plausible, judge, stretches

#: Two neighbours that may be bytes, or a pair of Big5 and the next: hardly ever met in clean text, so that nothing
#: else need be looked at.
_DENSE = lazy(f"[\xa1-\xf9](?:[{LATIN}]|[@-~][\xa1-\xf9])")
_MARKS = "“”‘’–—…•«»"  # what stands after a letter in clean text as well

_FOLLOWING = "\x80-\xbf" + "".join(sign for sign in LATIN if sign > "\xff")  # bytes 0x80–0xBF
#: One character of UTF-8. Its byte 0xA0, a no-break space, is often made a space, or trimmed from the end of a line.
_UNIT = lazy(
    rf"[Â-ß][{_FOLLOWING}]|[à-ï][{_FOLLOWING} ][{_FOLLOWING} ]|[à-ï][{_FOLLOWING}]$|[ð-ô][{_FOLLOWING}]{{3}}",
    re.MULTILINE,
)
_UTF8 = lazy(f"(?:{_UNIT.pattern})+", re.MULTILINE)

#: A pair of GB 2312, and one that only its supersets hold, which must stand between two of the first kind.
_GB2312_PAIR, _GBK_PAIR = "[¡-÷][¡-þ]", f"[{LATIN}][@-~{LATIN}]"
_GBK = lazy(f"(?:{_GB2312_PAIR})(?:(?:{_GBK_PAIR}){{0,6}}{_GB2312_PAIR})*")
_BIG5 = lazy("(?:[¡-ù][@-~¡-þ])+")


def triggers() -> tuple[re.Pattern[str], ...]:
    """What a text must hold to be worth a look."""
    return (_DENSE,)


def runs(text: str, _: frozenset[Mix] = frozenset()) -> Iterator[Run]:
    """Every run of bytes that gives plausible Chinese in one of three encodings; they may overlap."""
    if not _DENSE.search(text):
        return
    for match in _UTF8.finditer(text):
        yield from _utf8_runs(text, match)
    for pattern, mix in ((_GBK, GBK_AS_LATIN), (_BIG5, BIG5_AS_LATIN)):
        for match in pattern.finditer(text):
            yield from _double_byte_runs(match, mix)


def _double_byte_runs(match: re.Match[str], mix: Mix) -> Iterator[Run]:
    """The plausible stretches of a run of pairs."""
    pairs = [match[0][at : at + 2] for at in range(0, len(match[0]), 2)]
    characters = [_character(pair, mix) for pair in pairs]
    for start, end in stretches(characters):
        new = "".join(characters[start:end])
        sure, strength = judge(new)
        yield Run(match.start() + 2 * start, match.start() + 2 * end, new, mix, sure, strength)


def _utf8_runs(text: str, match: re.Match[str]) -> Iterator[Run]:
    """The plausible stretches of a run of units; one that must be read so twice (Ã¦â€“â€¡) is taken whole."""
    try:
        twice = undo(undo(match[0], UTF8_AS_LATIN), UTF8_AS_LATIN)
    except UnicodeError:
        twice = ""
    if twice and all(map(is_plausible, twice)):
        yield Run(*match.span(), twice, UTF8_AS_LATIN, sure=True, strength=4 * len(twice))
        return
    units = list(_UNIT.finditer(text, match.start(), match.end()))
    characters = [_utf8_character(text, unit) for unit in units]
    for start, end in stretches(characters):
        span = units[start:end]
        new = "".join(characters[start:end])
        sure = _tells(text, span, new)
        yield Run(span[0].start(), span[-1].end(), new, UTF8_AS_LATIN, sure, 4 * len(new) if sure else 0)


def _tells(text: str, units: list[re.Match[str]], new: str) -> bool:
    """Whether UTF-8 is the only way to read a stretch: é” » are a letter and two marks in French."""
    if any(unit[0][0] < "à" for unit in units):
        return True  # judged by its neighbours
    whole = [unit for unit in units if " " not in unit[0] and len(unit[0]) > 2]
    if len(whole) > 1 or (whole and not new.isalnum()):
        return True
    before = text[units[0].start() - 1 : units[0].start()]
    return bool(whole) and not before.isalpha() and not set(whole[0][0][1:]) <= set(_MARKS)


def _utf8_character(text: str, unit: re.Match[str]) -> str:
    """The character of a unit; empty when it is none."""
    found = unit[0]
    if found[0] >= "à" and len(found) == 2:
        found += "\xa0"
    character = _character(found.replace(" ", "\xa0"), UTF8_AS_LATIN)
    if len(found) > 2:
        return character
    return character if _is_latin(text, unit, character) else ""


def _is_latin(text: str, unit: re.Match[str], character: str) -> bool:
    """Whether two bytes stand for a letter in a word (cafÃ©) or a sign (Â·): AMANHÃ” is a word and a quotation mark."""
    if unit[0][1] in _MARKS and unit[0][0] != "Â":
        return False
    beside = text[unit.start() - 1 : unit.start()] + text[unit.end() : unit.end() + 1]
    return character in "·°±×«»©®§" or (character.islower() and any(c.isascii() and c.isalpha() for c in beside))


def _character(found: str, mix: Mix) -> str:
    try:
        character = to_bytes(found, mix.read_as).decode(mix.really)
    except UnicodeError:
        return ""
    return character if len(character) == 1 else ""
