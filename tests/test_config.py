"""Settings: what a file says, what is told of a wrong one, and that the command line wins."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import config
from reader.config import OPTIONS, Config, KeySetting, as_toml, parse, template
from reader.model.choices import Dress, Language, Script
from reader.model.errors import ConfigError
from reader.tui import keymap
from reader.tui.bindings import ALL, TOGETHER
from tests.support import ROOT, cases

FILE = "config.toml"


def problems(text: str) -> list[str]:
    found, told = parse(FILE, text.encode())
    every = sorted((*told, *keymap.problems(found.keys, FILE)), key=lambda problem: problem.line)
    return [f"{problem.line}: {problem.message}" for problem in every]


@pytest.mark.parametrize("case", cases("config.yaml"))
def test_what_is_said_of_a_file(case: dict[str, object]) -> None:
    assert problems(str(case["input"])) == case["problems"]


def test_every_option_is_read() -> None:
    text = next(
        case["input"] for (case,) in (each.values for each in cases("config.yaml")) if case["id"] == "everything"
    )
    found, _ = parse(FILE, text.encode())
    changed = {option.name for option in OPTIONS if getattr(found, option.field) != option.usual}
    assert changed == {option.name for option in OPTIONS}
    assert found.language is Language.CHINESE
    assert found.script is Script.TAIWAN
    assert [(each.command, each.keys, each.line) for each in found.keys] == [
        ("word.next", ("Q", "ctrl+right"), 17),
        ("term.next", ("T",), 18),
        ("known", (), 19),
    ]


def test_no_utf_8_and_a_byte_order_mark() -> None:
    _, told = parse(FILE, "width = 70\n# 宽".encode("gb18030"))
    assert [str(problem) for problem in told] == ["config.toml:2: this is not UTF-8; save the file as UTF-8"]
    assert parse(FILE, b"\xef\xbb\xbfwidth = 70")[0].width == 70


@given(st.binary())
def test_any_bytes_are_told_about_or_read(data: bytes) -> None:
    found, told = parse(FILE, data)
    assert isinstance(found, Config)
    assert all(problem.message for problem in told)


@given(
    st.builds(
        Config,
        width=st.integers(20, 200),
        line_spacing=st.integers(0, 2),
        paragraph_spacing=st.integers(0, 3),
        ambiguous_width=st.integers(1, 2),
        file=st.just(""),
        tones=st.booleans(),
        theme=st.sampled_from(Dress),
        keys=st.lists(
            st.builds(
                KeySetting,
                st.sampled_from([key.id for key in ALL]),
                st.lists(st.text(min_size=1)).map(tuple),
                st.just(0),
            ),
            unique_by=lambda each: each.command,
        ).map(tuple),
    )
)
def test_what_is_shown_says_the_same_when_it_is_read(before: Config) -> None:
    after, told = parse("", as_toml(before).encode("utf8", "surrogatepass"))
    assert told == ()
    assert after._replace(keys=tuple(each._replace(line=0) for each in after.keys)) == before


def test_the_file_to_begin_with_changes_nothing_and_offers_everything() -> None:
    assert parse("", template().encode()) == (Config(), ())
    offered = "\n".join(line.removeprefix("#") for line in template().splitlines() if not line.startswith("# "))
    table = tomllib.loads(offered)
    assert set(table) == {option.name for option in OPTIONS} | {"keys"}
    assert problems(offered) == []


def test_a_wrong_file_is_refused_with_its_first_problem(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_text("widht = 70\nmouse = 1\n", "utf8")
    with pytest.raises(
        ConfigError, match=r"config.toml:1: 'widht' .* did you mean 'width'\? \(and 1 more; run 'reader"
    ):
        config.load(file)


@pytest.mark.parametrize("case", cases("config.yaml"))
def test_the_schema_says_of_options_what_the_program_says(case: dict[str, object]) -> None:
    try:
        table = tomllib.loads(str(case["input"]))
    except tomllib.TOMLDecodeError:
        return
    if "keys" in table:
        return  # names with dots may be written in two ways, which a schema can't know
    sound = not list(jsonschema.Draft202012Validator(config.schema(())).iter_errors(table))
    assert sound == (case["problems"] == [])


def test_the_published_schema_is_the_program_s() -> None:
    published = Path(config.__file__).with_name("config.schema.json").read_text("utf8")
    assert json.loads(published) == config.schema([key.id for key in ALL]), "run python tools/make_schema.py"


def test_every_key_belongs_to_a_screen() -> None:
    assert {key for table in TOGETHER for key in table} == set(ALL)
    assert len({key.id for key in ALL}) == len(ALL)


def test_the_keys_as_they_come_clash_nowhere() -> None:
    every = [KeySetting(key.id, tuple(key.keys.split(","))) for key in ALL]
    assert [problem.message for problem in keymap.problems(every, FILE)] == []


def test_the_readme_s_example_is_sound() -> None:
    example = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf8"), re.DOTALL)
    assert len(example) == 1
    assert problems(example[0]) == []
