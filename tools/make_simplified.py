"""Make src/reader/repair/data/simplified.txt: traditional characters and the simplified one of each.

Line 1: the characters, in the order of their code points. Line 2: what OpenCC's t2s (Apache-2.0) makes of each by
itself. Run: python tools/make_simplified.py
"""

from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/simplified.txt"


def pairs() -> list[tuple[str, str]]:
    """The characters of the basic block and of extension A that OpenCC changes, and what they become."""
    characters = [*map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, converted, strict=True)
    return [(old, new) for old, new in pairs if old != new and len(new) == 1]


def main() -> None:
    TARGET.write_text("".join("".join(line) + "\n" for line in zip(*pairs(), strict=True)), encoding="utf8")


if __name__ == "__main__":
    main()
