"""Make src/reader/clean/data/cleaner.json: the model that keeps or drops a block, and what names of elements weigh.

Run: python -m tools.train_cleaner CASES [--check]. CASES is laid out as benchmarks/cases.py says; its pages stay where
they are. ``--check`` only tells what cross-validation with sites apart gives. Needs the extra ``train``.

The sample page that comes with Reader is none of these pages: it shows what the model makes of a page it never saw.
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

from benchmarks.cases import Score, bigrams, mean, read_cases, score
from reader.clean.features import FEATURES, Observed
from reader.clean.judge import OUT, chances_of, decide, limit_of
from reader.clean.link_blocks import FEATURES as OF_LINKS
from reader.clean.link_blocks import links_worth
from reader.clean.second_look import FEATURES as SECOND
from reader.clean.second_look import look_again
from tools import cleaner_pages
from tools.cleaner_pages import Sample, crops, flattened, fold_of, observed, read_sample, two_in_one

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/reader/clean/data/cleaner.json"
FOLDS, INNER = 5, 4
TREES, LEAVES, RATE = 100, 8, 0.1
LINK_TREES = 30
OPTIONS = {
    "objective": "binary", "num_leaves": LEAVES, "learning_rate": RATE, "min_data_in_leaf": 20, "lambda_l2": 1.0,
    "feature_fraction": 0.6, "deterministic": True, "force_row_wise": True, "verbose": -1, "num_threads": 1,
}  # fmt: skip
FORESTS, SECOND_TREES = 3, 60  # of the second look
SITES = 10  # that must use a name before it is weighed
LEAST = 0.15  # weight of a name that is worth its place
MADE_PAGES = 40  # of each part of the cross-validation
MADE_WEIGHT, EMPTY_WEIGHT, FLATTENED_WEIGHT = 0.4, 0.1, 0.5  # against 1 of a labelled page
LIMIT = 0.65  # the highest probability that a block must have to be kept
#: Of the F1 that is to be expected: a lower limit where that is low; half of it is best if all were known.
SHARE, SHARE_OF_TEXT = 0.65, 0.85


class Lesson(NamedTuple):
    """A page in figures: of the blocks that are weighed features without names, bags of names, and what is wanted."""

    sample: Sample
    observed: Observed
    rows: np.ndarray
    bags: csr_matrix
    wanted: np.ndarray
    weights: np.ndarray

    @property
    def sizes(self) -> list[float]:
        """Of the blocks that are weighed."""
        return [each.size for each in self.observed.counted]


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
    samples += [read_sample(flattened(each)) for each in samples if each.case.source == "english"]
    school = School(samples)
    school.report(school.cross_validate())
    if not options.check:
        model = school.train(range(len(samples)), part=FOLDS)
        TARGET.write_text(stored(school.table(model.names), model), encoding="utf8")


class School:
    """All pages, read once."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        seen = [observed(each) for each in samples]
        bags = [[*cleaner_pages.bags(each, its.seen)] for each, its in zip(samples, seen, strict=True)]
        self.words = sorted({word for blocks in bags for bag in blocks for word, _ in bag})
        self._columns = {word: index for index, word in enumerate(self.words)}
        self.lessons = [self._lesson(*each) for each in zip(samples, seen, bags, strict=True)]
        self.present = [np.asarray(each.bags.sum(axis=0)).ravel() > 0 for each in self.lessons]

    def _lesson(self, sample: Sample, seen: Observed, bags: Sequence[Counter[tuple[str, int]]]) -> Lesson:
        figures = np.array(seen.rows, dtype=float).reshape(len(seen.seen), len(FEATURES))
        wanted = np.array([sample.wanted[at] for at in seen.seen], dtype=bool)
        return Lesson(sample, seen, figures, self._matrix(bags), wanted, _weights(sample)[seen.seen])

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
        """The log-odds that models which have not seen a page's site give to its blocks."""
        found: list[np.ndarray] = [np.zeros(0)] * len(self.samples)
        parts = [fold_of(each.site, FOLDS) for each in self.samples]
        for part in range(FOLDS):
            model = self.train([index for index, own in enumerate(parts) if own != part], part)
            for index, lesson in enumerate(self.lessons):
                if parts[index] == part:
                    found[index] = model.scores(lesson)
        return found

    def train(self, indices: Iterable[int], part: int) -> "Trained":
        """Names, and the trees of the first and of the second look, and those of links.

        Trees learn from names that were weighed, and those that look at scores from scores that were given, without the
        site of the page.
        """
        usable = [index for index in indices if self.samples[index].usable]
        inner = {index: fold_of(f"{self.samples[index].site} names", INNER) for index in usable}
        folds: list[list[tuple[Lesson, np.ndarray]]] = []
        for fold in range(INNER):
            names = self.weigh_names([index for index in usable if inner[index] != fold])
            folds.append(self._fold([index for index in usable if inner[index] == fold], names, part * INNER + fold))
        seconds: list[tuple[Lesson, np.ndarray]] = []
        links: list[Links] = []
        for held in folds:
            first = grow([each for other in folds if other is not held for each in other])
            for lesson, rows in held:
                scores = predicted(first, rows)
                seconds.append((lesson, again(lesson, rows, scores)))
                links.append(Links.of(lesson, scores))
        first = grow([each for fold in folds for each in fold])
        return Trained(self.weigh_names(usable), first, Grove.of(seconds), grow_links(links))

    def _fold(self, held: Sequence[int], names: Names, seed: int) -> list[tuple[Lesson, np.ndarray]]:
        """The pages ``held``, and those made of them."""
        whole = [self.samples[index] for index in held]
        made = [*two_in_one([each for each in whole if each.elements], seed, MADE_PAGES), *crops(whole, seed)]
        seen = [observed(each) for each in made]
        bags = [[*cleaner_pages.bags(each, its.seen)] for each, its in zip(made, seen, strict=True)]
        added = [self._lesson(*each) for each in zip(made, seen, bags, strict=True)]
        return [(each, names.fill(each)) for each in (*(self.lessons[index] for index in held), *added)]

    def weigh_names(self, indices: Sequence[int]) -> Names:
        """A logistic regression on the words of the elements around a block; only words of many sites."""
        html = [index for index in indices if self.samples[index].elements]
        sites: dict[str, np.ndarray] = {}
        for index in html:
            name = self.samples[index].site
            sites[name] = sites.get(name, np.zeros(len(self.present[index]), dtype=bool)) | self.present[index]
        known = np.flatnonzero(np.sum([*sites.values()], axis=0) >= SITES)
        bags = vstack([self.lessons[index].bags for index in html]).tocsc()[:, known]
        wanted = np.concatenate([self.lessons[index].wanted for index in html])
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
        for lesson, raw in zip(self.lessons, found, strict=True):
            sample, result = lesson.sample, _result(lesson, raw)
            scores[sample.case.source, "all"].append(result)
            scores[sample.case.source, sample.case.kind].append(result)
        for (source, kind), results in sorted(scores.items()):
            f1, precision, recall, low = mean(results)
            print(f"{source:8} {kind:14} {len(results):4}  F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  <.5: {low}")


