"""What the interface says, in the language of the person who reads: gettext, with its catalogues in ``locale/``.

English sentences stand in the code and are the keys, so that one that nobody has translated yet is shown in English.
No catalogue is opened for English, and none at all before the first sentence is wanted.

    from reader.localization import mark, translate as _, translate_count as _n

    _("Copied {count} characters", count=12)
    _n("{count} block", "{count} blocks", 3)
    LABEL = mark("Leave")  # in a table: marked where it stands, translated with _(LABEL) where it is shown

``tools/translations.py`` gathers the sentences into the catalogues.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

ENGLISH, AUTO = "en", "auto"
#: Languages of the interface → the folder of their catalogue.
LANGUAGES = {ENGLISH: "", "zh-CN": "zh_CN", "zh-TW": "zh_TW"}
#: How the variants of Chinese are named in locales → the language that comes nearest.
_NEAREST = {
    "zh": "zh-CN",
    "zh_cn": "zh-CN",
    "zh_sg": "zh-CN",
    "zh_hans": "zh-CN",
    "zh_my": "zh-CN",
    "zh_tw": "zh-TW",
    "zh_hk": "zh-TW",
    "zh_mo": "zh-TW",
    "zh_hant": "zh-TW",
}
_FOLDER = Path(__file__).parent / "locale"
_DOMAIN = "reader"


def mark(message: str) -> str:
    """``message`` itself: the catalogues take it in, `translate` translates it where it is shown."""
    return message


def translate(message: str, /, **values: object) -> str:
    """``message`` in the language of the interface, its ``{fields}`` filled with ``values``."""
    told = _catalogue().gettext(message) if message and not _is_english() else message  # "" is the catalogue's head
    return told.format_map(values) if values else told


def translate_count(one: str, many: str, count: int, /, **values: object) -> str:
    """``one`` or ``many`` as the language counts, ``{count}`` and other fields filled."""
    told = (one if count == 1 else many) if _is_english() else _catalogue().ngettext(one, many, count)
    return told.format_map({"count": count, **values})


#: What systems say when they refuse something; other words stay as they are.
_REASONS = (
    mark("permission denied"),
    mark("no such file or directory"),
    mark("not a directory"),
    mark("is a directory"),
    mark("file exists"),
    mark("file name too long"),
    mark("no space left on device"),
    mark("read-only file system"),
    mark("input/output error"),
    mark("connection refused"),
    mark("connection reset by peer"),
    mark("network is unreachable"),
    mark("no route to host"),
    mark("timed out"),
)


def reason_of(error: BaseException) -> str:
    """Why the system refused something, in small letters."""
    told = str(getattr(error, "strerror", None) or error).lower()
    return translate(told) if told in _REASONS else told


def speak(language: str) -> None:
    """Speak a language of `LANGUAGES` from now on; ``auto`` is what the environment asks for."""
    speak_when_asked(lambda: language)


def speak_when_asked(choose: Callable[[], str]) -> None:
    """The same, the language being looked up when the first sentence is wanted."""
    global _choose, _spoken, _translations
    _choose, _spoken, _translations = choose, None, None


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while: for what is kept, and must not depend on who made it."""
    global _choose, _spoken, _translations
    before = _choose, _spoken, _translations
    speak(language)
    try:
        yield
    finally:
        _choose, _spoken, _translations = before


def spoken() -> str:
    """The language of the interface."""
    global _spoken  # noqa: PLW0603 - a process speaks one language
    if _spoken is None:
        _spoken = ENGLISH  # what choosing may want to say is said in English
        _spoken = of_name(_choose()) or of_environment(os.environ)
    return _spoken


def of_environment(environment: Mapping[str, str]) -> str:
    """The language that a person's locale asks for, as gettext looks it up; English when it speaks none of them.

    >>> of_environment({"LANG": "zh_CN.UTF-8"}), of_environment({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"})
    ('zh-CN', 'en')
    >>> of_environment({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_CN:en"})
    'zh-CN'
    """
    return next(filter(None, map(of_name, _wanted(environment))), ENGLISH)


def of_name(name: str) -> str:
    """The language for a name such as zh, zh-TW, zh_CN.UTF-8 or zh_Hant_HK; empty when there is none."""
    parts = name.partition(".")[0].partition("@")[0].replace("-", "_").casefold().split("_")
    if parts[0] == ENGLISH:
        return ENGLISH
    names = ("_".join((parts[0], last)) for last in reversed(parts[1:]))
    return next((_NEAREST[each] for each in (*names, parts[0]) if each in _NEAREST), "")


def _wanted(environment: Mapping[str, str]) -> Iterator[str]:
    """Names of locales, the first one first. LANGUAGE counts unless the locale is C, which speaks English."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return
    yield from environment.get("LANGUAGE", "").split(":")
    yield locale


_choose: Callable[[], str] = lambda: AUTO  # noqa: E731 - replaced by `speak_when_asked`
_spoken: str | None = None
_translations: "NullTranslations | None" = None


def _is_english() -> bool:
    return spoken() == ENGLISH


def _catalogue() -> "NullTranslations":
    global _translations  # noqa: PLW0603 - see above
    if _translations is None:
        from gettext import translation

        _translations = translation(_DOMAIN, _FOLDER, [LANGUAGES[spoken()]], fallback=True)
    return _translations
