"""Dates as pages write them, in Chinese and English, to ISO 8601."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import NamedTuple

from reader.model.patterns import lazy

_MOST_TEXTS = 2_000
_EARLIEST = 1990  # the year; before it there were no web pages
_REPUBLIC = 1911  # 民國元年 is the year after
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
_MONTH += r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DIGIT = "〇零○一二三四五六七八九"

_CHINESE = lazy(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)|(?:民國|民国)\s?(?P<roc>\d{2,3}))\s?"
    r"(?:年\s?(?P<m>1[0-2]|0?\d)\s?月\s?(?P<d>[12]\d|3[01]|0?\d)\s?[日号號]?"
    r"|\s?(?P<mark>[-/.‐‑–])\s?(?P<m2>1[0-2]|0?\d)\s?(?P=mark)\s?(?P<d2>[12]\d|3[01]|0?\d)(?!\d*[-/.]\d)"
    r"|\s(?P<m3>[01]\d)/(?P<d3>[0-3]\d))"
)
_NUMERALS = lazy(
    rf"(?P<y>[一二][{_DIGIT}]{{3}})年(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号號]"
)
_ENGLISH = lazy(
    rf"\b(?:(?P<m>{_MONTH})\s*(?P<d>[0-3]?\d){_ORDINAL},?\s+(?:at\s+)?(?P<y>(?:19|20)\d\d)"
    rf"|(?P<d2>[0-3]?\d){_ORDINAL}[\s-](?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+|-)(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<y3>(?:19|20)\d\d)[\s-](?P<m3>{_MONTH})[\s-](?P<d3>[0-3]?\d))(?!\d)",
    re.IGNORECASE,
)
_YEAR_LAST = lazy(r"(?<![\d./-])(?P<a>[0-3]?\d)(?P<mark>[/.-])(?P<b>[0-3]?\d)(?P=mark)(?P<y>(?:19|20)\d\d)(?![\d./-])")
_COMPACT = lazy(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)")
_EPOCH = lazy(r"\A(1\d{9})(\d{3})?\Z")
_TIME = lazy(
    r"[Tt\s,，·|‧日]*(?:[(（]?(?:(?:星期|週|周)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)[)）]?)?[,\s]*(?:at\s|@\s?)?"
    r"(?P<half>上午|下午|晚上|凌晨|中午|早上)?\s?(?P<h>[01]?\d|2[0-3])(?:\s?[:：]\s?|[时時点點])(?P<min>[0-5]\d)分?"
    r"(?:[:：](?P<s>[0-5]\d)(?:[.,]\d+)?)?(?:\s?(?P<ap>[ap])\.?m\b\.?)?"
    r"\s?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-][01]\d:?[0-5]\d|UTC\b|GMT\b)?",
    re.IGNORECASE,
)
_MONTH_AND_DAY = lazy(r"(?<!\d)(?P<m>1[0-2]|0?[1-9])月(?P<d>[12]\d|3[01]|0?[1-9])[日号號]")
_ADDRESS = lazy(r"/(20\d\d)[-/_]?([01]\d)(?:[-/_]?([0-3]\d)|/t?20\d{4}([0-3]\d))(?!\d)")


class Dated(NamedTuple):
    """A date in a text: ISO 8601, with the time and zone that the page gives, and where it stands."""

    value: str
    start: int
    end: int


def find_dates(text: str, *, day_first: bool | None = None) -> Iterator[Dated]:
    """The dates in ``text`` that name a day and a year, in order.

    ``day_first`` tells how 03/05/2012 is meant, where the page has evidence; without any it is left out.

    >>> [each.value for each in find_dates("发布时间：2012年3月5日 14:30")]
    ['2012-03-05T14:30']
    >>> [each.value for each in find_dates("March 5, 2012; 03/05/2012; 25/12/2012")]
    ['2012-03-05', '2012-12-25']
    """
    end = 0
    for match in sorted(_matches(text), key=lambda each: each.start()):
        day = _day(match, day_first=day_first)
        if day is not None and match.start() >= end and is_plausible(day):
            time, end = _time(text, match.end(), match)
            yield Dated(day.isoformat() + time, match.start(), end)


def read_date(value: str) -> str:
    """The date of a metadata value, which is nothing but a date; empty if it is none.

    >>> read_date("2024-05-20T06:05:02.000Z"), read_date("20240520"), read_date("1716185102"), read_date("3小时前")
    ('2024-05-20T06:05:02Z', '2024-05-20', '2024-05-20T06:05:02Z', '')
    """
    value = value.strip()
    found = next(find_dates(value), None)
    if found is not None:
        return found.value
    if epoch := _EPOCH.match(value):
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if is_plausible(moment.date()) else ""
    compact = _COMPACT.match(value)
    day = _calendar(compact["y"], compact["m"], compact["d"]) if compact else None
    return day.isoformat() if day is not None and is_plausible(day) else ""


def date_of_address(address: str) -> str:
    """The day in a page's address, if it tells one.

    >>> date_of_address("https://example.org/2024/05/20/a.html"), date_of_address("http://example.org/gj/202405/t20240520_1.htm")
    ('2024-05-20', '2024-05-20')
    """
    match = _ADDRESS.search(address)
    day = _calendar(match[1], match[2], match[3] or match[4]) if match else None
    return day.isoformat() if day is not None and is_plausible(day) else ""


def with_year(text: str, near: str) -> str:
    """The day that ``text`` names without a year, with the year of the date ``near``; empty if there is none.

    A day later in the year than ``near`` by more than a month is of the year before it.
    """
    match, other = _MONTH_AND_DAY.search(text), date.fromisoformat(near[:10])
    day = _calendar(str(other.year), match["m"], match["d"]) if match else None
    if day is not None and day > other + timedelta(days=31):
        day = _calendar(str(other.year - 1), str(day.month), str(day.day))
    return day.isoformat() if day is not None and is_plausible(day) else ""


def order_of(near: Iterable[str], texts: Iterable[str]) -> bool | None:
    """Whether a page writes the day first in 03/05/2012: what its unambiguous dates say, None if there are none.

    All ``texts`` are looked through only if there is such a date among those ``near`` the article.
    """
    years = (text for text in near if "/20" in text or "-20" in text or "/19" in text or "-19" in text)
    if not any(_is_open(match) for text in years for match in _YEAR_LAST.finditer(text)):
        return None
    for match in (match for text in islice(texts, _MOST_TEXTS) for match in _YEAR_LAST.finditer(text)):
        if not _is_open(match) and match["a"] != match["b"]:
            return int(match["a"]) > 12
    return None


def _is_open(match: re.Match[str]) -> bool:
    return int(match["a"]) <= 12 and int(match["b"]) <= 12 and match["a"] != match["b"]


def is_plausible(day: date) -> bool:
    """Whether a page can have been published on ``day``: not before there were any, and not later than tomorrow."""
    return day.year >= _EARLIEST and day <= datetime.now(UTC).date() + timedelta(days=1)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Everything that looks like a date; most texts hold no year, and are not searched."""
    if "19" in text or "20" in text:
        yield from _CHINESE.finditer(text)
        yield from _YEAR_LAST.finditer(text)
        if _has_letters(text):
            yield from _ENGLISH.finditer(text)
    if "年" in text:
        yield from _NUMERALS.finditer(text)
    if "民" in text:
        yield from (
            match for match in _CHINESE.finditer(text) if match["roc"] and "19" not in text and "20" not in text
        )


