"""Every headword of CC-CEDICT is found by its simplified, traditional and pinyin form, with all its readings."""

from collections import defaultdict

from reader.lexicon.dictionary import cedict
from reader.lexicon.dictionary.index import _reversed
from reader.lexicon.dictionary.lookup import LookUp
from reader.lexicon.dictionary.notation import SEPARATOR
from reader.lexicon.dictionary.spelling import marked
from reader.lexicon.dictionary.store import Store
from reader.model.escape import UNSAFE

ENTRIES = 124_935  # as the head of the file tells
AT_ONCE = 1_000  # forms that are asked for


def test_every_headword_is_found_in_every_form_with_every_reading(shipped: Store, engine: LookUp) -> None:
    rows = shipped._execute("select simplified, traditional, pinyin from words", ()).fetchall()
    assert len(rows) == ENTRIES == int(shipped.about["entries"])
    readings: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    sounds: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for simplified, traditional, pinyin in rows:
        for form in (simplified, traditional):
            readings[form].add((simplified, traditional, marked(pinyin)))
        sounds[pinyin].add((simplified, traditional, marked(pinyin)))
    forms = list(readings)
    for part in (forms[start : start + AT_ONCE] for start in range(0, len(forms), AT_ONCE)):
        found = {(w.simplified, w.traditional, w.pinyin) for w in shipped.headwords(part)}
        assert found == set().union(*map(readings.__getitem__, part))
    for form in forms[::50]:
        assert {(w.simplified, w.traditional, w.pinyin) for w in engine.words(form)} == readings[form], form
    for pinyin, wanted in sounds.items():
        found = {(w.simplified, w.traditional, w.pinyin) for w in shipped.spelt(pinyin)}
        assert found >= wanted, pinyin


def test_nothing_of_it_can_act_on_a_terminal(shipped: Store) -> None:
    rows = shipped._execute("select simplified || traditional || pinyin || glosses from words", ())
    assert not [text for (text,) in rows if UNSAFE.search(text.replace(SEPARATOR, ""))]


def test_what_is_packed_is_what_the_code_would_make_of_it(shipped: Store) -> None:
    rows = shipped._execute("select id, simplified, traditional, pinyin, plain, initials, glosses from words", ())
    glosses = set(shipped._execute("select key, cost, word from glosses", ()))
    assert set(_reversed(rows)) == glosses, "run tools/make_dictionary.py"
    assert shipped.about["edition"] == cedict.EDITION
