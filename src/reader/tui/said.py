"""What documents say of themselves (verdicts, reasons, names of figures) in the language of the interface.

Documents keep these in English, so that an export says the same everywhere; here is what they may say, each part with
its ``{fields}``. A part that is not here, such as a rule of another package, is shown as it stands.
"""

import re
from functools import cache

from reader.localization import mark
from reader.localization import translate as _

#: Parts of verdicts and reasons, which "; " sets apart. The first that fits counts.
_PARTS = (
    # why a block was dropped (reader.clean.verdicts, judge, repeats, taught; reader.model.choosing)
    mark("{share} of it is links"),
    mark("links around it"),
    mark("speaks of the site: {words}"),
    mark("talk of the site around it"),
    mark("its place among the others"),
    mark("{count} blocks behind {line}"),
    mark("a line that ends an article"),
    mark("{share} of it is digits"),
    mark("{count} characters"),
    mark("not written as a sentence"),
    mark("stands more than once on the page"),
    mark("little running text before and behind it"),
    mark("little running text in it and those like it"),
    mark("not in the element that holds the article"),
    mark("its place on the page"),
    mark("it stands among blocks that are dropped"),
    mark("the names of the elements around it"),
    mark("the page does not show it"),
    mark("{share} of it says again what line {line} says"),
    mark("{share} of it says again what {place} says"),
    mark("you decided so, on this page"),
    # how the encoding was found (reader.decode.charset)
    mark("byte order mark"),
    mark("valid UTF-8"),
    mark("declared by the page, and plausible"),
    mark("most plausible ({share} of its characters are common), though the page declares {codec}"),
    mark("most plausible ({share} of its characters are common)"),
    mark("{count} unreadable places"),
    mark("{count} unreadable place"),
    mark("its text was {mixes}, which is undone"),
    # where a fact is from (reader.clean)
    mark("text: {share} of its characters are traditional only"),
    mark("text: {share} English function words"),
    mark("text: {share} kana"),
    mark("text: {share} hangul"),
    mark("line {number}"),
    mark("address"),
)
#: The rules that a verdict may name.
_VERDICTS = (
    mark("links"),
    mark("wording"),
    mark("after the article"),
    mark("digits"),
    mark("short"),
    mark("no sentence"),
    mark("repeated"),
    mark("far from text"),
    mark("little text"),
    mark("outside the article"),
    mark("place"),
    mark("company"),
    mark("names"),
    mark("hidden"),
    mark("repeat"),
    mark("site rule"),
    mark("yours"),
)
#: Kinds of blocks.
_KINDS = (
    mark("heading"),
    mark("paragraph"),
    mark("item"),
    mark("quotation"),
    mark("code"),
    mark("caption"),
    mark("row"),
)
#: The repair rules, by the names that options know.
_REPAIRS = (
    mark("entities"),
    mark("mojibake"),
    mark("unsafe_characters"),
    mark("lost_text"),
    mark("invisible_characters"),
    mark("ordinary_spaces"),
    mark("radicals"),
    mark("compatibility_ideographs"),
    mark("emoji_in_words"),
    mark("byte_misfires"),
    mark("inserted_pinyin"),
    mark("random_tags"),
    mark("injected_strings"),
    mark("jammer_noise"),
    mark("lost_spaces"),
    mark("broken_lines"),
    mark("spaces_in_words"),
    mark("mixed_widths"),
    mark("numerals_in_names"),
    mark("keyword_case"),
    mark("full_width"),
    mark("spacing"),
    mark("script_{conversion}"),
)
#: Facts of a page, and the figures of its survey by the names of their fields.
_FIGURES = (
    mark("source"),
    mark("title"),
    mark("author"),
    mark("date"),
    mark("modified"),
    mark("site"),
    mark("outlet"),
    mark("language"),
    mark("tags"),
    mark("encoding"),
    mark("because"),
    mark("inserted"),
    mark("misfires"),
    mark("inserted on"),
    mark("flattened"),
    mark("machine converted"),
    mark("mixed scripts"),
    mark("pinyin pairs"),
    mark("pinyin types"),
    mark("pinyin traditional"),
    mark("pinyin consistency"),
    mark("pinyin density"),
    mark("pinyin common"),
    mark("pinyin adjacent"),
    mark("pinyin modal gap"),
    mark("pinyin periodic"),
    mark("pinyin toneless"),
    mark("pinyin stacked"),
    mark("script traditional"),
    mark("script simplified"),
    mark("script machine"),
    mark("script genuine"),
    mark("punctuation full"),
    mark("punctuation half"),
    mark("punctuation stops"),
    mark("punctuation dots"),
    mark("mojibake mixes"),
    mark("entities holding"),
    mark("entities teaching"),
    mark("loss holding"),
    mark("loss explaining"),
    mark("characters holding"),
    mark("characters explaining"),
    mark("characters numerals"),
    mark("emoji total"),
    mark("emoji between"),
    mark("emoji inside"),
    mark("injections strings"),
    mark("injections random names"),
    mark("injections lost spaces"),
    mark("injections jammers"),
    mark("spaces gaps"),
    mark("spaces inside"),
    mark("spaces line ends"),
    mark("none"),
)
_NAMES = frozenset((*_VERDICTS, *_KINDS, *_REPAIRS, *_FIGURES))


def said(text: str) -> str:
    """Sentences of a verdict or a reason.

    >>> said("62% of it is digits; 8 characters")
    '62% of it is digits; 8 characters'
    """
    return _("; ").join(map(_part, text.split("; ")))


def named(name: str) -> str:
    """The name of a rule, a kind or a figure."""
    return _(name) if name in _NAMES else _part(name)


def _part(part: str) -> str:
    for sentence, pattern in _patterns():
        if match := pattern.fullmatch(part):
            return _(sentence, **match.groupdict())
    return part


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    sentences = (*_PARTS, *(name for name in _REPAIRS if "{" in name))
    return tuple((sentence, _pattern(sentence)) for sentence in sentences)


def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like once its fields are filled; a share is a figure, anything else may be any text."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    fields = {"share": r"\d+%", "count": r"\d+", "number": r"\d+", "line": ".+"}
    parts = [
        f"(?P<{piece}>{fields.get(piece, '.+')})" if index % 2 else re.escape(piece)
        for index, piece in enumerate(pieces)
    ]
    return re.compile("".join(parts), re.DOTALL)
