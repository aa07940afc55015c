"""How a person wants words cut, in a file of theirs: ``大语言|模型`` cuts, ``微调`` alone on its line joins."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from reader.model.errors import SourceError
from reader.own import rewrite
from reader.sources import user_cuts

_BAR, _COMMENT = "|", "#"
LONGEST = 40  # characters of a text that is cut


class OwnCuts:
    """The file. What is written last wins, so that a cut that is put anew goes to its end."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or user_cuts()

    def read(self) -> dict[str, tuple[str, ...]]:
        """All cuts, by their text in simplified characters. Raises SourceError, with the line."""
        if not self._file.is_file():
            return {}
        try:
            text = self._file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SourceError(f"{str(self._file)!r} is not UTF-8; save the file as UTF-8") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SourceError(f"can't read {str(self._file)!r}: {reason}; check your rights to it") from None
        return dict(chain.from_iterable(self._cut(*numbered) for numbered in enumerate(text.splitlines(), 1)))

    def put(self, parts: Sequence[str]) -> None:
        """Cut so from now on (parts in simplified characters); one alone joins. Raises TargetError, SourceError."""
        rewrite(self._file, lambda text: _without(text, "".join(parts)) + _BAR.join(parts) + "\n")

    def forget(self, whole: str) -> None:
        """Leave ``whole`` to the segmenter again. Raises TargetError, SourceError."""
        rewrite(self._file, lambda text: _without(text, whole))

    def _cut(self, number: int, line: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        """The cut that a line holds, if it holds one."""
        parts = _parts(line)
        if not parts:
            return ()
        if not all(parts) or len("".join(parts)) > LONGEST:
            raise SourceError(
                f"{self._file}:{number}: {line.strip()[:LONGEST]!r} is no cut; write 大语言|模型 to cut a word, "
                f"or the word alone to keep it whole (at most {LONGEST} characters)"
            )
        folded = tuple(map(_fold, parts))
        return (("".join(folded), folded),)


def _parts(line: str) -> list[str]:
    line = line.strip()
    return line.split(_BAR) if line and not line.startswith(_COMMENT) else []


def _without(text: str, whole: str) -> str:
    """The lines of ``text`` but the cuts of ``whole``; a last line without its end gets one."""
    return "".join(f"{line}\n" for line in text.splitlines() if _fold("".join(_parts(line))) != whole)


def _fold(text: str) -> str:
    from reader.repair.script import fold_script

    return fold_script(text)
