"""PDF: the HTML page, printed by a browser that is installed.

The browser gets a folder of its own for its profile and the page, a bound on its time, and no network: the page's
policy allows no request.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from reader.export.exporter import Options
from reader.export.html import html_page
from reader.localization import mark
from reader.localization import translate as _
from reader.model.document import Document
from reader.model.errors import TargetError

#: Names under which browsers that print without a window are found.
_COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge", "brave-browser",
)  # fmt: skip
#: Where macOS and Windows keep them; they are on no PATH there.
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
_LONGEST = 60.0  # seconds; a page of 3 MB takes about 10
_REMEDY = mark("export to .html and print it there")


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """Write each document as a PDF. Raises TargetError where no browser is found, or where it does not print."""
    browser = find_browser()
    file.writelines(print_page(browser, html_page(document, options)) for document in documents)


def find_browser() -> str:
    """The path of a browser. Raises TargetError, with the remedy, where there is none."""
    places = (os.path.expandvars(place) for place in _PLACES)
    found = chain((shutil.which(name) for name in _COMMANDS), (place for place in places if Path(place).is_file()))
    browser = next((path for path in found if path), None)
    if browser is None:
        raise TargetError(
            _(
                "PDF is printed by Chromium, Chrome or Edge, and none is installed; install one, or {remedy}",
                remedy=_(_REMEDY),
            )
        )
    return browser


def print_page(browser: str, html: str, longest: float = _LONGEST) -> bytes:
    """The page as a PDF; waits at most ``longest`` seconds. Raises TargetError."""
    with TemporaryDirectory(prefix="reader-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, printed = folder / "page.html", folder / "page.pdf"
        page.write_text(html, "utf8")
        said = _run([browser, *_switches(folder), f"--print-to-pdf={printed}", page.as_uri()], longest)
        if not printed.is_file() or not printed.stat().st_size:
            raise TargetError(
                _("{name} printed nothing{said}; {remedy}", name=Path(browser).name, said=said, remedy=_(_REMEDY))
            )
        return printed.read_bytes()


def _switches(folder: Path) -> Iterator[str]:
    yield from ("--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
    yield from ("--generate-pdf-document-outline", f"--user-data-dir={folder}")
    yield from (
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-sync",
        "--disable-component-update",
    )
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        yield "--no-sandbox"  # Chromium starts for root only without; the page's policy lets nothing foreign run


def _run(command: Sequence[str], longest: float) -> str:
    """Run a browser and all its children to their end; returns the last of what it said. Raises TargetError."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a browser that was found by name, and switches of our own
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TargetError(
            _("{command!r} can't be started: {reason}; {remedy}", command=command[0], reason=reason, remedy=_(_REMEDY))
        ) from error
    with process:
        try:
            told = process.communicate(timeout=longest)[1].decode(errors="replace").strip()
        except BaseException as error:
            _stop(process)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            name = Path(command[0]).name
            raise TargetError(
                _(
                    "{name} did not print the page within {longest:.0f} seconds; {remedy}",
                    name=name,
                    longest=longest,
                    remedy=_(_REMEDY),
                )
            ) from None
    return f" ({told.splitlines()[-1][:200]})" if told and process.returncode else ""


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the browser with the children that it started, which form a group."""
    import signal

    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
