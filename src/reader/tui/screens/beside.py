"""The page as it came beside the clean one, the two moving together; in a narrow terminal, in its place."""

from reader.tui.as_came import AsCame
from reader.tui.messages import ChosenPlace
from reader.tui.screens.base import ReaderParts
from reader.tui.widgets.raw_page import Beside

_FOR_THREE = 150  # columns from which on the look-up pane stands beside both pages


class Comparing(ReaderParts):
    """The actions of P."""

    def action_compare(self) -> None:
        """Show the page as it came; once more, and the keys go there; once more, and it is put away."""
        if self.reading is None:
            return
        if not self.comparing:
            self._begin()
        elif self.raw.has_focus:
            self.stop_comparing()
        else:
            self.set_focus(self.raw)

    @property
    def comparing(self) -> bool:
        """Whether the page as it came is shown."""
        return self.has_class("-beside")

    def stop_comparing(self) -> None:
        """The clean page alone."""
        self.remove_class("-beside")
        self.set_focus(self.page)

    def make_room(self) -> None:
        """The look-up pane is wanted: where there is no room for both, it goes first."""
        if self.comparing and self.size.width < _FOR_THREE:
            self.stop_comparing()

    def compare_anew(self) -> None:
        """The page has been opened anew, or is read in another script."""
        if self.comparing and (reading := self.reading) is not None:
            self.raw.show_came(AsCame(reading))
            self._keep_step()

    def on_chosen_place(self, event: ChosenPlace) -> None:
        """On to the clean page."""
        if self.raw.came is not None:
            if self.has_class("-narrow"):
                self.remove_class("-beside")
            self.set_focus(self.page)
            self.page.go(self.raw.came.to_clean(event.position))

    def keep_step(self) -> None:
        """The page without the keys goes where the one with them is."""
        if self.comparing:
            self._keep_step()

    def _begin(self) -> None:
        assert self.reading is not None
        if self.size.width < _FOR_THREE:
            self.pane.display = False
        self.add_class("-beside")
        self.raw.show_came(AsCame(self.reading))
        if self.has_class("-narrow"):
            self.set_focus(self.raw)
        self.call_after_refresh(self._keep_step, from_clean=True)

    def _keep_step(self, *, from_clean: bool = False) -> None:
        came = self.raw.came
        if came is None or not len(came.reading):
            return
        if self.raw.has_focus and not from_clean:
            position, row = self.raw.place
            target = came.to_clean(position)
            if self.page.place != (target, row):
                self.page.follow(target, row)
        else:
            position, row = self.page.place
            target = came.from_clean(position)
            if self.raw.place != (target, row):
                self.raw.follow(target, row)
        self.query_one(Beside).tell()
