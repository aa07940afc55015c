"""What is known of a word in its place: its reading, level, rank, and what the person said of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.localization import translate as _
from reader.model.choices import PinyinStyle, WordList, WordStatus
from reader.model.document import Document
from reader.tui.names import STATUSES
from reader.tui.reading import Reading
from reader.tui.ruby import Spelled

if TYPE_CHECKING:
    from reader.lexicon.brief import Brief
    from reader.lexicon.glossary import Glossary
    from reader.lexicon.levels import Levels
    from reader.lexicon.pinyin import Pinyin


class WordFacts(NamedTuple):
    """Reading, level and rank of a word; empty where nothing is known."""

    reading: str = ""
    level: str = ""
    rank: int | None = None

    def line(self, status: WordStatus | None) -> str:
        """``xùnliàn · HSK 2025: 5 · rank 1,044 · learning``."""
        rank = _("rank {rank:,}", rank=self.rank) if self.rank else ""
        return " · ".join(part for part in (self.reading, self.level, rank, status and _(STATUSES[status])) if part)


def _pinyin() -> "Pinyin":
    from reader.face import load_pinyin

    return load_pinyin()


@dataclass
class Tutor:
    """Asked by workers only: its first answers load pypinyin and the lists of words."""

    listed: WordList = WordList.HSK_2025
    load: "Callable[[], Pinyin]" = field(default=_pinyin)

    def spell(self, text: str) -> Spelled:
        """How a text is read."""
        return Spelled.of(text, self._reads.read(text))

    def facts(self, text: str, start: int, end: int, style: PinyinStyle) -> WordFacts:
        """The facts of ``text[start:end]``, read in its sentence."""
        from reader.lexicon.pinyin_styles import writer
        from reader.lexicon.pinyin_text import in_pinyin

        word = text[start:end]
        inside = tuple(
            each._replace(start=each.start - start, end=each.end - start, joined=each.joined and each.start > start)
            for each in self._reads.read(text)
            if start <= each.start < end
        )
        if not inside:
            return WordFacts()
        level = self._levels.level(word)
        return WordFacts(
            in_pinyin(word, inside, writer(style)),
            str(level) if level else _("in no HSK list"),
            self._levels.rank(word),
        )

    def readings(self, words: Sequence[str], style: PinyinStyle, glossary: "Glossary | None") -> list[str]:
        """How words are read, each by itself; a term in Latin letters by its Chinese name: 模型 móxíng. Else ""."""
        from reader.lexicon.pinyin_styles import writer
        from reader.lexicon.pinyin_text import in_pinyin
        from reader.lexicon.sounds import sounds
        from reader.model.characters import contains_han

        sounds()  # is made ready for who types pinyin
        write = writer(style)
        found = []
        for word in words:
            named = () if contains_han(word) or glossary is None else glossary.named(word)
            chinese = next((entry.chinese[0] for entry in named if entry.chinese), word)
            reading = in_pinyin(chinese, self._reads.read(chinese), write) if contains_han(chinese) else ""
            found.append(reading if chinese == word else f"{chinese} {reading}")
        return found

    def brief(self, reading: Reading, glossary: "Glossary") -> "Brief":
        """The brief of a whole page; finishes and cuts all of it, and changes nothing in ``reading``."""
        from dataclasses import replace

        from reader.face import brief_of

        blocks = tuple(reading.stages.words(reading.finished(item)) for item in range(reading.lead, len(reading)))
        title = reading.finished(0).text if reading.lead else reading.document.title
        document: Document = replace(reading.document, title=title, blocks=blocks)
        return brief_of(document, glossary, self.listed)

    @cached_property
    def _reads(self) -> "Pinyin":
        return self.load()

    @cached_property
    def _levels(self) -> "Levels":
        from reader.lexicon.levels import Levels
        from reader.repair.script import fold_script

        return Levels(fold_script, self.listed)
