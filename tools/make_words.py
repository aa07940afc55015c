"""Make src/reader/repair/data/words.txt: English words that hold one of the keywords that content farms link.

Source: SCOWL, as packed in Debian's wamerican. Run: python tools/make_words.py /usr/share/dict/american-english
"""

import sys
from pathlib import Path

from reader.repair.keyword_case import KEYWORDS

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/words.txt"


def main() -> None:
    keywords = tuple(keyword.lower() for keyword in KEYWORDS)
    words = (word for word in Path(sys.argv[1]).read_text("utf8").split() if word.isascii() and word.islower())
    chosen = {word for word in words if word.isalpha() and any(k in word and k != word for k in keywords)}
    TARGET.write_text("".join(f"{word}\n" for word in sorted(chosen)), encoding="utf8")


if __name__ == "__main__":
    main()
