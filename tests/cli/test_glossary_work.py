"""Adding, editing, importing, exporting and mining, as a person does it."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import PAGE, assert_one_sentence, reader


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "reader" / "glossary.yaml"


def test_an_added_entry_is_looked_up_and_marked(own: Path) -> None:
    result = reader("glossary", "add", "QLaRA", "--chinese", "量化低秩", "--category", "training", "--en", "A way.")
    assert result.code == 0
    assert own.read_text("utf8") == "- term: QLaRA\n  chinese: [量化低秩]\n  category: training\n  en: A way.\n"
    assert "A way." in reader("lookup", "量化低秩").out
    assert reader("glossary", "check").code == 0


def test_adding_twice_keeps_the_first_and_says_so(own: Path) -> None:
    reader("glossary", "add", "QLaRA", "--en", "One.")
    before = own.read_text("utf8")
    assert_one_sentence(reader("glossary", "add", "qlara", "--en", "Two."), 1, "glossary.yaml:1", "edit QLaRA")
    assert reader("glossary", "add", "QLaRA", "--en", "One.").code == 0
    assert own.read_text("utf8") == before


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), "nothing is told"),
        (("--en", "a\x1bb"), "U+001B"),
        (("--en", "x", "--category", "trainin"), "did you mean 'training'?"),
    ],
)
def test_an_unsound_entry_is_refused(own: Path, options: tuple[str, ...], wanted: str) -> None:
    assert_one_sentence(reader("glossary", "add", "X1", *options), 1, wanted)
    assert not own.exists() or own.read_text("utf8") == ""


def test_what_an_entry_of_ours_says_is_taken_over_and_told(own: Path) -> None:
    assert "as in Reader's own entry" in reader("glossary", "add", "MoE", "--en", "Mine.").err
    assert "混合专家模型" in own.read_text("utf8")


def test_fields_are_set_and_the_version_before_is_kept(own: Path) -> None:
    own.parent.mkdir(parents=True)
    own.write_text("# mine\n- term: QLaRA  # so\n  en: One.\n", "utf8")
    assert reader("glossary", "edit", "QLaRA", "--zh", "一种方法。", "--alias", "Q-LaRA").code == 0
    assert own.read_text("utf8").startswith("# mine\n- term: QLaRA  # so\n  en: One.\n  aliases: [Q-LaRA]\n")
    assert own.with_name("glossary.yaml.bak").read_text("utf8") == "# mine\n- term: QLaRA  # so\n  en: One.\n"


def test_editing_one_of_readers_entries_makes_it_ones_own(own: Path) -> None:
    assert reader("glossary", "edit", "RAG", "--en", "Mine.").code == 0
    assert "检索增强生成" in own.read_text("utf8")
    assert "Mine." in reader("lookup", "RAG").out


def editor(folder: Path, code: str) -> str:
    script = folder / "editor"
    script.write_text(f"#!{sys.executable}\nimport sys, pathlib\np = pathlib.Path(sys.argv[-1])\n{code}\n", "utf8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def test_the_editor_edits_a_copy_that_is_taken_over_when_sound(own: Path, tmp_path: Path) -> None:
    reader("glossary", "add", "QLaRA", "--en", "One.")
    made = editor(tmp_path, "p.write_text(p.read_text().replace('One', 'Two'))")
    assert reader("glossary", "edit", "QLaRA", VISUAL=made).code == 0
    assert "Two." in own.read_text("utf8")


def test_what_is_not_sound_is_kept_aside(own: Path, tmp_path: Path) -> None:
    reader("glossary", "add", "QLaRA", "--en", "One.")
    before = own.read_text("utf8")
    made = editor(tmp_path, "p.write_text(p.read_text().replace('en:', 'ne:'))")
    result = reader("glossary", "edit", VISUAL=made)
    assert result.code == 1
    assert "'ne' is no key" in result.err
    assert own.read_text("utf8") == before
    assert "ne: One." in own.with_name("glossary.yaml.rejected").read_text("utf8")


@pytest.mark.parametrize(("visual", "wanted"), [("/no/such/editor", "set VISUAL"), ("false", "ended with 1")])
def test_an_editor_that_fails_changes_nothing(own: Path, visual: str, wanted: str) -> None:
    assert_one_sentence(reader("glossary", "edit", VISUAL=visual), 1, wanted)


def test_several_who_add_at_once_lose_nothing(own: Path) -> None:
    adding = [
        subprocess.Popen([sys.executable, "-m", "reader", "glossary", "add", f"Term{n}", "--en", "x."], env=os.environ)
        for n in range(6)
    ]
    assert [each.wait(60) for each in adding] == [0] * 6
    assert own.read_text("utf8").count("- term:") == 6


@pytest.mark.parametrize("name", ["all.csv", "all.tsv", "all.tbx", "all.zip", "all.yaml"])
def test_an_export_is_imported_again(own: Path, tmp_path: Path, name: str) -> None:
    reader("glossary", "add", "QLaRA", "--chinese", "量化低秩", "--en", "A way.")
    before = own.read_text("utf8")
    assert reader("glossary", "export", tmp_path / name, "--own").code == 0
    result = reader("glossary", "import", tmp_path / name)
    assert (result.code, result.out) == (0, "")
    assert "1 there already" in result.err
    own.unlink()
    assert reader("glossary", "import", tmp_path / name).code == 0
    assert own.read_text("utf8") == before


def test_a_conflict_is_shown_and_solved_as_one_says(own: Path, tmp_path: Path) -> None:
    reader("glossary", "add", "QLaRA", "--chinese", "量化低秩")
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("term,chinese,en\nQLaRA,低秩量化,A way.\nTIRX,工具推理,B.\n", "utf8")
    result = reader("glossary", "import", theirs)
    assert result.code == 1
    assert "theirs.csv:2: 'QLaRA' is QLaRA (低秩量化) here, and QLaRA (量化低秩) in" in result.out
    assert "glossary.yaml:1; left out" in result.out
    assert "1 new entry" in result.err
    assert reader("glossary", "import", theirs, "--conflict", "merge", "--dry-run").code == 0
    assert "低秩量化" not in own.read_text("utf8")
    assert reader("glossary", "import", theirs, "--conflict", "merge").code == 0
    assert "chinese: [量化低秩, 低秩量化]" in own.read_text("utf8")


def test_a_bad_row_does_not_stop_the_others(own: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.tsv"
    theirs.write_text("term\ten\nA1\t\nB1\tx\n", "utf8")
    result = reader("glossary", "import", theirs)
    assert result.code == 1
    assert f"{theirs}:2: nothing is told of 'A1'" in result.out
    assert "B1" in own.read_text("utf8")


@pytest.mark.parametrize(
    ("arguments", "code", "wanted"),
    [
        (("import", "no-such.csv"), 1, "check the name"),
        (("import", "x.doc"), 1, "--format"),
        (("import", "-"), 2, "--format"),
        (("import", "x.csv", "--format", "doc"), 2, "none of yaml, csv"),
        (("import", "x.csv", "--conflict", "win"), 2, "keep, replace, merge"),
        (("export", "-"), 2, "--to"),
        (("export", "/proc/x.csv"), 1, "can't write"),
        (("edit", "NoSuchTerm1", "--en", "x"), 1, "is in no glossary"),
        (("mine", PAGE, "--json", "--format", "yaml"), 2, "choose one"),
    ],
)
def test_wrong_use_is_told(own: Path, arguments: tuple[str, ...], code: int, wanted: str) -> None:
    assert_one_sentence(reader("glossary", *arguments), code, wanted)


def test_an_export_to_a_pipe_is_bytes_or_text(own: Path) -> None:
    assert reader("glossary", "export", "-", "--format", "csv").out.startswith("term,expansion")
    result = reader("glossary", "export", "-", "--format", "omegat", "--category", "hardware")
    assert result.out.count("\t") > 10
    assert "left out" in result.err


def test_mined_candidates_are_reviewed_and_imported(own: Path, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "one.txt"
    page.parent.mkdir()
    page.write_text("研究者提出工具集成推理（Tool Integrated Reasoning，TIR2），并用QLaRA训练。\n" * 3, "utf8")
    found = json.loads(reader("glossary", "mine", page.parent, "--json").out)
    assert {"TIR2", "QLaRA"} <= {each["term"] for each in found}
    reviewed = tmp_path / "mined.yaml"
    assert reader("glossary", "mine", page.parent, "--kind", "latin", "--format", "yaml", "-o", reviewed).code == 0
    result = reader("glossary", "import", reviewed)
    assert result.code == 1
    assert "nothing is told of" in result.out
    assert "expansion: Tool Integrated Reasoning" in own.read_text("utf8")


def test_mining_goes_on_after_a_page_that_fails(own: Path, tmp_path: Path) -> None:
    result = reader("glossary", "mine", tmp_path / "none.html", PAGE, "--top", "3")
    assert result.code == 1
    assert "there is no file" in result.err
    assert "3 of" in result.err
