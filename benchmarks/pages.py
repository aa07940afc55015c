"""Main text of labelled pages, beside every peer that is installed: ``python -m benchmarks.pages CASES``.

Each gets the page as a string and gives text; all run in this one process, one after another on each page. Reader's
figures are of the model as shipped, which has seen these pages: what it does on pages of other sites is told by
``python -m tools.train_cleaner CASES --check``. Peers come with the extra ``bench``; magic-html is measured if it is
installed, no registry has it.
"""

import argparse
import gc
import importlib.util
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cases import Case, Score, bigrams, mean, read_cases, score, tokens

Extract = Callable[[str], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--source", choices=["html", "flat", "english"], action="append")
    parser.add_argument("--only", action="append", help="names of extractors; default: all that are installed")
    options = parser.parse_args()
    cases = [case for case in read_cases(options.cases) if not options.source or case.source in options.source]
    for source in dict.fromkeys(case.source for case in cases):
        chosen = [case for case in cases if case.source == source]
        print(f"\n{source}: {len(chosen)} pages; F1, P, R, pages below .5, ms median / 95th, F1 by kind")
        for name, extract in extractors().items():
            if (source != "flat" or name.startswith("reader")) and name in (options.only or extractors()):
                print(line(name, chosen, extract))


def line(name: str, cases: Sequence[Case], extract: Extract) -> str:
    """One extractor's figures on all pages."""
    results: dict[str, list[Score]] = defaultdict(list)
    times = []
    run(extract, cases[0].page)  # libraries load
    gc.collect()
    gc.freeze()
    for case in cases:
        start = time.perf_counter()
        text = run(extract, case.page)
        times.append(1000 * (time.perf_counter() - start))
        results[case.kind].append(score(bigrams(tokens(text)), bigrams(tokens(case.gold))))
    f1, precision, recall, low = mean([each for kind in results.values() for each in kind])
    kinds = "  ".join(f"{kind} {mean(found)[0]:.3f}" for kind, found in sorted(results.items()))
    late = sorted(times)[int(len(times) * 0.95)]
    speed = f"{statistics.median(times):6.2f} / {late:6.1f}"
    return f"{name:22} {f1:.3f}  {precision:.3f}  {recall:.3f}  {low:3}  {speed}  {kinds}"


def run(extract: Extract, page: str) -> str:
    """The text, empty if the extractor gives up."""
    try:
        return extract(page) or ""
    except Exception as error:  # noqa: BLE001 - whatever a peer raises counts as no text
        print(f"  {type(error).__name__}", file=sys.stderr)
        return ""


def extractors() -> dict[str, Extract]:
    """Those that are installed, Reader first."""
    known = {
        "reader": ("reader", reader), "reader, verdicts": ("reader", reader_verdicts),
        "trafilatura": ("trafilatura", trafilatura), "trafilatura precision": ("trafilatura", trafilatura_precise),
        "readability-lxml": ("readability", readability), "resiliparse": ("resiliparse", resiliparse),
        "newspaper4k": ("newspaper", newspaper), "jusText": ("justext", justext), "magic-html": ("magic_html", magic),
    }  # fmt: skip
    return {name: extract for name, (module, extract) in known.items() if importlib.util.find_spec(module)}


def reader(page: str) -> str:
    """The whole stage: blocks with their structure, title, metadata, links, entries."""
    from reader.clean.stage import clean
    from reader.model.document import Page
    from reader.repair.fold import fold_damage

    document = clean(Page("page", page, "", ""), fold_damage)
    return "\n".join([document.title.original, *(block.text.original for block in document.blocks)])


def reader_verdicts(page: str) -> str:
    """The decision alone: all blocks with their verdicts, as peers give text without metadata."""
    from reader.clean.judge import judge
    from reader.clean.lines import read_lines
    from reader.clean.pages import candidates_of
    from reader.clean.sniff import looks_like_html
    from reader.clean.title import find_title
    from reader.clean.tree import read_tree
    from reader.clean.web import what_is_told
    from reader.repair.fold import fold_damage

    if not looks_like_html(page):
        candidates = read_lines(page, fold_damage)
        verdicts = judge(candidates).verdicts
    else:
        tree = read_tree(page)
        candidates = candidates_of(tree.runs, tree.elements, fold_damage)
        title = find_title(candidates, [fact.value for fact in what_is_told(tree).titles], fold_damage)
        verdicts = judge(candidates, tree.elements, title).verdicts
    return "\n".join(each.text for each, verdict in zip(candidates, verdicts, strict=True) if verdict is None)


def trafilatura(page: str) -> str:
    from trafilatura import extract

    return extract(page) or ""


def trafilatura_precise(page: str) -> str:
    from trafilatura import extract

    return extract(page, favor_precision=True) or ""


def readability(page: str) -> str:
    from lxml.html import fromstring
    from readability import Document

    tree: Any = fromstring(Document(page).summary())
    return str(tree.text_content())


def resiliparse(page: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page, main_content=True))


def newspaper(page: str) -> str:
    from newspaper import Article

    article = Article("http://example.org/", language="zh" if any("\u4e00" <= c < "\ua000" for c in page) else "en")
    article.download(input_html=page)
    article.parse()
    return str(article.text)


def justext(page: str) -> str:
    from justext import get_stoplist
    from justext import justext as paragraphs

    return "\n".join(each.text for each in paragraphs(page, get_stoplist("English")) if not each.is_boilerplate)


def magic(page: str) -> str:
    from lxml.html import fromstring
    from magic_html import GeneralExtractor

    tree: Any = fromstring(GeneralExtractor().extract(page, base_url="")["html"])
    return str(tree.text_content())


if __name__ == "__main__":
    main()
