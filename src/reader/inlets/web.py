"""Pages of the web, fetched within limits of time, size and redirects; the home of urllib3.

Nothing is kept between two fetches: no cookies, no cache. Proxies are those of the environment, as for other programs.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from threading import Event, Thread
from time import monotonic
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    IncompleteRead,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout, make_headers

from reader import __version__
from reader.inlets.neighbours import is_near
from reader.localization import mark, reason_of
from reader.localization import translate as _
from reader.model.document import EPUB, MARKDOWN, Source
from reader.model.errors import SourceError

_CONNECTING, _SILENCE = 10, 20  # seconds
_CHUNK = 1 << 16  # bytes
_MOST_HOPS = 10
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {
    "User-Agent": f"annotated-reader/{__version__} (a reader for the terminal, at the request of a person)",
    "Accept": "text/html, application/xhtml+xml, application/epub+zip, text/markdown, text/plain;q=0.9, */*;q=0.1",
    "Accept-Language": "zh, en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
#: What a page may be; "" and octet-stream say nothing, and are judged by their bytes as a file is.
_MEDIA = frozenset(
    (
        *("text/html", "application/xhtml+xml", "text/plain", MARKDOWN, "text/x-markdown"),
        *(EPUB, "", "application/octet-stream", "binary/octet-stream"),
    )
)
_TYPE = re.compile(r"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)\s*(?:;|$)")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_STATUS = {
    401: mark("asks for a password; log in with a browser and save the page there"),
    403: mark("refuses to give it to programs; save the page from a browser"),
    404: mark("has no such page; check the address"),
    410: mark("has removed the page; look for a copy elsewhere"),
    429: mark("wants fewer requests; try again later"),
    451: mark("may not show it, for legal reasons; look for a copy elsewhere"),
}
_FAILING = 500  # and above: the fault of the server

T = TypeVar("T")


class Limits(NamedTuple):
    """``seconds`` for all of it, ``size`` in bytes after decompression."""

    seconds: float = 60
    size: int = 64 << 20


def fetch(address: str, limits: Limits = Limits()) -> Source:  # noqa: B008 - frozen
    """The page at an http or https address. Raises SourceError, in one sentence with a remedy.

    A redirect from the public network to this machine or its neighbours is not followed.
    """
    started = Event()  # set when nobody waits for the page any more

    def work() -> Source:
        return _Fetch(limits, started).follow(address)

    return _within(limits.seconds, work, started, address)


def _within(seconds: float, work: Callable[[], T], given_up: Event, address: str) -> T:
    """What ``work`` gives, if it does in time; a name server or a slow trickle of bytes can hold up any single call."""
    done: list[T | BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - handed on to who waits
            done.append(error)

    thread = Thread(target=run, name="fetch", daemon=True)
    thread.start()
    thread.join(seconds)
    given_up.set()
    if not done:
        raise SourceError(
            _(
                "{address!r} had not come after {seconds:g} s; try again later, or save it from a browser",
                address=address,
                seconds=seconds,
            )
        )
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


class _Fetch:
    """One page on its way."""

    def __init__(self, limits: Limits, given_up: Event) -> None:
        self._limits, self._given_up = limits, given_up
        self._end = monotonic() + limits.seconds

    def follow(self, asked: str) -> Source:
        """The page that ``asked`` leads to."""
        address = canonical(asked)
        hops: list[str] = []
        public = not is_near(_host(address), resolve=_proxy(address) is None)
        while True:
            with closing(self._request(address)) as response:
                following = _following(response, address)
                if following is None:
                    return self._page(response, asked, address, tuple(hops))
            hops.append(address)
            if len(hops) > _MOST_HOPS or following in hops:
                raise SourceError(
                    _("{asked!r} is led on and on ({hops} redirects); check the address", asked=asked, hops=len(hops))
                )
            if public and is_near(_host(following), resolve=_proxy(following) is None):
                where = _("which is on this machine or its network")
                raise SourceError(
                    _(
                        "{asked!r} leads to {following!r}, {where}; open that yourself if you mean it",
                        asked=asked,
                        following=following,
                        where=where,
                    )
                )
            address = following

    def _request(self, address: str) -> BaseHTTPResponse:
        left = max(self._end - monotonic(), 0.1)
        timeout = Timeout(connect=min(_CONNECTING, left), read=min(_SILENCE, left))
        try:
            with _pool(address) as pool:
                return pool.request(
                    "GET",
                    address,
                    headers=_HEADERS,
                    timeout=timeout,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                )
        except HTTPError as error:
            raise SourceError(_why(error, address)) from error

    def _page(self, response: BaseHTTPResponse, asked: str, address: str, hops: tuple[str, ...]) -> Source:
        _check_status(response, address)
        told = response.headers.get("Content-Type", "")
        media = match[1].lower() if (match := _TYPE.match(told)) else ""
        if media not in _MEDIA:
            raise SourceError(
                _(
                    "{address!r} is {media}, not a page; give the address of a page of text",
                    address=address,
                    media=media,
                )
            )
        charset = match[1] if (match := _CHARSET.search(told)) else ""
        return Source(asked, self._body(response, address), address, _sure(media, address), charset, hops)

    def _body(self, response: BaseHTTPResponse, address: str) -> bytes:
        self._check_size(int(length) if (length := response.headers.get("Content-Length", "")).isdecimal() else 0)
        data = bytearray()
        try:
            for chunk in self._chunks(response):
                data += chunk
                self._check_size(len(data))
        except HTTPError as error:
            raise SourceError(_why(error, address)) from error
        return bytes(data)

    def _chunks(self, response: BaseHTTPResponse) -> Iterator[bytes]:
        """The body as it comes, decompressed a piece at a time, so that a bomb is noticed while it is small."""
        assert isinstance(response, urllib3.HTTPResponse)
        while not self._given_up.is_set():
            chunk = response.read1(_CHUNK, decode_content=True)
            if not chunk:
                return
            yield chunk

    def _check_size(self, size: int) -> None:
        if size > self._limits.size:
            raise SourceError(
                _("the page has more than {size} MB; save it and give it in parts", size=self._limits.size >> 20)
            )


def canonical(address: str) -> str:
    """An address as it is asked for: its host in ASCII, without a fragment. Raises SourceError.

    >>> canonical("HTTPS://例子.中国/文章#二")
    'https://xn--fsqu00a.xn--fiqs8s/文章'
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        named = host if host.isascii() else host.encode("idna").decode()
    except ValueError as error:  # of which errors of IDNA are a kind
        raise SourceError(
            _("{address!r} is no address: {error}; check its spelling", address=address, error=error)
        ) from None
    if not named or "\\" in parts.netloc:
        raise SourceError(
            _("{address!r} names no host; give an address like https://example.org/page", address=address)
        )
    if "@" in parts.netloc:
        raise SourceError(_("addresses with a name or password are not opened; save the page from a browser"))
    place = f"[{named}]" if ":" in named else named
    return urlunsplit((parts.scheme, f"{place}:{port}" if port else place, parts.path or "/", parts.query, ""))


