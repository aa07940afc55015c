"""Every key of the reader, in one table: the bindings, the help, the status line's hints and the command palette.

The ids are stable, so that a keymap can change the keys.
"""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

from reader.localization import mark


class Key(NamedTuple):
    """Keys that do one thing: ``label`` says what, ``shown`` is how the keys are written in the help."""

    id: str
    keys: str
    action: str
    label: str
    group: str
    shown: str


MOVE, READ, FIND, LOOK, VIEW, KEEP, LEAVE, LISTED = (
    mark("Move"),
    mark("Read"),
    mark("Find"),
    mark("Look behind the page"),
    mark("Change the view"),
    mark("Keep and come back"),
    mark("Leave"),
    mark("In lists"),
)

READER = (
    Key("line.down", "j,down", "by_lines(1)", "Line down", MOVE, "j ↓"),
    Key("line.up", "k,up", "by_lines(-1)", "Line up", MOVE, "k ↑"),
    Key("page.down", "space,pagedown", "by_pages(1)", "Page down", MOVE, "space"),
    Key("page.up", "b,pageup", "by_pages(-1)", "Page up", MOVE, "b"),
    Key("half.down", "ctrl+d", "by_pages(0.5)", "Half a page down", MOVE, "ctrl+d"),
    Key("half.up", "ctrl+u", "by_pages(-0.5)", "Half a page up", MOVE, "ctrl+u"),
    Key("top", "g,home", "to_top", "To the top", MOVE, "g"),
    Key("bottom", "G,end", "to_bottom", "To the bottom", MOVE, "G"),
    Key("word.next", "l,right", "by_words(1)", "Next word", MOVE, "l →"),
    Key("word.previous", "h,left", "by_words(-1)", "Word before", MOVE, "h ←"),
    Key("sentence.next", "right_parenthesis", "by_sentences(1)", "Next sentence", MOVE, ")"),
    Key("sentence.previous", "left_parenthesis", "by_sentences(-1)", "Sentence before", MOVE, "("),
    Key("paragraph.next", "J,right_curly_bracket", "by_paragraphs(1)", "Next paragraph", MOVE, "J }"),
    Key("paragraph.previous", "K,left_curly_bracket", "by_paragraphs(-1)", "Paragraph before", MOVE, "K {"),
    Key("heading.next", "right_square_bracket", "by_headings(1)", "Next heading", MOVE, "]"),
    Key("heading.previous", "left_square_bracket", "by_headings(-1)", "Heading before", MOVE, "["),
    Key("go", "colon", "go_to", "Go to 40% of the text, or to a paragraph's number", MOVE, ":"),
    Key("contents", "t", "contents", "Contents", MOVE, "t"),
    Key("term.next", "tab", "by_terms(1)", "Next term", READ, "tab"),
    Key("term.previous", "shift+tab", "by_terms(-1)", "Term before", READ, "shift+tab"),
    Key("lookup", "enter", "look_up", "Look up the word, or enter the pane", READ, "enter"),
    Key("back", "backspace,less_than_sign", "back", "Back to the entry before", READ, "< backspace"),
    Key("forth", "greater_than_sign", "forth", "Forth to the entry after", READ, ">"),
    Key("pane.down", "full_stop", "scroll_pane(1)", "Scroll the pane down", READ, "."),
    Key("pane.up", "comma", "scroll_pane(-1)", "Scroll the pane up", READ, ","),
    Key("glossary", "o", "glossary", "The whole glossary", READ, "o"),
    Key("known", "w", "mark('known')", "I know this word; again: forget it", READ, "w"),
    Key("learning", "a", "mark('learning')", "I am learning this word", READ, "a"),
    Key("ignored", "I", "mark('ignored')", "Ignore this word", READ, "I"),
    Key("word.join", "ampersand", "join", "Join the word with the next one", READ, "&"),
    Key("word.cut", "vertical_line", "cut", "Cut the word, or join it: choose how", READ, "|"),
    Key("copy", "c,y", "copy", "Copy the selection, or the paragraph", READ, "c y"),
    Key("copy.as", "C", "copy_as", "Copy a sentence, the page, or with glosses", READ, "C"),
    Key("library", "L", "library", "Library: pages you have read, and their full text", KEEP, "L"),
    Key("mark.set", "m", "set_mark", "Mark this place with a letter", KEEP, "m a–z"),
    Key("mark.go", "apostrophe", "go_to_mark", "Go to a mark; '' is where you last jumped from", KEEP, "' a–z"),
    Key("bookmark", "M", "bookmark", "Bookmark this paragraph; again: take it away", KEEP, "M"),
    Key("bookmark.next", "f", "by_bookmarks(1)", "Next bookmark, mark or note", KEEP, "f"),
    Key("bookmark.previous", "F", "by_bookmarks(-1)", "Bookmark, mark or note before", KEEP, "F"),
    Key("highlight", "H", "highlight", "Highlight the selection or sentence; again: the paragraph, off", KEEP, "H"),
    Key("note", "e", "note", "Note on the selection, highlight or sentence", KEEP, "e"),
    Key("notes", "E", "notes", "Marks and notes, of this page and of all", KEEP, "E"),
    Key("words", "W", "words", "Your words, with their sentences", KEEP, "W"),
    Key("jump.back", "ctrl+o,alt+left", "jump(-1)", "Back to where you jumped from", KEEP, "ctrl+o"),
    Key("jump.forth", "ctrl+n,alt+right", "jump(1)", "Forth again", KEEP, "ctrl+n"),
    Key("search", "slash", "search", "Search the page", FIND, "/"),
    Key("match.next", "n", "match(1)", "Next match", FIND, "n"),
    Key("match.previous", "N", "match(-1)", "Match before", FIND, "N"),
    Key("search.word", "asterisk", "search_word", "Search for this word", FIND, "*"),
    Key("provenance", "p", "provenance", "What was dropped and repaired, and why", LOOK, "p"),
    Key("compare", "P", "compare", "The page as it came, beside it", LOOK, "P"),
    Key("drop", "x", "drop(False)", "Leave this paragraph out", LOOK, "x"),
    Key("drop.site", "X", "drop(True)", "Leave such paragraphs out on this site, from now on", LOOK, "X"),
    Key("undo", "u", "undo", "Take the last decision about a paragraph back", LOOK, "u"),
    Key("brief", "B", "brief", "Brief: length, terms, levels, hardest words", LOOK, "B"),
    Key("gloss", "i", "gloss", "Glosses: first mention, all, unknown to you, off", VIEW, "i"),
    Key("pinyin", "r", "pinyin", "Pinyin above the words: all, unknown to you, off", VIEW, "r"),
    Key("tones", "R", "tones", "Tone colours", VIEW, "R"),
    Key("hide", "z", "hide", "Pane: hide pinyin, English, both, nothing", VIEW, "z"),
    Key("script", "s", "script", "Script: auto, simplified, Taiwan, Hong Kong, as on the page", VIEW, "s"),
    Key("wider", "plus,equals_sign", "widen(4)", "Wider lines", VIEW, "+"),
    Key("narrower", "minus", "widen(-4)", "Narrower lines", VIEW, "-"),
    Key("spacing", "v", "spacing", "Space between paragraphs", VIEW, "v"),
    Key("leading", "V", "leading", "Space between lines", VIEW, "V"),
    Key("theme", "d", "theme", "Light or dark", VIEW, "d"),
    Key("contrast", "D", "contrast", "High contrast", VIEW, "D"),
    Key("escape", "escape", "step_back", "One step back", LEAVE, "esc"),
    Key("help", "question_mark", "help", "This help", LEAVE, "?"),
    Key("palette", "ctrl+p", "app.command_palette", "All commands", LEAVE, "ctrl+p"),
    Key("quit", "q", "app.quit", "Leave", LEAVE, "q"),
)

