"""Export many pages: what fails is told and the rest goes on; progress while a person watches, a summary at the end."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from reader.cli import output
from reader.export.exporter import Exporter, Options
from reader.export.names import Names, safe_stem
from reader.localization import mark, reason_of, translate
from reader.model.document import Document
from reader.model.errors import ReaderError, TargetError
from reader.sources import check_target, open_atomically


class Job(NamedTuple):
    """What is to be written: ``target`` is a folder, or a file, or None for standard output.

    ``together``: all pages in one file.
    """

    sources: tuple[str, ...]
    exporter: Exporter
    target: Path | None
    in_folder: bool
    together: bool
    overwrite: bool


def carry_out(job: Job, read: Callable[[str], Document], options: Options) -> int:
    """Export every page; returns the exit code."""
    if job.target and job.in_folder:
        _make_folder(job.target)
    elif job.target:
        _check_file(job, job.target)
    pages = _Pages(job.sources, read)
    if job.together:
        _write_together(job, pages, options)
    else:
        _write_apart(job, pages, options)
    if len(job.sources) > 1:
        done = len(job.sources) - pages.failed
        told = translate("{done} of {count} pages exported", done=done, count=len(job.sources))
        if job.target and done:
            told = translate("{told} to {target!r}", told=told, target=str(job.target))
        output.tell(told)
    return 1 if pages.failed else 0


class _Pages:
    """The pages, read one after the other; ``failed`` counts those that something went wrong with."""

    def __init__(self, sources: Sequence[str], read: Callable[[str], Document]) -> None:
        self.failed = 0
        self._sources, self._read = sources, read

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        for index, source in enumerate(self._sources):
            output.progress(index, len(self._sources), source)
            document = None
            with self.guard(source):
                document = self._read(source)
            if document is not None:
                _tell_doubt(source, document)
                yield source, document
        output.progress(len(self._sources), len(self._sources))

    @contextmanager
    def guard(self, source: str) -> Iterator[None]:
        """Whatever goes wrong inside with ``source`` is told and counted; a fault of a single page is the caller's."""
        try:
            yield
        except ReaderError as error:
            self.failed += 1
            output.complain(str(error))
        except Exception as error:
            if len(self._sources) == 1 or output.wants_traceback():
                raise
            self.failed += 1
            output.complain(f"{source}: {output.fault(error)}")


def _tell_doubt(source: str, document: Document) -> None:
    if document.doubt:
        output.tell(
            translate(
                "{source}: the article is doubtful, {doubt}; 'reader explain' shows what was left out",
                source=source,
                doubt=_doubt(document.doubt),
            )
        )


def _doubt(told: str) -> str:
    """The doubt of a document, which is in English as all of it, in the language of the person."""
    share = re.search(r"\d+%", told)
    sentence = mark("as much as {share} of its length may be wrongly kept or dropped")
    return translate(sentence, share=share[0]) if share and sentence.format(share=share[0]) == told else told


def _write_apart(job: Job, pages: _Pages, options: Options) -> None:
    names = Names(job.exporter.suffix)
    for source, document in pages:
        with pages.guard(source):
            target = job.target
            if target and job.in_folder:
                target = target / names.take(_stem(document, source))
                _check_file(job, target)
            _write(job, target, [document], options)


def _write_together(job: Job, pages: _Pages, options: Options) -> None:
    """One file for all pages that can be read; none when there is no such page."""
    each = iter(pages)
    first = next(each, None)
    if first is None:
        return
    target = job.target
    if target and job.in_folder:
        stem = safe_stem(options.title) if options.title else _stem(first[1], first[0])
        target = target / (stem + job.exporter.suffix)
        _check_file(job, target)
    _write(job, target, (document for _, document in chain([first], each)), options)


def _write(job: Job, target: Path | None, documents: Iterable[Document], options: Options) -> None:
    if target:
        with open_atomically(target, overwrite=job.overwrite) as file:
            job.exporter.write(documents, file, options)
        return
    held = BytesIO()
    job.exporter.write(documents, held, options)
    output.emit_bytes(held.getvalue())


def _stem(document: Document, source: str) -> str:
    otherwise = "page" if source == output.STDIN else safe_stem(PurePath(source).stem)
    return safe_stem(document.title.current, otherwise)


def _check_file(job: Job, target: Path) -> None:
    """That ``target`` may be written. Raises TargetError."""
    check_target(target, overwrite=job.overwrite or _is_a_source(job, target))
    if _is_a_source(job, target):
        raise TargetError(
            translate(
                "{target!r} is the page itself; choose another place with -o, so that nothing is lost",
                target=str(target),
            )
        )


def _is_a_source(job: Job, target: Path) -> bool:
    return target.is_file() and _identity(target) in _identities(job.sources)


@cache
def _identities(sources: tuple[str, ...]) -> frozenset[tuple[int, int]]:
    return frozenset(_identity(Path(source)) for source in sources if Path(source).is_file())


def _identity(path: Path) -> tuple[int, int]:
    """What tells a file from all others, whatever it is called."""
    status = path.stat()
    return status.st_dev, status.st_ino


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise TargetError(
            translate(
                "can't make the folder {folder!r}: {reason}; choose another with -o", folder=str(folder), reason=reason
            )
        ) from error
