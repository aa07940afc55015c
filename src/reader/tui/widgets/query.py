"""A line to type in."""

from textual.widgets import Input

from reader.wrap import shorten


class Query(Input):
    """Says what to type as long as nothing is typed: the first of ``hints`` that has room, else the last one, cut."""

    def __init__(self, *hints: str, select_on_focus: bool = True, id: str | None = None) -> None:  # noqa: A002  # Textual's
        super().__init__(compact=True, select_on_focus=select_on_focus, id=id)
        self._hints = hints

    def ask(self, *hints: str) -> None:
        """Say something else."""
        self._hints = hints
        self._fit()

    def on_resize(self) -> None:
        """More or less of it may have room."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width
        fits = (hint for hint in self._hints if shorten(hint, width) == hint)
        self.placeholder = next(fits, shorten(self._hints[-1], width) if self._hints else "")
