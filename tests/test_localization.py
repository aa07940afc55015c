"""The catalogues: every sentence of the interface has its translation, and none is stale."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from reader import localization
from reader.localization import of_environment, of_name, speak, translate, translate_count
from tests.support import ROOT


def tool() -> ModuleType:
    path = ROOT / "tools" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def test_every_sentence_has_its_translation_and_none_is_stale() -> None:
    translations = tool()
    paths = list(translations.catalogues())
    assert {path.parts[-3] for path in paths} == {folder for folder in localization.LANGUAGES.values() if folder}
    assert {path.parts[-3]: list(translations.problems(path)) for path in paths} == {
        path.parts[-3]: [] for path in paths
    }


def test_the_tool_finds_what_is_missing() -> None:
    """What the test above relies on: sentences are found in code, tables of keys and counted forms."""
    found = tool().sentences()
    assert "Line down" in found
    assert all(isinstance(each, str) or len(each) == 2 for each in found)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, "en"),  # gettext's rule: the C locale is not translated
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "zh_CN.GB18030"}, "zh-CN"),
        ({"LANG": "zh_SG"}, "zh-CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-TW"),
        ({"LANG": "zh_HK"}, "zh-TW"),
        ({"LANG": "zh_Hant_MO"}, "zh-TW"),
        ({"LANG": "en_GB", "LC_MESSAGES": "zh_CN"}, "zh-CN"),
        ({"LANG": "zh_CN", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh-CN"),  # empty is as good as unset
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "de_DE", "LANGUAGE": "de:zh"}, "zh-CN"),
        ({"LANG": "zh_CN", "LANGUAGE": "en"}, "en"),
        ({"LANGUAGE": "zh_CN"}, "zh-CN"),
        ({"LANG": "zh_CN@pinyin"}, "zh-CN"),
        ({"LANG": "../../etc/passwd"}, "en"),
    ],
    ids=str,
)
def test_the_language_is_the_locale_s(environment: dict[str, str], language: str) -> None:
    assert of_environment(environment) == language


@pytest.mark.parametrize("name", ["", "auto", "klingon", "z", "zhx"])
def test_names_of_no_language(name: str) -> None:
    assert of_name(name) == ""


def test_a_sentence_in_both_languages() -> None:
    speak("en")
    assert translate("Line down") == "Line down"
    speak("zh")
    assert translate("Line down") == "下移一行"
    assert translate("{no} such sentence", no=1) == "1 such sentence"
    assert translate("") == "", "not the head of the catalogue"


def test_taiwan_has_its_own_characters_words_and_marks() -> None:
    speak("zh-TW")
    assert translate("all settings as they are") == "當前的全部設定"
    assert translate("Mark {letter} is lost; it stood at “{quote}”", letter="a", quote="x").endswith("「x」")


def test_counted_sentences() -> None:
    speak("en")
    assert [translate_count("{count} sheep of {of}", "{count} sheep (many) of {of}", n, of=3) for n in (1, 2)] == [
        "1 sheep of 3",
        "2 sheep (many) of 3",
    ]


def test_the_language_is_looked_up_once_and_late() -> None:
    asked: list[None] = []

    def choose() -> str:
        asked.append(None)
        return translate("zh")  # a sentence while one chooses is said in English

    localization.speak_when_asked(choose)
    assert asked == []
    assert translate("Line down") == translate("Line down") == "下移一行"
    assert asked == [None]


def test_english_opens_no_catalogue() -> None:
    code = (
        "import sys; from reader.localization import translate; translate('Line down'); print('gettext' in sys.modules)"
    )
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert done.stdout.decode().strip() == "False"
