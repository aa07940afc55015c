"""The metadata of a page, put together from what its parts say."""

from collections.abc import Sequence

from reader.clean.candidate import Candidate
from reader.clean.facts import Lines, Place, find_address, find_authors, find_change, find_date, find_outlet
from reader.clean.facts import read_lines_around
from reader.clean.language import find_language
from reader.clean.said import Mark, Said
from reader.clean.site import find_site, parts_of
from reader.clean.tags import find_tags
from reader.model.document import Fact, Metadata, Page, Verdict


def gather(
    page: Page,
    candidates: Sequence[Candidate],
    verdicts: Sequence[Verdict | None],
    title: tuple[int | None, Fact | None],
    said: tuple[Said, Said, Sequence[Mark]] = (Said(), Said(), ()),
) -> Metadata:
    """What is known of ``page``: ``said`` by its head, its JSON-LD and the marks in its body, and by the lines around.

    ``title`` is the index of the title's block, if it is one, and the title with its source.
    """
    head, linked, marks = said
    index, named = title
    kept = [at for at, verdict in enumerate(verdicts) if verdict is None]
    lines = read_lines_around(candidates, Place(index, kept[0], kept[-1]))
    article = [candidates[at] for at in kept if at != index]
    name = named.value if named is not None else ""
    site = find_site(linked, head, name, [each.text for each in candidates])
    address = find_address(head, linked, page.name)
    sites = [site.value, *parts_of(site.value)] if site else []
    return Metadata(
        page.name,
        page.encoding,
        page.reason,
        title=named,
        authors=find_authors(head, linked, marks, lines, article, [*sites, *(fact.value for fact in head.sites)]),
        date=find_date(head, linked, marks, lines, address.value if address else page.name),
        modified=find_change(head, linked, marks, lines),
        site=site,
        outlet=find_outlet(lines),
        language=find_language(article, (*head.languages, *linked.languages)),
        tags=find_tags(head, linked, marks, _shown(lines), [name, *sites]),
        address=address,
    )


def _shown(lines: Lines) -> list[tuple[str, str]]:
    return [(line.text, line.source) for line in (*lines.near, *lines.behind)]
