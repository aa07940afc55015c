"""``reader glossary add`` and ``edit``: a person's own entries."""

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.model.errors import GlossaryError, ReaderError, UsageError

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry

_EDITOR = "notepad" if os.name == "nt" else "vi"
#: Editors that take +LINE before a file's name.
_TAKE_LINES = frozenset({"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne"})


def add_actions(actions: Any) -> None:
    """The two actions."""
    adding = actions.add_parser("add", help="add an entry to your own glossary")
    adding.add_argument("term", metavar="TERM", help="the headword")
    _add_fields(adding)
    adding.set_defaults(action=_add)
    editing = actions.add_parser("edit", help="change an entry of your own glossary, here or in your editor")
    editing.add_argument("term", nargs="?", metavar="TERM", help="left out: the whole file, in your editor")
    _add_fields(editing)
    editing.set_defaults(action=_edit)


def _add_fields(parser: argparse.ArgumentParser) -> None:
    several: dict[str, Any] = {"action": "append", "default": None, "metavar": "NAME"}
    parser.add_argument("--expansion", metavar="TEXT", help="what an acronym stands for")
    parser.add_argument("--chinese", **several, help="a Chinese name, simplified; again for more")
    parser.add_argument("--alias", dest="aliases", **several, help="another name, in either language or script")
    parser.add_argument("--unmarked", **several, help="a name to be found, and not marked on pages")
    parser.add_argument("--category", metavar="CATEGORY", help="such as training, hardware or models; default: other")
    parser.add_argument("--en", metavar="TEXT", help="a definition in English")
    parser.add_argument("--zh", metavar="TEXT", help="a definition in Chinese")
    parser.add_argument("--see", **several, help="the headword of a related entry")


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields that were given, as an entry has them."""
    from reader.lexicon.files import LISTS, TEXTS

    values = {key: getattr(arguments, key) for key in TEXTS + LISTS if key != "term"}
    return {
        key: " ".join(value.split()) if key in TEXTS else tuple(name.strip() for name in value if name.strip())
        for key, value in values.items()
        if value is not None
    }


def _add(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from reader.face import load_shipped
    from reader.lexicon.entry import Entry
    from reader.lexicon.merge import gist, plan
    from reader.lexicon.written import fold, with_entries
    from reader.own import rewrite
    from reader.sources import user_glossary

    term = " ".join(arguments.term.split())
    theirs = load_shipped().entry(fold(term))
    entry = replace(theirs or Entry(term), term=term, **_given(arguments))
    own = user_glossary()

    def change(text: str) -> str:
        before = _parsed(own, text)
        conflicts = plan(before, [_sound(entry)]).unsolved
        if conflicts:
            held = conflicts[0]
            remedy = f"change it with: reader glossary edit {shlex.quote(held.own.term)}"
            raise GlossaryError(f"{own}:{held.own.line}: {held.name!r} is there already, as {gist(held.own)}; {remedy}")
        return with_entries(str(own), text, [entry])

    if rewrite(own, change):
        output.tell(f"{entry.term!r} is in {str(own)!r}")
        if theirs:
            output.tell(
                f"what you left out is as in Reader's own entry, {gist(theirs)}; 'reader glossary edit' changes it"
            )
    else:
        output.tell(f"{entry.term!r} was in {str(own)!r} already, just so")
    return 0


def _edit(arguments: argparse.Namespace) -> int:
    given = _given(arguments)
    if not given:
        return _in_editor(arguments.term)
    if arguments.term is None:
        raise UsageError("name the entry whose fields you set; 'reader glossary edit TERM --en …'")
    from dataclasses import replace

    from reader.lexicon.written import with_entries
    from reader.own import rewrite
    from reader.sources import user_glossary

    own = user_glossary()

    def change(text: str) -> str:
        entry = _sound(replace(_own_or_shipped(own, text, arguments.term), **given))
        return with_entries(str(own), text, [entry])

    changed = rewrite(own, change)
    output.tell(f"{arguments.term!r} {'is changed' if changed else 'was just so'} in {str(own)!r}")
    return 0


def _sound(entry: "Entry") -> "Entry":
    from reader.lexicon.written import checked

    problems = checked(entry)
    if problems:
        raise GlossaryError(f"{entry.term!r}: {problems[0].message}")
    return entry


def _parsed(own: Path, text: str) -> "tuple[Entry, ...]":
    from reader.lexicon.files import load

    return load(str(own), text.encode())


def _own_or_shipped(own: Path, text: str, term: str) -> "Entry":
    """The entry with this headword: the own one, else the shipped one, of which the own file gets a copy."""
    from reader.face import load_shipped
    from reader.lexicon.glossary import Glossary

    mine = Glossary(_parsed(own, text)).entry(term)
    entry = mine or load_shipped().entry(term)
    if entry is None:
        raise GlossaryError(f"{term!r} is in no glossary; add it with 'reader glossary add'")
    return entry


def _in_editor(term: str | None) -> int:
    """The file in the person's editor; taken over when it is sound, kept aside when it isn't."""
    from reader.lexicon.files import check, parse
    from reader.lexicon.written import with_entries
    from reader.own import rewrite
    from reader.sources import shipped, user_glossary

    own = user_glossary()
    known, _ = parse("glossary.yaml", shipped("glossary.yaml"))

    def change(before: str) -> str:
        text = with_entries(str(own), before, [_own_or_shipped(own, before, term)]) if term else before
        while True:
            text = _edited(text, _line(text, term))
            entries, problems = parse(str(own), text.encode())
            problems = (*problems, *check(entries, known))
            if not problems:
                return text
            for problem in sorted(problems, key=lambda each: each.line):
                output.tell(str(problem))
            if not _again():
                raise GlossaryError(f"nothing was changed; your edits are in {str(_aside(own, text))!r}")

    changed = rewrite(own, change)
    output.tell(
        f"{str(own)!r} {'is changed; the version before is beside it, as .bak' if changed else 'stays as it was'}"
    )
    return 0


def _line(text: str, term: str | None) -> int:
    from reader.lexicon.files import parse
    from reader.lexicon.glossary import Glossary

    entry = Glossary(parse("", text.encode())[0]).entry(term) if term else None
    return entry.line if entry else 1


def _edited(text: str, line: int) -> str:
    """``text`` as the editor leaves it. Raises ReaderError when there is none, or when it fails."""
    import subprocess
    import tempfile

    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or _EDITOR)
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        file = Path(folder) / "glossary.yaml"
        file.write_text(text, "utf8")
        place = [f"+{line}"] if Path(command[0]).name in _TAKE_LINES else []
        try:
            code = subprocess.run([*command, *place, str(file)], check=False).returncode  # noqa: S603 - the person's choice
        except OSError as error:
            raise ReaderError(
                f"can't start the editor {command[0]!r}: {error.strerror}; set VISUAL or EDITOR"
            ) from error
        if code:
            raise ReaderError(f"the editor {command[0]!r} ended with {code}, and nothing was changed; try again")
        try:
            return file.read_text("utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise ReaderError(
                f"what the editor left can't be read: {error}; save as UTF-8, under the same name"
            ) from error


def _again() -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    output.tell("edit again? [Y/n]")
    return not sys.stdin.readline().strip().lower().startswith("n")


def _aside(own: Path, text: str) -> Path:
    from reader.sources import write_atomically

    rejected = own.with_name(own.name + ".rejected")
    write_atomically(rejected, text)
    return rejected
