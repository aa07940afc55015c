"""The name of the site that a page stands on, and titles without it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reader.clean.said import Said
from reader.model.document import Fact

_SEPARATOR = re.compile(r"\s+[-–—·•»>:｜|]+\s+|\s*(?:[|_｜»‖]|—{1,2}|–)\s*|\s*-{2,}\s*|(?<=[\u3400-\u9fff])-|-(?=[\u3400-\u9fff])|(?<=\s)-|-(?=\s)")
_SITELY = re.compile(
    r"(?:网|網|报|報|社|论坛|論壇|社区|社區|博客|在线|在線|中心|频道|頻道|门户|媒体|新闻|新聞|日报|文库|学习|台|吧|官网|平台|客户端"
    r"|\.(?:com|cn|net|org|io)|News|Blog|Forums?|Community|Times|Post|Magazine|Daily|Journal|Online|Today|Docs)$",
    re.IGNORECASE,
)
_POWERED = re.compile(r"^powered by\b|^(?:首页|home|index|新闻|資訊|资讯)$|;", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|版权所有|版權所有)", re.IGNORECASE)
_SIGN = re.compile(r"[\W_]+")
_LONGEST, _MOST_TEXTS = 40, 4_000


def letters(text: str) -> str:
    """What counts when two names are compared: letters and digits, lower case."""
    return _SIGN.sub("", text).lower()


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


def find_site(linked: Said, head: Said, title: str, texts: Sequence[str]) -> Fact | None:
    """The site: as the head names it, as JSON-LD does, or the part of the head's title that the page repeats elsewhere.

    ``title`` is the article's own, ``texts`` are the page's blocks.
    """
    own = letters(title)
    for fact in (*head.sites, *linked.sites):
        if letters(fact.value) and letters(fact.value) != own and len(fact.value) <= _LONGEST and _is_name(fact.value):
            return fact
    for fact in head.titles:
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
    if own and len(outer) == len(parts):
        return  # nothing of it is the title of this article
    for part in reversed(outer) if parts and parts[-1] in outer else outer:
        for name in (part, *part.split()[-1:]):
            if 2 <= len(name) <= _LONGEST and _is_name(name):
                yield name


def _best(names: Iterable[str], texts: Sequence[str]) -> str:
    """The name that looks most like a site's: by its own last word, by the page's copyright line, by being repeated."""
    best, most = "", 0
    known = [letters(text) for text in texts[:_MOST_TEXTS]]
    rights = [letters(text) for text in texts if len(text) < 400 and _COPYRIGHT.search(text)]
    for place, name in enumerate(names):
        bare = letters(name)
        weight = 3 * bool(_SITELY.search(name)) + 3 * any(bare in text for text in rights)
        weight += 2 * any(bare in text for text in known) + max(2 - place, 0)
        if weight > most:
            best, most = name, weight
    return best
