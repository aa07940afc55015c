"""What can't be read any more is marked by U+FFFD, one for each run: 锟斤拷 and the fill of a debugger, 烫烫烫烫."""

from collections.abc import Iterator

from reader.model.patterns import lazy
from reader.model.survey import LossFigures, Survey
from reader.model.text import Edit
from reader.repair.joined import Joined

#: U+FFFD in UTF-8, read as GBK (锟斤拷) or as Big5 (嚙踝蕭), with what came through in between; memory that was
#: never written, as a Chinese debugger shows it: 0xCC and 0xCD.
_LOST = lazy(
    "(?:锟斤拷|锟斤|斤拷|锟叫癸拷|锟\ufffd)+锟?(?<=..)|(?:嚙踝蕭|嚙稽|嚙踐蕭)+|烫{4,}(?![！!～~])|屯{4,}(?![！!～~])"
)
_CANDIDATE = lazy("[锟嚙斤烫屯](?:(?<=[锟嚙])|(?<=斤)拷|(?<=烫)烫烫烫|(?<=屯)屯屯屯)")
#: A page that explains mojibake shows some of it.
_EXPLAINED = lazy("乱码|亂碼|[Mm]ojibake|[「“\"'‘]锟斤拷[」”\"'’]")
_EMPHATIC = frozenset("好太真很超")


def measure(texts: Joined) -> LossFigures:
    """How many texts hold such runs, and how many speak of mojibake."""
    holding = len(texts.holding(_CANDIDATE))
    return LossFigures(holding, len(texts.holding(_EXPLAINED)) if holding else 0)


def lost_text(text: str, survey: Survey) -> Iterator[Edit]:
    """Put one U+FFFD for text that was lost for good: 锟斤拷锟斤拷 → \ufffd; a page that explains mojibake keeps it.

    >>> list(lost_text("订单锟斤拷锟斤拷已发", Survey()))
    [Edit(start=2, end=8, new='\ufffd')]
    """
    if not _CANDIDATE.search(text) or survey.loss.explaining:
        return
    for match in _LOST.finditer(text):
        if text[match.start() - 1 : match.start()] not in _EMPHATIC:
            yield Edit(match.start(), match.end(), "\ufffd")
