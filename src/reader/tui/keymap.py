"""Which keys do what, now: the tables of `reader.tui.bindings` under what a person has changed.

A process has one keyboard, so that what is in force stands here once, for help, hints and palette.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.config import KeySetting, did_you_mean
from reader.localization import mark
from reader.localization import translate as _
from reader.model.problem import Problem
from reader.tui.bindings import ALL, TOGETHER, Key

_UNBOUND = "unbound"  # a key that no keyboard has: Textual's keymaps can't take a key away
_ALWAYS = frozenset(("ctrl+q", "ctrl+c"))  # Textual's own
_MODIFIERS = frozenset(("ctrl", "shift", "alt", "super", "meta", "hyper"))
_ALIASES = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}
#: How keys are written in help and hints, where not by their character.
_WRITTEN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
}
#: The words among them.
_WORDS = (
    mark("space"),
    mark("enter"),
    mark("tab"),
    mark("backspace"),
    mark("esc"),
    mark("delete"),
    mark("home"),
    mark("end"),
    mark("page up"),
    mark("page down"),
)

_HINTED = {"lookup": mark("look up"), "search": mark("search"), "contents": mark("contents")}
_WIDE = 110  # cells of a status line with hints

_BY_ID = {key.id: key for key in ALL}
_changed: dict[str, tuple[str, ...]] = {}


def use(settings: Iterable[KeySetting]) -> Mapping[str, str]:
    """Let these keys be in force, which `problems` has found to be sound; the same for ``App.set_keymap``."""
    _changed.clear()
    _changed.update((each.command, tuple(map(as_textual, each.keys))) for each in settings)
    return {command: ",".join(keys) or _UNBOUND for command, keys in _changed.items()}


def keys_of(command: str) -> tuple[str, ...]:
    """The keys of a command, as Textual names them."""
    return _changed[command] if command in _changed else tuple(_BY_ID[command].keys.split(","))


def shown(command: str) -> str:
    """How the keys of a command are written: ``j ↓``; empty where it has none."""
    if command not in _changed:
        return " ".join(map(_word, _BY_ID[command].shown.split(" ")))
    return " ".join(map(written, _changed[command]))


def first(command: str) -> str:
    """The first of them, for hints."""
    return shown(command).partition(" ")[0] if command not in _changed else next(map(written, keys_of(command)), "")


def marking_keys() -> str:
    """The keys that leave something on a page, as a list."""
    return ", ".join(filter(None, map(first, ("mark.set", "bookmark", "highlight", "note"))))


def word_keys() -> str:
    """The keys that say what a person knows of a word, as a list."""
    return ", ".join(filter(None, map(first, ("known", "learning", "ignored"))))


def hints(width: int) -> "list[Hint]":
    """What the status line says of keys, where there is room."""
    return [hint(command, _(label)) for command, label in _HINTED.items()] if width >= _WIDE else []


class Hint(str):
    """What is said of a key or a state; a click on it does ``action``."""

    __slots__ = ("action",)
    action: str

    @classmethod
    def of(cls, text: str, command: str) -> "Hint":
        """``text``, on which a click does what the keys of ``command`` do."""
        action = _BY_ID[command].action
        return cls.doing(text, action if action.startswith("app.") else f"screen.{action}")

    @classmethod
    def doing(cls, text: str, action: str) -> "Hint":
        """``text``, on which a click does ``action``."""
        made = cls(text)
        made.action = action
        return made


def hint(command: str, label: str) -> Hint:
    """``? help``; without the key where the command has none."""
    key = first(command)
    return Hint.of(f"{key} {label}" if key else label, command)


def offers(*pairs: tuple[str, str]) -> list[Hint]:
    """What commands do, each as ``esc: back``; those without a key are left out."""
    return [Hint.of(does(key, label), command) for command, label in pairs if (key := first(command))]


def does(key: str, label: str) -> str:
    """``esc: back``."""
    return _("{key}: {label}", key=key, label=label)


def clickable(text: str, style: Style) -> Segment:
    """``text`` to be drawn; where it is a hint, a click on it does what it says."""
    meta = {"@click": text.action} if isinstance(text, Hint) else {}
    return Segment(str(text), style + Style(meta=meta) if meta else style)


def written(key: str) -> str:
    """How a key is written for people: ``ctrl+p``, ``/``, ``esc``.

    >>> written("question_mark"), written("shift+tab"), written("ctrl+right_square_bracket")
    ('?', 'shift+tab', 'ctrl+]')
    """
    from textual.keys import REPLACED_KEYS, key_to_character

    *modifiers, name = key.split("+")
    character = key_to_character(REPLACED_KEYS.get(name, name)) if name != "space" else None
    plain = _WRITTEN.get(name) or (character if character and character.isprintable() else name)
    return "+".join((*modifiers, _word(plain)))


def as_textual(key: str) -> str:
    """A key by Textual's name: ``/`` is ``slash``.

    >>> as_textual("/"), as_textual("ctrl+]"), as_textual("esc"), as_textual("+")
    ('slash', 'ctrl+right_square_bracket', 'escape', 'plus')
    """
    from textual.keys import _character_to_key

    modifiers, name = _parts(key)
    known = _character_to_key(name) if len(name) == 1 else _ALIASES.get(name.lower(), name.lower())
    return "+".join((*modifiers, known))


def problems(settings: Sequence[KeySetting], file: str) -> Iterator[Problem]:
    """Unknown commands, unknown keys, and keys that would do two things."""
    sound = []
    for each in settings:
        if each.command not in _BY_ID:
            near = did_you_mean(each.command, _BY_ID, _("'reader config keys' lists them"))
            told = _("there is no command {command!r}; {remedy}", command=each.command, remedy=near)
            yield Problem(file, each.line, told)
            continue
        wrong = [told for key in each.keys if (told := _wrong(key))]
        yield from (Problem(file, each.line, told) for told in wrong)
        if not wrong:
            sound.append(each)
    yield from _conflicts(sound, file)


def _wrong(key: str) -> str:
    modifiers, name = _parts(key)
    unknown = [each for each in modifiers if each not in _MODIFIERS]
    if as_textual(key) in _ALWAYS:
        return _("{key} can't be given another meaning; take another key", key=key)
    if unknown:
        remedy = did_you_mean(unknown[0], _MODIFIERS, _("write it like ctrl+x"))
        return _("there is no key {key!r}; {remedy}", key=key, remedy=remedy)
    if len(name) != 1 and not _exists(as_textual(name)):
        remedy = did_you_mean(name, _names(), _("write a character, or a name such as space, enter, f5, pagedown"))
        return _("there is no key {key!r}; {remedy}", key=key, remedy=remedy)
    return ""


def _exists(name: str) -> bool:
    """Whether Textual has a key by this name: one of its own names, or a character's in Unicode."""
    if name in _names():
        return True
    try:
        return bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False


