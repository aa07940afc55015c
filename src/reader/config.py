"""What a person has set for reading: config.toml → a frozen Config; every problem with file, line, value and remedy.

Options of the command line win over it. Whether the names and keys under ``[keys]`` exist is told by
`reader.tui.keymap`, which knows them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import (
    Clipboard,
    Dress,
    GlossPolicy,
    Hidden,
    Language,
    PinyinPolicy,
    PinyinStyle,
    Script,
    WordList,
)
from reader.model.errors import ConfigError, ReaderError
from reader.model.problem import Problem, nearest

NAME = "config.toml"
_KEYS = "keys"


class KeySetting(NamedTuple):
    """The keys that somebody gave a command: none of them unbinds it. ``line`` is 0 where it is not known."""

    command: str
    keys: tuple[str, ...]
    line: int = 0


class Config(NamedTuple):
    """How a person likes to read. ``file`` is where it was read from, empty where everything is as usual."""

    language: Language = Language.AUTO
    theme: Dress = Dress.AUTO
    width: int = 80
    line_spacing: int = 0
    paragraph_spacing: int = 1
    ambiguous_width: int = 1
    script: Script = Script.AUTO
    gloss: GlossPolicy = GlossPolicy.FIRST
    pinyin: PinyinPolicy = PinyinPolicy.NONE
    style: PinyinStyle = PinyinStyle.MARKS
    tones: bool = True
    hide: Hidden = Hidden.NOTHING
    list: WordList = WordList.HSK_2025
    mouse: bool = True
    clipboard: Clipboard = Clipboard.AUTO
    keys: tuple[KeySetting, ...] = ()
    file: str = ""


#: What an option may be: one of some words, a number from … to …, or true and false.
Kind = type[StrEnum] | range | type[bool]


class Option(NamedTuple):
    """An option of the file: its name there, what it may be, and a sentence on it."""

    name: str
    kind: Kind
    about: str

    @property
    def field(self) -> str:
        """Its name in Config."""
        return self.name.replace("-", "_")

    @property
    def metavar(self) -> str:
        """What stands for its value in the help of the command line."""
        return self.name.upper()

    @property
    def usual(self) -> Any:
        """Its value where nothing is set."""
        return Config._field_defaults[self.field]


OPTIONS = (
    Option("language", Language, mark("language of the interface; auto: the locale's")),
    Option("theme", Dress, mark("colours; auto: light or dark as the terminal is, where it tells")),
    Option("width", range(20, 201), mark("cells of a line of text")),
    Option("line-spacing", range(3), mark("empty rows between the lines of a paragraph")),
    Option("paragraph-spacing", range(4), mark("empty rows between paragraphs")),
    Option("ambiguous-width", range(1, 3), mark("cells that your terminal gives “ ” … — ①")),
    Option("script", Script, mark("auto: damaged or mixed pages become simplified")),
    Option("gloss", GlossPolicy, mark("which terms carry their gloss in the text")),
    Option("pinyin", PinyinPolicy, mark("above which words pinyin stands")),
    Option("style", PinyinStyle, mark("how pinyin is written")),
    Option("tones", bool, mark("pinyin above the words shows tones by colours too")),
    Option("hide", Hidden, mark("what the pane keeps back of a word that is looked up")),
    Option("list", WordList, mark("which list the levels of words are from")),
    Option("mouse", bool, mark("whether clicks are Reader's; with false the terminal selects text as usual")),
    Option("clipboard", Clipboard, mark("how copied text leaves: through the terminal (OSC 52), the system's program")),
)
_BY_NAME = {option.name: option for option in OPTIONS}


def load(file: Path | None = None) -> Config:
    """The configuration of ``file``, by default the person's own; the usual one where there is none.

    Raises ConfigError with the first problem, and how many more there are.
    """
    from reader.sources import read_source, user_config

    path = file or user_config()
    if file is None and not path.is_file():
        return Config()
    config, problems = parse(str(path), read_source(str(path)).data)
    if problems:
        raise refused(problems)
    return config


def language_set() -> str:
    """The language of the interface that the settings ask for; ``auto`` where they can't be read."""
    try:
        return load().language
    except ReaderError:
        return Language.AUTO


def refused(problems: tuple[Problem, ...]) -> ConfigError:
    """The error for a file with ``problems``."""
    more = _(" (and {count} more; run 'reader config check')", count=len(problems) - 1) if len(problems) > 1 else ""
    return ConfigError(f"{problems[0]}{more}")


def parse(name: str, data: bytes) -> tuple[Config, tuple[Problem, ...]]:
    """What the file sets as it should, and every problem of it, by line."""
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Config(), (Problem(name, line, _("this is not UTF-8; save the file as UTF-8")),)
    except tomllib.TOMLDecodeError as error:
        return Config(), (_malformed(name, text, str(error)),)
    reading = _Reading(name, text)
    values, keys = dict(reading.values(table)), tuple(reading.keys(table))
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    return Config(**values, keys=keys, file=name), problems


def _malformed(name: str, text: str, told: str) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", told)
    line = int(place[1] or text.count("\n") + 1) if place else 0
    what = told[: place.start()] if place else told
    if what.startswith(("Cannot overwrite", "Cannot mutate")):
        remedy = _("put names with a dot in quotes: \"drop.site\" = 'X', and give each once")
    else:
        remedy = _("write lines like theme = 'dark', words in quotes")
    return Problem(name, line, _("this is not TOML: {what}; {remedy}", what=what[:1].lower() + what[1:], remedy=remedy))


