"""What can go wrong, as one tree.

ReaderError                 one sentence with a remedy; shown as it stands, never as a traceback
├── SourceError             a page can't be read: missing, a folder, empty, binary, undecodable
├── NoArticleError          the page was read, and holds nothing that looks like an article
├── TargetError             a result can't be written
├── GlossaryError           a glossary file is wrong: file, line, value and remedy
├── LibraryError            what is remembered can't be read or written, or a list of words is wrong
├── DictionaryError         a dictionary file is wrong, or there is none by that name
├── PluginError             what another package adds can't be loaded
├── ConfigError             the configuration is wrong: file, line, value and remedy
├── SiteRuleError           a file of rules for sites is wrong: file, line, value and remedy
├── CrawlError              a crawl can't be begun, gone on with, or finished
├── FormatError             an unknown export format, or a document that can't be read back
└── UsageError              options that don't go together
"""


class ReaderError(Exception):
    """The root of the tree; its text is one sentence that ends with a remedy."""


class SourceError(ReaderError):
    """A page can't be read."""


class NoArticleError(ReaderError):
    """The page holds nothing that looks like an article; ``guess``: some of it could be kept all the same."""

    def __init__(self, message: str, *, guess: bool = True) -> None:
        super().__init__(message)
        self.guess = guess


class TargetError(ReaderError):
    """A result can't be written where it was asked for."""


class GlossaryError(ReaderError):
    """A glossary file is wrong."""


class DictionaryError(ReaderError):
    """A dictionary file is wrong, or there is none by that name."""


class PluginError(ReaderError):
    """What another package adds can't be loaded."""


class LibraryError(ReaderError):
    """What is remembered can't be read or written."""


class ConfigError(ReaderError):
    """The configuration is wrong."""


class SiteRuleError(ReaderError):
    """A file of rules for sites is wrong."""


class CrawlError(ReaderError):
    """A crawl can't be begun, gone on with, or finished."""


class FormatError(ReaderError):
    """An unknown format, or a document that can't be read back."""


class UsageError(ReaderError):
    """Options that don't go together."""
