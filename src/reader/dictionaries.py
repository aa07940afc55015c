"""The dictionaries there are: what comes with Reader, what a person imported, what other packages add.

Each is one SQLite file. Imported ones are kept in the folder of the person's data; the others are made in the cache
when they are first asked, and again when they are damaged or outdated. Which are asked, and in what order, stands in
dictionaries.json beside the imported ones.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from reader import plugins
from reader.lexicon.dictionary import cedict, index
from reader.lexicon.dictionary.store import Store
from reader.model.errors import DictionaryError
from reader.model.word import Record
from reader.sources import make_file, user_cache, user_data, write_atomically

if TYPE_CHECKING:
    from reader.model.ports import Dictionary

#: Told when a dictionary is made: its name, and how many entries are in it so far (0: it begins).
Progress = Callable[[str, int], None]

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")
_NO_NAME = re.compile(r"[^a-z0-9]+")


class Listed(NamedTuple):
    """A dictionary, and whether it is asked. ``origin``: shipped, imported or plugin."""

    name: str
    origin: str
    on: bool


def _quietly(_name: str, _count: int) -> None:
    """Nobody watches."""


def listed() -> tuple[Listed, ...]:
    """All dictionaries, in the order in which they are asked. Raises DictionaryError for a broken list."""
    origins = dict.fromkeys(plugins.names(plugins.DICTIONARIES), "plugin")
    origins |= {path.stem: "imported" for path in sorted(_imported_folder().glob("*.sqlite"))}
    origins = {cedict.NAME: origins.pop(cedict.NAME, "shipped"), **origins}
    order, off = _choices()
    names = sorted(origins, key=lambda name: order.index(name) if name in order else len(order))
    return tuple(Listed(name, origins[name], name not in off) for name in names)


def opened(progress: Progress = _quietly) -> tuple[Store, ...]:
    """Those that are asked, in order; one that is not made yet is made now. Raises DictionaryError, PluginError."""
    return tuple(open_one(one, progress) for one in listed() if one.on)


def open_one(one: Listed, progress: Progress = _quietly) -> Store:
    """One of them."""
    if one.origin == "imported":
        return Store(one.name, _imported_folder() / f"{one.name}.sqlite")
    if one.origin == "shipped":
        return _cached(one.name, cedict.edition(), _unpack, progress)
    off = frozenset(plugins.names(plugins.DICTIONARIES)) - {one.name}
    added: Dictionary = plugins.load(plugins.DICTIONARIES, without=off)[one.name]

    def make(path: Path) -> None:
        about = {"title": one.name, "edition": added.edition}
        _fill(path, added.records(), about, lambda count: progress(one.name, count))

    return _cached(f"plugin-{_slug(one.name)}", added.edition, make, progress)


def shipped_dictionary() -> Store:
    """CC-CEDICT, whether it is asked for words or not. Raises DictionaryError."""
    return open_one(Listed(cedict.NAME, "shipped", on=True))


def add(file: str, name: str = "", progress: Progress = _quietly) -> tuple[str, int]:
    """Import a file, in place of an imported dictionary of the same name; its name, and how many entries it has.

    Raises DictionaryError, SourceError; what was there before stays then.
    """
    from reader.lexicon.dictionary.formats import parse
    from reader.sources import open_binary

    if name and not _NAME.fullmatch(name):
        raise DictionaryError(f"{name!r} is no name for a dictionary; use small letters, digits and hyphens")
    source = Path(file)

    def beside(ending: str) -> BinaryIO:
        return open_binary(str(source.with_suffix(ending)))

    with open_binary(file) as data:
        parsed = parse(source.name, data, beside)
        name = name or parsed.name or _slug(source.stem) or "imported"
        target = _imported_folder() / f"{name}.sqlite"
        counted = 0

        def make(path: Path) -> None:
            nonlocal counted
            counted = _fill(path, parsed.records, parsed.about, lambda count: progress(name, count))

        progress(name, 0)
        try:
            make_file(target, make)
        except (OSError, sqlite3.Error) as error:
            raise DictionaryError(f"can't keep the dictionary in {target.parent} ({error}); free some space") from error
    return name, counted


def remove(name: str) -> None:
    """Take out an imported dictionary. Raises DictionaryError."""
    one = _named(name)
    if one.origin != "imported":
        raise DictionaryError(f"{name!r} was not imported; 'reader dictionary off {name}' leaves it unasked")
    (_imported_folder() / f"{name}.sqlite").unlink()


def switch(name: str, *, on: bool) -> None:
    """Ask a dictionary from now on, or don't. Raises DictionaryError."""
    _named(name)
    order, off = _choices()
    _choose(order, [*(other for other in off if other != name), *([] if on else [name])])


def arrange(names: Sequence[str]) -> None:
    """Ask ``names`` first, in this order, and the others after them. Raises DictionaryError."""
    for name in names:
        _named(name)
    others = [one.name for one in listed() if one.name not in names]
    _choose([*dict.fromkeys(names), *others], _choices()[1])


def _named(name: str) -> Listed:
    from difflib import get_close_matches

    known = listed()
    for one in known:
        if one.name == name:
            return one
    near = get_close_matches(name, [one.name for one in known], n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(one.name for one in known)}"
    raise DictionaryError(f"there is no dictionary {name!r}; {remedy}")


def _cached(name: str, edition: str, make: Callable[[Path], None], progress: Progress) -> Store:
    """A dictionary of the cache. Its file names its edition, so that another edition is another file."""
    folder = user_cache() / "indexes"
    target = folder / f"{name}-{_slug(edition)}-{index.VERSION}.sqlite"

    def made() -> Path:
        progress(name, 0)
        try:
            make_file(target, make)
        except (OSError, sqlite3.Error):
            return _made_for_now(make)
        for other in folder.glob(f"{name}-*.sqlite"):
            if other != target:
                with suppress(OSError):  # another process may have it open
                    other.unlink()
        return target

    return Store(name, target, made)


def _made_for_now(make: Callable[[Path], None]) -> Path:
    """A file for this process alone, where there is no cache to write to."""
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="reader-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "made.sqlite"
    try:
        make(path)
    except (OSError, sqlite3.Error) as error:
        raise DictionaryError(f"the dictionary can't be made ({error}); look whether the disk is full") from error
    return path


def _unpack(path: Path) -> None:
    path.write_bytes(cedict.packed())
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        index.finish(connection)
    finally:
        connection.close()


def _fill(path: Path, records: Iterable[Record], about: dict[str, str], progress: index.Progress) -> int:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        count = index.fill(connection, records, about, cedict.frequencies(), progress)
        index.finish(connection)
    finally:
        connection.close()
    return count


def _imported_folder() -> Path:
    return user_data() / "dictionaries"


def _choices() -> tuple[list[str], list[str]]:
    """The order, and those that are off."""
    import json

    path = user_data() / "dictionaries.json"
    try:
        told = json.loads(path.read_bytes())
        return [str(name) for name in told["order"]], [str(name) for name in told["off"]]
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DictionaryError(
            f"{path} can't be read ({error}); delete it, and choose your dictionaries again"
        ) from error


def _choose(order: list[str], off: list[str]) -> None:
    import json

    folder = user_data()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DictionaryError(f"can't make the folder {folder} ({error}); make it yourself") from error
    write_atomically(folder / "dictionaries.json", json.dumps({"order": order, "off": off}, indent=2) + "\n")


def _slug(text: str) -> str:
    return _NO_NAME.sub("-", text.lower()).strip("-")[:40]
