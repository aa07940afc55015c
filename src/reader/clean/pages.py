"""Pages become candidates: what an HTML page and a text page have in common."""

from collections.abc import Sequence

from reader.clean.candidate import Candidate
from reader.clean.splitter import Elements, Run
from reader.model.document import Kind
from reader.model.ports import FoldDamage

_KINDS = {f"h{level}": (Kind.HEADING, level) for level in range(1, 7)} | {"pre": (Kind.CODE, 0), "li": (Kind.ITEM, 1)}
_PARAGRAPH = (Kind.PARAGRAPH, 0)
_BORDER = "\0"
_LONGEST_PATH = 40  # steps; of a longer path the last are shown


def candidates_of(runs: Sequence[Run], elements: Elements, fold: FoldDamage) -> list[Candidate]:
    """The candidates of an HTML page, with the fast tree's idea of their kind."""
    hides = _hides_furniture(runs)
    paths = Paths(elements)
    folded = fold_all([run.text for run in runs], fold)
    tags = elements.tags
    return [
        _candidate(run, text, tags[run.element], paths, hides=hides) for run, text in zip(runs, folded, strict=True)
    ]


def fold_all(texts: Sequence[str], fold: FoldDamage) -> list[str]:
    """Each text folded; all at once, as one call for a page is ten times as fast as one for each block."""
    folded = fold(_BORDER.join(texts)).split(_BORDER) if texts else []
    return folded if len(folded) == len(texts) else [fold(text) for text in texts]


def _hides_furniture(runs: Sequence[Run]) -> bool:
    """Whether what the page hides is the lesser part of it; otherwise a script shows it once the page has loaded."""
    return sum(len(run.text) for run in runs if run.hidden) * 2 < sum(len(run.text) for run in runs)


def _candidate(run: Run, folded: str, tag: str, paths: "Paths", *, hides: bool) -> Candidate:
    text, element, linked, hidden, cells, readings, *_ = run
    kind, level = (Kind.ROW, 0) if cells else _KINDS.get(tag, _PARAGRAPH)
    share = linked / len(text) if linked else 0.0
    return Candidate(
        text, folded, kind, 0, level, share, element, hidden=hides and hidden, readings=readings, paths=paths
    )


class Paths:
    """The paths of elements, html/body/div[2]; each is put together once."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._known: dict[int, str] = {-1: ""}

    def of(self, index: int) -> str:
        """The path of the element ``index``."""
        known = self._known
        if index not in known:
            tags, numbers, parents = self._elements.tags, self._elements.numbers, self._elements.parents
            chain: list[int] = []
            place = index
            while place not in known:
                chain.append(place)
                place = parents[place]
            above = known[place]
            for place in reversed(chain):
                number = numbers[place]
                step = tags[place] if number == 1 else f"{tags[place]}[{number}]"
                if above.count("/") >= _LONGEST_PATH - 1:
                    above = above.partition("/")[2]
                above = known[place] = f"{above}/{step}" if above else step
        return known[index]
