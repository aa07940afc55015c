"""Documents that the tests of HTML share: one with everything that a page can have, and one that is hostile."""

from dataclasses import replace

from reader.lexicon.entry import Entry
from reader.model.document import (
    Block,
    Document,
    Dropped,
    Fact,
    Kind,
    Metadata,
    Note,
    Origin,
    Verdict,
)
from reader.model.inline import Reading
from reader.model.survey import ScriptFigures, Survey
from reader.model.text import Edit, Text

WIDE = " | 列" * 7


def block(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0, *terms: str) -> Block:
    """A block in which each of ``terms`` is marked where it occurs first."""
    places = sorted((text.index(term), term) for term in terms)
    notes = tuple(Note(at, at + len(term), "glossary.yaml", HEADWORDS[term], GLOSSES[term]) for at, term in places)
    return Block(kind, Origin(line=1), Text.of(text), level, notes=notes)


HEADWORDS = {"MoE": "MoE", "混合专家模型": "MoE", "幻觉": "Hallucination", "Router": "Router"}
GLOSSES = {"MoE": "混合专家模型", "混合专家模型": "MoE", "幻觉": "Hallucination", "Router": "路由"}
ENTRIES = {
    "MoE": Entry(
        "MoE", ("混合专家模型",), "architecture", "Experts.", "由专家组成。", "Mixture of Experts", see=("Router",)
    ),
    "Router": Entry("Router", ("路由",), "architecture", "It chooses.", "负责选择。", see=("MoE", "Nobody")),
}  # Hallucination has no entry


def converted(before: str, after: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Block:
    """A block of a traditional page that was made simplified, one edit for each run that differs."""
    assert len(before) == len(after)
    edits = [Edit(i, i + 1, new) for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    return Block(kind, Origin(line=2), Text.of(before).rewrite("script_t2s", lambda _: edits), level)


FULL = Document(
    Text.of("開源模型").rewrite("script_t2s", lambda _: [Edit(0, 1, "开")]),
    Metadata(
        name="/home/somebody/page.html",
        encoding="utf-8",
        reason="valid UTF-8",
        authors=(Fact("某人", "meta author"),),
        date=Fact("2026-05-04", "meta date"),
        address=Fact("https://example.org/a?b=1&c=2", "link canonical"),
    ),
    (
        block("第一节", Kind.HEADING, 3),
        replace(
            block("用MoE的模型。见 https://example.org/x。", Kind.PARAGRAPH, 0, "MoE"),
            readings=(Reading(5, 7, "móxíng"),),
        ),
        converted("訓練資料比數量重要", "训练资料比数量重要"),
        block("第二节", Kind.HEADING, 5),
        block("甲", Kind.ITEM, 1),
        converted("乙說", "乙说", Kind.ITEM, 2),
        block("丙", Kind.ITEM, 1),
        converted(f"模型 | 參數 | 說明{WIDE}", f"模型 | 参数 | 说明{WIDE}", Kind.ROW),
        block("混合专家模型 | 8x7B | " + "很长的说明文字" * 12 + WIDE, Kind.ROW, 0, "混合专家模型"),
        block("引文一行\n第二行", Kind.QUOTATION),
        block("x = [1]\n" + "很长的一行代码" * 20, Kind.CODE),
        block("图一", Kind.CAPTION),
        block("An English paragraph about a Router.", Kind.PARAGRAPH, 0, "Router"),
        block("再说幻觉。" * 40, Kind.PARAGRAPH, 0, "幻觉"),
    ),
    (
        Dropped(block("版权所有"), 2, Verdict("wording", detail="版权所有")),
        Dropped(block("广告"), 14, Verdict("links", 0.8, 0.5)),
    ),
    Survey(script=ScriptFigures(traditional=9, simplified=1)),
)  # fmt: skip

_ATTACKS = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    '"><svg onload="window.hit = 3">',
    "'><b onmouseover='window.hit = 4'>",
    "</script><script>window.hit = 5</script>",
    "</style></title></textarea>--><script>window.hit = 6</script>",
    "]]><!--<![CDATA[",
    "javascript:window.hit=7",
    'https://example.org/"onclick="window.hit=8',
    "&lt;script&gt;&#60;&amp;",
)
ATTACK = " ".join(_ATTACKS)
BIDI = "a\u202eb\u2066c"


def hostile() -> tuple[Document, Entry]:
    """A document that has the attack in every place that a page or a glossary fills, and its entry."""
    fact = Fact(ATTACK, ATTACK)
    text = Text.of(f"x網站{ATTACK}").rewrite(ATTACK, lambda _: [Edit(0, 1, ATTACK)])
    text = text.rewrite("script_t2s", lambda _: [Edit(0, len(ATTACK) + 1, "网")])  # the page's script has it
    note = Note(0, 3, ATTACK, ATTACK, ATTACK)
    blocks = tuple(
        Block(kind, Origin(path=f"html/{ATTACK}"), shown, level, notes=(note,), readings=(Reading(4, 9, ATTACK),))
        for kind in Kind
        for level, shown in ((1, text), (2, Text.of(f"xyz{BIDI}")))
    )
    document = Document(
        Text.of(ATTACK),
        Metadata(
            ATTACK,
            ATTACK,
            ATTACK,
            title=fact,
            authors=(fact,),
            date=fact,
            modified=fact,
            site=fact,
            outlet=fact,
            language=fact,
            tags=(fact,),
            address=Fact("javascript:window.hit=9", ATTACK),
        ),
        blocks,
        tuple(Dropped(each, 0, Verdict(ATTACK, detail=ATTACK)) for each in blocks),
        Survey(script=ScriptFigures(traditional=9)),
    )
    names = (ATTACK, ATTACK)
    return document, Entry(ATTACK, names, ATTACK, ATTACK, ATTACK, ATTACK, names, names, names, ATTACK)
