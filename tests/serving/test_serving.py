"""The reader in a browser: the real server, driven in Chromium, and asked by pages that it must turn away."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, WebSocket, expect

from reader.cli.main import make_parser
from reader.cli.serve import command_line, words_of
from tests.support import ROOT

PAGE = ROOT / "source" / "page.txt"
_LONGEST = 40.0  # seconds
_CONTROL = re.compile(r"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78])")


@contextmanager
def served(*arguments: object, **environment: str) -> Iterator[str]:
    """The address of a server that is running."""
    words = [sys.executable, "-m", "reader", "serve", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "LANG": "C", **environment}
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=_LONGEST)
    assert process.returncode == 0, told
    assert b"Traceback" not in told, told


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = str(tmp_path_factory.mktemp("home"))
    with served(PAGE, "--theme=dark", XDG_CONFIG_HOME=home, XDG_DATA_HOME=home) as found:
        yield found


#: What the terminal tells of how quick the server and the browser are.
_PACE = ("ping=", "task queue exceeded")


class Session:
    """A page that is open, what it asked for, and what was drawn on it."""

    def __init__(self, browser: Browser, address: str, **how: object) -> None:
        self.context = browser.new_context(**how)  # type: ignore[arg-type]  # as they come
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.written = ""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("websocket", self._follow)
        self.page.goto(address)

    def _hear(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(_PACE):
            self.said.append(message.text)

    def _follow(self, websocket: WebSocket) -> None:
        self.asked.append(websocket.url)
        websocket.on("framereceived", self._take)

    def _take(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            self.written += payload.decode("utf8", "replace")

    def press(self, *keys: str) -> None:
        self.written = ""
        for key in keys:
            self.page.keyboard.press(key)

    def wait_for(self, text: str) -> None:
        """Until ``text`` has been drawn since the last key."""
        until = time.monotonic() + _LONGEST
        while text not in _CONTROL.sub("", self.written):
            assert time.monotonic() < until, _CONTROL.sub("", self.written)[-2000:]
            self.page.wait_for_timeout(50)


@pytest.fixture
def session(browser: Browser, address: str) -> Iterator[Session]:
    opened = Session(browser, address, viewport={"width": 1000, "height": 700})
    opened.wait_for("GPT-4")
    opened.wait_for("? help")
    yield opened
    opened.context.close()


def test_the_page_opens_and_asks_nobody_else(session: Session, address: str) -> None:
    here = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in session.asked if not url.startswith("data:")} == {here}
    assert any(urlsplit(url).scheme == "ws" for url in session.asked)
    assert session.said == []
    assert session.page.evaluate("document.fonts.size") == 0, "no web fonts"


def test_keys_work_and_a_term_is_looked_up(session: Session) -> None:
    session.press("Tab", "Enter")
    session.wait_for("fundamentals")  # the category of 大模型
    session.press("?")
    session.wait_for("Line down")
    session.press("Escape")
    session.wait_for("GPT-4")
    session.press("/")
    session.wait_for("search the page")


def test_a_click_looks_up(session: Session) -> None:
    session.written = ""
    session.page.mouse.click(200, 85)  # on the first line of the first paragraph
    session.wait_for("HSK 2025")


def test_the_terminal_follows_the_window(session: Session) -> None:
    session.written = ""
    session.page.set_viewport_size({"width": 360, "height": 700})
    session.wait_for("? help")
    assert not session.said


def test_what_is_copied_reaches_the_clipboard(browser: Browser, address: str) -> None:
    opened = Session(browser, address, permissions=["clipboard-read", "clipboard-write"])
    opened.wait_for("GPT-4")
    opened.press("J", "c")
    opened.wait_for("Copied the paragraph")
    opened.page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('又几个月过去了'))")
    opened.context.close()


def test_it_can_be_left_and_opened_again(session: Session) -> None:
    session.press("q")
    again = session.page.get_by_role("button", name="Open again")
    expect(again).to_be_visible(timeout=1000 * _LONGEST)
    session.written = ""
    again.click()
    session.wait_for("? help")


def test_in_chinese(browser: Browser, tmp_path: Path) -> None:
    with served(PAGE, "--language=zh", XDG_CONFIG_HOME=str(tmp_path)) as address:
        opened = Session(browser, address)
        opened.wait_for("? 帮助")
        assert opened.page.get_attribute("html", "lang") == "zh-CN"
        opened.context.close()


# Who is turned away


def ask(address: str, path: str, **headers: str) -> tuple[int, str]:
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=_LONGEST)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read().decode() if response.status != 101 else ""
    connection.close()
    return response.status, body


def upgrade(address: str, path: str, **headers: str) -> int:
    key = b64encode(os.urandom(16)).decode()
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"}
    return ask(address, path, **asked, **headers)[0]


def test_without_the_token_nothing_opens(address: str) -> None:
    origin = f"http://{urlsplit(address).netloc}"
    assert ask(address, "/")[0] == 403
    assert "printed" in ask(address, "/?token=wrong")[1]
    assert ask(address, "/?token=%C3%A9")[0] == 403
    assert upgrade(address, "/ws/wrong", Origin=origin) == 403
    assert upgrade(address, f"/ws/wrong?{urlsplit(address).query}", Origin=origin) == 403
    assert ask(address, "/ws")[0] == 404


def test_a_name_that_is_made_to_point_here_leads_nowhere(address: str) -> None:
    query, port = urlsplit(address).query, urlsplit(address).port
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1.evil.example",
        "127.0.0.1:1",
        "",
        "[::1",
        f"127.0.0.1@evil.example:{port}",
    ):
        assert ask(address, f"/?{query}", Host=host)[0] in (400, 403), host
    assert ask(address, f"/?{query}", Host=f"localhost:{port}")[0] == 200


def test_another_page_can_t_drive_it(address: str) -> None:
    token, here = urlsplit(address).query.removeprefix("token="), urlsplit(address).netloc
    for origin in (
        "http://evil.example",
        "null",
        f"http://{here}.evil.example",
        f"http://evil.example/{here}",
        f"http://localhost:{urlsplit(address).port}",
    ):
        assert upgrade(address, f"/ws/{token}", Origin=origin) == 403, origin
    assert upgrade(address, f"/ws/{token}") == 403, "a browser names its origin"
    assert upgrade(address, f"/ws/{token}", Origin=f"http://{here}") == 101


def test_no_other_file_is_served(address: str) -> None:
    for path in (
        "/own/server.py",
        "/own/..%2fserver.py",
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/",
        "/download/x",
    ):
        status, body = ask(address, path)
        assert status in (403, 404), path
        assert "import" not in body


def test_it_listens_on_this_machine_alone(address: str) -> None:
    parts = urlsplit(address)
    assert parts.hostname == "127.0.0.1"
    others = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for other in others:
        with socket.socket() as asking:
            asking.settimeout(2)
            assert other.startswith("127.") or asking.connect_ex((other, parts.port)) != 0


# Arguments


@pytest.mark.parametrize(
    "name",
    [
        "page.html",
        "a b.html",
        "-v.html",
        "$(touch hacked).html",
        "`touch hacked`.html",
        "x; touch hacked",
        'it\'s "it".html',
        "中文\n.html",
        "--help",
    ],
)
def test_no_name_is_taken_for_anything_else(name: str, tmp_path: Path) -> None:
    """The shell that textual-serve starts hands over each word as it is."""
    chosen = make_parser().parse_args(
        ["serve", "--glossary=$HOME/g.yaml", "--width=60", "--no-mouse", "--force", "--", name]
    )
    line = command_line(words_of(chosen)).replace("-m reader", '-c "import json, sys; print(json.dumps(sys.argv[1:]))"')
    done = subprocess.run(line, shell=True, capture_output=True, check=True, cwd=tmp_path)
    words = ["read", "--glossary=$HOME/g.yaml", "--force", "--width=60", "--no-mouse", "--", name]
    assert json.loads(done.stdout) == words
    assert list(tmp_path.iterdir()) == []
    read = make_parser().parse_args(words)
    assert (read.sources, read.glossary, read.width, read.mouse, read.force) == (
        [name],
        ["$HOME/g.yaml"],
        60,
        False,
        True,
    )


def run(*arguments: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "serve", *map(str, arguments)],
        capture_output=True,
        timeout=_LONGEST,
        cwd=ROOT,
        check=False,
    )
    return done.returncode, done.stderr.decode()


def test_what_goes_wrong_is_one_sentence(tmp_path: Path) -> None:
    assert run("missing.html") == (1, "reader: there is no file 'missing.html'; check the name\n")
    assert run("-")[0] == 2
    assert run("--port", "99999")[0] == 2
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, told = run("--port", taken.getsockname()[1])
    assert code == 1
    assert re.fullmatch(
        r"reader: can't listen on 127.0.0.1:\d+: address already in use.*; choose another --port or --host\n", told
    )
    code, told = run("--host", "no.such.host.invalid", "--port", "0")
    assert code == 1
    assert told.count("\n") == 1


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "textual_serve.py").write_text("raise ModuleNotFoundError(name='textual_serve')")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "serve", "--port", "0"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
        check=False,
    )
    assert done.returncode == 1
    assert (
        done.stderr.decode()
        == "reader: 'reader serve' needs textual-serve; install it with: pip install 'annotated-reader[serve]'\n"
    )
