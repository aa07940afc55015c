"""``reader sites``."""

from pathlib import Path

import pytest

from tests.cli.running import reader


def test_rules_for_sites_are_added_listed_checked_and_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    page = tmp_path / "page.txt"
    page.write_text(
        "第一段，数据越好，模型越好，这是大家的共识，也是我们做这件事的原因。\n\n第二段，这也是大家的共识，所以我们都要这样做。\n",
        "utf8",
    )
    file = str(tmp_path / "sites.yaml")
    done = reader("sites", "add", "https://www.example.org/x", "--drop", "--wording", "第二段…", "--sites", file)
    assert (done.code, done.err) == (0, "sites.yaml:3: for example.org, drop wording 第二段…\n")
    assert reader("sites", "list", "--sites", file).out == "example.org\tdrop wording 第二段…\tsites.yaml:3\n"
    assert reader("sites", "check", file).code == 0
    assert "第二段" in reader("export", str(page), "--sites", file).out
    assert "第二段" not in reader("export", str(page), "--sites", file, "--address", "https://m.example.org/a").out
    told = reader("explain", str(page), "--sites", file, "--address", "example.org").out
    assert "[site rule: sites.yaml:3 drop wording 第二段…]" in told


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("sites",), 2, "say what to do: 'reader sites list'"),
        (("sites", "add", "example.org", "--drop"), 2, "a rule needs a condition"),
        (("sites", "add", "example.org", "--first", "2"), 2, "one of these arguments is missing: --drop --keep"),
        (
            ("sites", "add", "example.org", "--drop", "--keep", "--first", "2"),
            2,
            "argument --keep: it doesn't go together with --drop",
        ),
        (("sites", "add", "example.org", "--drop", "--first", "x"), 2, "--first 'x' is no number of blocks"),
        (("sites", "add", "a b", "--drop", "--first", "2"), 1, "'a b' is no host"),
        (("sites", "add", "a.org", "--drop", "--selector", "p >"), 1, "'p >' is no CSS selector"),
        (("sites", "check", "nowhere.yaml"), 1, "there is no file 'nowhere.yaml'"),
        (("export", "page.txt", "--address", "http://["), 2, "'http://[' is no address"),
        (("export", "page.txt", "--sites", "nowhere.yaml"), 1, "there is no file 'nowhere.yaml'"),
    ],
)
def test_rules_for_sites_are_asked_for_plainly(
    arguments: tuple[str, ...], code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    done = reader(*arguments)
    assert done.code == code
    assert told in done.err
    assert not list(tmp_path.iterdir())
