"""The clipboard, asked by the platform's own commands."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.localization import reason_of
from reader.localization import translate as _
from reader.model.errors import SourceError

_PATIENCE = 10  # seconds; an owner of the selection may be asked, and hang


class _Command(NamedTuple):
    """A command that writes the clipboard's text to standard output, in ``encoding``."""

    words: tuple[str, ...]
    encoding: str = "utf-8"


_WAYLAND = _Command(("wl-paste", "--no-newline"))
_X = (_Command(("xclip", "-selection", "clipboard", "-out")), _Command(("xsel", "--clipboard", "--output")))
_MAC = _Command(("pbpaste", "-Prefer", "txt"))
#: PowerShell writes in the code page of the console unless it is told otherwise.
_WINDOWS = tuple(
    _Command(
        (
            *(name, "-NoProfile", "-NonInteractive", "-Command"),
            "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw",
        ),
        "utf-8-sig",
    )
    for name in ("powershell.exe", "pwsh.exe")
)
_ANDROID = _Command(("termux-clipboard-get",))


def read_clipboard() -> bytes:
    """The text on the clipboard, as UTF-8. Raises SourceError when there is no way to it, or nothing on it."""
    command = next((each for each in _commands(sys.platform, os.environ) if shutil.which(each.words[0])), None)
    if command is None:
        remedy = _("install wl-clipboard, xclip or xsel, or pipe the text in: reader -")
        raise SourceError(_("there is no command here that reads the clipboard; {remedy}", remedy=remedy))
    name = command.words[0]
    try:
        done = subprocess.run(command.words, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        raise SourceError(
            _(
                "{name} got no answer from the clipboard in {patience} s; copy the text again",
                name=name,
                patience=_PATIENCE,
            )
        ) from None
    except OSError as error:
        raise SourceError(
            _("{name} can't be started: {strerror}; pipe the text in: reader -", name=name, strerror=reason_of(error))
        ) from error
    if not done.stdout.strip():
        why = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise SourceError(
            _("there is no text on the clipboard{why}; copy some first", why=f" ({name}: {why})" if why else "")
        )
    return done.stdout.decode(command.encoding, "replace").encode()


def _commands(platform: str, environment: Mapping[str, str]) -> Iterator[_Command]:
    """What may read the clipboard on this platform, the likeliest first."""
    if platform == "darwin":
        yield _MAC
    elif platform == "win32":
        yield from _WINDOWS
    elif "TERMUX_VERSION" in environment:
        yield _ANDROID
    else:
        if environment.get("WAYLAND_DISPLAY"):
            yield _WAYLAND
        if environment.get("DISPLAY"):
            yield from _X
        if environment.get("WSL_DISTRO_NAME"):
            yield from _WINDOWS
