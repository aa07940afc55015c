"""The one home of BeautifulSoup: what it is given."""

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup


def parse(html: str, around: str) -> BeautifulSoup:
    """A tree of ``html``, which the fast tree wrote out, within an element ``around``; empty if it is refused.

    BeautifulSoup warns when markup looks like a file name, an address or XML. Warnings are switched for a whole
    process, and pages are read in threads: so the cause is removed instead. Markup that begins with a tag of HTML is
    never taken for any of them.
    """
    try:
        return BeautifulSoup(f"<{around}>{html}</{around}>", "html.parser")
    except ParserRejectedMarkup:
        return BeautifulSoup(f"<{around}></{around}>", "html.parser")
