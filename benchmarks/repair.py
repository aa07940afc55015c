"""How much damage is undone, beside peers in the same run; how fast clean text passes; how cost grows.

    python -m benchmarks.repair [CASES]

CASES is a folder of NNN.txt (damaged), NNN.gold.txt (right) and samples.json (the family of each). Without it, damage
is simulated on random text, as the tests do.
"""

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.pipeline import repair_stream

ROOT = Path(__file__).parents[1]
MEGABYTES = (1, 10, 100)


class Sample(NamedTuple):
    """A damaged text, and what it was."""

    family: str
    damaged: str
    right: str


def main() -> None:
    samples = list(_cases(Path(sys.argv[1])) if len(sys.argv) > 1 else _simulated())
    print(f"character error rate over {len(samples)} samples, by family; exact samples in brackets")
    for name, repair in _repairers():
        print(f"  {name:34}", end="")
        for family, (wrong, size, exact, count) in sorted(_score(samples, repair).items()):
            print(f"  {family} {wrong / size:.4f} ({exact}/{count})", end="")
        print()
    speed()


def ours(text: str) -> str:
    return "".join(repair_stream(text.splitlines(keepends=True), ()))


def speed() -> None:
    """Clean text and the sample page; then one document, ever longer, as one line and as many."""
    print("clean text, survey and rules, provenance on")
    clean = (
        "大模型的训练需要数据和算力，评测表明它在中文任务上进步明显；MoE 架构更省。",
        "大型語言模型的訓練需要資料，之後的評測顯示它進步明顯。",
    )
    for text in clean:
        for megabytes in MEGABYTES:
            lines = "\n".join([text * 3] * (megabytes * 1_000_000 // (len(text.encode()) * 3)))
            _time(f"{text[:8]}… {megabytes:3} MB, many lines", lines)
        _time(f"{text[:8]}…  10 MB, one line", text * (10_000_000 // len(text.encode())))
    page = (ROOT / "source" / "page.txt").read_text("utf8")
    damaged = "\n".join([page] * (10_000_000 // len(page.encode())))
    _time("sample page, damaged,  10 MB", damaged)
    times = sorted(_seconds(page) for _ in range(31))
    print(f"  sample page once: {times[15] * 1000:.1f} ms ({times[0] * 1000:.1f}–{times[-1] * 1000:.1f})")


def _time(name: str, text: str) -> None:
    seconds = _seconds(text)
    print(f"  {name:34} {len(text.encode()) / seconds / 1e6:6.1f} MB/s")


def _seconds(text: str) -> float:
    from reader.model.text import Text
    from reader.repair.rules import chosen
    from reader.repair.stage import repair_texts, survey

    lines = text.split("\n")
    start = time.perf_counter()
    rules = chosen(survey(lines))
    repair_texts(list(map(Text.of, lines)), rules)
    return time.perf_counter() - start


def _repairers() -> Iterator[tuple[str, Callable[[str], str]]]:
    yield "as it is", str
    yield "reader repair", ours
    from reader.repair.script import convert

    yield "OpenCC t2s", lambda text: convert(text, "t2s")
    try:
        import autocorrect_py
        import ftfy
        import zhconv_rs
    except ImportError:
        print("  (peers are not installed; the extra 'bench' has them)")
        return
    yield "zhconv-rs zh-cn", lambda text: str(zhconv_rs.zhconv(text, "zh-cn"))
    yield "ftfy", ftfy.fix_text
    yield (
        "ftfy, then OpenCC, then autocorrect",
        lambda text: str(
            autocorrect_py.format(convert(ftfy.fix_text(text), "t2s")),
        ),
    )
    yield "autocorrect", lambda text: str(autocorrect_py.format(text))


def _cases(folder: Path) -> Iterator[Sample]:
    for sample in json.loads((folder / "samples.json").read_text("utf8")):
        texts = ((folder / f"{sample['id']}{end}").read_text("utf8") for end in (".txt", ".gold.txt"))
        yield Sample(sample["family"], *texts)


def _simulated() -> Iterator[Sample]:
    sys.path.insert(0, str(ROOT))
    from tests.repair import damage

    for seed in range(60):
        rng = random.Random(seed)
        right = damage.text(rng, 80)
        broken, _ = damage.family_a(right, rng.sample(sorted(damage.READINGS), 40))
        yield Sample("A", broken, right)
        yield Sample("B", damage.family_b(right, 4), right)
        yield Sample("C", damage.family_c(right, rng), right)


def _score(samples: list[Sample], repair: Callable[[str], str]) -> dict[str, tuple[int, int, int, int]]:
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for family, damaged, right in samples:
        got, gold = ("".join(text.split()) for text in (repair(damaged), right))
        wrong = 0 if got == gold else distance(got, gold)
        for place, amount in enumerate((wrong, len(gold), wrong == 0, 1)):
            totals[family][place] += amount
    return {family: (a, b, c, d) for family, (a, b, c, d) in totals.items()}


def distance(a: str, b: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


if __name__ == "__main__":
    main()
