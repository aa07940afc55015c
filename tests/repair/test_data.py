"""The tables are tested as data."""

from reader.model.characters import simplified_only, traditional_only
from reader.repair import data
from reader.repair.keyword_case import KEYWORDS
from reader.repair.readings import is_reading
from tools.make_simplified import pairs


def test_readings_are_sorted_and_unique() -> None:
    lines = data.read("readings.txt").splitlines()
    syllables = [line.split(" ")[0] for line in lines]
    assert syllables == sorted(set(syllables))
    for line in lines:
        syllable, usual, other = line.split(" ")
        assert syllable.isascii()
        assert syllable.islower()
        for characters in (usual, other):
            assert list(characters) == sorted(set(characters))
        assert not set(usual) & set(other) - {"-"}
    assert len(lines) > 400


def test_the_commonest_characters_are_500_simplified_ones() -> None:
    characters = data.read("common.txt").strip()
    assert len(set(characters)) == len(characters) == 500
    assert not traditional_only() & set(characters)
    assert characters.startswith(("的", "一"))


def test_known_readings_are_sorted_unique_and_valid() -> None:
    lines = data.read("inserted.txt").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        character, reading = line.split(" ")
        assert character in traditional_only()
        assert is_reading(reading, character)


def test_signature_words_are_sorted_unique_and_tell_one_thing() -> None:
    machine, genuine = (
        [line[i : i + 2] for i in range(0, len(line), 2)] for line in data.read("signature.txt").split()
    )
    for words in (machine, genuine):
        assert words == sorted(set(words))
    assert not set(machine) & set(genuine)
    assert {"由于", "分鍾", "后來"} <= set(machine)
    assert {"由於", "分鐘", "後來"} <= set(genuine)


def test_contexts_hold_their_character_in_every_word() -> None:
    lines = [line.split(" ") for line in data.read("contexts.txt").splitlines()]
    assert len({line[0] for line in lines}) == len(lines)
    for character, elsewhere, inside, *words in lines:
        assert elsewhere != inside
        assert len(words) == len(set(words))
        assert all(character in word and len(word) > 1 for word in words)


def test_surnames_are_single_characters_once() -> None:
    surnames = data.read("surnames.txt").strip()
    assert len(surnames) == len(set(surnames))


def test_words_hold_a_keyword() -> None:
    words = data.read("words.txt").split()
    assert words == sorted(set(words))
    assert all(any(keyword.lower() in word for keyword in KEYWORDS) for word in words)
    assert {"training", "brain", "happy"} <= set(words)


def test_the_scripts_do_not_share_characters() -> None:
    assert not traditional_only() & simplified_only()
    assert set("網數據麼") <= traditional_only()  # 後 and 於 stand in GB 2312, as surnames
    assert set("们数说这") <= simplified_only()
    assert not set("后里干台的了") & (traditional_only() | simplified_only())


def test_radicals_are_complete_and_lead_to_unified_ideographs() -> None:
    pairs = data.read("radicals.txt").split()
    radicals = [pair[0] for pair in pairs]
    assert radicals == sorted(set(radicals))
    assert all(len(pair) == 2 and pair[1] >= "\u3400" for pair in pairs)
    kangxi = {chr(code) for code in range(0x2F00, 0x2FD6)}
    assert kangxi <= set(radicals)
    assert {"⻄西", "⺠民", "⻓长", "⽇日"} <= set(pairs)


def test_pairs_are_sorted_and_unique_words_of_two() -> None:
    lines = data.read("pairs.txt").splitlines()
    firsts = [line[0] for line in lines]
    assert firsts == sorted(set(firsts))
    assert all(list(line[1:]) == sorted(set(line[1:])) and len(line) > 1 for line in lines)
    assert sum(len(line) - 1 for line in lines) == 28_000
    assert len(data.read("pairs.txt").encode()) < 100_000


def test_simplified_characters_are_those_of_opencc() -> None:
    assert list(zip(*data.read("simplified.txt").split(), strict=True)) == pairs()
