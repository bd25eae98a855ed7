"""A web server on loopback, a visitor that may ask it, and a study that articles are found for."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from helpers import paths
from helpers.inbox.wire import Limits, Visitor

STUDY = Path(__file__).parents[1] / "studies" / "skarn-straits"
HTML = {"Content-Type": "text/html; charset=utf-8"}
RSS = {"Content-Type": "application/rss+xml"}


@dataclass
class Site:
    """What a server answers by path, and what it was asked (path and header lines)."""

    port: int = 0
    pages: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **head: str) -> str:
        """Answer a path; header names are given with underscores."""
        raw = body.encode() if isinstance(body, str) else body
        lines = {name.replace("_", "-"): value for name, value in head.items()}
        self.pages[path] = (status, HTML | lines, raw)
        return self.url + path

    def put_call(self, path: str, call: Callable[[BaseHTTPRequestHandler], None]) -> str:
        """Answer a path by a function that writes what it wants."""
        self.pages[path] = call
        return self.url + path


def serve(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.heads.append({name.lower(): value for name, value in self.headers.items()})
            page = site.pages.get(self.path, (404, HTML, b"none"))
            if callable(page):
                page(self)
                return
            status, head, body = page
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **head}.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    site.port = server.server_port
    return server


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on loopback."""
    found = Site()
    server = serve(found)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visitor() -> Visitor:
    """A visitor that may ask loopback, never waits, and is soon tired."""
    limits = Limits(size=200_000, seconds=2.0, pause=5.0)
    return Visitor("treaty-coverage/test", frozenset({"127.0.0.1"}), limits, sleep=lambda _: None)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented study, in a data folder of its own; what is kept goes beside it."""
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
    return Path(shutil.copytree(STUDY, tmp_path / "data" / "skarn-straits"))


def paragraphs(subject: str, count: int = 14) -> list[str]:
    """Sentences of a report about something; another subject makes another report."""
    return [
        f"The ministers of Arland and Borland discussed the {subject} for {n} hours, and neither "
        f"side gave details of what they had said about the {subject} or its price of {n} crowns."
        for n in range(2, count + 2)
    ]


def article(
    subject: str, title: str = "", lang: str = "en", head: str = "", count: int = 14
) -> str:
    """A page with one report on it, between menus and scripts."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs(subject, count))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}<script>document.title = 'x'</script></head><body><nav>Home News Sport</nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>© The Courier</footer></body></html>"
    )


def rss(*items: tuple[str, str, str], extra: str = "") -> str:
    """A feed of (address, title, time of publication)."""
    entries = "".join(
        f"<item><link>{url}</link><title>{title}</title>"
        + (f"<pubDate>{day}</pubDate>" if day else "")
        + "</item>"
        for url, title, day in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Courier'
        f"</title>{extra}{entries}</channel></rss>"
    )


@pytest.fixture
def make_article() -> Callable[..., str]:
    return article


@pytest.fixture
def make_text() -> Callable[..., str]:
    def make(subject: str, title: str = "A headline", count: int = 14) -> str:
        return f"{title}\n\n" + "\n".join(paragraphs(subject, count)) + "\n"

    return make


@pytest.fixture
def make_rss() -> Callable[..., str]:
    return rss
