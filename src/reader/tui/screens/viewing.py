"""Changing the view: glosses, script, width, spacing, theme."""

from dataclasses import replace

from reader.localization import translate as _
from reader.tui.messages import Resumed
from reader.tui.names import GLOSSES, SCRIPTS
from reader.tui.reading import Reading
from reader.tui.screens.finding import Finding
from reader.tui.themes import DARK_CONTRAST, LIGHT, OTHER_CONTRAST, OTHER_GROUND

_NARROWEST, _WIDEST = 20, 200
_AT_ONCE = 0.05  # seconds that a page in another script may be repaired before it is shown


class Viewing(Finding):
    """The actions of i s + - v d D."""

    def action_gloss(self) -> None:
        """Glosses at first mentions, everywhere, nowhere."""
        policies = tuple(GLOSSES)
        gloss = policies[(policies.index(self.page.setting.gloss) + 1) % len(policies)]
        self.page.set_as(replace(self.page.setting, gloss=gloss))
        self.say(_("Glosses: {which}", which=_(GLOSSES[gloss])))
        self.show_status()

    def action_script(self) -> None:
        """The next script, the place in the text kept."""
        if (reading := self.reading) is None:
            return
        scripts = tuple(SCRIPTS)
        script = scripts[(scripts.index(reading.script) + 1) % len(scripts)]
        other = Reading(reading.stages, reading.document, script)
        other.can_cut, other.knows = reading.can_cut, reading.knows
        other.sweep(_AT_ONCE)
        self.page.show(other, self.head_of(other))
        self.post_message(Resumed(other))
        if self._search is not None:
            self.search_for(self._search.query, go=False)
        self.say(_("Script: {which}", which=_(SCRIPTS[script])))
        self.show_status()

    def action_widen(self, cells: int) -> None:
        """Longer or shorter lines."""
        width = min(max(self.page.room + cells, _NARROWEST), _WIDEST)
        self.page.set_as(replace(self.page.setting, width=width))
        self.say(_("{count} cells a line", count=self.page.room))

    def action_spacing(self) -> None:
        """No, one or two empty lines between paragraphs."""
        setting = self.page.setting
        self.page.set_as(replace(setting, spacing=(setting.spacing + 1) % 3))

    def action_theme(self) -> None:
        """Light or dark."""
        self.app.theme = OTHER_GROUND.get(self.app.theme, LIGHT)

    def action_contrast(self) -> None:
        """High contrast, or not."""
        self.app.theme = OTHER_CONTRAST.get(self.app.theme, DARK_CONTRAST)
