"""What the cleaner is trained on: labelled pages as the cleaner sees them, their sites, and pages made of two."""

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from benchmarks.cases import Bigrams, Case, bigrams, tokens
from reader.clean.candidate import Candidate
from reader.clean.features import Observed, observe
from reader.clean.lines import read_lines
from reader.clean.names import Names, words
from reader.clean.pages import candidates_of
from reader.clean.splitter import Elements
from reader.clean.title import find_title
from reader.clean.tree import read_tree
from reader.clean.web import what_is_told
from reader.model.document import Kind
from reader.repair.fold import fold_damage

_COVERED = 0.6  # of a block's bigrams stand in the gold: the block is to be kept
_SHORT = 4  # tokens; a block with fewer must be a line of the gold
_DOMAINS = frozenset(
    ["com", "cn", "net", "org", "gov", "edu", "hk", "tw", "co", "uk", "us", "io", "au", "ca", "de", "idv", "mo"]
)
_PUBLISHERS = {"huanqiu": "people", "360kuai": "360", "he": "news", "zol": "cnfol"}  # one publisher, several hosts
_FAR = 2  # of own, near and far names
_APART = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"))
TEXT_PAGES = ("flat", "english flat")


class Sample(NamedTuple):
    """A page: its candidates and elements, for each block whether it is to be kept and how many tokens it has."""

    case: Case
    site: str
    candidates: Sequence[Candidate]
    elements: Elements
    title: int | None
    wanted: list[bool]
    tokens: list[list[str]]
    gold: Bigrams
    made: bool = False

    @property
    def usable(self) -> bool:
        """Whether the page can teach anything: some of its gold stands on it."""
        return sum(len(each) for each, keep in zip(self.tokens, self.wanted, strict=True) if keep) > 20


def site(host: str) -> str:
    """The publisher of a host.

    >>> site("finance.people.com.cn"), site("world.huanqiu.com")
    ('people', 'people')
    """
    parts = [part for part in host.split(".") if part not in _DOMAINS] or [host]
    return _PUBLISHERS.get(parts[-1], parts[-1])


def fold_of(name: str, count: int) -> int:
    """The part of a cross-validation that a site belongs to."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % count


def read_sample(case: Case) -> Sample:
    """The page as the cleaner sees it, with its labels."""
    if case.source in TEXT_PAGES:
        candidates, elements, title = read_lines(case.page, fold_damage), Elements(), None
    else:
        tree = read_tree(case.page)
        elements = tree.elements
        candidates = candidates_of(tree.runs, elements, fold_damage)
        title = find_title(candidates, [fact.value for fact in what_is_told(tree).titles], fold_damage)
    blocks = [tokens(candidate.folded) for candidate in candidates]
    folded = fold_damage(case.gold)  # the gold of a damaged page is repaired
    gold = tokens(folded)
    lines = {"".join(tokens(line)) for line in folded.splitlines()}
    known = bigrams(gold)
    wanted = [_wanted(block, known, lines) for block in blocks]
    return Sample(case, site(case.host), candidates, elements, title, wanted, blocks, known)


def _wanted(block: list[str], gold: Bigrams, lines: set[str]) -> bool:
    if len(block) < _SHORT:
        return bool(block) and "".join(block) in lines
    pairs = list(pairwise(block))
    return sum(pair in gold for pair in pairs) > _COVERED * len(pairs)


def observed(sample: Sample) -> Observed:
    """What a page's blocks show at first look, without what the names of its elements weigh."""
    return observe(sample.candidates, sample.elements, sample.title, Names({}))


def flattened(sample: Sample) -> Case:
    """An HTML page as a text page, laid out as text browsers do it: articles in lists and sections, that news have not.

    Paragraphs and headings stand between blank lines, items of lists behind a bullet, the rest line by line.
    """
    lines: list[str] = []
    was_apart = False
    for candidate in sample.candidates:
        is_item = candidate.kind is Kind.ITEM
        apart = not is_item and sample.elements[candidate.element].tag in _APART
        if lines and (apart or was_apart):
            lines.append("")
        lines.append(("  • " if is_item else "") + " ".join(candidate.text.split()))
        was_apart = apart
    case = sample.case
    return case._replace(name=f"{case.name} flat", source="english flat", page="\n".join(lines))