def _following(response: BaseHTTPResponse, address: str) -> str | None:
    """Where the server leads on to; None if it doesn't. Raises SourceError for what is no page of the web."""
    location = response.headers.get("Location") if response.status in _REDIRECTS else None
    if location is None:
        return None
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()  # servers write UTF-8, http.client reads Latin-1
    try:
        following = urljoin(address, location)
        scheme = urlsplit(following).scheme
    except ValueError:
        raise SourceError(
            _(
                "{address!r} leads to {location!r}, which is no address; ask the site",
                address=address,
                location=location,
            )
        ) from None
    if scheme not in ("http", "https"):
        raise SourceError(
            _(
                "{address!r} leads to {following!r}, which is no page of the web; check the address",
                address=address,
                following=following,
            )
        )
    return canonical(following)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _proxy(address: str) -> str | None:
    """The proxy that the environment names for an address."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return None if not host or proxy_bypass(host) else getproxies().get(parts.scheme) or getproxies().get("all")


def _pool(address: str) -> urllib3.PoolManager:
    proxy = _proxy(address)
    if proxy is None:
        return urllib3.PoolManager(num_pools=1)
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    credentials = f"{parts.username}:{parts.password or ''}" if parts.username else None
    try:
        return urllib3.ProxyManager(
            urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", "")),
            proxy_headers=make_headers(proxy_basic_auth=credentials) if credentials else None,
        )
    except HTTPError:  # SOCKS, or no address
        raise SourceError(
            _("the proxy {hostname!r} can't be used; set http_proxy to an HTTP proxy", hostname=parts.hostname)
        ) from None


def _check_status(response: BaseHTTPResponse, address: str) -> None:
    status = response.status
    if 200 <= status < 300:
        return
    host = _host(address)
    otherwise = "is failing; try again later" if status >= _FAILING else "does not give the page; check the address"
    raise SourceError(
        _("{host} {told} (status {status})", host=host, told=_(_STATUS.get(status, otherwise)), status=status)
    )


def _sure(media: str, address: str) -> str:
    """The media type, where it says something; servers give Markdown as plain text."""
    path = urlsplit(address).path.lower()
    if path.endswith((".md", ".markdown")) and media in ("text/plain", "", "application/octet-stream"):
        return MARKDOWN
    return {"text/x-markdown": MARKDOWN}.get(media, "" if media.endswith("octet-stream") else media)


def _why(error: HTTPError, address: str) -> str:
    """What went wrong on the way, in one sentence with a remedy."""
    host = _host(address)
    otherwise = mark("can't be fetched ({error}); check the address")
    told = next((each for kind, each in _WHY if isinstance(error, kind)), otherwise)
    return f"{host!r} {_(told, error=_reason(error))}"


def _reason(error: BaseException) -> str:
    """The words of the error that lies at the bottom."""
    while (below := _below(error)) is not None:
        error = below
    told = getattr(error, "verify_message", "") or reason_of(error)
    return " ".join(str(told).split()).rstrip(".").lower()


def _below(error: BaseException) -> BaseException | None:
    """The error that ``error`` wraps."""
    return error.__cause__ or next((each for each in error.args if isinstance(each, BaseException)), None)


#: Errors and what to say of them, the more special ones first: a connection that is refused is a kind of time-out.
_WHY: tuple[tuple[type[HTTPError], str], ...] = (
    (NameResolutionError, mark("is not found; check the address, and whether you are connected")),
    (ProxyError, mark("can't be reached through the proxy ({error}); check http_proxy and https_proxy")),
    (
        SSLError,
        mark("can't prove that it is itself ({error}); check the address and your clock, or save from a browser"),
    ),
    (NewConnectionError, mark("can't be reached ({error}); check the address, and whether you are connected")),
    (ConnectTimeoutError, mark("does not answer; try again later")),
    (ReadTimeoutError, mark("fell silent; try again later")),
    (DecodeError, mark("sent a page that can't be decompressed; try again, or save it from a browser")),
    (IncompleteRead, mark("broke off before the whole page had come; try again")),
    (LocationParseError, mark("is no host; check the address")),
    (ProtocolError, mark("broke off ({error}); try again")),
)
