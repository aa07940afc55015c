"""Finding terms: speed, memory and time to build with 1,000, 10,000 and 100,000 names, beside peers in one run.

    python -m benchmarks.matching [MEGABYTES]

The text is made of words of jieba's dictionary by their frequency, with glossary names, English and addresses strewn
in; the names are the glossary's, then rare words of jieba's dictionary. Each line is a process of its own, so that its
memory is its own. Peers find strings as they stand, cases folded at most; what that costs in right answers is told by
the hard cases (tests/cases/annotate/match.yaml), each of which ours must pass.
"""

import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import distribution
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from reader.annotate.match import Matcher
from reader.face import load_glossary
from reader.model.ports import Term
from reader.repair.script import fold_script

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)
RUNS = 3
Span = tuple[int, int]
Find = Callable[[str], Iterable[Span]]


def main() -> None:
    if len(sys.argv) == 5:
        measure(*sys.argv[1:])
        return
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    chance = random.Random(1)
    names, words = _names(chance), _words()
    text = _text(chance, names[: SIZES[0]], words, megabytes)
    print(f"{len(text):,} characters, {len(text.encode()) / 1e6:.0f} MB; best of {RUNS}; hard cases passed of all")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "names").write_text("\n".join(names), "utf8")
        (Path(folder) / "text").write_text(text, "utf8")
        for size in SIZES:
            for engine, (package, limit) in ENGINES.items():
                if size <= limit and (not package or find_spec(package)):
                    subprocess.run([sys.executable, "-m", __spec__.name, engine, str(size), folder, "-"], check=True)


def measure(engine: str, size: str, folder: str, _: str) -> None:
    """One engine on so many names: prints a line."""
    names = (Path(folder) / "names").read_text("utf8").split("\n")[: int(size)]
    text = (Path(folder) / "text").read_text("utf8")
    if engine == "re alternation":
        text = text[: len(text) // 50]  # it would take minutes
    make = MAKERS[engine]
    make(names[:10])  # libraries are loaded before memory is read
    before, start = _resident(), time.perf_counter()
    find = make(names)
    built, weight = time.perf_counter() - start, _resident() - before
    seconds, found = min(_timed(find, text) for _ in range(RUNS))
    speed = len(text.encode()) / 1e6 / seconds
    print(
        f"{int(size):7,} names  {engine:22} {speed:8.2f} MB/s  built in {built * 1000:6.0f} ms  {weight:6.1f} MB"
        f"  {found:7,} found  {_hard_cases(make)}",
        flush=True,
    )


def _timed(find: Find, text: str) -> tuple[float, int]:
    start = time.perf_counter()
    found = sum(1 for _ in find(text))
    return time.perf_counter() - start, found


def _resident() -> float:
    """Memory of this process, MB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6


def ours(names: Iterable[str]) -> Find:
    matcher = Matcher([Term(name, name, "", "") for name in names], fold_script)
    return lambda text: ((note.start, note.end) for note in matcher.notes(text))


def automaton(names: Iterable[str]) -> Find:
    """The library under ours, bare."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    made = AhoCorasick([name.lower() for name in names], matchkind=MatchKind.LeftmostLongest)
    return lambda text: ((start, end) for _, start, end in made.find_matches_as_indexes(text.lower()))


def pyahocorasick(names: Iterable[str]) -> Find:
    import ahocorasick

    made: Any = ahocorasick.Automaton()
    for name in names:
        made.add_word(name.lower(), len(name))
    made.make_automaton()
    return lambda text: ((end + 1 - size, end + 1) for end, size in made.iter_long(text.lower()))


def flashtext(names: Iterable[str]) -> Find:
    from flashtext2 import KeywordProcessor

    made: Any = KeywordProcessor(case_sensitive=False)
    made.add_keywords_from_iter(list(names))
    return lambda text: ((start, end) for _, start, end in made.extract_keywords_with_span(text))


def alternation(names: Iterable[str]) -> Find:
    longest_first = sorted(names, key=len, reverse=True)
    made = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    return lambda text: (match.span() for match in made.finditer(text))


MAKERS: dict[str, Callable[[Iterable[str]], Find]] = {
    "Reader": ours,
    "ahocorasick-rs, bare": automaton,
    "pyahocorasick": pyahocorasick,
    "flashtext2": flashtext,
    "re alternation": alternation,
}
#: Engine → the package that it needs beside Reader's, and up to how many names it ends within a minute.
ENGINES = {
    "Reader": ("", SIZES[-1]),
    "ahocorasick-rs, bare": ("", SIZES[-1]),
    "pyahocorasick": ("ahocorasick", SIZES[-1]),
    "flashtext2": ("flashtext2", SIZES[-1]),
    "re alternation": ("", SIZES[0]),
}


def _hard_cases(make: Callable[[Iterable[str]], Find]) -> str:
    from tests.annotate.test_match import NAMES

    find = make(name for names in NAMES.values() for name in names)
    cases = yaml.safe_load((ROOT / "tests" / "cases" / "annotate" / "match.yaml").read_text("utf8"))
    passed = sum({c["input"][a:b] for a, b in find(c["input"])} == set(c["expected"]) for c in cases)
    return f"{passed}/{len(cases)}"


def _words() -> list[tuple[str, int]]:
    """Jieba's dictionary: words with their frequency."""
    table = Path(str(distribution("jieba").locate_file("jieba/dict.txt")))
    return [(word, int(count)) for word, count, _ in map(str.split, table.read_text("utf8").splitlines())]


def _names(chance: random.Random) -> list[str]:
    names = list(dict.fromkeys(term.surface for term in load_glossary().terms()))
    chance.shuffle(names)
    rare = [word for word, _ in _words() if len(word) >= 3]
    chance.shuffle(rare)
    return list(dict.fromkeys((*names, *rare)))[: SIZES[-1]]


def _text(chance: random.Random, names: list[str], words: list[tuple[str, int]], megabytes: float) -> str:
    table, counts = zip(*words, strict=True)
    weights = list(accumulate(counts))
    parts: list[str] = []
    size = 0.0
    while size < megabytes * 1e6:
        drawn = chance.choices(table, cum_weights=weights, k=200)
        parts.append("".join(_paragraph(chance, names, drawn)))
        size += len(parts[-1].encode())
    return "\n".join(parts)


def _paragraph(chance: random.Random, names: list[str], words: list[str]) -> Iterator[str]:
    """The words, every 15th with a mark, every 40th with a name of the glossary, some with English or an address."""
    for place, word in enumerate(words):
        yield word
        if place % 15 == 14:
            yield chance.choice("，，，。：；")
        if place % 40 == 7:
            yield chance.choice(names)
        if place % 100 == 50:
            yield chance.choice((" the model was dragged along ", "（https://example.org/a/b）", " 3.5 ", "GPU集群"))
    yield "。"


if __name__ == "__main__":
    main()
