"""Words in and out of the library as a list that other programs read: one word a line, a tab, its status.

A list without a second column is of one status; lines that begin with # are comments. What spreadsheets would take
for a formula is kept as text by the tab-separated form and its quoting-free lines: no cell begins with = + - or @.
"""

from collections.abc import Iterable, Iterator, Mapping

from reader.library.schema import LONGEST
from reader.library.words import Meeting, Remembered
from reader.localization import translate as _
from reader.model.choices import WordStatus
from reader.model.errors import LibraryError

_FORMULA = ("=", "+", "-", "@")


def as_lines(words: Iterable[Remembered]) -> Iterator[str]:
    """The words as lines without line ends."""
    for word in words:
        guard = "'" if word.name[0] in _FORMULA else ""
        yield f"{guard}{word.name}\t{word.status or ''}\t{word.changed or ''}"


def with_sentences(
    words: Iterable[Remembered], meetings: Iterable[Meeting], titles: Mapping[int, str]
) -> Iterator[str]:
    """The words as `as_lines` has them, with a line for each sentence: the sentence and its document's title behind it.

    A word that was met nowhere has one line without. What a spreadsheet would take for a formula is text.
    """
    met: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        met.setdefault(meeting.word, []).append(meeting)
    for word, line in ((word, next(as_lines([word]))) for word in words):
        if word.name not in met:
            yield line
        for each in met.get(word.name, ()):
            yield "\t".join((line, _cell(each.sentence), _cell(titles.get(each.document, ""))))


def _cell(text: str) -> str:
    cell = " ".join(text.split())
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def from_lines(name: str, lines: Iterable[str], status: WordStatus, now: int) -> Iterator[tuple[str, WordStatus, int]]:
    """The words of a list; those without a status of their own get ``status``. Raises LibraryError: file and line."""
    for number, line in enumerate(lines, 1):
        word, *rest = (cell.strip() for cell in line.strip("\ufeff\r\n").split("\t"))
        if not word or word.startswith("#"):
            continue
        if len(word) > LONGEST:
            raise LibraryError(
                _(
                    "{name}:{number}: a word of {count} characters; give one word a line",
                    name=name,
                    number=number,
                    count=len(word),
                )
            )
        if word.startswith("'") and word[1:2] in ("=", "+", "-", "@"):
            word = word[1:]
        yield word, _status(name, number, rest, status), _changed(rest, now)


def _status(name: str, number: int, rest: list[str], status: WordStatus) -> WordStatus:
    if not rest or not rest[0]:
        return status
    try:
        return WordStatus(rest[0].lower())
    except ValueError:
        choices = ", ".join(WordStatus)
        raise LibraryError(
            _(
                "{name}:{number}: {rest!r} is no status; the second column is {choices}",
                name=name,
                number=number,
                rest=rest[0],
                choices=choices,
            )
        ) from None


def _changed(rest: list[str], now: int) -> int:
    told = rest[1] if len(rest) > 1 else ""
    return min(int(told), now) if told.isascii() and told.isdigit() and len(told) < 16 else now
