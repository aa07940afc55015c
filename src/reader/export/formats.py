"""The formats by name and by the ending of a file's name."""

from collections.abc import Callable
from pathlib import PurePath

from reader.model.choices import Format, GlossPolicy
from reader.model.document import Document
from reader.model.errors import FormatError

Exporter = Callable[[Document, GlossPolicy], str]


SUFFIXES = {Format.TEXT: ".txt", Format.MARKDOWN: ".md", Format.JSON: ".json"}


def format_of(name: str) -> Format:
    """The format that a file's name asks for. Raises FormatError."""
    suffix = PurePath(name).suffix.lower()
    for known, ending in SUFFIXES.items():
        if suffix == ending:
            return known
    what = f"{suffix!r} is no format that Reader writes" if suffix else f"{name!r} has no ending that tells the format"
    raise FormatError(f"{what}; name the file .txt, .md or .json, or say --to text, markdown or json")


def exporter(wanted: Format) -> Exporter:
    """The function that writes a format; the JSON library is loaded only for JSON."""
    if wanted is Format.JSON:
        from reader.export.json import export_json

        return export_json
    if wanted is Format.MARKDOWN:
        from reader.export.markdown import export_markdown

        return export_markdown
    from reader.export.text import export_text

    return export_text
