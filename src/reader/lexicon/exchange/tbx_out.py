"""Writing TermBase eXchange, dialect TBX-Basic: ISO 30042:2019 in both styles, and ISO 30042:2008.

The data categories of TBX-Basic and their values are those of its public definition (tbxinfo.net, TBX-Basic 3.1); in
the style with tags they stand in the namespaces of its two modules, Min and Basic.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reader.lexicon.entry import Entry
from reader.lexicon.exchange.formats import Written
from reader.lexicon.exchange.tbx import FULL_FORM, PREFERRED, SEE, UNMARKED, VARIANT
from reader.lexicon.exchange.xml import XML_LANG
from reader.lexicon.written import fold
from reader.model.characters import contains_han

_NO_XML = re.compile("[\ufffe\uffff]")  # what XML 1.0 allows nowhere and a glossary does
_TITLE, _ABOUT = "Reader glossary", "Exported from a glossary of Reader."
_MIN, _BASIC = "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
_MODULES = {
    "subjectField": "min",
    "administrativeStatus": "min",
    "definition": "basic",
    "termType": "basic",
    "crossReference": "basic",
}


class _Names(NamedTuple):
    """What a version calls its elements; ``tags``: whether data categories are tags."""

    root: str
    header: str
    concept: str
    language: str
    term: str
    tags: bool = False


_2019 = _Names("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec")
_2008 = _Names("martif", "martifHeader", "termEntry", "langSet", "tig")
_LOSSES = ("TBX keeps English and Chinese aliases apart, so that their order may change",)


def write_dca(entries: Sequence[Entry]) -> Written:
    """ISO 30042:2019, data category as attribute."""
    return _written(_2019, {"style": "dca", "type": "TBX-Basic", "xmlns": "urn:iso:std:iso:30042:ed-2"}, entries)


def write_dct(entries: Sequence[Entry]) -> Written:
    """ISO 30042:2019, data category as tag."""
    spaces = {"xmlns": "urn:iso:std:iso:30042:ed-2", "xmlns:min": _MIN, "xmlns:basic": _BASIC}
    return _written(_2019._replace(tags=True), {"style": "dct", "type": "TBX-Basic", **spaces}, entries)


def write_martif(entries: Sequence[Entry]) -> Written:
    """ISO 30042:2008."""
    return _written(_2008, {"type": "TBX-Basic"}, entries)


def _written(names: _Names, attributes: dict[str, str], entries: Sequence[Entry]) -> Written:
    root = ET.Element(names.root, {**attributes, XML_LANG: "en"})
    _header(root, names)
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    places = {fold(entry.term): f"c{number}" for number, entry in enumerate(entries, 1)}
    for number, entry in enumerate(entries, 1):
        concept = ET.SubElement(body, names.concept, {"id": f"c{number}"})
        _concept(concept, entry, names, places)
    ET.indent(root)
    doctype = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n' if names.root == "martif" else ""
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{ET.tostring(root, "unicode")}\n'
    return Written(text.encode(), _LOSSES)


def _header(root: ET.Element, names: _Names) -> None:
    header = ET.SubElement(root, names.header)
    described = ET.SubElement(header, "fileDesc")
    ET.SubElement(ET.SubElement(described, "titleStmt"), "title").text = _TITLE
    ET.SubElement(ET.SubElement(described, "sourceDesc"), "p").text = _ABOUT
    if names.root == "martif":
        encoding = ET.SubElement(header, "encodingDesc")
        ET.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"


def _concept(concept: ET.Element, entry: Entry, names: _Names, places: dict[str, str]) -> None:
    terms = list(_terms(entry))
    _say(concept, names, "descrip", "subjectField", entry.category)
    definitions = {"en": entry.en, "zh": entry.zh}
    spoken = {_language(text) for text, *_ in terms}
    for language, text in definitions.items():
        if text and language not in spoken:  # a section must have a term
            _say(concept, names, "descrip", "definition", text).set(XML_LANG, language)
    for target in entry.see:
        _refer(concept, names, target, places)
    for language in ("en", "zh"):
        if language not in spoken:
            continue
        section = ET.SubElement(concept, names.language, {XML_LANG: language})
        if definitions[language]:
            _say(section, names, "descrip", "definition", definitions[language])
        for text, category, value in terms:
            if _language(text) == language:
                _term(section, names, text, category, value)


def _terms(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Names with what is told of each: a data category and its value."""
    yield entry.term, "administrativeStatus", PREFERRED
    if entry.expansion:
        yield entry.expansion, "termType", FULL_FORM
    for name in entry.chinese:
        yield name, *(("", "") if contains_han(name) else ("termType", VARIANT))
    for name in entry.aliases:
        yield name, "termType", VARIANT
    for name in entry.unmarked:
        yield name, "note", UNMARKED


def _language(text: str) -> str:
    return "zh" if contains_han(text) else "en"


def _term(section: ET.Element, names: _Names, text: str, category: str, value: str) -> None:
    holder = ET.SubElement(section, names.term)
    ET.SubElement(holder, "term").text = _NO_XML.sub("", text)
    if category == "note":
        ET.SubElement(holder, "note").text = value
    elif category:
        _say(holder, names, "termNote", category, value)


def _say(parent: ET.Element, names: _Names, element: str, category: str, value: str) -> ET.Element:
    if names.tags:
        said = ET.SubElement(parent, f"{_MODULES[category]}:{category}")
    else:
        said = ET.SubElement(parent, element, {"type": category})
    said.text = _NO_XML.sub("", value)
    return said


def _refer(concept: ET.Element, names: _Names, target: str, places: dict[str, str]) -> None:
    place = places.get(fold(target))
    if place is None:  # a reference must lead to a concept of the file
        ET.SubElement(concept, "note").text = SEE + target
    else:
        _say(concept, names, "ref", "crossReference", target).set("target", place)
