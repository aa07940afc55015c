"""The lines around an article that say who wrote it, where it was taken from and when it came out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.clean.dates import Dated, find_dates
from reader.clean.people import names_in
from reader.model.patterns import lazy

_HAN = r"[\u3400-\u9fff]"
_ROLE = r"(?:记者|記者|实习生|實習生|通讯员|通訊員|特派員|特派员|撰稿人)"
_NAME = rf"(?!{_ROLE})(?:{_HAN}{{2,4}}|{_HAN}\s{_HAN})"
_NAMES = rf"{_NAME}(?:[\s、，,/]{{1,2}}{_NAME})*"
_OUTLET = (
    rf"(?:{_HAN}|[\w.])*(?:网|網|报|報|社|新闻|新聞|台|周刊|週刊|杂志|雜誌|中心|日报|客户端|頻道|频道|在线|科技|财经)"
)

#: Labels in a line, each with the kind of what follows it. Most characters begin none, as the first look tells.
_LABEL = lazy(
    r"(?=[作撰图文博发楼记記来來稿出转轉信消發刊创上时時日最更修编編回责責网选校審审监浏瀏阅閱点點评評字查分关關标標订收打列我参參版人次留热摄攝推"
    r"awpsdclumer#])"
    r"(?:(?P<author>(?:作\s?者|撰\s?文|撰\s?稿|图文|文字|博主|发帖人|楼\s?主|(?<!(?-i:[\u3400-\u9fff]))记\s?者|(?<!(?-i:[\u3400-\u9fff]))記\s?者"
    r"|(?:^|(?<=[\s（(【〔\[>》】)）]))文)\s*[:：／/╱丨|]|\b(?:author|writer|written by|posted by)\s*:)"
    r"|(?P<outlet>(?:来\s?源|來\s?源|稿\s?源|出\s?处|出處|转自|轉自|信息来源|文章来源|消息来源)\s*[:：／/丨|]|\bsource\s*:)"
    r"|(?P<published>(?:发布|發布|发表|發表|发稿|刊登|创建|上传|时\s?间|時\s?間|日\s?期|出版)(?:时间|時間|日期|于|於|在)?\s*[:：]?|发表于|创建于|^#1\s"
    r"|\b(?:published|posted|date|created|publish(?:ed)? date|asked)\b\s*(?:on|at)?\s*[:：]?)"
    r"|(?P<changed>(?:最后|最後|最近|最新)?(?:更新|修改|编辑|編輯|回复|回覆)(?:时间|時間|日期|于|於|在)\s*[:：]?|(?:更新|修改)\s*[:：]"
    r"|\b(?:last\s+)?(?:updated|modified|edited|reviewed|reply|revised)\b\s*(?:on|at|by)?\s*[:：]?)"
    r"|(?P<editor>(?:责任编辑|責任編輯|网络编辑|网站编辑|责编|責編|编\s?辑|編\s?輯|选稿|校对|校對|编审|监制|责校)\s*[:：／/]?|审核\s*[:：])"
    r"|(?P<other>(?:浏览|瀏覽|阅读|閱讀|点击|點擊|评论(?!员)|評論(?!員)|字号|字體|字体|查看|分享|关键[词字]|關鍵[詞字]|标签|標籤|订阅|收藏|打印|列印"
    r"|我要|参与|參與|版权|人气|次数|留言|热度|回复|摄影|攝影|图片|点赞|推荐)\s*[:：(（]?))",
    re.IGNORECASE,
)
_BRACKET = lazy(r"[（(〔【\[]([^（(）)〔〕【】\[\]]{2,50})[）)〕】\]]")
_ROLED = lazy(rf"{_ROLE}[\s:：/／╱]*(?:{_ROLE}\s*)?({_NAMES})(?=[\s）)〕】\]／/╱、，,：:]|报道|報導|报导|$)")
_REPORTS = lazy(rf"((?:{_ROLE}\s*{_NAMES}[、，,\s]*)+)(?:报道|報導|报导)")
_PLACED = lazy(
    rf"(?:^|[【〔（(\s]|[╱／/])(?:{_HAN}{{0,8}}?{_ROLE}|\w*中心)?\s*({_HAN}{{2,4}}(?:、{_HAN}{{2,4}})*)\s*[╱／/]\s*{_HAN}{{2,8}}(?:報導|报道|报导|電|电)"
)
_AFTER_OUTLET = lazy(
    rf"(?:^|[【〔（(])(?:{_HAN}{{1,10}}(?:報|报|社|網|网|新聞|新闻|台))[╱／/](?:{_ROLE}|\w*中心)?\s*({_HAN}{{2,4}})(?=[】〕）)\s]|$)"
)
_WRITTEN = lazy(rf"(?<={_HAN}|[\s。！”])[文图]\s*[/／]\s*({_NAMES})$")
_ALONE = lazy(rf"^{_HAN}{{0,6}}{_ROLE}\s*({_NAMES})$")
_BEFORE_DATE = lazy(rf"(?:^|\s){_OUTLET}\s+({_HAN}{{2,4}})\s*$")
_BY = lazy(
    r"(?:^|[|•·–—,]\s*|\d{4}\s+)(?:[Ww]ritten\s|[Pp]osted\s|[Pp]ublished\s|WRITTEN\s|[Aa]rticle\s)?(?:[Bb]y|BY):?\s+"
    r"(?P<names>[A-Z][\w.'’-]*(?:,?\s+(?:[A-Z][\w.'’-]*|(?:de|van|von|der|den|bin|al|la|and)\b|&)){0,7})"
)
_NO_PART = lazy(
    r"\s+(?:on\b|in\b|at\b|for\b|Updated|Published|Posted|Last|Jan\w*|Feb\w*|Mar(?:ch)?|Apr\w*|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*|Reviewed|Medically|Read|Staff|Share)\b.*",
)
_RELATIVE = (
    r"(?:\d+|[一二三四五六七八九十几幾])\s*(?:秒|分钟|分鐘|小时|小時|天|日|周|週|星期|个月|個月|月|年)前|昨天|前天|刚刚|剛剛"
    r"|\d+\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\sago"
)
_HANDLE = lazy(rf"^([^\s|·•:：]{{2,24}})\s*[|·•]\s*(?:[\d.k万]+\s*[|·•]\s*)?(?:{_RELATIVE}|(?:19|20)\d\d)")
_LATER = lazy(r"\s*(?:更新|修改|(?:编辑|編輯)(?!\s*[:：])|\(?(?:updated|edited|modified)\)?)", re.IGNORECASE)
_MAY_REPORT = frozenset("记記报報／╱")
_MAY_TELL = lazy(r"[:：／/╱丨|·•]|记者|記者|编辑|編輯|責編|责编|\bby\b|前|ago\b", re.IGNORECASE)
_SENTENCES = lazy(r"[，。；].*[，。；]|[a-z]\.\s+[A-Z].*\.$")
_OUT = lazy(r"\s*(?:发布|發布|发表|發表|刊登)")
_ASIDE = lazy(rf"(?<={_HAN})\s|\s*[\[【（(]")  # what follows the name of an outlet
_LINE = 160  # characters of a line that gives facts
_AROUND = 70  # characters beside the dates of a line that has no label
_OPENING = 70  # characters, among which a paragraph names its reporter


class Byline(NamedTuple):
    """What one line says."""

    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: Dated | None = None
    labelled: bool = False  # whether the line calls the date one of publication
    changed: Dated | None = None
    editors: tuple[str, ...] = ()


def read_byline(text: str, *, day_first: bool | None = None) -> Byline:
    """The facts of one line; a paragraph of running text has none but its reporters.

    >>> read_byline("作者：张三 来源：某某报 2012年3月5日 14:30 责任编辑：李四")[:2]
    (('张三',), '某某报')
    """
    if len(text) > _LINE:
        return Byline(authors=reporters(text))
    dates = list(find_dates(text, day_first=day_first))
    if not dates and not _MAY_TELL.search(text):
        return Byline()
    labels = list(_LABEL.finditer(text))
    segments = list(_segments(text, labels, dates))
    authors = [name for kind, value in segments if kind == "author" for name in names_in(value)]
    editors = [name for kind, value in segments if kind == "editor" for name in names_in(value)]
    outlets = [_ASIDE.split(value)[0] for kind, value in segments if kind == "outlet" and 2 <= len(value) <= 40]
    published, labelled, changed = _sorted(text, labels, dates) if dates else (None, False, None)
    return Byline(
        tuple(dict.fromkeys(authors)) or reporters(text) or _unlabelled(text, dates),
        outlets[0] if outlets else "",
        published,
        labelled,
        changed,
        tuple(editors),
    )


def reporters(text: str) -> tuple[str, ...]:
    """Whom a paragraph names as its reporter where it begins: （记者张三）, 〔記者張三／台北報導〕, 记者张三报道.

    >>> reporters("某某网北京1月12日电（记者 张三 通讯员 李四）昨天，大模型……"), reporters("（记者张三摄）昨天")
    (('张三', '李四'), ())
    """
    opening = text[:_OPENING]
    if _MAY_REPORT.isdisjoint(opening):
        return ()
    found: list[str] = []
    for match in _BRACKET.finditer(opening):
        if not match[1].endswith(("摄", "攝", "图", "圖")):
            found += [name for each in _ROLED.finditer(match[1]) for name in names_in(each[1])]
    for match in _REPORTS.finditer(opening):
        found += [name for part in re.split(_ROLE, match[1]) for name in names_in(part)]
    for pattern in (_ALONE, _PLACED, _AFTER_OUTLET):
        if not found and (placed := pattern.search(opening)) is not None:
            found += names_in(placed[1])
    return tuple(dict.fromkeys(found))


def signed(text: str) -> tuple[str, ...]:
    """Whom the end of a paragraph names: （记者 张三）, 文/张三."""
    tail = text[-_OPENING:]
    bracket = next((each for each in _BRACKET.finditer(tail) if each.end() == len(tail)), None)
    if bracket is not None and not bracket[1].endswith(("摄", "攝", "图", "圖")):
        return tuple(name for each in _ROLED.finditer(bracket[1]) for name in names_in(each[1]))
    written = _WRITTEN.search(tail) if "/" in tail or "／" in tail else None
    return tuple(names_in(written[1])) if written is not None else ()


def _segments(text: str, labels: list[re.Match[str]], dates: list[Dated]) -> Iterator[tuple[str, str]]:
    """The labels of a line and what stands behind each, up to the next label or date."""
    stops = sorted([label.start() for label in labels] + [each.start for each in dates] + [len(text)])
    for label in labels:
        stop = next(stop for stop in stops if stop >= label.end())
        value = re.split(r"[|｜。;；]|\s{2,}|http", text[label.end() : stop])[0]
        yield label.lastgroup or "", value.strip(" \t\u3000:：,，、-()（）[]【】〔〕")


def _sorted(text: str, labels: list[re.Match[str]], dates: list[Dated]) -> tuple[Dated | None, bool, Dated | None]:
    """The date of publication, whether it is called so, and the date of the last change."""
    published = changed = None
    labelled = False
    for each in dates:
        kind = _label_before(text, labels, each)
        if kind == "changed" or _is_called(_LATER, text, each, dates):
            changed = changed or each
        elif not labelled and (kind == "published" or _is_called(_OUT, text, each, dates)):
            published, labelled = each, True
        elif published is None and kind != "other" and _is_line(text, each):
            published = each
    return published, labelled, changed


def _is_line(text: str, dated: Dated) -> bool:
    """Whether a text without a label is a line that gives a date, and no sentence that speaks of one."""
    return len(text) - (dated.end - dated.start) <= _AROUND and not _SENTENCES.search(text)


def _is_called(label: re.Pattern[str], text: str, dated: Dated, dates: list[Dated]) -> bool:
    """Whether a label stands right behind a date, and not before the next one."""
    match = label.match(text, dated.end)
    return match is not None and all(not 0 <= each.start - match.end() <= 4 for each in dates)


def _label_before(text: str, labels: list[re.Match[str]], dated: Dated) -> str:
    """The kind of the label right before a date."""
    kind = ""
    for label in labels:
        if label.end() > dated.start:
            break
        near = text[label.end() : dated.start].strip()
        kind = (
            (label.lastgroup or "")
            if len(near) <= 1
            else ""
            if label.lastgroup != "changed" or len(near) > 12
            else "changed"
        )
    return kind


def _unlabelled(text: str, dates: list[Dated]) -> tuple[str, ...]:
    """A name in a place where sites put it: By Ann Lee; 某某网 张三 2012-01-12; name | 12 | 1周前."""
    by = _BY.search(text)
    if by is not None:
        return tuple(names_in(_NO_PART.sub("", by["names"])))
    handle = _HANDLE.match(text)
    if handle is not None:
        return tuple(names_in(handle[1]))
    before = _BEFORE_DATE.search(text[: dates[0].start]) if dates else None
    return tuple(names_in(before[1])) if before is not None else ()
