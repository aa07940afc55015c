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
    """The paths of elements, html/body/div[2]; all are put together at once, when the first is asked for."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._paths: list[str] = []

    def of(self, index: int) -> str:
        """The path of the element ``index``; "" for -1."""
        if index < 0:
            return ""
        if not self._paths:
            self._paths = _paths(self._elements)
        return self._paths[index]


def _paths(elements: Elements) -> list[str]:
    paths: list[str] = []
    depths: list[int] = []
    for parent, tag, number in zip(elements.parents, elements.tags, elements.numbers, strict=True):
        path, depth = tag if number == 1 else f"{tag}[{number}]", 1
        if parent >= 0:
            above, depth = paths[parent], depths[parent] + 1
            path = f"{above}/{path}" if depth <= _LONGEST_PATH else f"{above.partition('/')[2]}/{path}"
        paths.append(path)
        depths.append(depth)
    return paths
