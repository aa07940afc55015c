"""What the elements around a block tell: how much of them is running text, where the article's own elements are."""

import re
from collections.abc import Callable, Iterable, Sequence
from math import log1p

from reader.clean.candidate import Candidate
from reader.clean.figures import Figures
from reader.clean.splitter import Elements
from reader.model.document import Kind

#: Tag and attributes of an element → what their names weigh for its own text, for text near below, and farther.
Weigh = Callable[[str, str], tuple[float, float, float]]

_LEAST_BODY = 30.0  # characters of running text in a block that shows that a title's element holds its article
_CLASS = re.compile(r'class="([^" ]*)')
_DIGITS = re.compile(r"\d+")
_WHOLE = ("body", "html")
_LATIN = 0.4  # of a Chinese character is what a Latin letter says


class Places:
    """Sums over the elements of a page, from the innermost outwards: all lists have an entry for each element."""

    def __init__(
        self, elements: Elements, at: Sequence[int], counted: Sequence[Figures], rest: Iterable[Candidate]
    ) -> None:
        """``at``: the elements of the blocks that are weighed, of which ``counted`` tells; ``rest``: the others."""
        count = len(elements)
        self.elements, self.at = elements, at
        self.parents = [max(parent, 0) for parent in elements.parents]
        self.prose, self.size, self.linked = [0.0] * count, [0.0] * count, [0.0] * count
        self.blocks, self.wording = [0] * count, [0] * count
        for place, each in zip(at, counted, strict=True):
            self.prose[place] += each.prose
            self.size[place] += each.size
            self.linked[place] += each.size * each.linked
            self.blocks[place] += 1
            self.wording[place] += len(each.furniture)
        self.kinds = self._kinds()
        self.used = self._used(at)
        for one in rest:
            size = len(one.text) * (_LATIN if one.text.isascii() else 1)
            self.size[one.element] += size
            self.linked[one.element] += size * one.linked
            self.blocks[one.element] += 1
        self.own = self.prose[:]
        self._sum()
        self.total = self.prose[0] or 1.0

    def _used(self, at: Iterable[int]) -> list[int]:
        """The elements around the blocks that are weighed, parents before their children."""
        found = {0}
        for place in set(at):
            one = place
            while one not in found:
                found.add(one)
                one = self.parents[one]
        return sorted(found)

    def _sum(self) -> None:
        prose, size, linked, blocks, wording = self.prose, self.size, self.linked, self.blocks, self.wording
        parents = self.parents
        for index in range(len(prose) - 1, 0, -1):  # children stand behind their parents
            if blocks[index]:
                parent = parents[index]
                blocks[parent] += blocks[index]
                size[parent] += size[index]
                linked[parent] += linked[index]
                if wording[index]:
                    wording[parent] += wording[index]
                if prose[index]:
                    prose[parent] += prose[index]

    def _kinds(self) -> list[int]:
        """For each block a number for its kind of element: the posts of a thread have one, the items of a menu."""
        numbers: dict[tuple[str, str, str, str], int] = {}
        known: dict[int, int] = {}
        tags = self.elements.tags
        for one in set(self.at):
            parent = self.parents[one]
            kind = tags[one], self._look(one), tags[parent], self._look(parent)
            known[one] = numbers.setdefault(kind, len(numbers))
        return [known[place] for place in self.at]

    def _look(self, index: int) -> str:
        attributes = self.elements.attributes[index]
        found = _CLASS.search(attributes) if attributes else None
        return _DIGITS.sub("", found[1]) if found is not None else ""

    def best(self) -> int:
        """The element that holds most running text at first or second hand, few links beside it."""
        scores = [0.0] * len(self.own)
        for index in self.used:
            own = self.own[index]
            if own:
                scores[index] += 0.3 * own
                if index:
                    parent = self.parents[index]
                    scores[parent] += own
                    if parent:
                        scores[self.parents[parent]] += 0.5 * own
        return max(self.used, key=lambda index: scores[index] * (1 - self.linked[index] / (self.size[index] or 1)))

    def chain(self, index: int) -> dict[int, int]:
        """The element and those around it, with the steps to them."""
        found = {index: 0}
        while index > 0:
            index = self.parents[index]
            found[index] = len(found)
        return found

    def nearest(self, chain: dict[int, int]) -> list[int]:
        """For every element the first one around it that lies on ``chain``."""
        found = [0] * len(self.elements)
        for index in self.used:
            found[index] = index if index in chain else found[self.parents[index]]
        return found

    def titled(self, title: int | None, counted: Sequence[Figures]) -> int:
        """The smallest element that holds the title and running text behind it; -1 without a title."""
        if title is None:
            return -1
        following = [0.0] * len(self.elements)
        for place, each in zip(self.at[title + 1 :], counted[title + 1 :], strict=True):
            following[place] = max(following[place], each.prose)
        for index in reversed(self.used):
            parent = self.parents[index]
            following[parent] = max(following[parent], following[index])
        found = self.at[title]
        while found > 0 and following[found] < _LEAST_BODY:
            found = self.parents[found]
        return found

    def siblings(self) -> list[float]:
        """For every element the share of the page's running text in it and its siblings of the same tag."""
        sums: dict[tuple[int, str], float] = {}
        tags = self.elements.tags
        for index in self.used:
            key = self.parents[index], tags[index]
            sums[key] = sums.get(key, 0.0) + self.prose[index]
        found = [0.0] * len(self.elements)
        for index in self.used:
            found[index] = sums[self.parents[index], tags[index]] / self.total
        return found

    def named(self, weigh: Weigh) -> tuple[list[tuple[float, float, float]], list[float], list[int]]:
        """What the names of each element weigh, of all elements farther than two around it, and its depth."""
        count = len(self.elements)
        weights, far, depth = [(0.0, 0.0, 0.0)] * count, [0.0] * count, [0] * count
        for index in self.used:
            tag = self.elements.tags[index]
            if tag in _WHOLE:
                continue
            weights[index] = weigh(tag, self.elements.attributes[index])
            parent = self.parents[index]
            depth[index] = depth[parent] + 1
            far[index] = far[parent] + weights[index][2]
        return weights, far, depth


