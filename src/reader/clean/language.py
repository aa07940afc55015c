"""The language of a text, as BCP 47 tells it: zh-Hans, zh-Hant, ja, ko, or what the page declares of a Latin text."""

import re
from collections.abc import Iterable, Sequence

from reader.clean.candidate import Candidate
from reader.clean.wording import FUNCTION_WORDS
from reader.model.document import Fact
from reader.model.patterns import lazy

_ENOUGH = 400  # characters that are looked at
_SLACK = 50  # characters; what a cut would take off one of the two
_HAN, _KANA, _HANGUL = (lazy(f"[{script}]") for script in ("\u3400-\u9fff", "\u3040-\u30ff", "\uac00-\ud7af"))
_WORD = lazy(r"[^\W\d_]+")
_ENGLISH = lazy(rf"\b(?:{FUNCTION_WORDS})\b", re.IGNORECASE)
_TAG = lazy(r"\A([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?\b")
_CHINESE = 0.15  # share of the letters that are Han in a Chinese text full of English names
_TRADITIONAL = 0.04  # share of the Han that simplification changes: 15-35 % of traditional text, of simplified none
_SPOKEN = 0.12  # share of the words that are English function words: a quarter or more of English text


def find_language(blocks: Iterable[Candidate], declared: Sequence[Fact]) -> Fact | None:
    """The language of the article's ``blocks``; ``declared`` tells it only for text that the letters leave open.

    Pages copied from elsewhere keep the declaration of their template, so that the text goes first.
    """
    text, folded = _sample(blocks)
    han, kana, hangul = (len(script.findall(text)) for script in (_HAN, _KANA, _HANGUL))
    letters = len(text) - text.count(" ") or 1
    if kana > 0.1 * (han + kana) and han + kana > _CHINESE * letters:
        return Fact("ja", f"text: {kana / letters:.0%} kana")
    if hangul > 0.3 * letters:
        return Fact("ko", f"text: {hangul / letters:.0%} hangul")
    if han > _CHINESE * letters:
        return _chinese(text, folded, han)
    return _latin(text, declared)


def _sample(blocks: Iterable[Candidate]) -> tuple[str, str]:
    """The beginning of the text, as it stands and folded."""
    texts: list[str] = []
    folded: list[str] = []
    length = 0
    for block in blocks:
        texts.append(block.text)
        folded.append(block.folded)
        length += len(block.text)
        if length > _ENOUGH:
            break
    text = " ".join(texts)
    if len(text) <= _ENOUGH + _SLACK:
        return text, " ".join(folded)
    return text[:_ENOUGH], " ".join(folded)[: _ENOUGH + _SLACK]  # folding takes characters out, and puts none in


def _chinese(text: str, folded: str, han: int) -> Fact:
    """By how many of its characters are no longer there once the text is simplified."""
    gone = set(text) - set(folded)
    share = sum(text.count(sign) for sign in gone if _HAN.match(sign)) / han
    script = "zh-Hant" if share > _TRADITIONAL else "zh-Hans"
    return Fact(script, f"text: {share:.0%} of its characters are traditional only")


def _latin(text: str, declared: Sequence[Fact]) -> Fact | None:
    words = _WORD.findall(text)
    english = len(_ENGLISH.findall(text)) / (len(words) or 1)
    told = next(((tag, fact.source) for fact in declared if (tag := canonical(fact.value))), None)
    fits = told is not None and not told[0].startswith(("zh", "ja", "ko"))
    if told is not None and fits and (english <= _SPOKEN or told[0].startswith("en")):
        return Fact(*told)
    return Fact("en", f"text: {english:.0%} English function words") if english > _SPOKEN else None


def canonical(tag: str) -> str:
    """A language tag in BCP 47's own case, without what Reader does not tell apart; empty if it is none.

    >>> canonical("EN_us"), canonical("zh-hant-TW"), canonical("utf-8")
    ('en-US', 'zh-Hant-TW', '')
    """
    match = _TAG.match(tag.strip())
    if match is None or match[1].lower() in ("utf", "gbk", "big", "gb"):
        return ""
    script = f"-{match[2].title()}" if match[2] else ""
    region = f"-{match[3].upper()}" if match[3] else ""
    return match[1].lower() + script + region
