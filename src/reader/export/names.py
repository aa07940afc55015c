"""File names from titles, safe on every system.

The rules are Windows' (docs "Naming Files, Paths, and Namespaces": reserved characters and names, no dot or space at
the end), which are the strictest; lengths are bytes, as Linux counts them (255 a name, 143 under eCryptfs).
"""

import re
import unicodedata

_LONGEST = 120  # bytes of UTF-8, about 40 Chinese characters; leaves room for a number and the ending

#: What a name must not hold, and the full-width sign that says the same.
_FULL_WIDTH = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def safe_stem(title: str, otherwise: str = "page") -> str:
    r"""``title`` as a file name without ending; ``otherwise`` when nothing of it can stand in one.

    >>> safe_stem("什么是 MoE?\n混合/专家: 入门"), safe_stem("con.txt"), safe_stem("..")
    ('什么是 MoE？ 混合／专家： 入门', '_con.txt', 'page')
    """
    seen = "".join(" " if c.isspace() else c for c in title if c.isspace() or unicodedata.category(c)[0] != "C")
    name = " ".join(unicodedata.normalize("NFC", seen.translate(_FULL_WIDTH)).split())
    name = _cut(name.lstrip(". "), _LONGEST).rstrip(". ")
    if not name:
        return otherwise
    return f"_{name}" if _RESERVED.match(name) or name.startswith(("-", "~")) else name


def _cut(name: str, limit: int) -> str:
    """The beginning of ``name`` in at most ``limit`` bytes, no accent parted from its letter."""
    data = name.encode()
    if len(data) <= limit:
        return name
    end = len(data[:limit].decode(errors="ignore"))
    while end and unicodedata.combining(name[end]):
        end -= 1
    return name[:end]


class Names:
    """Gives each page of a folder a name of its own; names that differ in case alone are one name on some systems."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, stem: str) -> str:
        """``stem`` with the ending; with a number before it when it was taken."""
        name, folded = stem, _folded(stem)
        while _folded(name) in self._taken:
            self._next[folded] = self._next.get(folded, 1) + 1
            name = f"{stem}-{self._next[folded]}"
        self._taken.add(_folded(name))
        return name + self._suffix


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
