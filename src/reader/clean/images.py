"""The pictures of the article: those that stand in a kept block, or between blocks and nearer to a kept one.

Nothing is fetched. Lazy pages keep the address in an attribute of their own and show a placeholder meanwhile.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from reader.clean.links import whole_address
from reader.clean.placing import place
from reader.clean.splitter import Elements, Picture, Run
from reader.model.inline import Image

_LAZY = (
    "data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-original-src", "data-echo", "data-lazy",
    "data-lazyload", "data-url", "data-image", "zoomfile", "file",
)  # fmt: skip
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_TOLD = ("src", "alt", "title", "class", "id", "width", "height", "style", "hidden")
_ATTRIBUTE = re.compile(rf'(?<![\w-])({"|".join((*_LAZY, *_SETS, *_TOLD))})="([^"]*)"')
_SIGNS = "avatar|emoji|smil(?:ey|ie)s?|emoticon|icons?|ico|logo|qr-?_?code|erweima|btn|button|arrow|badge"
_STAND_INS = "spacer|blank|placeholder|loading|lazyload|lazy|pixel|transparent|1x1|grey|gray|default"
#: What pictures are marked as that are no part of a text, and how the files are called that stand for nothing.
_FURNITURE = re.compile(rf"(?<![a-z])(?:{_SIGNS})(?![a-z])", re.IGNORECASE)
_NO_PICTURE = re.compile(rf"(?<![a-z])(?:{_SIGNS}|{_STAND_INS})(?![a-z])", re.IGNORECASE)
_SIZE = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_SMALLEST = 48  # pixels; below that a picture is a sign
_LONGEST = 300  # characters of what is said in place of a picture
_MOST = 2_000  # pictures of a page that are looked at


class _Place(NamedTuple):
    """The run that a picture belongs to, and where in its text."""

    run: int
    offset: int


def images_of(
    pictures: Sequence[Picture], runs: Sequence[Run], elements: Elements, kept: Container[int], base: str
) -> dict[int, tuple[Image, ...]]:
    """The pictures by the ``kept`` runs that they stand in or beside; relative addresses are resolved on ``base``."""
    found: defaultdict[int, dict[Image, None]] = defaultdict(dict)
    for picture in pictures[:_MOST]:
        where = _place(picture, runs, elements, kept)
        image = _read(picture.attributes, base) if where is not None else None
        if where is not None and image is not None:
            found[where.run][Image(where.offset, *image)] = None
    return {run: tuple(sorted(images, key=lambda image: image.offset)) for run, images in found.items()}


def _place(picture: Picture, runs: Sequence[Run], elements: Elements, kept: Container[int]) -> _Place | None:
    """Where a picture belongs, None if to nothing that is kept."""
    behind, before = picture.run, picture.run - 1
    if behind < len(runs) and (picture.offset or runs[behind].element == picture.element):
        return _Place(behind, _offset(picture, runs[behind])) if behind in kept else None
    near = [
        (_joint(picture.element, runs[index].element, elements), index in kept, index)
        for index in (before, behind)
        if 0 <= index < len(runs)
    ]
    nearest = max((joint for joint, _, _ in near), default=-1)
    if not any(is_kept for joint, is_kept, _ in near if joint == nearest):
        return None
    index = max(index for _, is_kept, index in near if is_kept)
    return _Place(index, 0 if index == behind else len(runs[index].text))


def _offset(picture: Picture, run: Run) -> int:
    if not run.raw:
        return min(picture.offset, len(run.text))
    ((start, _),) = place(run.raw, run.text, [(picture.offset, picture.offset)])
    return start


def _joint(first: int, second: int, elements: Elements) -> int:
    """The innermost element around two others; its number tells how near they are, as it rises inwards."""
    while first != second:
        if first > second:
            first = elements.parents[first]
        else:
            second = elements.parents[second]
    return first


def _read(attributes: str, base: str) -> tuple[str, str] | None:
    """Address and alternative text of an ``img``; None if it is furniture, or tells neither."""
    told = dict(reversed(_ATTRIBUTE.findall(attributes)))  # the first of each name counts
    names = f"{told.get('class', '')} {told.get('id', '')}"
    if _FURNITURE.search(names) or any(size < _SMALLEST for size in _sizes(told)):
        return None
    address = next((address for each in _addresses(told) if (address := _whole(each, base))), "")
    alt = " ".join(unescape(told.get("alt") or told.get("title") or "").split())[:_LONGEST]
    return (address, alt) if address or (alt and not _NO_PICTURE.search(_name(told.get("src", "")))) else None


def _sizes(told: Mapping[str, str]) -> Iterator[int]:
    yield from (int(told[name]) for name in ("width", "height") if told.get(name, "")[:5].isdecimal())
    yield from (int(size) for size in _SIZE.findall(told.get("style", "")))


def _addresses(told: Mapping[str, str]) -> Iterator[str]:
    """What may be the picture itself, the likeliest first; of a set the largest."""
    yield from (told[name] for name in _LAZY if name in told)
    yield told.get("src", "")
    for name in _SETS:
        sources = [each.split() for each in re.split(r",\s+", told.get(name, "")) if each.strip()]
        yield from (source[0] for source in sorted(sources, key=_width, reverse=True))


def _width(source: Sequence[str]) -> float:
    number = re.match(r"\d{1,6}(?:\.\d{1,3})?", source[1]) if len(source) > 1 else None
    return float(number[0]) if number else 0.0


def _whole(target: str, base: str) -> str:
    address = whole_address(unescape(target), base)
    return "" if not address or address.startswith("mailto") or _NO_PICTURE.search(_name(address)) else address


def _name(address: str) -> str:
    """The name of the file in an address."""
    return address.split("?", 1)[0].rsplit("/", 1)[-1][:_LONGEST]
