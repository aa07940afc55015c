"""Names of authors: taken apart, and told from what stands in their place without being one."""

import re
from collections.abc import Iterator

from reader.model.patterns import lazy

_MOST, _LONGEST = 8, 60  # names; characters of one
_HAN = r"[\u3400-\u9fff]"
_TITLES = lazy(
    r"^.{0,12}?(?:记者|記者|通讯员|通訊員|实习生|實習生|特派員|撰稿人|评论员|評論員)[\s:：/／╱]*(?=\S)"
    r"|^(?:by|written by|posted by|author)\s*[:：]?\s+|^(?:作者|撰文|图文)\s*[:：]?\s*",
    re.IGNORECASE,
)
_ASIDE = lazy(r"[（(\[【〔<《][^（(\[【〔<《]*[）)\]】〕>》]|(?:报道|報導|报导|撰写|编译|整理)$")
_BETWEEN = lazy(
    rf"\s*[、;；|｜/／╱&＆]\s*|,?\s+(?:and|和|与)\s+|,\s+|，|(?<={_HAN}{_HAN})\s+(?={_HAN})|(?<={_HAN}{_HAN})和(?={_HAN}{_HAN})"
)
_SPACED = lazy(rf"(?<!{_HAN})({_HAN})\s({_HAN})(?!{_HAN})")  # 赵 六, as two characters are set as wide as three
_POST = lazy(r"^(?:M\.?D|Ph\.?D|RDN?|RN|MSc?|MBA|CPA|JD|Esq|Jr|Sr|LLC|Inc|FAND|CFP|DO|DDS|[A-Z]{2,6})\b\.?,?", re.ASCII)
_ADDRESS = lazy(r"https?:|www\.")
_NOBODY = lazy(
    r"https?:|www\.|@|\.(?:com|cn|net|org|tw|hk)\b|版权|版權|powered|copyright|©|published at|designe[dr]|template"
    r"|theme"
    r"|\bmins?\b|\bago\b|\b(?:19|20)\d\d\b|^(?:mon|tue|wed|thu|fri|sat|sun)\w* .*\d|\bcomments?\b"
    r"|discuz|wordpress|cms\b|admin|webmaster|editor(?:ial)?\b(?: (?:team|staff))?$|^staff$"
    r"|^(?:佚名|匿名|未知|不详|网络|網路|互联网|本站|原创|转载|作者|记者|記者|编辑|小编|管理员|站长|null|none|undefined|unknown"
    r"|anonymous|guest|root|test|user|default|author|by|na|n/a|system|sina_mobile|home|index|untitled|view all|share"
    r"|read more|posts?|contributors?|all|more|writer|publisher)$",
    re.IGNORECASE,
)


def names_in(text: str) -> list[str]:
    """The names in the value of an author: one or several, without titles and asides.

    >>> names_in("实习记者 王五"), names_in("张三、李四"), names_in("赵 六"), names_in("Ann Lee, MD, RD")
    (['王五'], ['张三', '李四'], ['赵六'], ['Ann Lee, MD, RD'])
    >>> names_in("admin"), names_in("https://example.org/ann")
    ([], [])
    """
    if _ADDRESS.search(text):
        return []
    text = _SPACED.sub(r"\1\2", _ASIDE.sub(" ", _TITLES.sub("", text.strip())).strip())
    found: list[str] = []
    for part in _parts(text):
        name = _TITLES.sub("", part).strip(" \t,，.·•|-–—:：\"“”'")
        if is_name(name) and name not in found:
            found.append(name)
    return found[:_MOST]


def _parts(text: str) -> Iterator[str]:
    """The names of a list; letters of a degree belong to the name before them."""
    whole = ""
    for part in _BETWEEN.split(text):
        if whole and _POST.match(part):
            whole += f", {part}"
        else:
            if whole:
                yield whole
            whole = part
    if whole:
        yield whole


def is_name(name: str) -> bool:
    """Whether this can be a person or an organisation that wrote: no address, number, machine or nobody."""
    letters = sum(sign.isalpha() for sign in name)
    return 2 <= len(name) <= _LONGEST and letters >= 2 and letters * 6 > len(name) and not _NOBODY.search(name)
