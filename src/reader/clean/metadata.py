"""The metadata of a page, put together from what its parts say."""

from collections.abc import Sequence

from reader.clean.candidate import Candidate
from reader.clean.facts import (
    Lines,
    Place,
    find_address,
    find_authors,
    find_change,
    find_date,
    find_outlet,
    read_lines_around,
)
from reader.clean.language import find_language
from reader.clean.said import Told
from reader.clean.site import find_site, parts_of
from reader.clean.tags import find_tags
from reader.model.document import Fact, Metadata, Page, Verdict


def gather(
    page: Page,
    candidates: Sequence[Candidate],
    verdicts: Sequence[Verdict | None],
    title: tuple[int | None, Fact | None],
    told: Told = Told(),  # noqa: B008 - frozen
) -> Metadata:
    """What is known of ``page``: by what its parts have ``told``, and by the lines around the article.

    ``title`` is the index of the title's block, if it is one, and the title with its source.
    """
    index, named = title
    kept = [at for at, verdict in enumerate(verdicts) if verdict is None]
    lines = read_lines_around(candidates, Place(index, kept[0], kept[-1]))
    article = [candidates[at] for at in kept if at != index]
    name = named.value if named is not None else ""
    site = find_site(told, name, candidates)
    address = find_address(told, page.address or page.name)
    sites = [site.value, *parts_of(site.value)] if site else []
    return Metadata(
        page.name,
        page.encoding,
        page.reason,
        title=named,
        authors=find_authors(told, lines, article, [*sites, *(fact.value for fact in told.head.sites)]),
        date=find_date(told, lines, address.value if address else page.name),
        modified=find_change(told, lines),
        site=site,
        outlet=find_outlet(lines),
        language=find_language(article, (*told.head.languages, *told.linked.languages)),
        tags=find_tags(told, _shown(lines), [name, *sites]),
        address=address,
        hops=page.hops,
    )


def _shown(lines: Lines) -> list[tuple[str, str]]:
    return [(line.text, line.source) for line in (*lines.near, *lines.behind)]
