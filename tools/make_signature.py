"""Make src/reader/repair/data/signature.txt: two-character words that tell who made a text traditional.

Line 1: words as converters write them that work character by character (由于 分鍾 炎癥). Line 2: the same words as
people write them (由於 分鐘 炎症). Source: jieba's dictionary (MIT), its words converted by every configuration of
OpenCC (Apache-2.0) and character by character. Run: python tools/make_signature.py
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import jieba
from opencc import OpenCC

from reader.model.characters import big5, simplified_only

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/signature.txt"
RAREST = 100  # frequency in jieba's dictionary

#: Characters that exist in both scripts, and that such converters leave standing; what belongs in their place is never
#: written otherwise by people (unlike 台 or 周, for which both 台 and 臺, 周 and 週 are seen).
LEFT = "于后么里系征准"
#: … and those for which they have one answer, right in some words and wrong in others.
ANSWERS = {"钟": "鍾", "症": "癥", "复": "復"}


def characters_behind() -> dict[str, list[str]]:
    """Simplified character → traditional ones, as far as Big5 holds them."""
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    behind: dict[str, list[str]] = defaultdict(list)
    for old, new in zip(han, OpenCC("t2s").convert("\n".join(han)).split("\n"), strict=True):
        if old != new and old in big5():
            behind[new].append(old)
    return behind


def words() -> Iterator[str]:
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf8").splitlines():
        word, frequency, _ = line.split(" ")
        if len(word) == 2 and int(frequency) >= RAREST and set(word) & {*LEFT, *ANSWERS}:
            yield word


def main() -> None:
    behind = characters_behind()
    converters = [OpenCC(name).convert for name in ("s2t", "s2tw", "s2hk", "s2twp", "s2hkp")]
    machine: set[str] = set()
    genuine: set[str] = set()
    for word in words():
        proper = {form for convert in converters if len(form := convert(word)) == len(word)}
        naive = {
            "".join(form)
            for form in product(
                *(ANSWERS.get(c, c) if c in (*LEFT, *ANSWERS) else behind.get(c) or [c] for c in word),
            )
        }
        if not naive & proper:
            machine |= {form for form in naive if not simplified_only() & set(form)}
            genuine |= proper
    genuine -= machine
    TARGET.write_text("".join(f"{''.join(sorted(found))}\n" for found in (machine, genuine)), encoding="utf8")


if __name__ == "__main__":
    main()