#: Keys of the lists: contents, glossary, provenance, and the pane's see-also.
LISTS = (
    Key("list.down", "j,down", "move(1)", "Row down", LISTED, "j ↓"),
    Key("list.up", "k,up", "move(-1)", "Row up", LISTED, "k ↑"),
    Key("list.page.down", "space,pagedown", "page(1)", "Page down", LISTED, "space"),
    Key("list.page.up", "b,pageup", "page(-1)", "Page up", LISTED, "b"),
    Key("list.first", "g,home", "to(0)", "First row", LISTED, "g"),
    Key("list.last", "G,end", "to(-1)", "Last row", LISTED, "G"),
    Key("list.choose", "enter", "choose", "Choose the row", LISTED, "enter"),
)

#: Keys of the screens that lie over the page.
OVERLAYS = (
    Key("overlay.close", "escape,q", "close", "Back to the page", LISTED, "esc q"),
    Key("overlay.next", "tab", "turn(1)", "Next section", LISTED, "tab"),
    Key("overlay.previous", "shift+tab", "turn(-1)", "Section before", LISTED, "shift+tab"),
    Key("overlay.search", "slash", "search", "Search the glossary", LISTED, "/"),
)

#: Keys of the glossary screen alone.
GLOSSARY = (
    Key("glossary.back", "backspace,less_than_sign", "back", "Back to the entry before", LISTED, "< backspace"),
    Key("glossary.forth", "greater_than_sign", "forth", "Forth to the entry after", LISTED, ">"),
)

