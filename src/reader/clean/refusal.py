"""Pages that have no article: told as such, as an exported log-in form helps nobody."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.localization import mark
from reader.localization import translate as _
from reader.model.document import Kind, Page
from reader.model.errors import NoArticleError

_ENOUGH = 120  # characters without spaces; with so much kept text a page has an article, whatever it says besides
_FORM = 60  # the same, where there is a field for a password: threads of a forum have one beside a short post
_SHELL = 100  # characters of a whole page, below which a script is meant to fill it
_FEWEST_LINKS = 30  # blocks that are links on a list of links
_LINKED = 0.7  # of its text
_ERROR = re.compile(
    r"\b(?:404|403|50[0234])\b|not found|access denied|forbidden|page (?:unavailable|does ?n.t exist)|error occurred"
    r"|(?:页面|网页|内容|文章|帖子|主题).{0,6}(?:不存在|不见了|找不到|已删除|被删除|已被|出错)|(?:找不到|无法访问|无法找到).{0,6}(?:页面|网页)"
    r"|拒绝访问|访问被拒绝|没有权限|系统错误|服务器错误|出错了|(?:verify|checking).{0,20}(?:human|browser)|安全验证|请完成验证"
)
_LOG_IN = re.compile(
    r"(?:请|需要|必须).{0,4}(?:登录|登入)|登录后|(?:log|sign) ?in to|please (?:log|sign) ?in|密码|password"
)
_FORCE = mark("or say --force for the best guess")


class Refusal(NamedTuple):
    """What a page is, and what to do about it."""

    what: str
    remedy: str


_NOTHING = Refusal(mark("it has no text at all"), mark("save the page from a browser once it has loaded"))
_NO_PROSE = Refusal(
    mark("none of its {count} blocks is running text"),
    mark("save the page from a browser once it has loaded, or use 'reader repair' to keep every line,"),
)
_SCRIPT = Refusal(mark("a script fills it once it has loaded"), mark("save the page from a browser after that"))
_FAILED = Refusal(mark("it looks like an error page"), mark("fetch the page anew"))
_ASKS = Refusal(mark("it looks like a form to log in"), mark("save the page from a browser in which you are logged in"))
_INDEX = Refusal(mark("it is a list of links to other pages"), mark("open one of those"))


_TAUGHT = Refusal(mark("the rules for its site drop every block"), mark("see 'reader sites list', change them,"))


def refuse(page: Page, candidates: Sequence[Candidate], kept: Sequence[int]) -> None:
    """Raise NoArticleError, with a remedy, if the blocks ``kept`` are no article."""
    reason = _reason(page, candidates, kept)
    if reason is not None:
        raise _error(page, reason, len(candidates))


def all_dropped(page: Page, candidates: Sequence[Candidate]) -> NoArticleError:
    """What to raise when the rules of a site leave nothing of its article."""
    return _error(page, _TAUGHT, len(candidates))


def _error(page: Page, reason: Refusal, count: int) -> NoArticleError:
    told = {"name": page.name, "what": _(reason.what, count=count), "remedy": _(reason.remedy)}
    if not count:
        return NoArticleError(_("{name}: no article was found, {what}; {remedy}.", **told), guess=False)
    return NoArticleError(_("{name}: no article was found, {what}; {remedy} {guess}.", guess=_(_FORCE), **told))


def _reason(page: Page, candidates: Sequence[Candidate], kept: Sequence[int]) -> Refusal | None:
    if not candidates:
        return _SCRIPT if "<script" in page.text else _NOTHING
    article = [candidates[index] for index in kept]
    length = _length(article)
    if _is_index(article, length) and _length([each for each in article if each.linked < 0.5]) < _ENOUGH:
        return _FAILED if _ERROR.search(_said(candidates)) else _INDEX
    if length >= _ENOUGH:
        return None
    if candidates[0].element >= 0:
        found = _kind(page, candidates, length)
        if found is not None:
            return found
    return None if kept else _NO_PROSE


def _kind(page: Page, candidates: Sequence[Candidate], kept: int) -> Refusal | None:
    """What a page of which ``kept`` characters are kept is, by what it says in headings and short lines."""
    length = _length(candidates)
    said = _said(candidates)
    if _ERROR.search(said):
        return _FAILED
    if kept < _FORM and 'type="password"' in page.text and _LOG_IN.search(said):
        return _ASKS
    if _is_index(candidates, length):
        return _INDEX
    return _SCRIPT if length < _SHELL and page.text.count("<script") > 1 else None


def _is_index(candidates: Sequence[Candidate], length: int) -> bool:
    """Whether blocks of ``length`` characters are links to other pages, most of them."""
    links = [each for each in candidates if each.linked >= 0.5]
    return len(links) >= _FEWEST_LINKS and _length(links) > _LINKED * length


def _said(candidates: Sequence[Candidate]) -> str:
    """What a page says in headings and short lines, links apart."""
    return " ".join(each.folded.lower() for each in candidates if each.linked < 0.5 and _is_told(each))


def _is_told(candidate: Candidate) -> bool:
    return candidate.kind is Kind.HEADING or len(candidate.folded) < _ENOUGH


def _length(candidates: Sequence[Candidate]) -> int:
    return sum(len(each.text) - each.text.count(" ") for each in candidates)
