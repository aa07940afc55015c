"""Changing the view: glosses, script, width, spacing, theme."""

from dataclasses import replace

from reader.model.choices import GlossPolicy, Script
from reader.tui.messages import Resumed
from reader.tui.reading import Reading
from reader.tui.screens.finding import Finding
from reader.tui.themes import DARK, LIGHT

_GLOSSES = {
    GlossPolicy.FIRST: "first mention",
    GlossPolicy.ALL: "all",
    GlossPolicy.UNKNOWN: "unknown to you",
    GlossPolicy.NONE: "off",
}
_SCRIPTS = {
    Script.AUTO: "auto",
    Script.SIMPLIFIED: "simplified",
    Script.TAIWAN: "Taiwan",
    Script.HONGKONG: "Hong Kong",
    Script.PAGE: "as on the page",
}
_NARROWEST, _WIDEST = 20, 200
_AT_ONCE = 0.05  # seconds that a page in another script may be repaired before it is shown


class Viewing(Finding):
    """The actions of i s + - v d."""

    def action_gloss(self) -> None:
        """Glosses at first mentions, everywhere, nowhere."""
        policies = tuple(_GLOSSES)
        gloss = policies[(policies.index(self.page.setting.gloss) + 1) % len(policies)]
        self.page.set_as(replace(self.page.setting, gloss=gloss))
        self.say(f"Glosses: {_GLOSSES[gloss]}")
        self.show_status()

    def action_script(self) -> None:
        """The next script, the place in the text kept."""
        if (reading := self.reading) is None:
            return
        scripts = tuple(_SCRIPTS)
        script = scripts[(scripts.index(reading.script) + 1) % len(scripts)]
        other = Reading(reading.stages, reading.document, script)
        other.can_cut, other.knows = reading.can_cut, reading.knows
        other.sweep(_AT_ONCE)
        self.page.show(other, self.head_of(other))
        self.compare_anew()
        self.post_message(Resumed(other))
        if self._search is not None:
            self.search_for(self._search.query, go=False)
        self.say(f"Script: {_SCRIPTS[script]}")
        self.show_status()

    def action_widen(self, cells: int) -> None:
        """Longer or shorter lines."""
        width = min(max(self.page.room + cells, _NARROWEST), _WIDEST)
        self.page.set_as(replace(self.page.setting, width=width))
        self.say(f"{self.page.room} cells a line")

    def action_spacing(self) -> None:
        """No, one or two empty lines between paragraphs."""
        setting = self.page.setting
        self.page.set_as(replace(setting, spacing=(setting.spacing + 1) % 3))

    def action_theme(self) -> None:
        """Light or dark."""
        self.app.theme = LIGHT if self.app.theme == DARK else DARK