def locate(
    candidates: Sequence[Candidate], seen: Sequence[int], counted: Sequence[Figures], elements: Elements
) -> Places:
    """The places of the blocks ``seen``, of which ``counted`` tells; a text page gets elements of its own."""
    if not elements:
        return Places(*_groups(candidates), counted, ())
    weighed = set(seen)
    rest = (each for index, each in enumerate(candidates) if index not in weighed)
    return Places(elements, [candidates[index].element for index in seen], counted, rest)


def read_places(places: Places, counted: Sequence[Figures], title: int | None, weigh: Weigh) -> list[tuple[float, ...]]:
    """The features of each block that its elements tell."""
    if not counted:
        return []
    columns = _columns(places, title, counted, weigh)
    alike = _alike(places, counted)
    return [(*columns[place][:15], *same, *columns[place][15:]) for place, same in zip(places.at, alike, strict=True)]


def _columns(
    places: Places, title: int | None, counted: Sequence[Figures], weigh: Weigh
) -> dict[int, tuple[float, ...]]:
    """The features of the elements that blocks stand in."""
    prose, size, linked, total = places.prose, places.size, places.linked, places.total
    best_chain = places.chain(places.best())
    best = places.nearest(best_chain)
    titled = places.titled(title, counted)
    around_title = places.chain(max(titled, 0))
    nearest = places.nearest(around_title)
    of_title = places.nearest(places.chain(places.at[title])) if title is not None else []
    share = prose[titled] / total if titled >= 0 else -1.0
    weights, far, depth = places.named(weigh)
    siblings = places.siblings()
    found: dict[int, tuple[float, ...]] = {}
    for one in set(places.at):
        two = places.parents[one]
        three = places.parents[two]
        four = places.parents[three]
        whole = size[one] or 1.0
        own, near, beyond = weights[one][0], weights[two][1] + weights[three][1], far[four]
        found[one] = (
            prose[one] / whole, prose[two] / (size[two] or 1.0), linked[two] / (size[two] or 1.0),
            linked[three] / (size[three] or 1.0), 10 * places.wording[one] / whole, log1p(places.blocks[one]),
            log1p(size[three]), siblings[three], siblings[four], depth[one], min(best_chain[best[one]], 8),
            around_title[nearest[one]] if titled >= 0 else -1.0,
            share,
            -1.0 if titled < 0 or nearest[one] == titled else share,
            prose[of_title[one]] / total if of_title else -1.0,
            own + near + beyond, own, near, beyond,
        )  # fmt: skip
    return found


def _alike(places: Places, counted: Sequence[Figures]) -> list[tuple[float, ...]]:
    """What all blocks of a page in elements of the same kind are like."""
    sums = [[0.0, 0.0, 0.0, 0.0] for _ in range(max(places.kinds, default=-1) + 1)]
    for kind, each in zip(places.kinds, counted, strict=True):
        found = sums[kind]
        found[0] += 1
        found[1] += each.size
        found[2] += each.size * each.linked
        found[3] += each.prose
    rows = [
        (prose / places.total, log1p(count), prose / (size or 1.0), log1p(size / count), linked / (size or 1.0))
        for count, size, linked, prose in sums
    ]
    return [rows[kind] for kind in places.kinds]


def _groups(candidates: Sequence[Candidate]) -> tuple[Elements, list[int]]:
    """Elements for a text page: one for the lines between two blank ones, within it one for each list."""
    elements, at = Elements(), list[int]()
    elements.add(-1, "body", "")
    group = items = -1
    for candidate in candidates:
        if candidate.apart or group < 0:
            group, items = elements.add(0, "div", ""), -1
        if candidate.kind is not Kind.ITEM:
            items = -1
        elif items < 0:
            items = elements.add(group, "ul", "")
        at.append(items if items >= 0 else group)
    return elements, at