def _has_letters(text: str) -> bool:
    low = text.lower()
    return any(month in low for month in _MONTHS)


def _day(match: re.Match[str], *, day_first: bool | None) -> date | None:
    parts = match.groupdict()
    if _is_by(match, _YEAR_LAST):
        return _year_last(match, day_first=day_first)
    year, month, day = (_group(parts, name) for name in ("y", "m", "d"))
    if _is_by(match, _NUMERALS):
        return _calendar(*(_numeral(part) for part in (year, month, day)))
    if _is_by(match, _ENGLISH):
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    return _calendar(year or str(int(parts["roc"]) + _REPUBLIC), month, day)


def _is_by(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    return match.re.pattern == pattern.pattern


def _group(parts: dict[str, str | None], name: str) -> str:
    """The one alternative of a group that took part in the match."""
    return parts.get(name) or parts.get(f"{name}2") or parts.get(f"{name}3") or ""


def _year_last(match: re.Match[str], *, day_first: bool | None) -> date | None:
    """13/05/2012 has one reading, 03.05.2012 too (full stops are European), 03/05/2012 needs evidence."""
    first, second, year = match["a"], match["b"], match["y"]
    if int(first) > 12 or first == second or match["mark"] == "." or day_first:
        return _calendar(year, second, first)
    if int(second) > 12 or day_first is False:
        return _calendar(year, first, second)
    return None


def _time(text: str, end: int, match: re.Match[str]) -> tuple[str, int]:
    """``T14:30+08:00`` of what follows a date, and where it ends; a date that gives no time has none."""
    time = _TIME.match(text, end)
    if time is None:
        return "", end
    glued = time.start("h") == end and not _is_by(match, _CHINESE)
    if glued and text[end : end + 1].isdigit():
        return "", end
    hour = _hour(int(time["h"]), time["half"] or "", (time["ap"] or "").lower())
    seconds = f":{time['s']}" if time["s"] else ""
    return f"T{hour:02}:{time['min']}{seconds}{_zone(time['zone'] or '')}", time.end()


def _hour(hour: int, half: str, letter: str) -> int:
    if (half in ("下午", "晚上") or letter == "p") and hour < 12:
        return hour + 12
    return 0 if hour == 12 and (letter == "a" or half == "凌晨") else hour


def _zone(zone: str) -> str:
    offset = re.search(r"[+-]\d\d:?\d\d", zone)
    if offset is None:
        return "Z" if zone else ""
    plain = offset[0].replace(":", "")
    return f"{plain[:3]}:{plain[3:]}"


def _calendar(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _numeral(text: str) -> str:
    """二〇一二 → 2012, 十二 → 12, 二十五 → 25."""
    if "十" not in text:
        return "".join(str(0 if sign in "〇零○" else _DIGIT.index(sign) - 2) for sign in text)
    tens, ones = text.split("十")
    return f"{_numeral(tens) if tens else 1}{_numeral(ones) if ones else 0}"
