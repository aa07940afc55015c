"""What an exporter is; other packages add theirs by the entry points of the group ``reader.exporters``.

An entry point leads to an `Exporter`. Its ``home`` names a function ``(documents, file, options)``, imported when the
format is asked for:

    [project.entry-points."reader.exporters"]
    docx = "reader_docx:EXPORTER"
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, NamedTuple, cast

from reader.localization import translate
from reader.model.choices import GlossPolicy, LinkPolicy, Vocabulary
from reader.model.document import Document
from reader.model.errors import PluginError
from reader.model.escape import printable
from reader.model.ports import FindEdits, FindEntry, FindReadings, FindSense, nothing_found, nothing_known

#: The group of entry points.
EXPORTERS = "reader.exporters"


class Options(NamedTuple):
    """What an exporter may be told; it takes what concerns it.

    ``width``: cells a line of text, 0 for lines as long as their paragraph. ``bom``: a byte order mark before CSV and
    TSV, which spreadsheets want. ``title``: of a book. ``entry`` and ``sense`` find what terms and words mean;
    ``vocabulary`` says which of the two go into cards and tables. ``simplify`` brings text into simplified script,
    ``readings`` tells how its words are read. ``links`` says what becomes of the page's links.
    """

    gloss: GlossPolicy = GlossPolicy.NONE
    width: int = 0
    bom: bool = False
    title: str = ""
    vocabulary: Vocabulary = Vocabulary.ALL
    entry: FindEntry = nothing_known
    sense: FindSense = nothing_known
    simplify: FindEdits = nothing_found
    readings: FindReadings = nothing_found
    links: LinkPolicy = LinkPolicy.INLINE


#: Writes documents to a file that is open for bytes. Documents come one by one, so that a thousand need no memory.
Write = Callable[[Iterable[Document], BinaryIO, Options], None]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: what ``--to`` calls it, the ending of its files, and where its `Write` function is (module:name).

    ``collects``: several pages may share a file; others get one document. ``words``: it looks at tokens. ``binary``:
    nothing for a terminal. ``gloss`` and ``links``: where they stand when the reader doesn't say. ``readings``: it
    tells how words are read, asked or not.
    """

    name: str
    suffix: str
    home: str
    collects: bool = False
    words: bool = False
    binary: bool = False
    gloss: GlossPolicy = GlossPolicy.NONE
    readings: bool = False
    links: LinkPolicy = LinkPolicy.INLINE

    def write(self, documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
        """Write ``documents`` to ``file``. Raises ReaderError."""
        self._function()(documents, file, options)

    def _function(self) -> Write:
        module, _, name = self.home.partition(":")
        try:
            return cast("Write", getattr(import_module(module), name))
        except (ImportError, AttributeError) as error:
            what = f"the format {self.name!r} can't be loaded ({error})"
            raise PluginError(translate("{what}; install or update the package that brings it", what=what)) from error


def utf8(text: str) -> bytes:
    """``text`` as bytes, what a terminal would obey made visible: files end up on terminals too."""
    return printable(text).encode()
