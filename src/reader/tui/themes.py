"""Themes of Reader's own: paper and slate, and both of them in high contrast.

Every text colour has a contrast of 4.5 or more on its ground, 7 or more in high contrast (WCAG 2.2, AA and AAA).
"""

from textual.theme import Theme

from reader.localization import mark
from reader.model.choices import Dress

DARK, LIGHT = "reader-dark", "reader-light"
DARK_CONTRAST, LIGHT_CONTRAST = "reader-dark-contrast", "reader-light-contrast"

#: What they are called.
TITLES = {
    DARK: mark("dark"),
    LIGHT: mark("light"),
    DARK_CONTRAST: mark("dark, high contrast"),
    LIGHT_CONTRAST: mark("light, high contrast"),
}
#: Ground and contrast turned the other way.
OTHER_GROUND = {DARK: LIGHT, LIGHT: DARK, DARK_CONTRAST: LIGHT_CONTRAST, LIGHT_CONTRAST: DARK_CONTRAST}
OTHER_CONTRAST = {DARK: DARK_CONTRAST, DARK_CONTRAST: DARK, LIGHT: LIGHT_CONTRAST, LIGHT_CONTRAST: LIGHT}


def theme_of(dress: Dress) -> str:
    """The theme that somebody asks for; dark where nothing is known of the terminal."""
    return DARK if dress is Dress.AUTO else f"reader-{dress}"


def of_terminal(dress: Dress) -> Dress:
    """Dark or light as the terminal is, where ``auto`` is asked for."""
    from reader.tui.terminal import is_light

    return Dress.LIGHT if dress is Dress.AUTO and is_light() else dress


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
            "pane-line": "#282c33",
            "scrollbar": "#6b727c",
            "scrollbar-hover": "#9298a1",
            "scrollbar-active": "#7fb4ca",
            "scrollbar-background": "#17191d",
            "scrollbar-background-hover": "#17191d",
            "scrollbar-background-active": "#17191d",
            "page-gloss": "#93b8a5",
            "page-quiet": "#9298a1",
            "page-heading": "#e6c98f",
            "page-pinyin": "#a9b7c6",
            "page-tone-1": "#e58a85",
            "page-tone-2": "#9cc69b",
            "page-tone-3": "#7fb4ea",
            "page-tone-4": "#c79be0",
            "page-tone-5": "#9aa0a8",
            "page-term": "#a8cfe0",
            "page-highlight": "#2f4436",
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
            "pane-line": "#e8e4d9",
            "scrollbar": "#858379",
            "scrollbar-hover": "#5f6369",
            "scrollbar-active": "#1f5f7a",
            "scrollbar-background": "#fbf9f4",
            "scrollbar-background-hover": "#fbf9f4",
            "scrollbar-background-active": "#fbf9f4",
            "page-gloss": "#3d6a55",
            "page-quiet": "#5f6369",
            "page-heading": "#7a4c00",
            "page-pinyin": "#4b5563",
            "page-tone-1": "#a3302b",
            "page-tone-2": "#2f6b3a",
            "page-tone-3": "#1f56a0",
            "page-tone-4": "#74309a",
            "page-tone-5": "#5f6369",
            "page-term": "#134e68",
            "page-highlight": "#d8ead2",
            "page-match": "#f3e3a6",
            "page-match-current": "#7a4c00",
            "page-match-current-text": "#fffdf6",
            "page-cursor": "#c4dbe8",
            "screen-selection-background": "#bcd4e6",
            "screen-selection-foreground": "#1b1e22",
        },
    ),
    Theme(
        name=DARK_CONTRAST,
        dark=True,
        primary="#6fd3ff",
        secondary="#d5dde6",
        accent="#ffd75f",
        warning="#ffd75f",
        error="#ff9d96",
        success="#8ff0a0",
        foreground="#ffffff",
        background="#000000",
        surface="#0b0b0b",
        panel="#1c1c1c",
        text_alpha=1.0,
        variables={
            "pane-line": "#808080",
            "scrollbar": "#808080",
            "scrollbar-hover": "#c4c8cc",
            "scrollbar-active": "#6fd3ff",
            "scrollbar-background": "#000000",
            "scrollbar-background-hover": "#000000",
            "scrollbar-background-active": "#000000",
            "page-gloss": "#9df0c4",
            "page-quiet": "#c4c8cc",
            "page-heading": "#ffdf80",
            "page-pinyin": "#d5dde6",
            "page-tone-1": "#ff9d96",
            "page-tone-2": "#8ff0a0",
            "page-tone-3": "#8fc8ff",
            "page-tone-4": "#e3b5ff",
            "page-tone-5": "#c4c8cc",
            "page-term": "#8fe3ff",
            "page-highlight": "#0f4a1f",
            "page-match": "#4d3f00",
            "page-match-current": "#ffd75f",
            "page-match-current-text": "#000000",
            "page-cursor": "#004a80",
            "screen-selection-background": "#00508c",
            "screen-selection-foreground": "#ffffff",
        },
    ),
    Theme(
        name=LIGHT_CONTRAST,
        dark=False,
        primary="#003f5c",
        secondary="#2b333d",
        accent="#5c3a00",
        warning="#5c3a00",
        error="#7d1008",
        success="#0b4719",
        foreground="#000000",
        background="#ffffff",
        surface="#f7f7f7",
        panel="#ebebeb",
        text_alpha=1.0,
        variables={
            "pane-line": "#767676",
            "scrollbar": "#767676",
            "scrollbar-hover": "#3a3e44",
            "scrollbar-active": "#003f5c",
            "scrollbar-background": "#ffffff",
            "scrollbar-background-hover": "#ffffff",
            "scrollbar-background-active": "#ffffff",
            "page-gloss": "#0b4731",
            "page-quiet": "#3a3e44",
            "page-heading": "#573300",
            "page-pinyin": "#2b333d",
            "page-tone-1": "#7d1008",
            "page-tone-2": "#0b4719",
            "page-tone-3": "#003c85",
            "page-tone-4": "#561078",
            "page-tone-5": "#3a3e44",
            "page-term": "#003d57",
            "page-highlight": "#c9f0c0",
            "page-match": "#ffe680",
            "page-match-current": "#573300",
            "page-match-current-text": "#ffffff",
            "page-cursor": "#b8dcf5",
            "screen-selection-background": "#b3d4f0",
            "screen-selection-foreground": "#000000",
        },
    ),
)
