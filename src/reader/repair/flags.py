"""What could not be repaired is named at its place: lost characters, private ones, mojibake, half a note of pinyin."""

import re
from collections.abc import Iterator

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.recode import LATIN
from reader.model.text import Flag

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTERS = f"a-zü{_TONED}ɡɑ"

_PATTERNS = (
    ("lost", "characters that could not be read", re.compile("\ufffd+")),
    ("private use", "a character that only its font can show", re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")),
    (
        "mojibake",
        "text in a wrong encoding that gives no whole text in any other",
        re.compile(
            f"(?:[Â-ß][\x80-¿]|[à-ï][{LATIN}]{{2}}(?<=[^A-Za-zÀ-ÿ]..)|[¡-÷][¡-¿×÷]){{2,}}"
            "|[锛銆鈥鐨][\ufffd?]|[\u3105-\u3129](?=[\u4e00-\u9fff][\u3105-\u3129])"
        ),
    ),
    (
        "half a note",
        "what is left of inserted pinyin whose character was lost",
        re.compile(rf"(?<=[?\ufffd\ue000-\uf8ff{HAN_RANGES}])(?=[a-zü]{{0,6}}[{_TONED}])[{_LETTERS}]{{1,6}}[)）]"),
    ),
    ("lost", "a question mark that begins a text was a bullet or a space", re.compile(rf"\A\?(?=\s?[{HAN_RANGES}])")),
)
_SUSPECT = lazy(f"[?\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd{_TONED}\u3105-\u3129锛銆鈥鐨]|[\xa1-\xf7][{LATIN}]")


def flags(text: str) -> Iterator[Flag]:
    """What is lost or suspicious in a text as it stands, in order; nothing in clean text.

    >>> [flag.kind for flag in flags("因?yàn)\ufffd候")]
    ['half a note', 'lost']
    """
    if _SUSPECT.search(text):
        found = (
            Flag(match.start(), match.end(), kind, message)
            for kind, message, pattern in _PATTERNS
            for match in pattern.finditer(text)
        )
        yield from sorted(found)
