"""Two themes of Reader's own: paper and slate. Every text colour has a contrast of 4.5 or more on its ground."""

from textual.theme import Theme

DARK, LIGHT = "reader-dark", "reader-light"

THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#7fb4ca",
        secondary="#a9b7c6",
        accent="#e0b872",
        warning="#e0b872",
        error="#e58a85",
        success="#9cc69b",
        foreground="#d9dbd6",
        background="#17191d",
        surface="#1f2227",
        panel="#282c33",
        text_alpha=1.0,
        variables={
            "page-gloss": "#93b8a5",
            "page-quiet": "#9298a1",
            "page-heading": "#e6c98f",
            "page-term": "#a8cfe0",
            "page-match": "#4a4220",
            "page-match-current": "#d9b24c",
            "page-match-current-text": "#17191d",
            "page-cursor": "#3a4f63",
            "screen-selection-background": "#34506b",
            "screen-selection-foreground": "#eef1ee",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1f5f7a",
        secondary="#4b5563",
        accent="#8a5a00",
        warning="#8a5a00",
        error="#a3302b",
        success="#2f6b3a",
        foreground="#24272b",
        background="#fbf9f4",
        surface="#f3f0e8",
        panel="#e8e4d9",
        text_alpha=1.0,
        variables={
            "page-gloss": "#3d6a55",
            "page-quiet": "#5f6369",
            "page-heading": "#7a4c00",
            "page-term": "#134e68",
            "page-match": "#f3e3a6",
            "page-match-current": "#7a4c00",
            "page-match-current-text": "#fffdf6",
            "page-cursor": "#c4dbe8",
            "screen-selection-background": "#bcd4e6",
            "screen-selection-foreground": "#1b1e22",
        },
    ),
)
