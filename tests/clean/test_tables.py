"""Tables of data go with the article that they stand in."""

from reader.clean.stage import clean
from reader.model.document import Kind, Page
from reader.repair.fold import fold_damage

PROSE = "数据越好，模型越好，这是大家的共识，也是我们做这件事的原因，所以我们一直在收集数据。"
ROWS = "".join(f"<tr><td>模型{name}</td><td>{number}0</td></tr>" for number, name in enumerate("甲乙丙丁戊己", 1))
LINKS = "".join(f'<tr><td><a href="/{n}">频道{n}</a></td><td><a href="/x{n}">更多</a></td></tr>' for n in range(6))


def kinds(table: str) -> list[Kind]:
    page = (
        f"<body><div><h1>大模型的数据</h1><p>{PROSE}</p><table>{table}</table><p>{PROSE}</p><p>{PROSE}</p></div></body>"
    )
    return [block.kind for block in clean(Page("page", page, "", ""), fold_damage).blocks]


def test_rows_of_figures_between_paragraphs_are_kept() -> None:
    assert kinds(ROWS).count(Kind.ROW) == 6


def test_rows_of_links_are_not() -> None:
    assert Kind.ROW not in kinds(LINKS)
