"""Make src/reader/repair/data/radicals.txt: Kangxi and CJK radicals and the ideographs that look the same.

Source: Unicode's EquivalentUnifiedIdeograph.txt, as packed in Debian's unicode-data; strokes are left out. Run:
python tools/make_radicals.py /usr/share/unicode/EquivalentUnifiedIdeograph.txt
"""

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/reader/repair/data/radicals.txt"
RADICALS = range(0x2E80, 0x2FD6)  # CJK Radicals Supplement and Kangxi Radicals
_LINE = re.compile(r"^([0-9A-F]{4,6})(?:\.\.([0-9A-F]{4,6}))?\s*;\s*([0-9A-F]{4,6})", re.MULTILINE)


def main() -> None:
    pairs = (
        (code, int(ideograph, 16))
        for first, last, ideograph in _LINE.findall(Path(sys.argv[1]).read_text("utf8"))
        for code in range(int(first, 16), int(last or first, 16) + 1)
        if code in RADICALS
    )
    TARGET.write_text("".join(f"{chr(radical)}{chr(ideograph)}\n" for radical, ideograph in pairs), encoding="utf8")


if __name__ == "__main__":
    main()
