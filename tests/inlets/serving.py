"""A real server on the loopback address, with pages that behave and pages that don't."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = "大模型训练需要大量的数据和算力，评测结果表明它在中文任务上进步明显，研究者认为如此。"
PAGE = (
    f"<html><head><title>大模型的数据</title></head><body><h1>大模型的数据</h1>{f'<p>{ARTICLE}</p>' * 6}</body></html>"
)
BOMB = gzip.compress(gzip.compress(bytes(1 << 26)))  # 64 MB in some hundred bytes


class Handler(BaseHTTPRequestHandler):
    """Each path is a way to answer."""

    server: "Server"

    def do_GET(self) -> None:
        """Answer, or misbehave."""
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path.startswith("http://"):  # asked as a proxy
            self._redirect(f"{self.server.address}/page")
            return
        name = self.path.partition("?")[0].strip("/").replace("-", "_").partition("/")[0]
        answer = getattr(self, f"_answer_{name}", None)
        if answer is not None:
            answer()
        else:
            self._send(b"no", status=int(name) if name.isdecimal() else 404)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name
        """Say nothing."""

    def _send(
        self, body: bytes, media: str = "text/html; charset=utf-8", status: int = 200, **headers: str | int
    ) -> None:
        self.send_response(status)
        told = {"Content-Type": media, "Content-Length": len(body)} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        for name, value in told.items():
            if value != "":
                self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, location: str, status: int = 302) -> None:
        self._send(b"", status=status, Location=location, Set_Cookie="seen=yes")

    def _answer_page(self) -> None:
        self._send(PAGE.encode())

    def _answer_gbk(self) -> None:
        self._send(PAGE.encode("gb18030"), "text/html; charset=gbk")

    def _answer_bad_charset(self) -> None:
        self._send(PAGE.encode("gb18030"), "text/html; charset=x-nonsense")

    def _answer_wrong_charset(self) -> None:
        self._send(PAGE.encode(), 'text/html; charset="gbk"')

    def _answer_notes(self) -> None:  # the path ends with .md
        self._send(f"# 笔记\n\n{ARTICLE}\n".encode(), "text/plain; charset=utf-8")

    def _answer_empty(self) -> None:
        self._send(b"")

    def _answer_picture(self) -> None:
        self._send(b"\x89PNG\r\n\x1a\n", "image/png")

    def _answer_hidden_picture(self) -> None:
        self._send(b"\x89PNG\r\n\x1a\n" + bytes(100), "")

    def _answer_hop(self) -> None:
        self._redirect("/second")

    def _answer_second(self) -> None:
        self._redirect("page", status=301)

    def _answer_loop(self) -> None:
        self._redirect("/loop-back")

    def _answer_loop_back(self) -> None:
        self._redirect("/loop")

    def _answer_on(self) -> None:
        number = int(self.path.rpartition("/")[2])
        self._redirect(f"/on/{number + 1}", status=307)

    def _answer_to_a_file(self) -> None:
        self._redirect("file:///etc/passwd")

    def _answer_to_nonsense(self) -> None:
        self._redirect("http://[")

    def _answer_chinese(self) -> None:
        self._redirect("/文章?甲".encode().decode("latin-1"))

    def _answer_gzip(self) -> None:
        self._send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def _answer_bomb(self) -> None:
        self._send(BOMB, Content_Encoding="gzip, gzip")

    def _answer_no_gzip(self) -> None:
        self._send(PAGE.encode(), Content_Encoding="gzip")

    def _answer_short(self) -> None:
        self._send(PAGE.encode(), Content_Length=100_000)

    def _answer_large(self) -> None:
        self._send(b"", Content_Length=1 << 40)

    def _answer_endless(self) -> None:
        self._send(b"", Content_Length="")
        self._pour(ARTICLE.encode() * 1000)

    def _answer_slow(self) -> None:
        self._send(b"", Content_Length="")
        while not self.server.closing.wait(0.05):
            self._pour(b".", 1)

    def _answer_silent(self) -> None:
        self.server.closing.wait()

    def _answer_nonsense(self) -> None:
        self.wfile.write(b"\x00\x01nonsense\r\n\r\n")

    def _pour(self, data: bytes, times: int = 1 << 30) -> None:
        try:
            for _ in range(times):
                self.wfile.write(data)
                if self.server.closing.is_set():
                    return
        except OSError:
            self.server.closing.wait(0.05)


class Server(ThreadingHTTPServer):
    """Knows what it was asked, and when to stop."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        """The beginning of its addresses."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving() -> Iterator[Server]:
    """A server while the block lasts."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
