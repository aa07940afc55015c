"""Pages of the web, from a server of our own that also misbehaves."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path

import pytest

from reader.inlets.neighbours import is_near
from reader.inlets.web import Limits, canonical, fetch
from reader.model.document import Source
from reader.model.errors import SourceError
from reader.pipeline import Pipeline
from tests.inlets.serving import ARTICLE, PAGE, Handler, Server, serving

HASTY = Limits(seconds=1.0, size=1 << 20)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_a_page_and_what_is_told_of_it(server: Server) -> None:
    assert fetch(f"{server.address}/page#part") == Source(
        f"{server.address}/page#part", PAGE.encode(), f"{server.address}/page", "text/html", "utf-8"
    )
    path, headers = server.asked[-1]
    assert path == "/page"
    assert headers["User-Agent"].startswith("annotated-reader/")
    assert "Mozilla" not in headers["User-Agent"]
    assert "Cookie" not in headers
    assert "Referer" not in headers


def test_hops_are_kept_in_order_and_no_cookie_is(server: Server) -> None:
    source = fetch(f"{server.address}/hop")
    assert source.hops == (f"{server.address}/hop", f"{server.address}/second")
    assert source.address == f"{server.address}/page"
    assert not any("Cookie" in headers for _, headers in server.asked[-3:])


@pytest.mark.parametrize("name", ["gbk", "bad-charset", "wrong-charset", "gzip"])
def test_the_text_comes_through_whatever_the_server_says(server: Server, name: str) -> None:
    document = Pipeline(()).read(fetch(f"{server.address}/{name}"), words=False)
    assert document.title.current == "大模型的数据"
    assert [block.text.current for block in document.blocks] == [ARTICLE] * 6
    assert document.metadata.encoding == ("utf-8" if name in ("wrong-charset", "gzip") else "gb18030")
    if name == "gbk":
        assert document.metadata.reason == "declared by the server, and plausible"


def test_where_a_page_was_fetched_is_its_address_and_its_hops_are_told(server: Server) -> None:
    document = Pipeline(()).read(fetch(f"{server.address}/hop"), words=False)
    assert document.metadata.hops == (f"{server.address}/hop", f"{server.address}/second")
    assert document.metadata.address is not None
    assert document.metadata.address.value == f"{server.address}/page"
    assert ("redirected", "server") in [(name, fact.source) for name, fact in document.metadata.facts()]


def test_markdown_is_known_by_the_end_of_its_address(server: Server) -> None:
    assert fetch(f"{server.address}/notes/a.md").media == "text/markdown"
    assert fetch(f"{server.address}/page/a.md").media == "text/html"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("404", "has no such page"),
        ("missing", "has no such page"),
        ("403", "refuses to give it"),
        ("401", "asks for a password"),
        ("429", "wants fewer requests"),
        ("500", "is failing"),
        ("503", "is failing"),
        ("418", "does not give the page"),
        ("304", "does not give the page"),
        ("picture", "is image/png, not a page"),
        ("loop", "is led on and on"),
        ("on/1", "is led on and on (11 redirects)"),
        ("to-a-file", "no page of the web"),
        ("to-nonsense", "is no address"),
        ("bomb", "has more than 1 MB"),
        ("large", "has more than 1 MB"),
        ("endless", "has more than 1 MB"),
        ("no-gzip", "can't be decompressed"),
        ("short", "broke off"),
        ("nonsense", "broke off"),
        ("slow", "had not come after 1 s"),
        ("silent", "1 s|fell silent"),
    ],
)
def test_what_can_go_wrong_is_one_sentence_with_a_remedy(server: Server, path: str, wanted: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetch(f"{server.address}/{path}", HASTY)
    told = str(caught.value)
    assert any(part in told for part in wanted.split("|")), told
    assert "; " in told
    assert "\n" not in told


def test_redirects_to_addresses_that_are_not_ascii(server: Server) -> None:
    with pytest.raises(SourceError, match="has no such page"):
        fetch(f"{server.address}/chinese")
    assert server.asked[-1][0] == "/%E6%96%87%E7%AB%A0?%E7%94%B2"


@pytest.mark.parametrize("name", ["http_proxy", "ALL_PROXY"])
def test_a_redirect_from_the_public_network_to_this_machine_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The proxy, which is real, stands for a public site that leads to 127.0.0.1."""
    monkeypatch.setenv(name, server.address)
    with pytest.raises(SourceError, match="on this machine or its network"):
        fetch("http://public.example/article")
    assert server.asked[-1][0] == "http://public.example/article"


def test_an_address_on_this_machine_may_lead_to_another(server: Server) -> None:
    assert fetch(f"{server.address}/hop").data == PAGE.encode()


def test_nobody_there(server: Server) -> None:
    with serving() as gone:
        address = gone.address
    with pytest.raises(SourceError, match=r"can't be reached \(connection refused\); check"):
        fetch(address)


def test_a_host_that_no_name_server_knows() -> None:
    with pytest.raises(SourceError, match=r"is not found;|had not come"):
        fetch("http://nobody.invalid/", HASTY)


def test_a_proxy_that_can_not_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(SourceError, match=r"the proxy '127.0.0.1' can't be used; set"):
        fetch("http://public.example/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(SourceError, match="through the proxy"):
        fetch("http://public.example/")


def test_a_certificate_that_nobody_signed(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
    ]
    subprocess.run(
        [*made, "-subj", "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with HTTPServer(("127.0.0.1", 0), Handler) as secure:
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        thread = threading.Thread(target=secure.handle_request, daemon=True)
        thread.start()
        with pytest.raises(SourceError, match=r"can't prove that it is itself \(self.signed certificate\); check"):
            fetch(f"https://127.0.0.1:{secure.server_address[1]}/page")
        thread.join(5)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://user:secret@example.org/", "name or password"),
        ("http://example.org:port/", "is no address"),
        ("http://[::1", "is no address"),
        ("http://..例..", "is no address"),
        ("http://example.org\\@127.0.0.1/", "names no host"),
    ],
)
def test_addresses_that_are_none(address: str, wanted: str) -> None:
    with pytest.raises(SourceError, match=wanted) as caught:
        fetch(address)
    assert "secret" not in str(caught.value)


def test_addresses_are_asked_for_in_their_own_form() -> None:
    assert canonical(" http://Example.ORG?q=一#二 ") == "http://example.org/?q=一"
    assert canonical("http://[::1]:80/") == "http://[::1]:80/"


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("10.0.0.1", True),
        ("192.168.1.1", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", True),
        ("localhost", True),
        ("app.localhost.", True),
        ("mylocalhost", False),
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("nobody.invalid", False),
    ],
)
def test_which_hosts_are_near(host: str, near: bool) -> None:  # noqa: FBT001 - a case
    assert is_near(host, resolve=False) is near
