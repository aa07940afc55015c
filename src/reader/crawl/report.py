"""The report of a crawl: one page of HTML that stands on its own, with what was read, dropped and repaired."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from reader.crawl.svg import Bar, Markup, columns, element, figure, join, rows
from reader.crawl.tally import LENGTHS, QUALITIES

_SITES = 30  # sites in the table, those with most records
_RULES = 25  # rules in a plot

#: Nothing is fetched and nothing runs, whatever a page's text would like.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def report(head: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """The page, from a manifest's head and the tally of all shards."""
    by = found["by"]
    parts = [
        element("h1", "Crawl report"),
        _summary(head, found["numbers"]),
        _plot("Why blocks were dropped", "Blocks by the rule of their verdict.", _bars(by.get("verdicts", {}))),
        _plot("What was repaired", "Places changed, by rule.", _bars(by.get("repairs", {}))),
        _plot("What could not be repaired", "Places flagged and left as they are.", _bars(by.get("flags", {}))),
        _plot("Errors", "Records without text, by kind.", _bars(by.get("errors", {}))),
        _distribution("Quality", "Score of the text, 0 to 1.", _qualities(by.get("qualities", {}))),
        _distribution("Length", "Characters of the text, from … on.", _lengths(by.get("lengths", {}))),
        _plot("Script", "Pages by the script they were written in.", _bars(by.get("scripts", {}))),
        _plot("Encoding", "Pages by the encoding they were read in.", _bars(by.get("encodings", {}))),
        _sites(found["sites"]),
        _made_of(head),
    ]
    return f"<!DOCTYPE html>\n{element('html', _head(), element('body', element('main', *parts)), lang='en')}\n"


def _head() -> Markup:
    style = files(__package__).joinpath("report.css").read_text("utf8")
    return element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        element("title", "Crawl report"),
        element("style", Markup(style)),
    )


def _summary(head: Mapping[str, Any], numbers: Mapping[str, int]) -> Markup:
    records, errors = numbers.get("records", 0), numbers.get("errors", 0)
    told = [
        ("records", f"{records:,}"),
        ("with an error", f"{errors:,} ({errors / max(records, 1):.2%})"),
        ("withheld for their quality", f"{numbers.get('withheld', 0):,}"),
        ("characters of text", figure(numbers.get("characters", 0))),
        ("bytes read", figure(numbers.get("bytes", 0))),
        ("input files", f"{head.get('files', 0):,}"),
    ]
    return element("dl", *(element("div", element("dt", name), element("dd", said)) for name, said in told))


def _plot(title: str, told: str, bars: Sequence[Bar]) -> Markup:
    return _section(title, told, rows(bars[:_RULES], title) if bars else element("p", "None.", class_="none"))


def _distribution(title: str, told: str, bars: Sequence[Bar]) -> Markup:
    return _section(title, told, columns(bars, title))


def _section(title: str, told: str, content: Markup) -> Markup:
    return element("section", element("h2", title), element("p", told), content)


def _bars(counts: Mapping[str, int]) -> list[Bar]:
    return [Bar(name.replace("_", " "), count) for name, count in _most(counts)]


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _qualities(counts: Mapping[str, int]) -> list[Bar]:
    return [
        Bar(f"{place / QUALITIES:.2f}", counts.get(str(place), 0), _classed(place, counts.get(str(place), 0)))
        for place in range(QUALITIES)
    ]


def _classed(place: int, count: int) -> str:
    return f"{place / QUALITIES:.2f} to {(place + 1) / QUALITIES:.2f}: {count:,} pages"


def _lengths(counts: Mapping[str, int]) -> list[Bar]:
    return [Bar(f"{length:,}", counts.get(str(length), 0)) for length in LENGTHS]


def _sites(sites: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Markup:
    ranked = sorted(sites.items(), key=lambda item: (-item[1]["numbers"].get("records", 0), item[0]))
    titles = ("site", "records", "errors", "characters", "dropped for", "repaired by", "flagged as", "failed by")
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    body = [_site(host, counts) for host, counts in ranked[:_SITES]]
    more = f" {len(ranked) - _SITES:,} more are in the files of the folder shards." if len(ranked) > _SITES else ""
    table = element("div", element("table", element("thead", head), element("tbody", *body)), class_="wide")
    return _section("Sites", f"Those with most records, of {len(ranked):,}.{more}", table)


def _site(host: str, counts: Mapping[str, Mapping[str, int]]) -> Markup:
    numbers = counts["numbers"]
    figures = (f"{numbers.get(name, 0):,}" for name in ("records", "errors", "characters"))
    rules = (_rules(counts.get(name, {})) for name in ("verdicts", "repairs", "flags", "errors"))
    named = element("th", host or "(no address)", scope="row")
    return element("tr", named, *(element("td", each, class_="figure") for each in figures), *rules)


def _rules(counts: Mapping[str, int], most: int = 3) -> Markup:
    ranked = _most(counts)
    told = [f"{name.replace('_', ' ')} {count:,}" for name, count in ranked[:most]]
    return element("td", ", ".join([*told, *(["…"] if len(ranked) > most else [])]))


def _made_of(head: Mapping[str, Any]) -> Markup:
    options = {name: value for name, value in head.get("configuration", {}).items() if value not in ("", [], 0, False)}
    told: Iterable[tuple[str, object]] = (
        ("format", head.get("output", "")),
        ("shards", head.get("shards", "")),
        ("code", head.get("code", "")),
        *options.items(),
        *head.get("packages", {}).items(),
        *((f"files left out, {ending or 'no ending'}", count) for ending, count in head.get("unknown", {}).items()),
    )
    listed = [element("tr", element("th", name, scope="row"), element("td", _told(value))) for name, value in told]
    return _section(
        "Made of", "What the manifest holds the crawl to.", element("table", element("tbody", join(listed)))
    )


def _told(value: object) -> str:
    if isinstance(value, list):  # rules for sites: their files' names
        return ", ".join(str(each[0] if isinstance(each, list) else each) for each in value)
    return str(value)