def _names() -> frozenset[str]:
    from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys

    named = (key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<"))
    return frozenset((*(name for name in named if len(name) > 1), *KEY_TO_UNICODE_NAME, *REPLACED_KEYS))


def _parts(key: str) -> tuple[list[str], str]:
    """Modifiers and the key itself, which may be a plus."""
    if key.endswith("+") and len(key) > 1:
        return key[:-2].lower().split("+"), "+"
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    return [each.lower() for each in modifiers], name


def _conflicts(settings: Sequence[KeySetting], file: str) -> Iterator[Problem]:
    """Keys that would do two things on one screen, because somebody gave them to a second command."""
    given = {each.command: each for each in settings}
    told = set()
    for table in TOGETHER:
        owners: dict[str, Key] = {}
        for key in sorted(table, key=lambda key: key.id in given):  # those that were changed last
            keys = given[key.id].keys if key.id in given else tuple(key.keys.split(","))
            for name in map(as_textual, keys):
                other = owners.setdefault(name, key)
                if other is not key and key.id in given and (name, key.id) not in told and not _share(name, key, other):
                    told.add((name, key.id))
                    yield Problem(file, given[key.id].line, _twice(written(name), key, other))


def _share(name: str, key: Key, other: Key) -> bool:
    """Whether both have the key as they come: one of them acts where the other is not in focus."""
    return all(name in each.keys.split(",") for each in (key, other))


def _twice(name: str, key: Key, other: Key) -> str:
    return _(
        "{name} is given to {command!r}, and {other!r} has it already; give that one another key too, or none: []",
        name=name,
        command=key.id,
        other=other.id,
    )


def _word(name: str) -> str:
    *modifiers, last = name.split("+") if len(name) > 1 else [name]
    return "+".join((*modifiers, _(last) if last in _WORDS else last))
