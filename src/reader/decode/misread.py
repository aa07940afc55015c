"""A second look: the bytes are valid, but the text was decoded wrongly by someone before and saved as it stood."""

from reader.model.characters import COMMONEST, HAN, common, outside_ascii
from reader.model.patterns import lazy
from reader.model.recode import MIXES, Mix, undo

_GLANCES = (16_384, 200_000)  # characters of a page; more only where the first hold too few outside ASCII
_TELLING = 300  # characters outside ASCII that tell
_SHARED = 2_000  # of them, over which a share is taken
_LONGEST = 3  # characters that one may have been taken for
_NATURAL = 0.2  # share of the commonest characters in text that nobody needs to look at twice
_CHINESE = {"commonest": 0.25, "common": 0.9}  # what text that was decoded anew must reach
_FEWEST = 6  # characters outside ASCII, or there is nothing to judge
_LOST = 0.34  # share of them that may be lost: UTF-8 that was read as GBK loses the end of every odd run
_HAN_SHARE = 0.25  # of what is outside ASCII, in text that can only be double-byte text read as another
_KANA = lazy("[ぁ-ヶー]")
_KANA_RUN = lazy("[ぁ-ん]{2,}|[ァ-ヶー]{3,}")
_PRIVATE = lazy("[\ue000-\uf8ff]")  # where GB18030 keeps codes of Big5 that it has no characters for
_JAPANESE = 0.5  # share of the kana that stand in runs: a mix strews them between Han characters
_ROUNDS = 2  # UTF-8 read as Windows-1252 is often saved and read so once more


def second_look(text: str) -> tuple[str, tuple[Mix, ...]]:
    """The text as it should have been decoded, and what was undone, the last mistake first; mostly nothing was.

    >>> text, mixes = second_look("ÍâµØÊ±¼äµÄÎÄÕÂ")
    >>> text, str(*mixes)
    ('外地时间的文章', 'GB18030 read as Windows-1252')
    """
    undone: tuple[Mix, ...] = ()
    for _ in range(_ROUNDS):
        mix = _misread_as(text)
        if mix is None:
            break
        text = undo(text, mix, "replace").removeprefix("\ufeff")
        undone += (mix,)
    return text, undone


def _misread_as(text: str) -> Mix | None:
    if text.isascii() or _looks_natural(text):
        return None
    sample = _beginning(text, _LONGEST * _SHARED)
    mixes = MIXES if _is_strewn(sample) else [mix for mix in MIXES if mix.read_as == "cp1252"]
    found = dict.fromkeys(MIXES, 0.0) | {mix: _score(sample, mix) for mix in mixes}
    best = max(MIXES, key=found.__getitem__)
    return best if found[best] and (len(sample) == len(text) or _score(text, best)) else None


def _looks_natural(text: str) -> bool:
    """Whether the first characters outside ASCII are Chinese as it is written, or too few to tell."""
    start = outside_ascii(_beginning(text, _TELLING))
    return len(start) < _FEWEST or _share(start[:_TELLING], COMMONEST) >= _NATURAL


def _beginning(text: str, enough: int) -> str:
    """As much of ``text`` as holds ``enough`` characters outside ASCII, or as much as may be judged."""
    glance, most = _GLANCES
    return text[: glance if len(outside_ascii(text[:glance])) >= enough else most]


def _is_strewn(text: str) -> bool:
    """Whether a text may be the bytes of one double-byte encoding read as another.

    Cyrillic and kana stand in rows of GB 2312 whose codes are common characters in Big5: Russian and Japanese
    would pass for mojibake.
    """
    outside = outside_ascii(text)
    kana = len(_KANA.findall(outside))
    runs = sum(map(len, _KANA_RUN.findall(outside)))
    private = len(_PRIVATE.findall(outside))
    han = len(HAN.findall(outside))
    return han + private >= _HAN_SHARE * len(outside) and (private > 0 or runs <= _JAPANESE * kana)


def _score(text: str, mix: Mix) -> float:
    """How Chinese ``text`` is once ``mix`` is undone: 0 when it isn't, else the share of the commonest characters.

    Text that was read wrongly twice is no Chinese after the first undoing, but scores a little.
    """
    try:
        undone = undo(text, mix, "replace")
    except UnicodeError:
        return 0.0
    outside = outside_ascii(undone).removeprefix("\ufeff")
    if len(outside) < _FEWEST or outside.count("\ufffd") > _LOST * len(outside):
        return 0.0
    readable = outside.replace("\ufffd", "")
    commonest = _share(readable, COMMONEST)
    if commonest >= _CHINESE["commonest"] and _share(readable, common() | COMMONEST) >= _CHINESE["common"]:
        return commonest
    if mix == MIXES[0] and "\ufffd" not in undone and (again := _again(undone)):
        return again / 2
    return 0.0


def _again(text: str) -> float:
    """The score of a text that was read as Windows-1252 twice, after the first undoing."""
    try:
        undone = undo(text, MIXES[0])
    except UnicodeError:
        return 0.0
    return _share(outside_ascii(undone) or "?", COMMONEST)


def _share(text: str, characters: frozenset[str]) -> float:
    """How many of the first characters of ``text`` are among ``characters``."""
    start = text[:_SHARED]
    return sum(map(characters.__contains__, start)) / len(start)
