from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import Document, TokenKind
from reader.repair.script import fold_script
from reader.segment.stage import segment_text
from reader.segment.words import cutter, reference_cutter

TEXT = "采用MoE架构的GPT-4模型，消耗了 5万张A100，训练成本下降80%。Base Model更强！"


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in segment_text(text, cutter(), fold_script)]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_tokens_join_to_the_text(text: str) -> None:
    tokens = segment_text(text, cutter(), fold_script)
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert all(token.start < token.end for token in tokens)


def test_the_reference_gives_the_same_chinese_words(sample: Document) -> None:
    # Latin differs: rjieba keeps GPT-4 and AI-Infra whole.
    for text in (TEXT, *(block.text.current for block in sample.blocks)):
        ours, reference = (
            [token for token in segment_text(text, cut, fold_script) if token.kind is TokenKind.WORD]
            for cut in (cutter(), reference_cutter())
        )
        assert ours == reference


def test_kinds() -> None:
    kinds = {TEXT[token.start : token.end]: token.kind for token in segment_text(TEXT, cutter(), fold_script)}
    assert kinds["架构"] is TokenKind.WORD
    assert kinds["GPT-4"] is TokenKind.LATIN
    assert kinds["，"] is TokenKind.MARK
    assert kinds[" "] is TokenKind.SPACE
    assert kinds["80%"] is TokenKind.NUMBER


def test_traditional_text_is_cut_like_simplified() -> None:
    assert words("大語言模型的訓練數據") == ["大", "語言", "模型", "的", "訓練", "數據"]
