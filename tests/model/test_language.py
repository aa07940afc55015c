import pytest

from reader.model.document import Block, Document, Kind, Metadata, Origin
from reader.model.language import document_language, original_script, text_language
from reader.model.text import Edit, Text


@pytest.mark.parametrize(
    ("text", "otherwise", "expected"),
    [
        ("训练", "zh-Hant", "zh-Hans"),
        ("網站", "zh-Hans", "zh-Hant"),
        ("網站", "zh-Hant-TW", "zh-Hant-TW"),  # the same script: the region stays
        ("中文", "zh-Hant-HK", "zh-Hant-HK"),  # tells nothing
        ("中文", "en", "zh-Hans"),
        ("Large language models", "zh-Hans", "en"),
        ("2026", "zh-Hans", "zh-Hans"),
        ("モデルの学習", "zh-Hans", "ja"),
        ("这个词在日语里写作モデル，意思是模型，读音来自英语，用片假名书写", "zh-Hans", "zh-Hans"),
    ],
)
def test_the_language_of_a_text(text: str, otherwise: str, expected: str) -> None:
    assert text_language(text, otherwise) == expected


def document(*texts: Text) -> Document:
    return Document(Text.of(""), Metadata(), tuple(Block(Kind.PARAGRAPH, Origin(), text) for text in texts))


def test_a_converted_document_is_in_the_script_that_it_was_converted_to() -> None:
    taiwan = Text.of("网站").rewrite("script_t2s", lambda _: [Edit(0, 1, "纲")])
    taiwan = taiwan.rewrite("script_s2twp", lambda _: [Edit(0, 1, "網")])
    assert document_language(document(Text.of("中文"), taiwan)) == "zh-Hant-TW"
    assert original_script(document(taiwan)) == "zh-Hans"


def test_without_a_survey_the_texts_tell() -> None:
    assert document_language(document(Text.of("網站"))) == "zh-Hant"
    assert document_language(document()) == "zh-Hans"


def test_a_document_is_english_when_most_of_its_blocks_are() -> None:
    english = Text.of("An English paragraph.")
    assert document_language(document(english, english, Text.of("中文"))) == "en"
    assert document_language(document(english, Text.of("中文"))) == "zh-Hans"
