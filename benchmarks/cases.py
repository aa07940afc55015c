"""Labelled pages outside of the repository: how they are read, and the measure by which a result is scored.

The folder holds ``pages/html``, ``pages/flat`` and ``pages/gold`` with ``pages/index.json`` (Chinese pages, as HTML and
flattened to text), ``english/html`` and ``english/gold`` with ``english/truth.json``.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0002ffff]|[a-z0-9]+")
_KINDS = {"daniel": "news", "magic-forum": "forum"}

Bigrams = Counter[tuple[str, str]]


class Case(NamedTuple):
    """A page and its main text. ``source``: html, flat or english; ``kind``: news, article, forum, documentation."""

    name: str
    source: str
    kind: str
    host: str
    page: str
    gold: str


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, over token bigrams."""

    precision: float
    recall: float
    f1: float


def read_cases(folder: Path) -> Iterator[Case]:
    """All pages of the folder, in order."""
    pages, english = folder / "pages", folder / "english"
    for each in json.loads((pages / "index.json").read_text("utf8")):
        name, kind, host = each["id"], _KINDS.get(each["set"], "article"), each["host"] or each["set"]
        gold = (pages / "gold" / f"{name}.txt").read_text("utf8")
        yield Case(name, "html", kind, host, (pages / "html" / f"{name}.html").read_text("utf8"), gold)
        yield Case(name, "flat", kind, host, (pages / "flat" / f"{name}.txt").read_text("utf8"), gold)
    for each in json.loads((english / "truth.json").read_text("utf8")):
        page = gzip.decompress((english / "html" / f"{each['id']}.html.gz").read_bytes()).decode("utf8", "replace")
        gold = (english / "gold" / f"{each['id']}.txt").read_text("utf8")
        yield Case(each["id"], "english", each["kind"], str(urlsplit(each["url"]).hostname), page, gold)


def tokens(text: str) -> list[str]:
    """Every Han, kana or hangul character, every run of Latin letters and digits."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def bigrams(words: list[str]) -> Bigrams:
    """The multiset of neighbours."""
    return Counter(pairwise(words))


def score(found: Bigrams, gold: Bigrams) -> Score:
    """How much of ``found`` is right, and how much of ``gold`` was found."""
    both, got, wanted = (found & gold).total(), found.total(), gold.total()
    precision, recall = both / got if got else 0.0, both / wanted if wanted else 0.0
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0)


def mean(scores: list[Score]) -> tuple[float, float, float, int]:
    """F1, precision, recall, and how many pages lie below .5."""
    count = len(scores) or 1
    return (
        sum(each.f1 for each in scores) / count,
        sum(each.precision for each in scores) / count,
        sum(each.recall for each in scores) / count,
        sum(each.f1 < 0.5 for each in scores),
    )
