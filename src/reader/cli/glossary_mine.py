"""``reader glossary mine``: candidates for a glossary, from pages."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.cli.options import add_glossary, add_json
from reader.cli.output import count
from reader.model.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.lexicon.mining import Candidate, Miner


def add_actions(actions: Any) -> None:
    """The action."""
    mining = actions.add_parser("mine", help="list names and words of pages that the glossary lacks")
    mining.add_argument("sources", nargs="+", metavar="SOURCE", help="pages or folders of pages; - for standard input")
    mining.add_argument("--top", type=int, default=50, metavar="N", help="the N weightiest (default 50; 0 for all)")
    mining.add_argument(
        "--least", type=int, default=2, metavar="N", help="Chinese words that stand N times (default 2)"
    )
    mining.add_argument("--kind", choices=("latin", "chinese"), help="one kind alone")
    mining.add_argument("--to", dest="format", choices=("text", "yaml"), default="text", help=argparse.SUPPRESS)
    mining.add_argument("--format", choices=("text", "yaml"), default="text", help="yaml: to review and import")
    mining.add_argument("-o", "--output", default=output.STDOUT, metavar="FILE", help="a file, or - (default)")
    add_glossary(mining)
    add_json(mining)
    mining.set_defaults(action=_mine)


def _mine(arguments: argparse.Namespace) -> int:
    if arguments.json and arguments.format == "yaml":
        raise UsageError("--json and --format yaml don't go together; choose one")
    from reader.face import load_glossary
    from reader.gather import gather
    from reader.lexicon.mining import Miner
    from reader.pipeline import Pipeline
    from reader.segment.words import background

    glossary = load_glossary(arguments.glossary)
    miner = Miner((name for entry in glossary.entries for name in entry.names), background())
    failures = _read_all(miner, Pipeline(glossary.terms()), gather(arguments.sources))
    found = [each for each in miner.candidates(arguments.least) if arguments.kind in (None, each.kind)]
    chosen = found[: arguments.top] if arguments.top > 0 else found
    _deliver(_shown(chosen, arguments), arguments.output)
    output.tell(f"{len(chosen):,} of {count(len(found), 'candidate', 'candidates')}")
    return 1 if failures else 0


def _read_all(miner: "Miner", pipeline: Any, pages: tuple[str, ...]) -> int:
    """Every page into the miner; how many could not be read."""
    from reader.sources import read_source

    failures = 0
    watched = sys.stderr is not None and sys.stderr.isatty() and len(pages) > 1
    for number, page in enumerate(pages, 1):
        if watched:
            sys.stderr.write(f"\r{number} of {len(pages)} pages")
            sys.stderr.flush()
        try:
            miner.add(pipeline.read(read_source(page)))
        except ReaderError as error:
            output.complain(str(error))
            failures += 1
    if watched:
        sys.stderr.write("\r\x1b[K")
    return failures


def _shown(found: "list[Candidate]", arguments: argparse.Namespace) -> str:
    if arguments.json:
        import json

        return json.dumps([each._asdict() for each in found], ensure_ascii=False, indent=2) + "\n"
    return "".join(map(_as_yaml if arguments.format == "yaml" else _as_text, found))


def _as_text(each: "Candidate") -> str:
    said = "  ".join(filter(None, (each.expansion, each.chinese)))
    pages = f" on {count(each.pages, 'page', 'pages')}" if each.pages > 1 else ""
    head = f"{each.term}  {count(each.times, 'time', 'times')}{pages}{f'  = {said}' if said else ''}"
    return "\n    ".join((head, *each.sentences)) + "\n"


def _as_yaml(each: "Candidate") -> str:
    """An entry to be completed; one of which nothing is told yet is refused by the import, with its line."""
    from reader.lexicon.entry import Entry
    from reader.lexicon.written import as_yaml

    entry = Entry(each.term, (each.chinese,) if each.chinese else (), expansion=each.expansion)
    told = "" if each.chinese or each.expansion else "  chinese: []\n"
    comments = "".join(f"# {sentence}\n" for sentence in each.sentences)
    return f"# {count(each.times, 'time', 'times')}\n{comments}{as_yaml(entry)}{told}\n"


def _deliver(text: str, target: str) -> None:
    from reader.sources import write_atomically

    if target == output.STDOUT:
        output.emit(text, end="")
    else:
        write_atomically(Path(target), text)
