"""Characters that can't be seen: zero-width spaces, joiners, soft hyphens, selectors, fillers."""

import re
from collections.abc import Iterator

from reader.model.patterns import lazy
from reader.model.survey import Survey
from reader.model.text import Edit

#: The inside of a regular expression's class.
INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
_INVISIBLE = lazy(f"[{INVISIBLE}]+")
_JOINERS = "\u200c\u200d"
_ZERO_WIDTH_SPACE = "\u200b"
_TAGS = lazy("[\U000e0020-\U000e007f]+")  # a flag's region: England is a black flag and gbeng in tags

#: Scripts whose letters change shape by joiners: Arabic, Syriac, those of India, Sinhala, Myanmar, Khmer, Mongolian.
_JOINING = lazy(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefc]"
)
#: Scripts that write no spaces and mark the ends of words by U+200B: Thai, Lao, Tibetan, Myanmar, Khmer.
_UNSPACED = lazy("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_EMOJI = lazy("[#*0-9©®\u203c-\u3299\U0001f000-\U0001faff]")
_IDEOGRAPH = lazy("[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af]")
_MATH = lazy("[\u2190-\u22ff\u2a00-\u2aff0]")


def invisible_characters(text: str, _: Survey) -> Iterator[Edit]:
    r"""Remove zero-width characters, soft hyphens, byte order marks and selectors that select nothing.

    Joiners and selectors stay in emoji and after the characters that they vary, joiners and zero-width spaces also in
    scripts that need them.

    >>> list(invisible_characters("模\u200b型\ufeff", Survey()))
    [Edit(start=1, end=2, new=''), Edit(start=3, end=4, new='')]
    """
    if text.isascii():
        return
    for match in _INVISIBLE.finditer(text):
        kept = "".join(character for character in match[0] if _is_needed(character, text, match))
        if kept != match[0]:
            yield Edit(match.start(), match.end(), kept)


def _is_needed(character: str, text: str, run: re.Match[str]) -> bool:
    """Whether an invisible character acts on what stands before or after its run."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if character in _JOINERS:
        emoji = character == "\u200d" and _matches(_EMOJI, before) and _matches(_EMOJI, after)
        return emoji or _matches(_JOINING, before) or _matches(_JOINING, after)
    if character == _ZERO_WIDTH_SPACE:
        return _matches(_UNSPACED, before) or _matches(_UNSPACED, after)
    if character in "\ufe0e\ufe0f":
        return _matches(_EMOJI, before)
    if "\ufe00" <= character <= "\ufe02":
        return _matches(_IDEOGRAPH, before) or _matches(_MATH, before)
    if character >= "\U000e0100":
        return _matches(_IDEOGRAPH, before)
    return before == "\U0001f3f4" and _TAGS.fullmatch(run[0]) is not None


def _matches(pattern: re.Pattern[str], character: str) -> bool:
    return pattern.match(character) is not None
