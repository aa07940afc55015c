"""The one home of BeautifulSoup: what it is given, and how its tree is walked."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from bs4.exceptions import ParserRejectedMarkup

from reader.clean.splitter import SILENT, Splitter


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


def split(root: Tag) -> tuple[Splitter, list[Tag]]:
    """The runs under ``root``, and the tags that belong to the splitter's elements; no recursion."""
    splitter, tags = Splitter(), [root]
    splitter.open(root.name)
    open_tags = [iter(root.contents)]
    while open_tags:
        node = next(open_tags[-1], None)
        if node is None:
            open_tags.pop()
            splitter.close()
        elif isinstance(node, Tag):
            if node.name == "br":
                splitter.line_break()
            elif node.name not in SILENT:
                tags.append(node)
                splitter.open(node.name)
                open_tags.append(iter(node.contents))
        elif type(node) is NavigableString:  # its subclasses are comments, declarations and the like
            splitter.text(node)
    return splitter, tags
