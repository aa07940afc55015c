"""Gather the sentences of the interface into src/reader/locale/*/LC_MESSAGES/reader.po, and compile those to .mo.

    python tools/translations.py            # then translate what it lists, in the .po, and run it once more
    python tools/translations.py --check    # changes nothing; tells what is missing, stale or not compiled

Sentences are found where ``_``, ``_n`` and ``mark`` are called, and as the labels of the tables of keys. A
sentence that is no longer in the code leaves the catalogue with its translation.

The catalogue for Taiwan is made from the one in simplified Chinese by OpenCC, with Taiwan's own words; nobody edits it.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

SOURCE = Path(__file__).parents[1] / "src" / "reader"
LOCALE = SOURCE / "locale"
DOMAIN = "reader"
MADE_FROM = {"zh_TW": "zh_CN"}
#: What OpenCC's s2twp leaves that is said otherwise in Taiwan, or what it makes two words the same by.
TAIWAN = {
    "文本": "文字",
    "高亮": "醒目標示",
    "回車": "Enter",
    "訓練、訓練": "訓練、训练",
    "訓練資料、訓練資料": "訓練資料、训练数据",
    "滾動": "捲動",
    "站點": "網站",
}
#: Function → how many of its first arguments are sentences.
FUNCTIONS = {"_": 1, "translate": 1, "mark": 1, "_n": 2, "translate_count": 2}
#: Class → which argument of its rows is a sentence; reader.tui.bindings is a table of them.
ROWS = {"Key": 3}
_MADE = datetime(2026, 11, 27, tzinfo=UTC)  # the same bytes whenever they are made

Sentence = str | tuple[str, ...]


class _Catalogue(Catalog):
    """A catalogue that doesn't name the version of Babel, so that another one makes the same bytes."""

    @property  # type: ignore[misc]  # it is only read
    def mime_headers(self) -> list[tuple[str, str]]:
        """What stands in the head."""
        return [header for header in super().mime_headers if header[0] != "Generated-By"]


def sentences() -> list[Sentence]:
    """What stands in the code, each once; a pair has two forms."""
    trees = [(path, ast.parse(path.read_text("utf8"))) for path in sorted(SOURCE.rglob("*.py"))]
    calls = (node for _, tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    commands = (tree for path, tree in trees if path.parent.name == "cli")
    found = chain(chain.from_iterable(map(_of, calls)), chain.from_iterable(map(_of_command, commands)))
    return list(dict.fromkeys(sentence for sentence in found if sentence))


def _of_command(tree: ast.Module) -> Iterator[str]:
    """What the help of the command line says: the first line of a command's module, and what argparse is given."""
    if any(isinstance(node, ast.FunctionDef) and node.name == "add_arguments" for node in tree.body):
        yield (ast.get_docstring(tree) or "").partition("\n")[0]
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        is_group = isinstance(call.func, ast.Attribute) and call.func.attr == "add_argument_group"
        named = [each.value for each in call.keywords if each.arg in ("help", "description", "epilog")]
        for value in (*named, *(call.args if is_group else ())):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def _of(call: ast.Call) -> Iterator[Sentence]:
    """The sentences of a call. Babel's own extraction passes over calls inside calls, and inside f-strings."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    given = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    first, count = ROWS.get(name, 0), 1 if name in ROWS else FUNCTIONS.get(name, 0)
    texts = [text for text in given[first : first + count] if isinstance(text, str)]
    if count and len(texts) == count:
        yield texts[0] if count == 1 else tuple(texts)


def catalogues() -> Iterator[Path]:
    """The .po files; one that is made from another stands behind it."""
    yield from sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=DOMAIN)


def renewed(path: Path) -> Catalog:
    """The catalogue at ``path`` with the sentences of the code, no others, and the translations that it has."""
    language = path.parts[-3]
    old = read(LOCALE / MADE_FROM.get(language, language) / Path(*path.parts[-2:]))
    new = _Catalogue(
        locale=language,
        domain=DOMAIN,
        project="Reader",
        version="",
        msgid_bugs_address="",
        creation_date=_MADE,
        revision_date=_MADE,
        last_translator="The Reader authors",
        language_team="The Reader authors",
        header_comment="# Sentences of the interface. See tools/translations.py.",
        fuzzy=False,
    )
    for sentence in sentences():
        known = old.get(sentence)
        new.add(sentence, _said(known.string, language) if known and known.string else None)
    return new


def _said(forms: str | Sequence[str], language: str) -> str | tuple[str, ...]:
    """A translation, or its forms, as ``language`` says it."""
    if language not in MADE_FROM:
        return forms if isinstance(forms, str) else tuple(forms)
    return _taiwan(forms) if isinstance(forms, str) else tuple(map(_taiwan, forms))


def _taiwan(text: str) -> str:
    """Words, characters and quotation marks as in Taiwan; the names of fields stay."""
    text = re.sub(r"“([^“”\s][^“”]*)”", r"「\1」", _opencc().convert(text))
    return re.sub("|".join(TAIWAN), lambda found: TAIWAN[found[0]], text)


@cache
def _opencc() -> OpenCC:
    return OpenCC("s2twp")


def as_po(catalogue: Catalog) -> bytes:
    """As people edit it: sorted, without places in the code, so that changes of different people meet seldom."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0, no_location=True, sort_output=True)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """As the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def fields(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def problems(path: Path) -> Iterator[str]:
    """What is wrong with the catalogue at ``path``."""
    wanted = renewed(path)
    for message in wanted:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        if not all(forms):
            yield f"not translated: {ids[0]!r}"
        for form in filter(None, forms):
            if fields(form) != fields(ids[-1]):
                yield f"other fields in the translation of {ids[0]!r}: {form!r}"
    if path.read_bytes() != as_po(wanted):
        yield "not as the code has it; run python tools/translations.py"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != as_mo(wanted):
        yield "not compiled; run python tools/translations.py"


def main() -> int:
    """Renew and compile all catalogues, or check them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    only_check = parser.parse_args().check
    failed = False
    for path in catalogues():
        if not only_check:
            catalogue = renewed(path)
            path.write_bytes(as_po(catalogue))
            path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        for problem in problems(path):
            failed = True
            print(f"{path.parts[-3]}: {problem}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
