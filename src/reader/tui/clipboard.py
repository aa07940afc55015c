"""The clipboard: by the system's own program where there is one, and through the terminal (OSC 52)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.localization import translate as _
from reader.model.choices import Clipboard

_PATIENCE = 3  # seconds
#: Program and options, and the variable of the environment without which it has nobody to talk to.
_PROGRAMS = (
    (("wl-copy",), "WAYLAND_DISPLAY"),
    (("xclip", "-selection", "clipboard"), "DISPLAY"),
    (("xsel", "--clipboard", "--input"), "DISPLAY"),
    (("termux-clipboard-set",), "TERMUX_VERSION"),
)
#: Terminals that are known to take no text from programs, by a variable and how its value begins.
_DEAF = (("TERM_PROGRAM", "Apple_Terminal"), ("VTE_VERSION", ""), ("TERM", "linux"))


def program(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The system's program that takes text into the clipboard; empty where there is none."""
    if sys.platform == "darwin":
        return ("pbcopy",)
    if sys.platform == "win32":
        return ("clip",)
    found = (words for words, wanted in _PROGRAMS if environment.get(wanted) and shutil.which(words[0]))
    return next(found, ())


def hand_over(text: str, words: Sequence[str]) -> bool:
    """Give ``text`` to a program, and wait until it has it; whether it took it."""
    data = text.encode("utf-16" if words[0] == "clip" else "utf8", "replace")
    try:
        subprocess.run(  # noqa: S603 - one of the programs above
            words, input=data, check=True, timeout=_PATIENCE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


class Ways(NamedTuple):
    """How a text is to go: by a program (empty: by none), through the terminal; and what is to be said beside."""

    program: tuple[str, ...]
    terminal: bool
    hint: str = ""


def ways(how: Clipboard, environment: Mapping[str, str] = os.environ) -> Ways:
    """The ways that ``how`` asks for. From afar the system's clipboard is another machine's, and is left alone."""
    is_served = environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")
    distant = "SSH_CONNECTION" in environment or is_served
    words = program(environment) if how is Clipboard.SYSTEM or (how is Clipboard.AUTO and not distant) else ()
    if how is Clipboard.SYSTEM:
        return Ways(words, terminal=False, hint="" if words else _("no program takes it: install wl-copy or xclip"))
    deaf = not words and not is_served and is_deaf(environment)
    return Ways(words, terminal=True, hint=_("if it does not arrive: hold shift, and select it") if deaf else "")


def is_deaf(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is known to take no text from programs."""
    return any(name in environment and environment[name].startswith(value) for name, value in _DEAF)
