"""The reader behind a small web server: for this machine alone, unless somebody says otherwise.

What stands between another web page and the reader:

- every request must name this server as its host, so that a name that is made to point here (DNS rebinding) leads
  nowhere;
- page and socket ask for a token that only the printed address has;
- the socket takes no connection from a page of another origin;
- the page may load nothing from elsewhere (Content Security Policy), and no page may frame it.
"""

import asyncio
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from html import escape
from ipaddress import ip_address
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager
from textual_serve.server import Server, to_int

from reader.localization import spoken
from reader.localization import translate as _
from reader.model.errors import TargetError

_OWN = Path(__file__).parent
_MOST_SESSIONS = 8  # each of them is a process
_PATIENCE = 3.0  # seconds that a closing server waits for its sessions
_HEARTBEAT = 15.0  # seconds between two questions whether the page is still there
_LONGEST_MESSAGE = 1 << 20  # bytes: what is pasted
_SIZE = {"width": 80, "height": 24}  # of a terminal that does not tell
_MOST_CELLS = 1000  # of a side
_SMALLEST, _LARGEST = 8, 40  # pixels of the font
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ReaderServer(Server):
    """Serves ``command``, a line for the shell, to whoever has the token."""

    def __init__(self, command: str, host: str, port: int, title: str) -> None:
        super().__init__(command, host, port, title)
        self.token = secrets.token_urlsafe(24)
        self._sessions: set[Session] = set()

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{_in_address(self.host)}:{self.port}/?token={self.token}"

    def run(self, opened: Callable[[str], object]) -> None:
        """Serve until somebody stops it; ``opened`` is told the address once it can be opened. Raises TargetError."""
        logging.getLogger("textual-serve").addHandler(logging.NullHandler())
        logging.getLogger("textual-serve").propagate = False
        listener = self._listen()
        opened(self.address)
        web.run_app(self._make_app(), sock=listener, print=None, access_log=None, shutdown_timeout=_PATIENCE)

    def _listen(self) -> socket.socket:
        """The socket; port 0 stands for any that is free."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            listener = socket.create_server((self.host, self.port), family=family)
        except (OSError, OverflowError) as error:
            place = f"{_in_address(self.host)}:{self.port}"
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            told = _("can't listen on {place}: {reason}; choose another --port or --host", place=place, reason=reason)
            raise TargetError(told) from error
        self.port = listener.getsockname()[1]
        return listener

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self.handle_index),
                web.get("/ws/{token}", self.handle_websocket),  # the terminal appends its size to the address
                web.get("/own/{name}", _own_file),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(_close)
        app.on_shutdown.append(self.on_shutdown)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in what may come in."""
        if (refusal := self.refusal(request)) is not None:
            return web.Response(status=403, text=refusal)
        return await handler(request)

    def refusal(self, request: web.Request) -> str | None:
        """Why a request is turned away, if it is."""
        if _is_loopback(self.host) and not _is_here(request.headers.get("Host", ""), self.port):
            return _("This server answers to its own address alone.")
        is_socket = request.path.startswith("/ws/")
        if request.path != "/" and not is_socket:
            return None  # the same for everybody
        token = request.match_info.get("token", "") if is_socket else request.query.get("token", "")
        if not secrets.compare_digest(token.encode("utf8", "replace"), self.token.encode()):
            return _("Open the address that 'reader serve' has printed; its token opens the page.")
        origin = request.headers.get("Origin")
        if is_socket and origin != f"http://{request.headers.get('Host')}":
            return _("Another page can't open this one.")
        return None

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page."""
        size = min(max(to_int(request.query.get("fontsize", "16"), 16), _SMALLEST), _LARGEST)
        page = Template((_OWN / "page.html").read_text("utf8")).substitute(
            language=spoken(),
            title=escape(self.title),
            socket=escape(f"ws://{request.headers['Host']}/ws/{self.token}"),
            font_size=size,
            opening=escape(_("Opening …")),
            closed=escape(_("Closed.")),
            again=escape(_("Open again")),
        )
        return web.Response(text=page, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A session: a process of its own, for as long as the page is open."""
        if len(self._sessions) >= _MOST_SESSIONS:
            raise web.HTTPServiceUnavailable(text=_("Too many pages are open; close one of them."))
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LONGEST_MESSAGE)
        await websocket.prepare(request)
        size = [min(max(to_int(request.query.get(side, ""), usual), 1), _MOST_CELLS) for side, usual in _SIZE.items()]
        session = Session(self.command, websocket, self.download_manager)
        self._sessions.add(session)
        try:
            await session.start(*size)
            await self._process_messages(websocket, session)
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
            pass  # no message that our page sends: the session ends
        finally:
            await session.end()
            self._sessions.discard(session)  # a server that stops waits for those that are ending
            await websocket.close()
        return websocket

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  # aiohttp's signature
        """End the sessions."""
        await asyncio.gather(*(session.end() for session in tuple(self._sessions)))


class Session(AppService):
    """A reader in its own process, and the socket that it is seen through."""

    def __init__(self, command: str, websocket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        super().__init__(
            command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close_socket,
            download_manager=downloads,
        )
        self._websocket = websocket

    async def _close_socket(self) -> None:
        await self._websocket.close()

    async def end(self) -> None:
        """Let the process leave; one that doesn't is ended."""
        process, task = self._process, self._task
        if process is None:
            return
        self._task = None
        with suppress(ConnectionError):
            await self.send_meta({"type": "quit"})
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()
        if task is not None:
            await task
        process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 - or it complains once the loop is closed


async def _close(_: web.Request, response: web.StreamResponse) -> None:
    """Forbid what leaves the server all that it has no need of."""
    response.headers.update(_HEADERS)


async def _own_file(request: web.Request) -> web.FileResponse:
    if (name := request.match_info["name"]) not in ("page.css", "page.js"):
        raise web.HTTPNotFound
    return web.FileResponse(_OWN / name)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_here(host: str, port: int) -> bool:
    """Whether a Host header names a loopback address, or localhost, and this port."""
    try:
        parts = urlsplit(f"//{host}")
        return _is_loopback(parts.hostname or "") and (parts.port or 80) == port
    except ValueError:
        return False


def _in_address(host: str) -> str:
    """A host as it is written in an address; one that stands for all is reached by the machine's name."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - somebody asked for it
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host
