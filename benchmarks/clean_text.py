"""Clean text is left alone: edits per million characters, by rule and kind of text, beside OpenCC's t2s and ftfy.

``python -m benchmarks.clean_text [FOLDER]``: FOLDER keeps the packages that the texts come from. Needs apt-get, and
pypinyin for the lessons.
"""

import difflib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.clean_corpus import texts
from reader.model.text import Text
from reader.repair.rules import chosen
from reader.repair.stage import repair_texts, survey

Count = Counter[tuple[str, str]]

#: Pages that are left out because they show mojibake on purpose.
DAMAGED = {"strconv.html"}


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))


def measure(folder: Path) -> None:
    characters: Counter[str] = Counter()
    edits: Count = Counter()
    samples: dict[str, tuple[str, str, str]] = {}
    seconds = size = 0.0
    peers = {name: peer for name, peer in (("opencc t2s", opencc()), ("ftfy", ftfy())) if peer}
    for kind, name, text in texts(folder):
        if name in DAMAGED:
            continue
        lines = text.split("\n")
        characters[kind] += len(text)
        size += len(text.encode("utf8", "replace"))
        start = time.perf_counter()
        figures = survey(lines)
        rules = chosen(figures)
        done = repair_texts(list(map(Text.of, lines)), rules)
        seconds += time.perf_counter() - start
        for line in done:
            for rule, changes in line.passes:
                edits[kind, rule] += len(changes)
                samples.setdefault(rule, (name, line.original, line.current))
        for peer, change in peers.items():
            edits[kind, peer] += sum(difference(line, change(line)) for line in lines)
    report(characters, edits)
    print(f"{size / 1e6:.1f} MB, surveyed and repaired at {size / 1e6 / seconds:.1f} MB/s")
    for rule, (name, before, after) in samples.items():
        print(f"  {rule}: {name}: {before[:60]!r} → {after[:60]!r}")


def report(characters: Counter[str], edits: Count) -> None:
    rules = sorted({rule for _, rule in edits})
    print("edits per million characters")
    for kind in (*characters, "all"):
        total = characters.total() if kind == "all" else characters[kind]
        shown = ", ".join(
            f"{rule} {count / total * 1e6:.1f}"
            for rule in rules
            if (count := sum(n for (k, r), n in edits.items() if r == rule and kind in (k, "all")))
        )
        print(f"  {kind:16} {total / 1e6:6.2f} M  {shown or 'none'}")


def difference(before: str, after: str) -> int:
    """How many places differ."""
    if before == after:
        return 0
    if len(before) == len(after):
        return sum(a != b for a, b in zip(before, after, strict=True))
    return sum(
        code[0] != "equal" for code in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    )


def opencc() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def ftfy() -> Callable[[str], str] | None:
    try:
        import ftfy
    except ImportError:
        return None
    return lambda text: str(ftfy.fix_text(text))


if __name__ == "__main__":
    main()
