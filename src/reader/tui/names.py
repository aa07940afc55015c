"""What the choices of a reader are called on the screen."""

from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import GlossPolicy, Hidden, PinyinPolicy, Script, WordStatus
from reader.sources import SAMPLE


def titled(title: str) -> str:
    """A title as it is shown: pages have their own, the sample page is called so in the language of the person."""
    return _(title) if title == SAMPLE else title


GLOSSES = {
    GlossPolicy.FIRST: mark("first mention"),
    GlossPolicy.ALL: mark("all"),
    GlossPolicy.UNKNOWN: mark("unknown to you"),
    GlossPolicy.NONE: mark("off"),
}
SCRIPTS = {
    Script.AUTO: mark("auto"),
    Script.SIMPLIFIED: mark("simplified"),
    Script.TAIWAN: mark("Taiwan"),
    Script.HONGKONG: mark("Hong Kong"),
    Script.PAGE: mark("as on the page"),
}
PINYIN = {
    PinyinPolicy.NONE: mark("off"),
    PinyinPolicy.ALL: mark("all words"),
    PinyinPolicy.UNKNOWN: mark("words unknown to you"),
}
HIDDEN = {
    Hidden.NOTHING: mark("nothing"),
    Hidden.PINYIN: mark("pinyin"),
    Hidden.ENGLISH: mark("English"),
    Hidden.BOTH: mark("pinyin and English"),
}
STATUSES = {
    WordStatus.KNOWN: mark("known"),
    WordStatus.LEARNING: mark("learning"),
    WordStatus.IGNORED: mark("ignored"),
}
#: The same on the status line, where room is short.
GLOSS_FACTS = {
    GlossPolicy.FIRST: mark("gloss first"),
    GlossPolicy.ALL: mark("gloss all"),
    GlossPolicy.UNKNOWN: mark("gloss unknown"),
    GlossPolicy.NONE: mark("gloss none"),
}
SCRIPT_FACTS = {
    Script.AUTO: mark("script auto"),
    Script.SIMPLIFIED: mark("script simplified"),
    Script.TAIWAN: mark("script taiwan"),
    Script.HONGKONG: mark("script hongkong"),
    Script.PAGE: mark("script page"),
}
PINYIN_FACTS = {
    PinyinPolicy.NONE: "",
    PinyinPolicy.ALL: mark("pinyin all"),
    PinyinPolicy.UNKNOWN: mark("pinyin unknown"),
}
