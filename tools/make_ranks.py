"""Make src/reader/lexicon/data/ranks.txt: the commonest Chinese words in falling order, one a line.

From the frequencies of jieba's dictionary (MIT), which were counted on People's Daily 1998, novels and the web: the
30,000 commonest entries that are made of Chinese characters alone. The line's number is the word's rank.
"""

import re
from pathlib import Path

import jieba

HERE = Path(__file__).parents[1] / "src" / "reader" / "lexicon" / "data" / "ranks.txt"
WORDS = 30_000
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def main() -> None:
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf8").splitlines()
    counted = [(int(count), word) for word, count, *_ in map(str.split, lines) if _HAN.fullmatch(word)]
    commonest = sorted(counted, key=lambda pair: (-pair[0], pair[1]))[:WORDS]
    HERE.write_text("".join(f"{word}\n" for _, word in commonest), "utf8")
    print(f"{len(commonest)} words, the last of them {commonest[-1][0]} times")


if __name__ == "__main__":
    main()
