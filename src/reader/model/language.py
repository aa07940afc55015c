"""Which language a text is written in, as a tag of BCP 47; for exports, whose readers choose fonts and voices by it."""

from reader.model.characters import contains_han, simplified_only, traditional_only
from reader.model.document import Document
from reader.model.patterns import lazy

SIMPLIFIED, TRADITIONAL, ENGLISH, JAPANESE = "zh-Hans", "zh-Hant", "en", "ja"

_LATIN = lazy("[A-Za-z]{2}")
_KANA = lazy("[\u3041-\u30fa]")
_MUCH_KANA = 0.1  # of a text's characters; a Chinese sentence that quotes a Japanese word has less
_MOST_ENGLISH = 0.5  # of a document's blocks
_CONVERSION = "script_"  # how the passes of script conversion are named
#: What the last of OpenCC's configurations leads to.
_CONVERTED = {
    "t2s": SIMPLIFIED,
    "s2twp": "zh-Hant-TW",
    "t2tw": "zh-Hant-TW",
    "s2hkp": "zh-Hant-HK",
    "t2hk": "zh-Hant-HK",
}


def document_language(document: Document) -> str:
    """The language of most blocks; the script that they were converted to, or that the survey found.

    >>> from reader.model.document import Metadata; from reader.model.text import Text
    >>> document_language(Document(Text.of("网站"), Metadata(), ()))
    'zh-Hans'
    """
    chinese = _converted(document) or _surveyed(document)
    english = sum(text_language(block.text.current, chinese) == ENGLISH for block in document.blocks)
    return ENGLISH if english > _MOST_ENGLISH * len(document.blocks) else chinese


def text_language(text: str, otherwise: str) -> str:
    """The language of ``text``; ``otherwise`` where it does not tell, and where it is Chinese of the same script.

    >>> text_language("訓練", "zh-Hans"), text_language("训练", "zh-Hant-TW"), text_language("Open AI", "zh-Hans")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    if _KANA.search(text) and len(_KANA.findall(text)) > _MUCH_KANA * len(text):
        return JAPANESE
    if not contains_han(text):
        return ENGLISH if _LATIN.search(text) else otherwise
    return _script(text, otherwise if otherwise.startswith("zh") else SIMPLIFIED)


def original_script(document: Document) -> str:
    """The script of the page before any conversion."""
    return _surveyed(document)


def _script(text: str, otherwise: str) -> str:
    characters = frozenset(text)
    traditional, simplified = len(characters & traditional_only()), len(characters & simplified_only())
    if traditional == simplified:
        return otherwise
    found = TRADITIONAL if traditional > simplified else SIMPLIFIED
    return otherwise if otherwise.startswith(found) else found


def _surveyed(document: Document) -> str:
    """The script that the survey counted; where nothing was surveyed, what the texts themselves show."""
    figures = document.survey.script
    if figures.traditional == figures.simplified == 0:
        return _script("".join((document.title.original, *(b.text.original for b in document.blocks))), SIMPLIFIED)
    return TRADITIONAL if figures.traditional > figures.simplified else SIMPLIFIED


def _converted(document: Document) -> str:
    """The script that the passes of `repair.script` lead to; empty when nothing was converted."""
    passes = (done.rule for block in document.blocks for done in reversed(block.text.passes))
    name = next((rule for rule in passes if rule.startswith(_CONVERSION)), "")
    return _CONVERTED.get(name.removeprefix(_CONVERSION), "")
