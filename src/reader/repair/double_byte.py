"""Runs of rare Chinese characters that are bytes of common ones: 鏂囩珷 for 文章, 笢恅 or いゅ for 中文."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from reader.model.characters import as_class, common, outside_ascii
from reader.model.patterns import lazy
from reader.model.recode import BIG5_AS_GBK, GBK_AS_BIG5, UTF8_AS_BIG5, UTF8_AS_GBK, Mix, to_bytes
from reader.repair.evidence import Run, is_plausible, judge, stretches
from reader.repair.vocabulary import HAN, frequent, words_in

_LEADS, _FOLLOWING = range(0xE2, 0xF0), range(0x80, 0xC0)  # of three bytes of UTF-8
_ASCII_TRAILS = range(0x40, 0x7F)

_KINDS = bytes(ord("L" if byte in _LEADS else "F" if byte in _FOLLOWING else ".") for byte in range(256))
_SHIFTED = b"LFFL"
_SECOND_LEVEL = range(0xC9, 0xD8)  # the leads of Big5's rare characters, as far as GBK gives them
_SECOND_LEVEL_LEAD = re.compile(b"[%c-%c]" % (_SECOND_LEVEL[0], _SECOND_LEVEL[-1]))
_GB2312_SECOND_LEVEL = 0xD8
_LONG = 200_000  # bytes; the pattern searches more of them sooner than they are looked at one by one

_ONE_UNIT = re.compile(
    rb"[\xe2-\xef][\x80-\xbf]{2}|[\xc2-\xdf][\x80-\xbf]|\xf0[\x80-\xbf]{3}|[\x00-\x7f]|\xff|[^\xff]", re.DOTALL
)
_FEWEST_GAINED = 4  # steps of commonness that a swap of double-byte encodings must gain: two characters
_FEWEST = 3  # characters outside ASCII that tell although no two of them are a word
_COMMONER = 0.5  # steps of commonness that a run must gain on an average
_APART = 5  # characters between two that are rare in clean text and common in mojibake
_GIVE_UP = 4  # steps lost in a row end a stretch
_KANA_ROWS = lazy("[ぁ-ヶΑ-ωА-я\ue000-\uf8ff]")
_KANA = lazy("[ぁ-ヶ]")
_NEVER_BESIDE_KANA = lazy("[\ue000-\uf8ff\u3105-\u3129А-яΑ-ω]")
_PRIVATE = lazy("[\ue000-\uf8ff]")  # where GB18030 keeps codes of Big5 that it has no characters for
_JAPANESE = lazy("[ぁ-ん]{3}|[ァ-ヶー]{3}|[А-яё]{3}|[Α-ω]{3}")


def triggers(text: str) -> Iterator[re.Pattern[str]]:
    """What a line of ``text`` must hold, one of them at least, to be worth a look.

    The patterns are large (each takes 5–20 ms to be made) and clean text has no need of them: its bytes, in C, tell.
    """
    outside = outside_ascii(text)
    in_gbk, in_big5 = (outside.encode(mix.read_as, "ignore") for mix in (UTF8_AS_GBK, UTF8_AS_BIG5))
    lost = "\ufffd" in outside
    if lost or _has_shifted_bytes(in_gbk):
        yield _utf8_trigger(UTF8_AS_GBK)
    if lost or _has_shifted_bytes(in_big5):
        yield _utf8_trigger(UTF8_AS_BIG5)
    if _KANA_ROWS.search(outside):
        yield _kana_and_han()
    if len(in_big5) > _LONG or _has_rare_neighbours(in_big5):
        yield _rare_in_big5()


def _has_shifted_bytes(data: bytes) -> bool:
    """Whether two neighbours in ``data``, of two bytes each, are [lead following] [following lead] of UTF-8."""
    kinds = data.translate(_KINDS)
    at = kinds.find(_SHIFTED)
    while at % 2 == 1 and at >= 0:
        at = kinds.find(_SHIFTED, at + 1)
    return at >= 0


def _has_rare_neighbours(data: bytes) -> bool:
    """Whether two characters of ``data``, which is Big5, are rare in either script and close to each other."""
    found = (match.start() for match in _SECOND_LEVEL_LEAD.finditer(data[::2]))
    rare = (place for place in found if _is_rare(data[2 * place : 2 * place + 2]))
    return any(second - first <= _APART + 1 for first, second in pairwise(rare))


@lru_cache(maxsize=4096)
def _is_rare(in_big5: bytes) -> bool:
    code = in_big5.decode("big5hkscs", "ignore").encode("gb2312", "ignore")
    return not code or code[0] >= _GB2312_SECOND_LEVEL


def runs(text: str, expected: frozenset[Mix] = frozenset()) -> Iterator[Run]:
    """Every run of characters whose bytes give plausible Chinese in another encoding; they may overlap.

    Runs of an ``expected`` mix are looked for even where nothing tells that there is one.
    """
    for mix in (UTF8_AS_GBK, UTF8_AS_BIG5):
        if _utf8_trigger(mix).search(text):
            for match in _utf8_run(mix).finditer(text):
                yield from _utf8_runs(match, mix)
    if BIG5_AS_GBK in expected or (_kana_and_han().search(text) and not _is_japanese(text)):
        yield from _swapped_runs(text, BIG5_AS_GBK)
    if GBK_AS_BIG5 in expected or _rare_in_big5().search(text):
        yield from _swapped_runs(text, GBK_AS_BIG5)


def _is_japanese(text: str) -> bool:
    """Whether kana, or letters that stand in the rows beside theirs, make words, and no private code tells of Big5."""
    return _JAPANESE.search(text) is not None and not _PRIVATE.search(text)


def _utf8_runs(match: re.Match[str], mix: Mix) -> Iterator[Run]:
    """The stretches of a match whose bytes are whole UTF-8; what was lost in between (U+FFFD) stays lost."""
    units, edges = _units(match[0], mix)
    for start, end in stretches(units):
        aligned = [place for place in range(start, end + 1) if edges[place] >= 0]
        if len(aligned) < 2:
            continue
        first, last = aligned[0], aligned[-1]
        new = "".join(units[first:last])
        begin, stop = edges[first], edges[last]
        lost = next((place for place in range(last, len(units)) if units[place] != "\ufffd"), len(units))
        if lost > last:  # 鐨\ufffd, whose third byte was lost
            stop = edges[lost]
        outside = sum(not unit.isascii() for unit in units[first:last])
        sure = _is_commoner(match[0][begin : edges[last]], new) and (outside >= _FEWEST or judge(new).sure)
        new += "\ufffd" * (lost > last)
        yield Run(match.start() + begin, match.start() + stop, new, mix, sure, 4 * outside)


def _is_commoner(old: str, new: str) -> bool:
    """Whether the characters of ``new`` are commoner than those of ``old``, on an average."""
    return sum(map(_weight, new)) / len(new) >= sum(map(_weight, old)) / len(old) + _COMMONER


def _units(text: str, mix: Mix) -> tuple[list[str], list[int]]:
    """The characters that the bytes of ``text`` give, and the offset in ``text`` of each edge, -1 inside a character.

    Bytes beside a lost one are part of the loss: U+FFFD; other bytes that are no UTF-8 give an empty string.
    """
    offsets: dict[int, int] = {}
    parts: list[bytes] = []
    done = 0
    for at, character in enumerate(text):
        offsets[done] = at
        parts.append(to_bytes(character, mix.read_as))
        done += len(parts[-1])
    offsets[done] = len(text)
    units: list[str] = []
    edges = [0]
    for match in _ONE_UNIT.finditer(b"".join(parts)):
        units.append(_unit(match[0]))
        edges.append(offsets.get(match.end(), -1))
    return _with_losses(units), edges


def _unit(data: bytes) -> str:
    if data == b"\xff":
        return "\ufffd"
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def _with_losses(units: list[str]) -> list[str]:
    """Broken bytes directly before a lost one belong to it."""
    lost = False
    for place in range(len(units) - 1, -1, -1):
        lost = units[place] == "\ufffd" or (lost and not units[place])
        if lost:
            units[place] = "\ufffd"
    return units


def _swapped_runs(text: str, mix: Mix) -> Iterator[Run]:
    """The stretches that gain most by a swap of double-byte encodings, where each character is read by itself."""
    swapped = [_swapped(character, mix) for character in text]
    gains = [_gain(old, new) for old, new in zip(text, swapped, strict=True)]
    for start, end in _gaining(gains):
        start, end = _whole_words(swapped, gains, start, end)  # noqa: PLW2901 - the stretch grows
        new, old = "".join(swapped[start:end]), text[start:end]
        sure, strength = judge(new)
        if words_in(new) >= 2 * words_in(old):
            by_itself = sure and (mix == GBK_AS_BIG5 or _is_no_japanese(old, new))
            yield Run(start, end, new, mix, by_itself, strength)


def _is_no_japanese(old: str, new: str) -> bool:
    """Whether Big5 that was read as GBK tells itself from kana, which are characters of four strokes in Big5."""
    kana, foreign = len(_KANA.findall(old)), len(_NEVER_BESIDE_KANA.findall(old))
    return len(HAN.findall(new)) >= _FEWEST and (foreign > 0 or len(HAN.findall(old)) >= kana) and words_in(new) > 1


def _whole_words(swapped: list[str], gains: list[int], start: int, end: int) -> tuple[int, int]:
    """The stretch with what stands beside it, as long as words go on with characters as common as they were."""
    while end < len(gains) and gains[end] == 0 and words_in(swapped[end - 1] + swapped[end]):
        end += 1
    while start and gains[start - 1] == 0 and words_in(swapped[start - 1] + swapped[start]):
        start -= 1
    return start, end


def _gaining(gains: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches whose gains add up to a high point, each begun where the sum leaves 0; one pass."""
    start = best_end = 0
    total = best = 0
    for place, gain in enumerate([*gains, -_GIVE_UP]):
        if total == 0:
            start = place
        total += gain
        if total > best:
            best, best_end = total, place + 1
        if total <= best - _GIVE_UP or total <= 0:
            if best >= _FEWEST_GAINED:
                yield start, best_end
            total = best = 0