class _Reading:
    """A file that is being read, and what has been found wrong with it."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._lines = name, text.splitlines()
        self.problems: list[Problem] = []

    def values(self, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The options that are set, under their names in Config."""
        for name, value in table.items():
            if name == _KEYS:
                continue
            if (option := _BY_NAME.get(name)) is None:
                self._complain(name, _unknown(name, value))
            elif (problem := _wrong(option, value)) is not None:
                self._complain(name, problem)
            else:
                yield option.field, option.kind(value) if isinstance(option.kind, type) else value

    def keys(self, table: Mapping[str, Any]) -> Iterator[KeySetting]:
        """What stands under ``[keys]``."""
        given = table.get(_KEYS, {})
        if not isinstance(given, dict):
            self._complain(_KEYS, _("'keys' is a table; write [keys], and below it lines like lookup = 'enter'"))
            return
        for command, value in _flat(given):
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                yield KeySetting(command, tuple(key for key in keys if key), self._line(command, _KEYS))
            else:
                told = _("{name!r} must be a key or a list of keys, such as 'j' or ['j', 'down']", name=command)
                self._complain(command, told, _KEYS)

    def _complain(self, name: str, message: str, table: str = "") -> None:
        self.problems.append(Problem(self._name, self._line(name, table), message))

    def _line(self, name: str, table: str = "") -> int:
        """The line on which ``name`` is set in ``table``; 0 where it is written in a way that isn't found."""
        inside = ""
        written = re.compile(rf"\s*(?:\[\s*)?([\"']?){re.escape(name)}\1\s*[=\]]")
        for number, line in enumerate(self._lines, 1):
            if inside == table and written.match(line):
                return number
            if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
                inside = header[1]
                if table == "" and inside == name:
                    return number
        return 0


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """``word.next = 'l'`` without quotes makes a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _unknown(name: str, value: object) -> str:
    if isinstance(value, dict):
        return _("there is no table {name!r}; options stand at the top, keys under [keys]", name=name)
    names = [*_BY_NAME, _KEYS]
    return _(
        "{name!r} is no option; {remedy}",
        name=name,
        remedy=did_you_mean(name, names, _("the options are {names}", names=", ".join(names))),
    )


def _wrong(option: Option, value: object) -> str | None:
    """What is wrong with a value, if anything."""
    if option.kind is bool:
        if isinstance(value, bool):
            return None
        return _("{name!r} is true or false, without quotes; {value!r} is neither", name=option.name, value=value)
    if isinstance(option.kind, range):
        if isinstance(value, int) and not isinstance(value, bool) and value in option.kind:
            return None
        return _(
            "{name!r} is a number from {least} to {most}, without quotes; {value!r} is none",
            name=option.name,
            least=option.kind[0],
            most=option.kind[-1],
            value=value,
        )
    choices = choices_of(option)
    if isinstance(value, str) and value in choices:
        return None
    remedy = did_you_mean(str(value), choices, _("the choices are {choices}", choices=", ".join(choices)))
    return _("{value!r} is no {name}; {remedy}", value=value, name=option.name, remedy=remedy)


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """The remedy for an unknown name: the nearest of ``names``, or what to do when none is near."""
    near = nearest(name, names)
    return _("did you mean {name!r}?", name=near) if near else otherwise


def choices_of(option: Option) -> list[str]:
    """The words that an option may be; none for numbers and truth values."""
    return list(map(str, option.kind)) if isinstance(option.kind, type) and issubclass(option.kind, StrEnum) else []


def as_toml(config: Config) -> str:
    """All options as they are, and the keys that were changed, as a file that says the same."""
    lines = [f"{option.name} = {written(getattr(config, option.field))}" for option in OPTIONS]
    if config.keys:
        lines += ["", "[keys]", *(f"{quoted(each.command)} = {_list(each.keys)}" for each in config.keys)]
    return "\n".join(lines)


def template() -> str:
    """A file that sets nothing and says in comments what could be set."""
    lines = [f"# {_('Settings of Reader. Take the # away from a line to change it.')}", ""]
    for option in OPTIONS:
        lines += [f"# {_(option.about)}", f"# {_choice(option)}", f"#{option.name} = {written(option.usual)}", ""]
    about = _("Keys, by the names that 'reader config keys' lists; several in [ ], none: []")
    return "\n".join((*lines, f"# {about}", "#[keys]", "#\"word.next\" = ['l', 'right']", ""))


def schema(commands: Iterable[str]) -> dict[str, Any]:
    """The JSON schema of the file, whose ``[keys]`` may name ``commands``."""
    key = {"type": "string"}
    keys = {"anyOf": [key, {"type": "array", "items": key}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of Reader",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{option.name: _schema_of(option) for option in OPTIONS},
            _KEYS: {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(commands, keys),
            },
        },
    }


def _schema_of(option: Option) -> dict[str, Any]:
    told: dict[str, Any] = {"description": option.about, "default": option.usual}
    if isinstance(option.kind, range):
        return {"type": "integer", "minimum": option.kind[0], "maximum": option.kind[-1], **told}
    return {"type": "boolean", **told} if option.kind is bool else {"enum": choices_of(option), **told}


def _choice(option: Option) -> str:
    if isinstance(option.kind, range):
        return _("{least} to {most}", least=option.kind[0], most=option.kind[-1])
    return ", ".join(choices_of(option) or ("true", "false"))


def written(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else quoted(str(value))


def quoted(text: str) -> str:
    """``text`` as a string of TOML; JSON's strings are strings of TOML too."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(keys: tuple[str, ...]) -> str:
    return quoted(keys[0]) if len(keys) == 1 else f"[{', '.join(map(quoted, keys))}]"
