"""What the terminal tells of itself before the screen is its own: whether its ground is light."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from select import select
from time import monotonic

#: What is its background (OSC 11), and then what every terminal answers: who are you (DA1).
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_GROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_LAST = re.compile(rb"\x1b\[\?[0-9;]*c")
_PATIENCE = 0.3  # seconds; an emulator on this machine takes some milliseconds
_SILENT = frozenset(("", "dumb", "linux"))  # terminals that are asked nothing
_LIGHT_NUMBERS = frozenset(("7", "15"))  # of the sixteen colours
_MIDDLE = 0.5


def is_light(environment: Mapping[str, str] = os.environ) -> bool | None:
    """Whether the terminal's ground is light; None where it doesn't tell.

    It is not asked from afar (an answer that comes late would be taken for keys), nor where keys wait to be read.
    """
    if ground := environment.get("COLORFGBG", "").rpartition(";")[2]:  # rxvt, Konsole: "0;15"
        return ground in _LIGHT_NUMBERS
    distant = "SSH_CONNECTION" in environment or "NO_COLOR" in environment
    if distant or sys.platform == "win32" or environment.get("TERM", "") in _SILENT:
        return None
    try:
        with _raw_terminal() as terminal:
            return None if select([terminal], [], [], 0)[0] else is_light_ground(_asked(terminal))
    except OSError:
        return None


def is_light_ground(answer: bytes) -> bool | None:
    r"""Whether the colour in an answer to OSC 11 is light; None where there is none.

    >>> is_light_ground(b"\x1b]11;rgb:fbfb/f9f9/f4f4\x1b\\"), is_light_ground(b"\x1b]11;rgb:17/19/1d\x07")
    (True, False)
    """
    if (found := _GROUND.search(answer)) is None:
        return None
    red, green, blue = (int(part, 16) / float(16 ** len(part) - 1) for part in found.groups())
    return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue > _MIDDLE)


def _asked(terminal: int) -> bytes:
    os.write(terminal, _QUESTION)
    answer, until = b"", monotonic() + _PATIENCE
    while not _LAST.search(answer) and (left := until - monotonic()) > 0:
        if select([terminal], [], [], left)[0]:
            answer += os.read(terminal, 256)
    return answer


@contextmanager
def _raw_terminal() -> Iterator[int]:
    """The terminal, its answers neither shown nor kept back until a line end. Raises OSError where there is none."""
    import termios
    import tty

    terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    try:
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)
        try:
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except termios.error as error:
        raise OSError(*error.args) from error
    finally:
        os.close(terminal)