def _gain(old: str, new: str) -> int:
    """How much commoner a character becomes: -2 to 3. ASCII stays as it is and weighs nothing."""
    if old.isascii():
        return 0
    return _weight(new) - _weight(old) if new else -_GIVE_UP


def _weight(character: str) -> int:
    """2 for the commonest characters, 1 for common ones and marks, else 0; kana and private use -1."""
    if character in frequent():
        return 2
    if _KANA_ROWS.match(character):
        return -1
    return int(is_plausible(character))


def _swapped(character: str, mix: Mix) -> str:
    """What the bytes of a character are in the other encoding; empty when they are no character there."""
    if character.isascii():
        return character
    try:
        new = to_bytes(character, mix.read_as).decode(mix.really)
    except UnicodeError:
        return ""
    return new if len(new) == 1 else ""


@cache
def _utf8_trigger(mix: Mix) -> re.Pattern[str]:
    """What text of a mix of UTF-8 begins with.

    Three bytes a character (lead, following, following) fall into pairs: 文章 is [lead following] [following lead]
    [following following]; before ASCII a pair takes a letter in.
    """
    lead = _characters(mix.read_as, _LEADS, _FOLLOWING)
    second = _characters(mix.read_as, _FOLLOWING, _LEADS)
    return re.compile(f"[{as_class(lead)}][{as_class(second)}\ufffd]")


