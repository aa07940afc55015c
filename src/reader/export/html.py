"""HTML: one file that stands on its own. No request leaves it, and nothing but its own script can run in it.

Templates were weighed: Jinja2 takes 47 ms to be imported and 4 ms to compile one small template, renders no faster
than functions that join strings, and its escaping knows nothing of control characters.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from reader.export import html_about as about
from reader.export.escaping import escape
from reader.export.exporter import Options
from reader.export.html_dress import HtmlDress, switched
from reader.export.html_glossary import glossary
from reader.export.html_provenance import led_to, provenance
from reader.export.markup import elements
from reader.export.scripts import OtherScript, Scripts
from reader.export.structure import heading_depths
from reader.model.choices import LinkPolicy
from reader.model.document import Document
from reader.model.language import SIMPLIFIED, TRADITIONAL
from reader.model.walk import GlossFilter

#: The policy of the page: no request, no frame, no form; the one style and the one script by their digests.
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; base-uri 'none'; form-action 'none'"
)
_NAMES = {SIMPLIFIED: "简体", TRADITIONAL: "繁體"}


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """Write each document as a page."""
    file.writelines(html_page(document, options).encode() for document in documents)


def html_page(document: Document, options: Options) -> str:
    """The document as a page that ends with a line feed."""
    return "\n".join(_page(document, options)) + "\n"


def _page(document: Document, options: Options) -> Iterator[str]:
    script = OtherScript(document, options.simplify)
    language = script.scripts.shown
    dress = HtmlDress(GlossFilter(options.gloss), script, led_to(document))
    linked = options.links is not LinkPolicy.NONE
    body = list(elements(document.blocks, dress, readings=options.readings, links=linked))
    yield f'<!DOCTYPE html>\n<html lang="{language}">'
    yield from _head(document, language)
    yield '<body>\n<a class="skip" href="#text" lang="en">Skip to the text</a>'
    yield from _bar(script.scripts, ruby=any("<ruby>" in each for each in body), glosses=dress.glossed)
    yield f"<main>\n<article>\n<h1{switched(script.edits(document.title))}>{escape(about.heading(document))}</h1>"
    yield about.byline(document)
    yield from _contents(document, script)
    yield '<div id="text" class="text" tabindex="-1">'
    yield from body
    yield "</div>\n</article>"
    yield from glossary(dress.terms.values(), options.entry)
    yield from about.for_people(document)
    yield from provenance(document)
    yield "</main>"
    yield '<div id="card" popover tabindex="-1" role="dialog" aria-label="Glossary" lang="en"></div>'
    yield f"<script>{_asset('html.js')}</script>\n</body>\n</html>"


def _head(document: Document, language: str) -> Iterator[str]:
    policy = _POLICY.format(style=_digest(_asset("html.css")), script=_digest(_asset("html.js")))
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">'
    yield '<meta name="generator" content="Reader">\n<link rel="icon" href="data:,">'
    yield f"<title>{escape(about.heading(document))}</title>"
    yield from about.for_programs(document, language)
    yield f"<style>{_asset('html.css')}</style>\n</head>"


def _bar(scripts: Scripts, *, ruby: bool, glosses: bool) -> Iterator[str]:
    """What can be changed while reading; there only where the page's script runs."""
    yield '<header class="bar" lang="en" hidden>'
    if scripts.other:
        name, tag = ("As on the page", "en") if scripts.own else (_NAMES[scripts.other], scripts.other)
        told = f'data-shown="{scripts.shown}" data-hidden="{scripts.other}"'
        yield f'<button type="button" id="script" aria-pressed="false" lang="{tag}" {told}>{name}</button>'
    if ruby:
        yield '<button type="button" id="readings" aria-pressed="true" lang="zh-Hans">拼音</button>'
    if glosses:
        yield '<button type="button" id="glosses" aria-pressed="true">Glosses</button>'
    yield '<button type="button" id="theme" aria-pressed="false">Dark</button>\n</header>'


def _contents(document: Document, script: OtherScript) -> Iterator[str]:
    depths = heading_depths(document.blocks)
    if len(depths) < 2:
        return
    yield '<nav aria-label="Contents"><details open>'
    yield '<summary lang="en">Contents <span lang="zh-Hans">目录</span></summary><ol>'
    for place, depth in depths.items():
        text = document.blocks[place].text
        other = switched(script.edits(text))
        yield f'<li class="depth-{depth}"><a href="#b{place}"{other}>{escape(text.current)}</a></li>'
    yield "</ol></details></nav>"


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf8")


@cache
def _digest(text: str) -> str:
    """As a Content Security Policy names what may stand in a page (CSP 3, 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
