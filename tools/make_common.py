"""Make src/reader/repair/data/common.txt: the 500 commonest simplified characters, commonest first, on one line.

Source: the word frequencies of jieba's dictionary (MIT), summed by character. Run: python tools/make_common.py
"""

from collections import Counter
from pathlib import Path

import jieba

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/common.txt"


def main() -> None:
    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf8").splitlines():
        word, frequency, _ = line.split(" ")
        for character in word:
            counts[character] += int(frequency)
    han = [character for character, _ in counts.most_common() if "\u4e00" <= character <= "\u9fff"]
    TARGET.write_text("".join(han[:500]) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
