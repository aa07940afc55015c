"""CSV, TSV and OmegaT's glossaries (UTF-8: source, target, comment, separated by tabs; no headings, no escapes).

A spreadsheet takes a cell that begins with = + - @ for a formula and runs it (OWASP, CSV injection). Such cells get an
apostrophe before them, which import takes away again.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from io import StringIO

from reader.lexicon.entry import OTHER, Entry
from reader.lexicon.exchange.formats import Read, Written, category_of
from reader.lexicon.files import LISTS, TEXTS
from reader.lexicon.written import fold
from reader.model.characters import contains_han
from reader.model.problem import Problem

_KEYS = ("term", "expansion", "chinese", "aliases", "unmarked", "category", "en", "zh", "see")
_MARK = "'"
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_LONGEST_CELL = 1 << 20  # characters
#: What others call our columns.
_COLUMNS = {
    "english": "term",
    "source": "term",
    "headword": "term",
    "target": "chinese",
    "translation": "chinese",
    "中文": "chinese",
    "definition": "en",
    "comment": "en",
    "note": "en",
    "alias": "aliases",
}


def write_csv(entries: Sequence[Entry]) -> Written:
    """With headings."""
    return Written(_table(entries, ",").encode())


def write_tsv(entries: Sequence[Entry]) -> Written:
    """The same, separated by tabs."""
    return Written(_table(entries, "\t").encode())


def read_csv(name: str, data: bytes) -> Read:
    """Comma or semicolon, as the headings have it."""
    text = _decoded(name, data)
    if isinstance(text, Problem):
        return Read((), (text,))
    first = text.partition("\n")[0]
    return _from_rows(name, text, ";" if first.count(";") > first.count(",") else ",")


def read_tsv(name: str, data: bytes) -> Read:
    """Separated by tabs."""
    text = _decoded(name, data)
    return Read((), (text,)) if isinstance(text, Problem) else _from_rows(name, text, "\t")


def write_omegat(entries: Sequence[Entry]) -> Written:
    """One line for each pair of an English and a Chinese name, with the English definition."""
    lines: list[str] = []
    alone: list[str] = []
    for entry in entries:
        pairs = [(entry.term, name) for name in entry.chinese if not entry.term.startswith("#")]
        lines += ("\t".join(" ".join(cell.split()) for cell in (*pair, entry.en)).rstrip("\t") for pair in pairs)
        if not pairs:
            alone.append(entry.term)
    losses = ["OmegaT's format holds headword, Chinese names and one definition; the rest is left out"]
    if alone:
        shown = ", ".join(alone[:5]) + (", …" if len(alone) > 5 else "")
        losses.append(f"{len(alone)} entries without a pair of names are left out: {shown}")
    return Written("".join(f"{line}\n" for line in lines).encode(), tuple(losses))


def read_omegat(name: str, data: bytes) -> Read:
    """Lines of one source are one entry, whose targets are its Chinese names."""
    text = _decoded(name, data)
    if isinstance(text, Problem):
        return Read((), (text,))
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        source, target, comment = [*(cell.strip() for cell in line.split("\t", 2)), "", ""][:3]
        if not source or not target:
            problems.append(Problem(name, number, "a line has source, tab, target; put a tab between the two names"))
            continue
        before = found.get(fold(source))
        if before:
            found[fold(source)] = replace(before, chinese=tuple(dict.fromkeys((*before.chinese, target))))
        else:
            english, chinese = ("", comment) if contains_han(comment) else (comment, "")
            found[fold(source)] = Entry(source, (target,), en=english, zh=chinese, source=name, line=number)
    return Read(tuple(found.values()), tuple(problems))


def _decoded(name: str, data: bytes) -> str | Problem:
    """UTF-8, or UTF-16 with its mark, as spreadsheets write Unicode text; line feeds at the ends of lines."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return Problem(name, data.count(b"\n", 0, error.start) + 1, "this is not UTF-8; save the file as UTF-8")


def _table(entries: Iterable[Entry], delimiter: str) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    writer.writerow(_KEYS)
    writer.writerows([_cell(entry, key) for key in _KEYS] for entry in entries)
    return out.getvalue()


def _cell(entry: Entry, key: str) -> str:
    value = getattr(entry, key)
    text: str = value if isinstance(value, str) else " | ".join(map(_escaped, value))
    return _MARK + text if _FORMULA.match(text) else text


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("|", "\\|")


def _names(cell: str) -> tuple[str, ...]:
    r"""The names of a cell: separated by |, unless a backslash stands before it.

    >>> _names(r"one | a\|b")
    ('one', 'a|b')
    """
    parts = re.findall(r"(?:\\.|[^|\\])+", cell)
    return tuple(name for part in parts if (name := re.sub(r"\\(.)", r"\1", part).strip()))


def _from_rows(name: str, text: str, delimiter: str) -> Read:
    rows, problems = _rows(name, text, delimiter)
    if not rows:
        return Read((), tuple(problems))
    headings, begin = _headings(name, rows[0][1], problems)
    entries = []
    for line, row in rows[begin:]:
        values = {key: cell.strip() for key, cell in zip(headings, row, strict=False) if key}
        if any(cell.strip() for cell in row[len(headings) :]):
            problems.append(
                Problem(name, line, f"a row has {len(headings)} cells; put quotes around a cell with commas")
            )
        elif any(values.values()):
            entries.append(_entry(name, line, values))
    return Read(tuple(entries), tuple(problems))


def _rows(name: str, text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    usual = csv.field_size_limit(_LONGEST_CELL)  # one for the whole process: dictionaries are read by the usual one
    table = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in table:
            rows.append((line, [cell[1:] if _GUARDED.match(cell) else cell for cell in row]))
            line = table.line_num + 1
    except csv.Error as error:
        return rows, [Problem(name, line, f"this row can't be read ({error}); check its quotes")]
    finally:
        csv.field_size_limit(usual)
    return [row for row in rows if any(row[1])], []


def _headings(name: str, row: list[str], problems: list[Problem]) -> tuple[list[str], int]:
    """Our keys for the columns ("" for one that is none of ours), and where the entries begin."""
    keys = [_COLUMNS.get(cell.strip().lower(), cell.strip().lower()) for cell in row]
    if "term" not in keys:
        return ["term", "chinese", "en"], 0
    for place, key in enumerate(keys):
        if key and key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"the columns are {', '.join(_KEYS)}"
            problems.append(Problem(name, 1, f"the column {row[place]!r} is left out; {remedy}"))
            keys[place] = ""
    return keys, 1


def _entry(name: str, line: int, values: dict[str, str]) -> Entry:
    texts = {key: " ".join(values.get(key, "").split()) for key in TEXTS}
    texts["category"] = category_of(texts["category"] or OTHER)
    lists = {key: _names(values.get(key, "")) for key in LISTS}
    return Entry(**texts, **lists, source=name, line=line)  # type: ignore[arg-type]
