"""Make src/reader/repair/data/readings.txt: which characters may be read as which toneless syllable.

Source: the single-character readings of pypinyin (MIT), which follow Unihan's kMandarin, kHanyuPinyin and kXHC1983.
One line a syllable: the syllable, the characters that are read so first of all, and those that may be (- where there
are none), in code point order. Run: python tools/make_readings.py
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/readings.txt"
GBK_HAN = range(0x4E00, 0x9FA6)  # the characters that GBK holds: damage of this kind passes through GBK


def toneless(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ê", "e"))
    letters = "".join("v" if c == "\u0308" else c for c in plain if c == "\u0308" or not unicodedata.combining(c))
    return letters.replace("uv", "v")


def main() -> None:
    usual: dict[str, set[str]] = defaultdict(set)
    other: dict[str, set[str]] = defaultdict(set)
    for code in GBK_HAN:
        syllables = [s for s in map(toneless, pinyin_dict.get(code, "").split(",")) if s.isascii() and s.isalpha()]
        for place, syllable in enumerate(dict.fromkeys(syllables)):
            (other if place else usual)[syllable].add(chr(code))
    lines = (
        f"{syllable} {''.join(sorted(usual[syllable])) or '-'} {''.join(sorted(other[syllable])) or '-'}\n"
        for syllable in sorted(usual.keys() | other.keys())
    )
    TARGET.write_text("".join(lines), encoding="utf8")


if __name__ == "__main__":
    main()
