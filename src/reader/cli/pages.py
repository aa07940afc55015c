"""Opening a page that a command line names, and telling how it was come by."""

import argparse
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.cli import output
from reader.localization import translate as _

if TYPE_CHECKING:
    from reader.model.document import Source

_SHOWN = 60  # characters of an address, so that the line fits


def open_source(name: str, arguments: argparse.Namespace) -> "Source":
    """The bytes of a page, under what the options say of it; redirects are told. Raises SourceError."""
    from reader.cli.opening import page_of
    from reader.sources import is_address, sample

    with output.waiting(f"fetching {name[:_SHOWN]} …" if is_address(name) else ""):
        source = page_of(name) if name else sample()
    for before, after in pairwise((*source.hops, source.address)):
        bare = before.startswith("https:") and after.startswith("http:")
        told = _("redirected: {before} → {after}", before=before, after=after)
        output.tell(told + _(" (from here on unencrypted)") * bare)
    media = getattr(arguments, "media", None) or source.media
    return replace(source, address=getattr(arguments, "address", None) or source.address, media=media)
