"""Dictionaries: the first look-up as a whole process, making the cache, memory, rates, and how much is answered."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from benchmarks.startup import ENVIRONMENT, ROOT, RUNS, report
from reader.lexicon.dictionary import cedict
from reader.lexicon.dictionary.lookup import Answer, How, LookUp

_ENGLISH = (How.HEADWORD, How.GLOSS, How.STEM, How.MENTION)
_FIRST = """
from reader.dictionaries import opened
from reader.lexicon.dictionary.lookup import LookUp
assert LookUp(None, opened()).find("训练").words
"""
_MEMORY = """
import resource
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
before = resident()
from reader.dictionaries import opened
from reader.lexicon.dictionary.lookup import LookUp
look = LookUp(None, opened())
look.find("训练")
first = resident()
for query in ("xunlian", "trained", "行", "yi4", "语言模型微调", "halucination"):
    look.find(query)
for word, in look.stores[0]._execute("select simplified from words limit 20000", ()).fetchall():
    look.words(word)
print(f"{first - before:.1f} MB after the first look-up, {resident() - before:.1f} MB after 20,000")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        os.environ.update(environment)
        _making(Path(folder), environment)
        _waiting(environment)
        _rates()
        _answers()


def _making(folder: Path, environment: dict[str, str]) -> None:
    """The cache, made anew several times, and what it weighs."""

    def make() -> float:
        for path in folder.rglob("*.sqlite"):
            path.unlink()
        return _process(environment, "-c", _FIRST)

    report("first look-up ever, cache made", make)
    (path,) = folder.rglob("*.sqlite")
    packed = Path(cedict.__file__).parent / "data"
    sizes = {file.name: file.stat().st_size / 1e6 for file in (*packed.glob("*.xz"), path)}
    print("  " + ", ".join(f"{name} {size:.1f} MB" for name, size in sizes.items()))


def _waiting(environment: dict[str, str]) -> None:
    bare = report("bare interpreter", lambda: _process(environment, "-c", "pass"))
    report("first look-up, cache there", lambda: _process(environment, "-c", _FIRST), above=bare)
    report("reader lookup 训练", lambda: _process(environment, "-m", "reader", "lookup", "训练"), above=bare)
    done = subprocess.run([sys.executable, "-c", _MEMORY], capture_output=True, check=True, cwd=ROOT, env=environment)
    print(f"resident: {done.stdout.decode().strip()}")


def _process(environment: dict[str, str], *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True, cwd=ROOT, env=environment)
    return (time.perf_counter() - start) * 1000


def _rates() -> None:
    from reader.dictionaries import opened

    look = LookUp(None, opened())
    (store,) = look.stores
    rows = store._execute("select simplified, traditional, pinyin from words", ()).fetchall()  # noqa: SLF001
    some = random.Random(1).sample(rows, 10_000)
    _rate("words, simplified", look.words, [row[0] for row in some])
    _rate("words, traditional", look.words, [row[1] for row in some])
    _rate("spelt, numbered", store.spelt, [row[2] for row in some])
    _rate("whole answer, Chinese", look.find, [row[0] for row in some])
    _rate("whole answer, pinyin", look.find, [row[2] for row in some])


def _rate(name: str, ask: Callable[[str], object], queries: Sequence[str]) -> None:
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for query in queries:
            ask(query)
        best = max(best, len(queries) / (time.perf_counter() - start))
    print(f"  {name:26} {best:8,.0f} look-ups/s, best of 3")


def _answers() -> None:
    """The 20,000 commonest English words, and the 200 of them that were judged."""
    try:
        from wordfreq import top_n_list
    except ImportError:
        print("wordfreq is not installed: no figures for English")
        return
    from reader.dictionaries import opened
    from reader.face import load_glossary

    look = LookUp(load_glossary(), opened())
    words = top_n_list("en", 20_000)
    start = time.perf_counter()
    answers = {word: look.find(word) for word in words}
    seconds = time.perf_counter() - start
    by_dictionary = sum(_first(answer) != "" for answer in answers.values())
    either = sum(bool(answer.entries) or _first(answer) != "" for answer in answers.values())
    print(f"20,000 commonest English words, {len(words) / seconds:,.0f}/s with the glossary's near misses:")
    print(f"  answered {by_dictionary / len(words):.1%} by CC-CEDICT, {either / len(words):.1%} with the glossary")
    judged = yaml.safe_load((ROOT / "tests/cases/lexicon/plain.yaml").read_text("utf8"))
    firsts = {word: _first(answers[word]) for word in judged}
    right = sum(firsts[word] in accepted for word, accepted in judged.items())
    answered = sum(first != "" for first in firsts.values())
    print(f"  judged: the first answer is a plain translation of {right} of {len(judged)}, {answered} answered")


def _first(answer: Answer) -> str:
    """The first word that answers English as such."""
    return next((match.word.simplified for match in answer.words if match.how in _ENGLISH), "")


if __name__ == "__main__":
    print(f"median of {RUNS}")
    main()
