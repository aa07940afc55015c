"""What cards and tables are made of."""

from collections.abc import Iterator

from reader.export.exporter import Options
from reader.export.vocabulary import Item, collect
from reader.lexicon.glossary import Glossary
from reader.model.choices import Vocabulary
from reader.model.document import Block, Document, Fact, Kind, Metadata, Note, Origin, Token, TokenKind
from reader.model.inline import Reading
from reader.model.ports import Sense
from reader.model.text import Text

WORD, MARK = TokenKind.WORD, TokenKind.MARK


def page(text: str, tokens: tuple[Token, ...] = (), notes: tuple[Note, ...] = (), **more: Metadata) -> Document:
    block = Block(Kind.PARAGRAPH, Origin(1), Text.of(text), tokens=tokens, notes=notes)
    return Document(Text.of("标题"), more.get("metadata", Metadata(name="/home/me/page.html")), (block,))


FIRST = page(
    "头一句。模型的幻觉很多！第三句",
    (Token(0, 2, WORD), Token(2, 3, WORD), Token(3, 4, MARK), Token(4, 6, WORD), Token(7, 9, WORD)),
    (Note(7, 9, "glossary.yaml", "Hallucination", "Hallucination"),),
)


def items(*pages: Document, **options: object) -> list[Item]:
    return list(collect(pages, Options(**options)))  # type: ignore[arg-type]


def test_terms_and_words_each_once_with_their_sentence() -> None:
    found = items(FIRST, FIRST)
    assert [(each.kind, each.name, each.count) for each in found] == [
        (Vocabulary.TERMS, "Hallucination", 2),
        (Vocabulary.WORDS, "头一", 2),
        (Vocabulary.WORDS, "句", 2),
        (Vocabulary.WORDS, "模型", 2),
    ]
    term = found[0]
    assert term.sentence == "模型的幻觉很多！"
    assert term.sentence[term.start : term.end] == "幻觉"
    assert (term.page, term.source) == ("标题", "page.html")


def test_either_alone() -> None:
    assert {each.kind for each in items(FIRST, vocabulary=Vocabulary.TERMS)} == {Vocabulary.TERMS}
    assert {each.kind for each in items(FIRST, vocabulary=Vocabulary.WORDS)} == {Vocabulary.WORDS}


def test_glossary_and_dictionary_say_what_they_mean(glossary: Glossary) -> None:
    senses = {"模型": Sense("mó xíng", "model"), "幻觉": Sense("huàn jué", "illusion")}
    found = {each.name: each for each in items(FIRST, entry=glossary.entry, sense=senses.get)}
    entry = glossary.entry("Hallucination")
    assert entry
    term = found["Hallucination"]
    assert (term.en, term.zh, term.chinese) == (entry.en, entry.zh, entry.chinese)
    assert term.reading == "huàn jué"
    assert (found["模型"].reading, found["模型"].en) == ("mó xíng", "model")


def test_the_page_knows_best_how_it_is_read() -> None:
    block = Block(
        Kind.PARAGRAPH, Origin(1), Text.of("银行"), tokens=(Token(0, 2, WORD),),
        readings=(Reading(0, 1, "yín"), Reading(1, 2, "háng")),
    )  # fmt: skip
    document = Document(Text.of(""), Metadata(address=Fact("https://x.cn/", "canonical")), (block,))
    (found,) = items(document, sense=lambda _: Sense("wrong"))
    assert (found.reading, found.source) == ("yín háng", "https://x.cn/")


def test_words_are_read_as_their_sentence_has_them_and_terms_by_their_name(glossary: Glossary) -> None:
    def read(text: str) -> Iterator[Reading]:
        known = {"模型": "móxíng", "行": "háng" if "银行" in text else "xíng", "头一": "tóuyī", "幻觉": "huànjué"}
        for word, told in known.items():  # in the order of the texts that are read
            if word in text:
                yield Reading(text.index(word), text.index(word) + len(word), told)

    other = page("这一行在银行里", (Token(2, 3, WORD),))
    found = {each.name: each.reading for each in items(FIRST, other, readings=read, entry=glossary.entry)}
    assert found["模型"] == "móxíng"
    assert found["句"] == ""
    assert found["行"] == "háng"
    assert found["Hallucination"] == "huànjué"


def test_a_text_without_marks_gives_a_sentence_that_can_be_read() -> None:
    (found,) = items(page("字" * 5000 + "模型" + "字" * 5000, (Token(5000, 5002, WORD),)))
    assert len(found.sentence) < 500
    assert found.sentence[found.start : found.end] == "模型"
