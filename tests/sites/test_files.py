"""Files of rules: read, told what is wrong with them, added to."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.model.choices import CONDITIONS
from reader.model.errors import SiteRuleError
from reader.model.site import SiteRule
from reader.sites.files import load, parse
from reader.sites.teacher import Teacher, load_rules
from reader.sites.writing import added, entry
from tests.support import ROOT, cases

SCHEMA = json.loads((ROOT / "src/reader/sites/sites.schema.json").read_text("utf8"))
SOUND = """\
# mine
- host: example.org   # and its subdomains
  drop:
    - selector: '.share, #related'
    - wording: 扫码…关注*
  keep:
    - {from: 正文, to: 完}
- host: '*'
  drop: {last: 2}
"""


@pytest.mark.parametrize("case", cases("sites/broken.yaml"))
def test_problems_are_told_with_line_value_and_remedy(case: dict[str, Any]) -> None:
    _, problems = parse("s.yaml", case["input"].encode())
    assert [str(problem) for problem in problems] == case["expected"]


def test_a_sound_file_is_read_in_its_order() -> None:
    rules = load("/etc/s.yaml", SOUND.encode())
    assert [f"{rule.host} {rule} {rule.place}" for rule in rules] == [
        "example.org drop selector .share, #related s.yaml:4",
        "example.org drop wording 扫码…关注* s.yaml:5",
        "example.org keep from 正文, to 完 s.yaml:7",
        "* drop last 2 s.yaml:9",
    ]


def test_an_editor_reads_it_so_too() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(yaml.safe_load(SOUND), SCHEMA)
    assert list(SCHEMA["$defs"]["rule"]["properties"]) == list(CONDITIONS)


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in cases("sites/broken.yaml")
        if case.id not in ("bad-host", "bad-selector", "every-wording", "twice", "bare-asterisk")
    ],
)
def test_an_editor_finds_what_is_wrong(case: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(case["input"]), SCHEMA)


def test_a_broken_file_tells_the_first_problem_and_counts_the_rest() -> None:
    with pytest.raises(SiteRuleError, match=r"s\.yaml:1: 'a' is no key.*\(and 2 more; run 'reader sites check'\)"):
        load("s.yaml", b"- {a: 1}\n")


@pytest.mark.parametrize("data", [b"[" * 100_000, b"\xff", b"- !!python/object/apply:os.system [x]", b"{a", b"\0"])
def test_hostile_files_are_told(data: bytes) -> None:
    assert parse("s.yaml", data)[1]


def test_an_empty_file_has_no_rules() -> None:
    assert parse("s.yaml", b"# none yet\n") == ((), ())


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30).filter(
    lambda text: text.strip().strip("*…\\").strip()
)
RULES = st.builds(
    lambda keep, wording, after, last: SiteRule(
        "example.org", keep=keep, wording=" ".join(wording.split()), after=" ".join(after.split()), last=last
    ),
    st.booleans(), WORDS, WORDS, st.integers(0, 10_000),
)  # fmt: skip


@given(st.sampled_from([b"", b"# none yet", b"# none yet\n", SOUND.encode(), SOUND.encode() + b"# end"]), RULES)
def test_an_added_rule_is_the_last_and_the_rest_stays(data: bytes, rule: SiteRule) -> None:
    text, placed = added("s.yaml", data, rule)
    assert text.startswith(data.decode())
    rules = load("s.yaml", text.encode())
    assert rules == (*load("s.yaml", data), rule)
    assert placed == rule
    assert entry(rule).split("\n")[2].strip() in text.split("\n")[placed.line - 1]


def test_a_file_that_nothing_can_be_put_behind_is_left_alone() -> None:
    with pytest.raises(SiteRuleError, match=r"s.yaml: nothing can be added .* - host: 'a.org';   drop:;     - last: 2"):
        added("s.yaml", b"[{host: b.org, keep: {first: 1}}]\n", SiteRule("a.org", keep=False, last=2))


def test_a_rule_that_is_wrong_is_not_added(tmp_path: Path) -> None:
    with pytest.raises(SiteRuleError, match="the rule is not added: 'p >' is no CSS selector"):
        Teacher(tmp_path / "s.yaml").teach(SiteRule("a.org", keep=False, selector="p >"))
    assert not list(tmp_path.iterdir())


def test_a_rule_is_taught_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "s.yaml"
    for number in (1, 2):
        assert Teacher(file).teach(SiteRule("a.org", keep=False, last=number)).place == f"s.yaml:{3 * number}"
    assert [rule.last for rule in load_rules([str(file)])] == [1, 2]


def test_a_rule_is_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(SOUND, "utf8")
    teacher = Teacher(file)
    for number in (1, 2):
        teacher.teach(SiteRule("a.org", keep=False, last=number))
    teacher.take_back()
    assert [rule.last for rule in load(str(file), file.read_bytes()) if rule.host == "a.org"] == [1]
    teacher.take_back()
    assert file.read_text("utf8") == SOUND


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    teacher = Teacher(tmp_path / "s.yaml")
    teacher.teach(SiteRule("a.org", keep=False, last=1))
    (tmp_path / "s.yaml").write_text("# mine\n", "utf8")
    with pytest.raises(SiteRuleError, match="has been changed since; take the rule out of it by hand"):
        teacher.take_back()
    assert (tmp_path / "s.yaml").read_text("utf8") == "# mine\n"
