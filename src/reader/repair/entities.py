"""Character references left in the text: &ldquo; or, escaped twice, &amp;ldquo; or, without its &, #xff08;."""

import re
from collections.abc import Iterator
from html import unescape

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.survey import EntityFigures, Survey
from reader.model.text import Edit
from reader.repair.joined import Joined

#: A whole reference, its ampersand escaped any number of times.
_REFERENCE = lazy(r"&(?:amp;){0,4}(?:#[0-9]{2,7};|#[xX][0-9a-fA-F]{2,6};|(?P<name>[A-Za-z]{2,10}[0-9]{0,2});)")
_TYPOGRAPHIC = "ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|nbsp|bull"
#: One that lost its ampersand. #333333; is a colour and #1; a list's number: four or five digits alone are believed.
_BARE = lazy(rf"(?<![&#])#x[0-9a-fA-F]{{4,5}};|(?<![A-Za-z0-9_&#])(?:amp;)?(?:#[0-9]{{4,5}};|(?:{_TYPOGRAPHIC});)")
_ANY = lazy(f"{_REFERENCE.pattern}|{_BARE.pattern}")

_CHINESE = lazy(f"[{HAN_RANGES}\u3000-\u303f\uff01-\uff65]")
_END = lazy(r";(?<=[A-Za-z0-9]{2};)")  # of what may be a reference; quickly sought
_QUOTES = "\"'"

#: The names that pages are typed with; of the other 2,000 some are what programs call their variables (&sub; &lang;).
_NAMES = frozenset(
    [
        "quot",
        "apos",
        "nbsp",
        "ensp",
        "emsp",
        "thinsp",
        "ldquo",
        "rdquo",
        "lsquo",
        "rsquo",
        "sbquo",
        "bdquo",
        "laquo",
        "raquo",
        "lsaquo",
        "rsaquo",
        "mdash",
        "ndash",
        "hellip",
        "middot",
        "bull",
        "iexcl",
        "iquest",
        "deg",
        "times",
        "divide",
        "plusmn",
        "copy",
        "reg",
        "trade",
        "yen",
        "pound",
        "euro",
        "cent",
        "sect",
        "para",
        "permil",
        "prime",
        "Prime",
        "larr",
        "rarr",
        "uarr",
        "darr",
        "harr",
        "micro",
        "frac12",
        "frac14",
        "frac34",
        "sup1",
        "sup2",
        "sup3",
        "ordf",
        "ordm",
        "szlig",
        "aelig",
        "AElig",
        "oelig",
        "OElig",
    ]
)
_ACCENTED = lazy("[A-Za-z](?:acute|grave|circ|uml|tilde|ring|cedil|slash|caron)")
#: Names that are variables as often: believed beside Chinese only.
_IDENTIFIERS = frozenset(["copy", "reg", "times", "divide", "cent", "para", "prime", "micro", "trade", "pound"])

#: Text that speaks of references, or is program text: a tag, a reference in quotes or named as such.
_TEACHING = lazy(
    r"(?i)实体|實體|转义|轉義|字符引用|字元參考|escap|entit|html|xml|</?[a-z][a-z0-9]*[\s/>]|`|=\s?[\"']"
    r"|[\"'“‘「『(（]&(?:amp;)?#?\w{1,10};[\"'”’」』)）]"
    r"|&#?\w{1,10};[“”]?\s?(?:表示|代表|是|means|stands)"
    r"|%\(\w|\\f[A-Z]|\$\{|\{\{"  # templates and typesetting
)
_TAUGHT = 0.3  # share of the texts with references that teach, from which the page is a lesson


def measure(texts: Joined) -> EntityFigures:
    """How many texts hold references, and in how many of them these are what the text is about."""
    holding = [text for text in texts.with_match(_END) if _ANY.search(text)]
    return EntityFigures(len(holding), sum(_TEACHING.search(text) is not None for text in holding))


def entities(text: str, survey: Survey) -> Iterator[Edit]:
    """Write the character that a left-over reference stands for: &ldquo;好&rdquo; → “好”, &amp;nbsp;, #xff08; → （.

    &lt; &gt; and &amp; stay, because a page may be about them; text that teaches HTML and program text keep all.
    Without its & a reference is believed only beside Chinese.

    >>> [edit.new for edit in entities("&amp;ldquo;好&rdquo;#xff0c;R&amp;D", Survey())]
    ['“', '”', '，']
    """
    figures = survey.entities
    if ";" not in text or figures.teaching > _TAUGHT * figures.holding:
        return
    found = [match for match in _ANY.finditer(text) if _meant(match[0])]
    if not found or _TEACHING.search(text):
        return
    chinese = _CHINESE.search(text) is not None
    for match in found:
        new = _meant(match[0])
        believed = match["name"] not in _IDENTIFIERS and new not in _QUOTES
        sure = chinese and believed and _is_referenced(match[0])
        if _CHINESE.match(new) or sure or _is_beside_chinese(text, match):
            yield Edit(match.start(), match.end(), new)


def _meant(reference: str) -> str:
    """The one character that a reference stands for; empty for those that must stay, and for what is none."""
    bare = reference.removeprefix("&")
    while bare.startswith("amp;"):
        bare = bare[4:]
    name = bare.removesuffix(";")
    if not (bare.startswith("#") or name in _NAMES or _ACCENTED.fullmatch(name)):
        return ""
    character = unescape(f"&{bare}")
    told = len(character) == 1 and (character.isprintable() or character in "\u00a0\u2002\u2003\u2009")
    return character if told and (not character.isascii() or character in _QUOTES) else ""


def _is_referenced(reference: str) -> bool:
    return reference.startswith("&")


def _is_beside_chinese(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return any(_CHINESE.match(beside) for beside in (before, after) if beside)
