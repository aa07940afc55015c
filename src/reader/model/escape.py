"""Page text made safe to show: what a terminal would obey becomes something that can be seen.

Control characters act on the terminal, bidirectional overrides reorder what stands around them (CVE-2021-42574),
lone surrogates can't be encoded at all.
"""

import re

#: C0 and C1 controls except tab and line feed, DEL, bidirectional embeddings, overrides and isolates, line and
#: paragraph separators, surrogates.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


def printable(text: str) -> str:
    r"""``text`` with every unsafe character made visible: ESC as ␛, U+202E as <202E>; tabs and line ends stay.

    >>> printable("\x1b[31mred\u202e")
    '␛[31mred<202E>'
    """
    return UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's control pictures
    return "␡" if code == 0x7F else f"<{code:04X}>"