def bags(sample: Sample, seen: Iterable[int]) -> Iterator[Counter[tuple[str, int]]]:
    """For each of the blocks ``seen`` the words of the elements around it, as `reader.clean.places` adds weights up."""
    tags, attributes, parents = sample.elements.tags, sample.elements.attributes, sample.elements.parents
    for block in seen:
        bag: Counter[tuple[str, int]] = Counter()
        if sample.candidates[block].element < 0:
            yield bag
            continue
        chain = [sample.candidates[block].element]
        while chain[-1] > 0:
            chain.append(parents[chain[-1]])
        for step, index in enumerate(chain):
            if tags[index] not in ("body", "html"):
                found = sorted(words(tags[index], attributes[index]))
                bag.update((word, min((step + 1) // 2, _FAR)) for word in found)
        yield bag


def crops(samples: Sequence[Sample], seed: int) -> Iterator[Sample]:
    """Two parts of each page: some blocks around one that is wanted, some of which none is.

    Short pages and pages without an article are rare among the labelled ones.
    """
    chance = random.Random(seed)
    for sample in samples:
        places = [index for index, keep in enumerate(sample.wanted) if keep and len(sample.tokens[index]) > _SHORT]
        if places:
            middle = chance.choice(places)
            start, end = middle - chance.choice((0, 0, 1, 2, 4)), middle + 1 + chance.choice((0, 1, 2, 4, 8))
            yield _crop(sample, max(start, 0), end)
        others = [index for index, keep in enumerate(sample.wanted) if not keep]
        if others:
            start = end = chance.choice(others)
            last = start + chance.choice((1, 2, 4, 8, 16, 40))
            while end < min(last, len(sample.wanted)) and not sample.wanted[end]:
                end += 1
            yield _crop(sample, start, end)


def _crop(sample: Sample, start: int, end: int) -> Sample:
    title = sample.title - start if sample.title is not None and start <= sample.title < end else None
    candidates, tokens, wanted = sample.candidates[start:end], sample.tokens[start:end], sample.wanted[start:end]
    return sample._replace(candidates=candidates, tokens=tokens, wanted=wanted, title=title, made=True)


def two_in_one(samples: Sequence[Sample], fold: int, count: int) -> Iterator[Sample]:
    """Pages behind whose article another page's article stands in an element of its own: only the first is wanted.

    Pages that go on with the next article are common on the web and rare among the labelled ones.
    """
    chance = random.Random(fold)
    hosts = [each for each in samples if each.usable and each.title is not None and 8 <= len(each.candidates) <= 400]
    guests = [each for each in hosts if each.case.kind in ("news", "article")]
    for _ in range(count if len({each.site for each in guests}) > 1 else 0):
        host = chance.choice(hosts)
        guest = chance.choice([each for each in guests if each.site != host.site])
        yield _graft(host, guest, chance.choice((0, 1, 1, 2)))


def _graft(host: Sample, guest: Sample, above: int) -> Sample:
    top = _around([c.element for c, keep in zip(guest.candidates, guest.wanted, strict=True) if keep], guest.elements)
    for _ in range(above):
        parent = guest.elements[top].parent
        top = parent if guest.elements[parent].tag not in ("body", "html") else top
    body = next((index for index, each in enumerate(host.elements) if each.tag == "body"), 0)
    elements, moved = Elements(host.elements), dict[int, int]()
    for index in range(top, len(guest.elements)):
        element = guest.elements[index]
        if index == top or element.parent in moved:
            parent = body if index == top else moved[element.parent]
            moved[index] = elements.add(parent, element.tag, element.attributes)
    added = [(c, t) for c, t in zip(guest.candidates, guest.tokens, strict=True) if c.element in moved]
    return host._replace(
        elements=elements,
        candidates=[*host.candidates, *(c._replace(element=moved[c.element]) for c, _ in added)],
        tokens=[*host.tokens, *(t for _, t in added)],
        wanted=[*host.wanted, *(False for _ in added)],
        made=True,
    )


def _around(places: Sequence[int], elements: Elements) -> int:
    """The smallest element around all of ``places``."""
    top = places[0]
    for place in places:
        other = place
        while other != top:
            if other > top:
                other = elements[other].parent
            else:
                top = elements[top].parent
    return top
