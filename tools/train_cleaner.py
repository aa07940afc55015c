"""Make src/reader/clean/data/cleaner.json: the model that keeps or drops a block, and what names of elements weigh.

Run: python -m tools.train_cleaner CASES [--check]. CASES is laid out as benchmarks/cases.py says; its pages stay where
they are. ``--check`` only tells what cross-validation with sites apart gives. Needs the extra ``train``.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from benchmarks.cases import Case, Score, bigrams, mean, read_cases, score
from reader.clean.features import FEATURES
from reader.clean.judge import spread
from tools import cleaner_pages
from tools.cleaner_pages import Sample, crops, features, fold_of, read_sample, two_in_one

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/reader/clean/data/cleaner.json"
FOLDS, INNER = 5, 4
TREES, LEAVES, RATE = 100, 8, 0.1
SITES = 10  # that must use a name before it is weighed
LEAST = 0.15  # weight of a name that is worth its place
MADE_PAGES, MADE_WEIGHT, SAMPLE_WEIGHT = (
    40,
    0.4,
    6.0,
)  # of each part of the cross-validation; against 1 of a labelled page
LIMITS = (0.6, 0.65)  # probabilities above which a block is kept: HTML, text pages


class Lesson(NamedTuple):
    """A page in figures: its features without names, its bags of names as a matrix, and what is wanted of it."""

    sample: Sample
    rows: np.ndarray
    bags: csr_matrix
    weights: np.ndarray
    least: list[float]


class Names(NamedTuple):
    """What the words of all pages weigh, by the columns of the bags."""

    weights: np.ndarray

    def fill(self, lesson: Lesson) -> np.ndarray:
        """The features of a page with its names weighed."""
        found = lesson.rows.copy()
        count = lesson.bags.shape[1] // 3
        for where, column in enumerate(_NAMED[1:]):
            part = slice(where * count, (where + 1) * count)
            found[:, column] = lesson.bags[:, part] @ self.weights[part]
        found[:, _NAMED[0]] = found[:, list(_NAMED[1:])].sum(axis=1)
        return found


_NAMED = tuple(map(FEATURES.index, ("names", "own name", "near names", "far names")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    samples = [read_sample(case) for case in read_cases(options.cases)]
    school = School(samples)
    found = school.cross_validate()
    school.report(found)
    if not options.check:
        names, forest = school.train(range(len(samples)), part=FOLDS)
        TARGET.write_text(stored(school.table(names), forest), encoding="utf8")


def shipped_case() -> Case:
    """The sample page that comes with Reader."""
    gold = (ROOT / "tests/cases/sample.gold.txt").read_text("utf8")
    return Case("sample", "flat", "sample", "sample", (ROOT / "source/page.txt").read_text("utf8"), gold)


class School:
    """All pages, read once."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        bags = [[*cleaner_pages.bags(each)] for each in samples]
        self.words = sorted({word for blocks in bags for bag in blocks for word, _ in bag})
        self._columns = {word: index for index, word in enumerate(self.words)}
        self.lessons = [self._lesson(each, found) for each, found in zip(samples, bags, strict=True)]
        self.present = [np.asarray(each.bags.sum(axis=0)).ravel() > 0 for each in self.lessons]

    def _lesson(self, sample: Sample, bags: Sequence[Counter[tuple[str, int]]]) -> Lesson:
        rows, least = features(sample)
        figures = np.array(rows, dtype=float).reshape(len(sample.candidates), len(FEATURES))
        return Lesson(sample, figures, self._matrix(bags), _weights(sample), least)

    def _matrix(self, bags: Sequence[Counter[tuple[str, int]]]) -> csr_matrix:
        width, values, columns, ends = len(self.words), [], [], [0]
        for bag in bags:
            for (word, where), times in bag.items():
                if word in self._columns:
                    columns.append(where * width + self._columns[word])
                    values.append(float(times))
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(bags), 3 * width))

    def cross_validate(self) -> list[np.ndarray]:
        """The probabilities that models which have not seen a page's site give to its blocks."""
        found: list[np.ndarray] = [np.zeros(0)] * len(self.samples)
        parts = [fold_of(each.site, FOLDS) for each in self.samples]
        for part in range(FOLDS):
            names, forest = self.train([index for index, own in enumerate(parts) if own != part], part)
            for index, lesson in enumerate(self.lessons):
                if parts[index] == part and len(lesson.rows):
                    found[index] = np.asarray(forest.predict(names.fill(lesson)))
        return found

    def train(self, indices: Iterable[int], part: int) -> tuple[Names, Any]:
        """Names and trees. Trees learn from names that were weighed without the site of the page."""
        usable = [index for index in indices if self.samples[index].usable]
        lessons: list[tuple[Lesson, np.ndarray]] = []
        inner = {index: fold_of(f"{self.samples[index].site} names", INNER) for index in usable}
        for fold in range(INNER):
            names = self.weigh_names([index for index in usable if inner[index] != fold])
            held = [index for index in usable if inner[index] == fold]
            whole = [self.samples[index] for index in held]
            made = [*two_in_one([each for each in whole if each.elements], part * INNER + fold, MADE_PAGES)]
            made += crops(whole, part * INNER + fold)
            added = [self._lesson(each, [*cleaner_pages.bags(each)]) for each in made]
            lessons += ((each, names.fill(each)) for each in (*(self.lessons[index] for index in held), *added))
        return self.weigh_names(usable), grow(lessons)

    def weigh_names(self, indices: Sequence[int]) -> Names:
        """A logistic regression on the words of the elements around a block; only words of many sites."""
        html = [index for index in indices if self.samples[index].elements]
        sites: dict[str, np.ndarray] = {}
        for index in html:
            name = self.samples[index].site
            sites[name] = sites.get(name, np.zeros(len(self.present[index]), dtype=bool)) | self.present[index]
        known = np.flatnonzero(np.sum([*sites.values()], axis=0) >= SITES)
        bags = vstack([self.lessons[index].bags for index in html]).tocsc()[:, known]
        wanted = np.concatenate([self.samples[index].wanted for index in html])
        weight = np.concatenate([self.lessons[index].weights for index in html])
        fitted = LogisticRegression(C=0.02, max_iter=500).fit(bags, wanted, sample_weight=weight / weight.mean())
        weights = np.zeros(3 * len(self.words))
        weights[known] = np.where(np.abs(fitted.coef_[0]) >= LEAST, np.round(fitted.coef_[0], 2), 0.0)
        return Names(weights)

    def table(self, names: Names) -> dict[str, list[float]]:
        """The words that weigh something: for own text, text near below, and farther."""
        found = names.weights.reshape(3, -1).T
        return {word: [float(x) for x in found[index]] for index, word in enumerate(self.words) if found[index].any()}

    def report(self, found: Sequence[np.ndarray]) -> None:
        """F1, precision, recall and pages below .5, by kind of page."""
        scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
        for lesson, probabilities in zip(self.lessons, found, strict=True):
            sample, result = lesson.sample, _result(lesson, probabilities)
            scores[sample.case.source, "all"].append(result)
            scores[sample.case.source, sample.case.kind].append(result)
        for (source, kind), results in sorted(scores.items()):
            f1, precision, recall, low = mean(results)
            print(f"{source:8} {kind:14} {len(results):4}  F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  <.5: {low}")


