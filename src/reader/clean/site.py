"""The name of the site that a page stands on, and titles without it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reader.clean.candidate import Candidate
from reader.clean.said import Told
from reader.model.document import Fact
from reader.model.patterns import lazy

_SEPARATOR = lazy(
    r"\s+[-–—·•»>:｜|/]+\s+|\s*(?:[|_｜»‖]|—{1,2}|–)\s*|\s*-{2,}\s*"
    r"|(?<=[\u3400-\u9fff])-|-(?=[\u3400-\u9fff])|(?<=\s)-|-(?=\s)"
)
_SITELY = lazy(
    r"(?:网|網|报|報|社|论坛|論壇|社区|社區|博客|在线|在線|中心|频道|頻道|门户|媒体|新闻|新聞|日报|文库|学习|台|吧|官网|平台|客户端"
    r"|\.(?:com|cn|net|org|io)|News|Blog|Forums?|Community|Times|Post|Magazine|Daily|Journal|Online|Today|Docs)$",
    re.IGNORECASE,
)
_POWERED = lazy(r"^powered by\b|^(?:首页|home|index|新闻|新聞|資訊|资讯|正文|频道|頻道)$|;", re.IGNORECASE)
_COPYRIGHT = lazy(r"(?:©|\(c\)|copyright|版权所有|版權所有)", re.IGNORECASE)
_SIGN = lazy(r"[\W_]+")
_HAN_WORDS = lazy(r"^[\u3400-\u9fff]+(?:\s[\u3400-\u9fff]+)+$")
_LONGEST, _MOST_TEXTS = 40, 4_000
_LAST, _LONGEST_RIGHTS = 40, 400  # blocks at the end of a page, among which it claims its rights; characters of one


def letters(text: str) -> str:
    """What counts when two names are compared: letters and digits, lower case."""
    return _SIGN.sub("", text).lower()


def is_sitely(name: str) -> bool:
    """Whether the last word of a name is one that sites call themselves by: 某某网, Example News."""
    return _SITELY.search(name.strip()) is not None


def is_site_alone(title: str) -> bool:
    """Whether a head's title is the name of a site and nothing else."""
    return is_sitely(title) and len(parts_of(title)) < 2


def parts_of(title: str) -> list[str]:
    """The parts of a head's title, as separators divide it.

    >>> parts_of("大模型的新进展 - 科技频道_某某网")
    ['大模型的新进展', '科技频道', '某某网']
    """
    return [part.strip() for part in _SEPARATOR.split(title.strip()) if part and part.strip()]


def without_site(title: str, site: str) -> str:
    """A head's title without the name of the site and its sections.

    >>> without_site("大模型的新进展 - 科技频道 - 某某网", "某某网")
    '大模型的新进展'
    """
    parts = [part for part in parts_of(title) if part]
    rest = [part for part in parts if letters(part) != letters(site)] or parts
    return max(rest, key=len, default="")


def find_site(told: Told, title: str, blocks: Sequence[Candidate]) -> Fact | None:
    """The site: as the head names it, as JSON-LD does, or the part of the head's title that the page repeats elsewhere.

    ``title`` is the article's own, ``blocks`` are those of the page.
    """
    own = letters(title)
    for fact in (*told.head.sites, *told.linked.sites):
        if letters(fact.value) and letters(fact.value) != own and len(fact.value) <= _LONGEST and _is_name(fact.value):
            return fact
    texts = [block.text for block in blocks] if told.head.titles else []
    for fact in told.head.titles:
        name = _best(_candidates(fact.value, own), texts)
        if name:
            return Fact(name, f"{fact.source}, behind the article's" if fact.value.endswith(name) else fact.source)
    return None


def _is_name(value: str) -> bool:
    return not _POWERED.search(value) and not value.startswith(("http:", "https:", "@"))


def _candidates(title: str, own: str) -> Iterator[str]:
    """The parts of a head's title that are not the article's own, the outermost first."""
    parts = parts_of(title)
    outer = [part for part in parts if letters(part) and letters(part) not in own and own not in letters(part)]
    foreign = len(outer) == len(parts)  # nothing of it is this article's title: only what is plainly a site will do
    for part in reversed(outer) if parts and parts[-1] in outer else outer:
        for each in (part, *(part.split()[-1:] if _HAN_WORDS.match(part) else ())):
            name = each.strip("【】[]()（） ")
            if 2 <= len(name) <= _LONGEST and _is_name(name) and (is_sitely(name) or not foreign):
                yield name


def _best(names: Iterable[str], texts: Sequence[str]) -> str:
    """The name that looks most like a site's: by its own last word, by the page's copyright line, by being repeated."""
    best, most = "", 0
    everything = "\n".join(texts)
    last = [text for text in texts[-_LAST:] if len(text) < _LONGEST_RIGHTS]
    rights = list(filter(_COPYRIGHT.search, last)) if _COPYRIGHT.search("\n".join(last)) else []
    for place, name in enumerate(names):
        weight = 3 * is_sitely(name) + 3 * any(name in text for text in rights)
        weight += 2 * (name in everything) + max(2 - place, 0)
        if weight > most:
            best, most = name, weight
    return best
