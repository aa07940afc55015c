"""What you have read, and what you left in it: list, search, show, add, remove, export, import, check."""

import argparse
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.cli.opening import LIBRARY, number_of, opened_library, page_of
from reader.cli.options import add_json, add_overwrite
from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.model.choices import Cleaning
from reader.model.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.library.documents import Record
    from reader.library.index import Found
    from reader.library.library import Library
    from reader.model.document import Document, Source
    from reader.pipeline import Pipeline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader library`` with its actions."""
    actions = parser.add_subparsers(metavar="ACTION", parser_class=type(parser))
    parser.set_defaults(action=_list, json=False)
    listing = actions.add_parser("list", help="what you have read, the latest first (also without an action)")
    add_json(listing)
    listing.set_defaults(action=_list)
    searching = actions.add_parser("search", help="find text in all of it: 训练数据, 訓練數據, xlsj, or English")
    searching.add_argument("query", nargs="+", metavar="QUERY", help='words; "in quotation marks" as a whole')
    searching.add_argument("--most", type=int, default=20, metavar="N", help="documents; default 20")
    add_json(searching)
    searching.set_defaults(action=_search)
    showing = actions.add_parser("show", help="what is known of a document, with its marks, highlights and notes")
    showing.add_argument("number", metavar="NUMBER")
    add_json(showing)
    showing.set_defaults(action=_show)
    adding = actions.add_parser("add", help="put pages or folders in without reading them")
    adding.add_argument("sources", nargs="+", metavar="SOURCE")
    adding.set_defaults(action=_add)
    removing = actions.add_parser("remove", help="forget documents, with all that you left in them")
    removing.add_argument("numbers", nargs="+", metavar="NUMBER")
    removing.set_defaults(action=_remove)
    exporting = actions.add_parser("export", help="everything, pages too, as one file")
    exporting.add_argument("file", metavar="FILE", help="such as library.zip")
    add_overwrite(exporting)
    exporting.set_defaults(action=_export)
    importing = actions.add_parser("import", help="take in such a file; what was changed last wins")
    importing.add_argument("file", metavar="FILE")
    importing.add_argument("--restore", action="store_true", help="also what was removed here")
    importing.set_defaults(action=_import)
    actions.add_parser("path", help="where it is").set_defaults(action=_path)
    actions.add_parser("check", help="whether it is sound, and what it holds").set_defaults(action=_check)


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    with opened_library() as library:
        code: int = arguments.action(arguments, library)
    return code


def _list(arguments: argparse.Namespace, library: "Library") -> int:
    records = library.documents.all()
    if arguments.json:
        _emit_json([_plain(record) for record in records])
    elif records:
        output.emit("\n".join(map(_line, records)))
    else:
        output.tell(_("nothing yet; 'reader read PAGE' reads a page, and 'reader library add PAGE' puts one in"))
    return 0


def _search(arguments: argparse.Namespace, library: "Library") -> int:
    from reader.face import load_glossary
    from reader.library.filling import fill

    query = " ".join(arguments.query)
    index = library.index()
    try:
        fill(library, index, _read, lambda done, count: output.progress(done, count, "indexing"))
        glossary = load_glossary()
        also = [name for entry in glossary.find(query).exact for name in (entry.term, entry.expansion, *entry.chinese)]
        found = index.search(query, [name for name in also if name], arguments.most)
    finally:
        index.close()
    if arguments.json:
        _emit_json([_plain_found(library, one) for one in found])
    elif found:
        output.emit("\n\n".join(_told(library, one) for one in found))
    else:
        count = len(library.documents.all())
        output.tell(
            _n("{query!r} is not in the one document", "{query!r} is in none of {count} documents", count, query=query)
        )
    return 0 if found else 1


def _read(source: "Source", force: bool = False) -> "Document":  # noqa: FBT001, FBT002  # as `fill` calls it
    return _stages().read(source, cleaning=Cleaning(force=force), words=False)


@cache
def _stages() -> "Pipeline":
    from reader.pipeline import Pipeline
    from reader.sites.teacher import load_rules

    return Pipeline((), load_rules())


def _show(arguments: argparse.Namespace, library: "Library") -> int:
    record = library.documents.get(number_of(arguments.number))
    parts = {
        "marks": [{"name": mark.name, "quote": mark.quote} for mark in library.marks.all(record.number)],
        "highlights": [{"colour": each.colour, "quote": each.quote} for each in library.highlights.all(record.number)],
        "notes": [{"body": note.body, "quote": note.quote} for note in library.notes.all(record.number)],
    }
    if arguments.json:
        _emit_json(_plain(record) | parts)
        return 0
    lines = [f"{name:9} {value}" for name, value in _plain(record).items() if value not in ("", None)]
    lines += [f"mark      {each['name'] or '·'}  {each['quote']}" for each in parts["marks"]]
    lines += [f"highlight {each['colour']}  {each['quote']}" for each in parts["highlights"]]
    lines += [f"note      {each['body']}" + f"  「{each['quote']}」" * bool(each["quote"]) for each in parts["notes"]]
    output.emit("\n".join(lines))
    return 0


def _add(arguments: argparse.Namespace, library: "Library") -> int:
    from reader.gather import gather

    failed, index = 0, library.index()
    sources = gather(arguments.sources)
    try:
        for done, name in enumerate(sources):
            output.progress(done, len(sources), name)
            try:
                source = page_of(name)
                document = _read(source)
                record = library.documents.open(source, document)
            except ReaderError as error:
                output.complain(str(error))
                failed += 1
                continue
            index.put(record.number, library.documents.hash_of(record.number), document)
        output.progress(len(sources), len(sources))
    finally:
        index.close()
    done = len(sources) - failed
    output.tell(_n("{count} page is in the library", "{count} pages are in the library", done))
    return 1 if failed else 0


def _remove(arguments: argparse.Namespace, library: "Library") -> int:
    numbers = [number_of(number) for number in arguments.numbers]
    records = [library.documents.get(number) for number in numbers]
    index = library.index()
    try:
        for record in records:
            library.documents.remove(record.number)
            index.remove(record.number)
    finally:
        index.close()
    output.tell(_n("{count} document forgotten", "{count} documents forgotten", len(records)))
    return 0


def _export(arguments: argparse.Namespace, library: "Library") -> int:
    from reader.sources import open_atomically

    if arguments.file == output.STDOUT:
        raise UsageError(_("an archive is nothing for a terminal or a pipe; name a file, such as library.zip"))
    with open_atomically(Path(arguments.file), overwrite=arguments.overwrite) as file:
        count = library.export(file)
    documents = output.count(count["document"], "document", "documents")
    output.tell(f"{documents} and {output.count(count['word'], 'word', 'words')} exported to {arguments.file!r}")
    return 0


def _import(arguments: argparse.Namespace, library: "Library") -> int:
    from reader.sources import open_binary

    with open_binary(arguments.file) as file:
        merged = library.take_in(arguments.file, file, restore=arguments.restore)
    for conflict in merged.conflicts:
        output.tell(conflict)
    told = [f"{output.count(number, table, f'{table}s')} new" for table, number in merged.added.items()]
    told += [f"{output.count(number, table, f'{table}s')} newer" for table, number in merged.changed.items()]
    output.tell(", ".join(told) or "nothing new")
    if merged.kept_away:
        what = output.count(merged.kept_away, "thing that was removed here stays", "things that were removed here stay")
        output.tell(f"{what} away; --restore brings them back")
    return 0


def _path(_: argparse.Namespace, library: "Library") -> int:
    output.emit(str(library.path))
    return 0


def _check(_arguments: argparse.Namespace, library: "Library") -> int:
    """Opening has examined the file already, and mended it if need be."""
    records, left = library.documents.all(), library.documents.left()
    absent = [record.number for record in records if record.kept and not library.documents.has_page(record.number)]
    marks, highlights, notes = (sum(each[part] for each in left.values()) for part in range(3))
    output.emit(
        f"{library.path}: sound; {output.count(len(records), 'document', 'documents')}, {marks} marks,"
        f" {highlights} highlights, {notes} notes, {output.count(len(library.words.all()), 'word', 'words')}"
    )
    for number in absent:
        told = _("the page of document {number} is lost or damaged; open it again from where it came", number=number)
        output.complain(told)
    return 1 if absent else 0


def _line(record: "Record") -> str:
    day = time.strftime("%Y-%m-%d", time.localtime(record.last / 1000))
    return f"{record.number}\t{day}\t{record.read:.0%}\t{record.title}\t{record.site or record.address or record.name}"


def _plain(record: "Record") -> dict[str, Any]:
    plain = record._asdict()
    del plain["anchor"]
    for moment in ("first", "last"):
        plain[moment] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(plain[moment] / 1000))
    return plain


def _told(library: "Library", found: "Found") -> str:
    record = library.documents.get(found.number)
    lines = [f"{LIBRARY}{found.number}  {record.title}"]
    lines += [f"  {hit.anchor.block + 1:>4}  {hit.snippet}" for hit in found.hits]
    if found.blocks > len(found.hits):
        lines.append(f"        … {found.blocks - len(found.hits)} more")
    return "\n".join(lines)


def _plain_found(library: "Library", found: "Found") -> dict[str, Any]:
    hits = [{"block": hit.anchor.block, "snippet": hit.snippet, "matches": hit.matches} for hit in found.hits]
    return {"number": found.number, "title": library.documents.get(found.number).title, "hits": hits}


def _emit_json(value: object) -> None:
    import json

    output.emit(json.dumps(value, ensure_ascii=False, indent=2))
