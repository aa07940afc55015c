"""Make src/reader/repair/data/pairs.txt: the commonest words of two characters.

Source: the word frequencies of jieba's dictionary (MIT). One line a first character, in code point order: the
character, then every second character, in code point order. Of two characters that meet by chance at the edge of two
words, 2 in 100 stand in this table; of two that meet inside a word, 85. Run: python tools/make_pairs.py
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import jieba

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/pairs.txt"
WORDS = 28_000  # fills just under 100 KB
_TWO_HAN = re.compile("[\u4e00-\u9fff]{2}")


def main() -> None:
    frequencies: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf8").splitlines():
        word, frequency, _ = line.split(" ")
        if _TWO_HAN.fullmatch(word):
            frequencies[word] += int(frequency)
    seconds: dict[str, set[str]] = defaultdict(set)
    for word, _ in frequencies.most_common(WORDS):
        seconds[word[0]].add(word[1])
    lines = (f"{first}{''.join(sorted(found))}\n" for first, found in sorted(seconds.items()))
    TARGET.write_text("".join(lines), encoding="utf8")


if __name__ == "__main__":
    main()
