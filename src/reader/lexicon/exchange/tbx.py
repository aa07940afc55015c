"""Reading TermBase eXchange: ISO 30042:2019 in both styles (data category as attribute, as tag), and ISO 30042:2008.

    2019  tbx    conceptEntry  langSec  termSec           term
    2008  martif termEntry     langSet  tig, ntig/termGrp term

A concept is an entry. Its headword is the English term marked as preferred, or the preferred one, or the first English
one, or the first. A term of type fullForm is the expansion, a variant an alias, one with the note "unmarked" is no name
to be marked.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reader.lexicon.entry import Entry
from reader.lexicon.exchange.formats import Read, category_of
from reader.lexicon.exchange.xml import XML_LANG, Element
from reader.lexicon.exchange.xml import read as read_xml
from reader.model.errors import FormatError
from reader.model.problem import Problem

PREFERRED, FULL_FORM, VARIANT, UNMARKED, SEE = "preferredTerm-admn-sts", "fullForm", "variant", "unmarked", "see: "
_ROOTS = ("tbx", "martif")
_GROUPS = ("descripGrp", "termNoteGrp", "adminGrp", "transacGrp", "termGrp")
_BY_TYPE = ("descrip", "termNote", "admin", "ref", "xref")  # the category stands in their attribute


class _Term(NamedTuple):
    text: str
    language: str
    told: dict[str, list[str]]


def read(name: str, data: bytes) -> Read:
    """Every concept of the file. Raises FormatError when it is no TBX."""
    root = read_xml(name, data)
    if root.name not in _ROOTS:
        raise FormatError(
            f"{name}:{root.line}: this XML is no TBX, which begins with <tbx> or <martif>; name another file"
        )
    concepts = list(root.all("conceptEntry", "termEntry"))
    headwords = {c.attributes.get("id", ""): _headword(list(_terms(c))) for c in concepts}
    entries = []
    problems: list[Problem] = []
    for concept in concepts:
        terms = list(_terms(concept))
        if not terms:
            problems.append(Problem(name, concept.line, "this concept has no English or Chinese term; give it one"))
            continue
        entries.append(_entry(name, concept, terms, headwords))
    return Read(tuple(entries), tuple(problems))


def _entry(name: str, concept: Element, terms: list[_Term], headwords: dict[str, str]) -> Entry:
    told, head = _told(concept), _headword(terms)
    rest = [term for term in terms if term.text != head]
    definitions = _definitions(concept)
    expansion = next((t.text for t in rest if FULL_FORM in t.told["termType"]), "")
    unmarked = [t.text for t in rest if UNMARKED in t.told["note"]]
    others = [t for t in rest if t.text not in (expansion, *unmarked)]
    chinese = [t.text for t in others if t.language == "zh" and VARIANT not in t.told["termType"]]
    return Entry(
        head,
        tuple(dict.fromkeys(chinese)),
        category_of(next(iter(told["subjectField"]), "")),
        definitions["en"],
        definitions["zh"],
        expansion,
        tuple(dict.fromkeys(t.text for t in others if t.text not in chinese)),
        tuple(dict.fromkeys(unmarked)),
        tuple(_see(concept, told, headwords)),
        name,
        concept.line,
    )


def _headword(terms: list[_Term]) -> str:
    best = sorted(terms, key=lambda term: (PREFERRED not in term.told["administrativeStatus"], term.language != "en"))
    return best[0].text if best else ""


def _terms(concept: Element) -> Iterator[_Term]:
    """The English and Chinese terms, in order."""
    for section in concept.all("langSec", "langSet"):
        language = _language(section)
        if language:
            for holder in section.all("termSec", "tig", "ntig"):
                text = next((term.text for term in holder.all("term")), "")
                if text:
                    yield _Term(text, language, _told(holder))


def _language(element: Element) -> str:
    code = element.attributes.get(XML_LANG, "").lower().replace("_", "-").partition("-")[0]
    return code if code in ("en", "zh") else ""


def _told(element: Element) -> "defaultdict[str, list[str]]":
    """Data category → values that are told of this element itself, in either style."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for child in element.children:
        if child.name in _GROUPS:
            for category, values in _told(child).items():
                told[category] += values
        else:
            told[_category(child)].append(child.text)
    return told


def _category(element: Element) -> str:
    return element.attributes.get("type", "") if element.name in _BY_TYPE else element.name


def _definitions(concept: Element) -> dict[str, str]:
    """The first definition in each language; one whose language isn't said is told as English."""
    found = {"en": "", "zh": ""}
    for element, language in _said(concept, ""):
        if _category(element) == "definition" and not found[language or "en"]:
            found[language or "en"] = element.text
    return found


def _said(element: Element, language: str) -> Iterator[tuple[Element, str]]:
    """The elements below with the language in which they stand."""
    for child in element.children:
        here = _language(child) if XML_LANG in child.attributes else language
        if XML_LANG in child.attributes and not here:
            continue  # another language
        yield child, here
        yield from _said(child, here)


def _see(concept: Element, told: dict[str, list[str]], headwords: dict[str, str]) -> Iterator[str]:
    for child in concept.children:
        if _category(child) == "crossReference":
            yield headwords.get(child.attributes.get("target", ""), "") or child.text
    yield from (note.removeprefix(SEE) for note in told["note"] if note.startswith(SEE))
