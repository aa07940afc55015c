"""From a page to its record, whatever happens: the one place where a page's errors become data."""

from typing import Any

from reader.crawl import record
from reader.crawl.configuration import Configuration
from reader.crawl.raw import Failure, Place, RawPage
from reader.localization import ENGLISH, speaking
from reader.model.document import Source
from reader.model.errors import NoArticleError, ReaderError
from reader.model.escape import printable
from reader.model.site import SiteRule
from reader.model.survey import Survey
from reader.pipeline import Pipeline

_LONGEST = 500  # characters of a message


class RecordMaker:
    """The pipeline with its configuration; made once in a process.

    Raises SiteRuleError when rules for sites are wrong, UsageError for a name that is no rule of repair.
    """

    def __init__(self, configuration: Configuration) -> None:
        from reader.repair.rules import chosen

        chosen(Survey(), configuration.repairs)
        self._configuration = configuration
        self._pipeline = Pipeline((), _rules(configuration))

    def record(self, page: RawPage) -> dict[str, Any]:
        """The record of ``page``; nothing but lack of memory is raised.

        It is in English, whoever makes it.
        """
        with speaking(ENGLISH):
            return self._record(page)

    def _record(self, page: RawPage) -> dict[str, Any]:
        failure = page.failure or refusal(page, self._configuration)
        if failure is not None:
            return record.failed(page, failure)
        try:
            return self._made(page)
        except MemoryError:
            raise  # of no page, perhaps: it is tried again in a process of its own
        except NoArticleError as error:
            return record.failed(page, Failure("no article", _message(page, error)))
        except ReaderError as error:
            return record.failed(page, Failure("unreadable", _message(page, error)))
        except RecursionError as error:
            return record.failed(page, Failure("nesting", f"nested too deeply: {error}"))
        except Exception as error:  # noqa: BLE001 - a fault in Reader costs one page, which says so
            return record.failed(page, Failure("fault", _message(page, error, f"{type(error).__name__}: ")))

    def warm(self) -> None:
        """Load what a first page would load."""
        self.record(RawPage("", Place(""), _WARMING.encode()))

    def _made(self, page: RawPage) -> dict[str, Any]:
        configuration = self._configuration
        source = Source(page.id, page.data, page.address, charset=page.charset)
        document = self._pipeline.plain(
            source, configuration.repairs, configuration.cleaning, words=configuration.words
        )
        return record.made(page, document, configuration)


_WARMING = (
    f"<html><head><title>網(wǎng)站</title></head><body>{'<p>他們的數(shù)據(jù)很好，也很長。</p>' * 9}</body></html>"
)


def refusal(page: RawPage, configuration: Configuration) -> Failure | None:
    """Why a page is not worth trying, or None."""
    if len(page.data) > configuration.largest:
        return Failure("too large", f"{len(page.data)} bytes; the limit is {configuration.largest}")
    if not page.data.strip():
        return Failure("empty", "the page has no bytes")
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind and not _is_text(kind):
        return Failure("no text", f"its content type is {printable(kind[:80])}")
    return None


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind.endswith(("xml", "json")) or kind in _UNTOLD


_UNTOLD = {"application/octet-stream", "application/http", "unk", "none", "-"}


def _rules(configuration: Configuration) -> tuple[SiteRule, ...]:
    if not configuration.sites:
        return ()
    from reader.sites.files import load

    return tuple(rule for name, text in configuration.sites for rule in load(name, text.encode()))


def _message(page: RawPage, error: Exception, before: str = "") -> str:
    """The error's own sentence, without the page's name, which the record has."""
    told = str(error).removeprefix(f"{page.id}: ").removeprefix(f"{page.id!r} ")
    return printable(before + " ".join(told.split()))[:_LONGEST]