def _result(lesson: Lesson, probabilities: np.ndarray) -> Score:
    sample = lesson.sample
    is_text = sample.case.source == "flat"
    scores = np.log(probabilities / (1 - probabilities)) - _log_odds(LIMITS[is_text])
    kept = spread(list(scores), lesson.least)
    if kept and not any(kept):
        kept[int(np.argmax(probabilities))] = True
    if sample.title is not None:
        kept[sample.title] = True
    words = [word for block, keep in zip(sample.tokens, kept, strict=False) if keep for word in block]
    return score(bigrams(words), sample.gold)


def grow(lessons: Sequence[tuple[Lesson, np.ndarray]]) -> Any:
    """Boosted trees; the first ones learn fast, so that few of them decide most blocks."""
    found = np.concatenate([rows for _, rows in lessons])
    wanted = np.concatenate([lesson.sample.wanted for lesson, _ in lessons])
    weight = np.concatenate([lesson.weights for lesson, _ in lessons])
    options = {
        "objective": "binary", "num_leaves": LEAVES, "min_data_in_leaf": 20, "lambda_l2": 1.0, "seed": 1,
        "feature_fraction": 0.6, "deterministic": True, "force_row_wise": True, "verbose": -1, "num_threads": 2,
    }  # fmt: skip
    data = lightgbm.Dataset(found, wanted.astype(int), weight=weight / weight.mean())
    rates = lightgbm.reset_parameter(learning_rate=[max(RATE, 0.4 * 0.85**tree) for tree in range(TREES)])
    return lightgbm.train(options, data, TREES, callbacks=[rates])


def _weights(sample: Sample) -> np.ndarray:
    """Of the blocks of a page: long ones count more, long pages not in proportion."""
    weights = np.sqrt([len(each) + 1 for each in sample.tokens])
    factor = MADE_WEIGHT if sample.made else SAMPLE_WEIGHT if sample.case.name == "sample" else 1.0
    return np.asarray(factor * weights / max(weights.sum(), 1) * math.sqrt(len(weights)))


def stored(names: dict[str, list[float]], forest: Any) -> str:
    """The model as text: one tree a line, figures cut to what matters."""
    trees = [_tree(each["tree_structure"]) for each in forest.dump_model()["tree_info"]]
    limit, text_limit = (round(_log_odds(each), 3) for each in LIMITS)
    head = json.dumps({"features": FEATURES, "limit": limit, "text_limit": text_limit}, indent=1)
    table = ",\n".join(f"  {json.dumps(word)}: {json.dumps(weights)}" for word, weights in names.items())
    lines = ",\n".join(f"  {json.dumps(tree, separators=(',', ':'))}" for tree in trees)
    return f'{head[:-2]},\n "names": {{\n{table}\n }},\n "trees": [\n{lines}\n ]\n}}\n'


def _tree(node: Any, added: Sequence[tuple[int, float]] = ()) -> list[Any]:
    """A branch, or a leaf with its value and what each feature on the way to it added to that."""
    if "leaf_value" in node:
        sums: Counter[int] = Counter()
        for feature, change in added:
            sums[feature] += change  # type: ignore[assignment]  # a Counter of floats
        weighed = [[feature, round(change, 2)] for feature, change in sorted(sums.items()) if abs(change) >= 0.01]
        return [round(node["leaf_value"], 4), weighed]
    feature = int(node["split_feature"])
    sides = [
        _tree(node[side], (*added, (feature, _value(node[side]) - node["internal_value"])))
        for side in ("left_child", "right_child")
    ]
    return [feature, float(f"{node['threshold']:.6g}"), *sides]


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _value(node: Any) -> float:
    return float(node.get("leaf_value", node.get("internal_value", 0.0)))


if __name__ == "__main__":
    main()