@cache
def _utf8_run(mix: Mix) -> re.Pattern[str]:
    """A run of such text; made only where a trigger was found, as so large a class takes 10 ms."""
    lead = _characters(mix.read_as, _LEADS, _FOLLOWING)
    second = _characters(mix.read_as, _FOLLOWING, _LEADS)
    rest = _characters(mix.read_as, _FOLLOWING, (*_FOLLOWING, *_ASCII_TRAILS))
    return re.compile(f"[{as_class(lead)}][{as_class(lead | second | rest)}\ufffd]+")


@cache
def _kana_and_han() -> re.Pattern[str]:
    """Kana strewn between Han characters, or private use: Big5 that was read as GBK."""
    rows = _KANA_ROWS.pattern[1:-1]
    rare = as_class(character for character in map(chr, range(0x4E00, 0x9FA6)) if character not in common())
    return re.compile(f"[{rows}](?:(?<=[\ue000-\uf8ff])|[\u4e00-\u9fff{rows}]{{0,3}}[{rows}{rare}])")


@cache
def _rare_in_big5() -> re.Pattern[str]:
    """Two characters of Big5's second level, rare in either script, close to each other: GBK read as Big5."""
    second = _characters("big5hkscs", _SECOND_LEVEL, range(0xA1, 0xFF))
    rare = as_class(second - common())
    return re.compile(f"[{rare}][\u3105-\u3129\u4e00-\u9fff]{{0,{_APART}}}[{rare}]")


def _characters(codec: str, leads: Iterable[int], trails: Iterable[int]) -> frozenset[str]:
    """The characters of a block of two-byte codes, decoded in one call."""
    codes = b"\n".join(bytes((lead, trail)) for lead in leads for trail in trails)
    found = codes.decode(codec, "ignore").split("\n")
    return frozenset(character for character in found if len(character) == 1 and not character.isascii())