#: Keys of the provenance screen alone.
PROVENANCE = (
    Key("provenance.turn", "x", "overrule(False)", "Bring the block back, or leave it out", LISTED, "x"),
    Key("provenance.teach", "X", "overrule(True)", "Do so on this site, from now on", LISTED, "X"),
)

#: Keys of the line in which a list is searched.
QUERY = (Key("query.list", "down", "to_list", "From the search line into the list", LISTED, "↓"),)

#: Keys of lists from which something can be removed: the library, marks and notes.
KEPT = (
    Key("list.remove", "x,delete", "remove", "Library, notes: remove the row", LISTED, "x"),
    Key("list.undo", "u", "undo", "Notes: bring back what was removed", LISTED, "u"),
)

#: Keys of the library alone.
LIBRARY = (
    Key("library.sort", "s", "sort", "Library: by last opened, title, site, date, share read, notes", LISTED, "s"),
    Key("library.notes", "E", "notes", "Library: all marks and notes", LISTED, "E"),
    Key("library.words", "W", "words", "Library: your words", LISTED, "W"),
    Key("library.help", "question_mark", "help", "Library: this help", LISTED, "?"),
)

#: Keys of the list of marks and notes alone.
NOTES = (Key("notes.edit", "e", "edit", "Notes: write the note", LISTED, "e"),)

#: Keys of the list of words alone.
WORDS = (
    Key("words.known", "w", "give('known')", "Words: known; again: forget the word", LISTED, "w"),
    Key("words.learning", "a", "give('learning')", "Words: being learned", LISTED, "a"),
    Key("words.ignored", "I", "give('ignored')", "Words: ignored", LISTED, "I"),
    Key("words.only", "s", "only", "Words: all, known, learning, ignored, looked up", LISTED, "s"),
    Key("words.export", "o", "export", "Words: write those shown to a file", LISTED, "o"),
)

#: Keys of the screen in which a note is written.
NOTE = (Key("note.close", "escape,ctrl+s", "close", "Note: keep it, and back", KEEP, "esc ctrl+s"),)

#: Keys of the screen that tells why a page is not shown.
REFUSED = (Key("refused.force", "f", "force", "Read the best guess of a page without an article", LEAVE, "f"),)

#: All tables, for the help.
ALL = (
    *READER,
    *NOTE,
    *LISTS,
    *OVERLAYS,
    *QUERY,
    *GLOSSARY,
    *PROVENANCE,
    *KEPT,
    *LIBRARY,
    *NOTES,
    *WORDS,
    *REFUSED,
)

#: Tables whose keys work on the same screen, so that no key may stand in two of them.
TOGETHER = (
    READER,
    NOTE,
    *((*LISTS, *OVERLAYS, *own) for own in (PROVENANCE, REFUSED)),
    *((*LISTS, *OVERLAYS, *QUERY, *own) for own in (GLOSSARY, (*KEPT, *LIBRARY), (*KEPT, *NOTES), WORDS)),
)

#: Keys that act before the next key is looked at, so that what is typed fast after / or : goes into the line.
_AT_ONCE = frozenset(("search", "go"))


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The table as Textual wants it."""
    return [
        Binding(
            key.keys,
            key.action,
            key.label,
            show=False,
            key_display=key.shown,
            priority=key.id in _AT_ONCE,
            id=key.id,
        )
        for key in keys
    ]