def again(lesson: Lesson, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """The features of the second look."""
    added = np.array([*look_again(list(scores), lesson.sizes, lesson.observed.places)], dtype=float)
    found: np.ndarray = np.hstack([rows, added.reshape(len(rows), len(SECOND))])
    return found


def predicted(forest: Any, rows: np.ndarray) -> np.ndarray:
    """Log-odds."""
    return np.asarray(forest.predict(rows, raw_score=True, num_threads=1)) if len(rows) else np.zeros(0)


class Links(NamedTuple):
    """The links of a page that are worth a look: where they stand, their features, whether they are wanted."""

    lesson: Lesson
    at: list[int]
    rows: np.ndarray

    @classmethod
    def of(cls, lesson: Lesson, scores: np.ndarray) -> "Links":
        """By the ``scores`` of the first look."""
        found = [*links_worth(lesson.sample.candidates, lesson.observed, chances_of(list(scores)))]
        rows = np.array([each.row for each in found], dtype=float).reshape(len(found), len(OF_LINKS))
        return cls(lesson, [each.at for each in found], rows)


class Trained(NamedTuple):
    """A model."""

    names: Names
    first: Any
    second: "Grove"
    links: Any

    def scores(self, lesson: Lesson) -> np.ndarray:
        """The log-odds of all blocks of a page."""
        raw = np.full(len(lesson.sample.candidates), OUT)
        rows = self.names.fill(lesson)
        first = predicted(self.first, rows)
        raw[lesson.observed.seen] = predicted(self.second, again(lesson, rows, first))
        links = Links.of(lesson, first)
        raw[links.at] = predicted(self.links, links.rows)
        return raw


def _result(lesson: Lesson, raw: np.ndarray) -> Score:
    sample, seen = lesson.sample, lesson.observed
    share = SHARE if sample.elements else SHARE_OF_TEXT
    limit = limit_of([float(raw[at]) for at in seen.seen], lesson.sizes, LIMIT, share)
    kept = decide(sample.candidates, seen, list(raw - limit))
    if kept and not any(kept):
        kept[int(np.argmax(raw))] = True
    if sample.title is not None:
        kept[sample.title] = True
    words = [word for block, keep in zip(sample.tokens, kept, strict=False) if keep for word in block]
    return score(bigrams(words), sample.gold)


def grow(lessons: Sequence[tuple[Lesson, np.ndarray]], trees: int = TREES, seed: int = 1) -> Any:
    """Boosted trees; the first ones learn fast, so that few of them decide most blocks."""
    found = np.concatenate([rows for _, rows in lessons])
    wanted = np.concatenate([lesson.wanted for lesson, _ in lessons])
    weight = np.concatenate([lesson.weights for lesson, _ in lessons])
    data = lightgbm.Dataset(found, wanted.astype(int), weight=weight / weight.mean())
    rates = lightgbm.reset_parameter(learning_rate=[max(RATE, 0.4 * 0.85**tree) for tree in range(trees)])
    return lightgbm.train(OPTIONS | {"seed": seed}, data, trees, callbacks=[rates])


def grow_links(lessons: Sequence[Links]) -> Any:
    """Trees for the blocks that are links."""
    found = np.concatenate([each.rows for each in lessons])
    wanted = np.concatenate([np.array([each.lesson.sample.wanted[at] for at in each.at]) for each in lessons])
    weight = np.concatenate([_weights(each.lesson.sample)[each.at] for each in lessons])
    data = lightgbm.Dataset(found, wanted.astype(int), weight=weight / weight.mean())
    return lightgbm.train(OPTIONS | {"seed": 1, "feature_fraction": 1.0}, data, LINK_TREES)


class Grove(NamedTuple):
    """Forests whose mean is less a matter of chance than each of them."""

    forests: Sequence[Any]

    @classmethod
    def of(cls, lessons: Sequence[tuple[Lesson, np.ndarray]]) -> "Grove":
        """As many as a second look takes, each grown from another seed."""
        return cls([grow(lessons, SECOND_TREES, seed) for seed in range(1, FORESTS + 1)])

    def predict(self, rows: np.ndarray, *, raw_score: bool, num_threads: int) -> np.ndarray:
        """The mean of what the forests say."""
        found: np.ndarray = np.mean(
            [each.predict(rows, raw_score=raw_score, num_threads=num_threads) for each in self.forests], axis=0
        )
        return found


def _weights(sample: Sample) -> np.ndarray:
    """Of the blocks of a page: long ones count more, long pages not in proportion."""
    weights = np.sqrt([len(each) + 1 for each in sample.tokens])
    factor = FLATTENED_WEIGHT if sample.case.source == "english flat" else 1.0
    if sample.made:
        factor = MADE_WEIGHT if any(sample.wanted) else EMPTY_WEIGHT
    found: np.ndarray = np.asarray(factor * weights / max(weights.sum(), 1) * math.sqrt(len(weights)))
    return found


def stored(names: dict[str, list[float]], model: Trained) -> str:
    """The model as text: one tree a line, figures cut to what matters."""
    columns = {"features": FEATURES, "second": SECOND, "of links": OF_LINKS}
    head = json.dumps({**columns, "limit": LIMIT, "share": SHARE, "share of text": SHARE_OF_TEXT}, indent=1)
    table = ",\n".join(f"  {json.dumps(word)}: {json.dumps(weights)}" for word, weights in names.items())
    seconds = [_bare(tree, FORESTS) for forest in model.second.forests for tree in _trees(forest)]
    trees = {
        "first": [_tree(tree) for tree in _trees(model.first)],
        "then": seconds,
        "links": [_bare(tree) for tree in _trees(model.links)],
    }
    lines = (
        f' "{name}": [\n' + ",\n".join(f"  {json.dumps(tree, separators=(',', ':'))}" for tree in found) + "\n ]"
        for name, found in trees.items()
    )
    forests = ",\n".join(lines)
    return f'{head[:-2]},\n "names": {{\n{table}\n }},\n{forests}\n}}\n'


def _trees(forest: Any) -> list[Any]:
    return [each["tree_structure"] for each in forest.dump_model()["tree_info"]]


def _bare(node: Any, among: int = 1) -> list[Any]:
    """A branch, or a leaf with its part of the mean of so many forests."""
    if "leaf_value" in node:
        return [round(node["leaf_value"] / among, 5)]
    sides = (_bare(node[side], among) for side in ("left_child", "right_child"))
    return [int(node["split_feature"]), float(f"{node['threshold']:.6g}"), *sides]


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


def _value(node: Any) -> float:
    return float(node.get("leaf_value", node.get("internal_value", 0.0)))


if __name__ == "__main__":
    main()
