"""Fetching from a server on loopback that does all that a server should not."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from helpers.inbox.fetch import FEEDS, PAGES, fetch
from helpers.inbox.guard import RefusedError
from helpers.inbox.wire import PutOffError

SIZE = 200_000


def write(handler: BaseHTTPRequestHandler, *lines: bytes) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"".join(lines))


def test_answer_has_body_headers_and_our_name(site, visitor) -> None:
    url = site.put("/a?b=1", "hello", ETag='"7"')
    answer = fetch(visitor, url + "#top", PAGES)
    assert (answer.body, answer.status, answer.headers["etag"]) == (b"hello", 200, '"7"')
    assert site.asked == ["/robots.txt", "/a?b=1"]
    head = site.heads[-1]
    assert head["user-agent"] == "treaty-coverage/test"
    assert head["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in head


def test_name_is_looked_up_once_and_the_checked_address_asked(site, visitor, monkeypatch) -> None:
    asked = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    def no_name(host: str, *rest: object, **more: object) -> object:
        assert host == "127.0.0.1", "a name was looked up a second time"
        return real(host, *rest, **more)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    site.put("/a", "hello")
    visitor.allow, visitor.look_up = {"news.test"}, look_up
    assert fetch(visitor, f"http://news.test:{site.port}/a", PAGES).body == b"hello"
    assert asked == ["news.test"] * 2  # once for robots.txt, once for the page
    assert site.heads[-1]["host"] == f"news.test:{site.port}"


def test_name_that_means_another_host_a_moment_later_is_refused(site, visitor) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    visitor.allow, visitor.look_up = (), lambda *_: next(answers)
    with pytest.raises(RefusedError, match="loopback"):
        fetch(visitor, "https://news.test/a", PAGES)
    assert site.asked == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
def test_no_proxy_of_the_environment_is_used(name, site, visitor, monkeypatch) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(visitor, site.put("/a", "hello"), PAGES).body == b"hello"


# --- redirects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("https://10.0.0.1/", "private"),
        ("https://127.0.0.2/", "loopback"),
        ("https://localhost/", "loopback"),
        ("https://[::1]/", "loopback"),
        ("https://169.254.169.254/latest/meta-data/", "link-local"),
        ("https://2130706433/", "loopback"),
        ("http://10.0.0.1/", "not https"),
        ("http://localhost:{port}/a", "not https"),
        ("file:///etc/passwd", "not https"),
        ("//10.0.0.1:22/", "not https"),
        ("https://a@news.example/", "user name"),
        ("https://news.example:22/", "port 22"),
        ("", "leads nowhere"),
    ],
)
@pytest.mark.parametrize("status", [301, 307])
def test_redirect_is_guarded_like_a_first_address(place, why, status, site, visitor) -> None:
    url = site.put("/a", status=status, Location=place.format(port=site.port))
    with pytest.raises(RefusedError, match=why):
        fetch(visitor, url, PAGES)


def test_redirects_are_counted_and_circles_seen(site, visitor) -> None:
    for n in range(7):
        site.put(f"/{n}", status=302, Location=f"/{n + 1}")
    site.put("/7", "there")
    assert fetch(visitor, f"{site.url}/2", PAGES).url == f"{site.url}/7"
    with pytest.raises(RefusedError, match="more than 5 redirects"):
        fetch(visitor, f"{site.url}/1", PAGES)
    site.put("/x", status=303, Location="/y")
    site.put("/y", status=308, Location="/x#again")
    with pytest.raises(RefusedError, match="circle"):
        fetch(visitor, f"{site.url}/x", PAGES)


def test_robots_of_every_hop_counts(site, visitor) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/")
    site.put("/private/a", "secret")
    url = site.put("/a", status=302, Location="/private/a")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        fetch(visitor, url, PAGES)
    assert "/private/a" not in site.asked


# --- size, time, form ----------------------------------------------------------------------------


def test_size_that_is_told_is_believed_and_not_read(site, visitor) -> None:
    url = site.put("/a", b"x", Content_Length=str(SIZE + 1))
    with pytest.raises(RefusedError, match="200,001 bytes, more than 200,000"):
        fetch(visitor, url, PAGES)


def test_size_that_is_not_told_is_counted(site, visitor) -> None:
    url = site.put_call("/a", lambda h: write(h, b"\r\n", b"x" * (10 * SIZE)))
    with pytest.raises(RefusedError, match="more than 200,000 bytes"):
        fetch(visitor, url, PAGES)


def test_ten_megabytes_are_stopped(site, visitor) -> None:
    with pytest.raises(RefusedError, match="10,000,000 bytes"):
        fetch(visitor, site.put("/a", b"x" * 10_000_000), PAGES)


def test_chunks_are_counted_and_joined(site, visitor) -> None:
    def chunks(count: int):
        many = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        return lambda h: write(h, b"Transfer-Encoding: chunked\r\n\r\n", many * count, b"0\r\n\r\n")

    assert len(fetch(visitor, site.put_call("/a", chunks(3)), PAGES).body) == 3 * 0x4000
    with pytest.raises(RefusedError, match="more than 200,000 bytes"):
        fetch(visitor, site.put_call("/b", chunks(40)), PAGES)


def test_gzip_is_read_and_a_bomb_stopped(site, visitor) -> None:
    small = site.put("/a", gzip.compress(b"hello"), Content_Encoding="gzip")
    assert fetch(visitor, small, PAGES).body == b"hello"
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < SIZE
    with pytest.raises(RefusedError, match="more than 200,000 bytes"):
        fetch(visitor, site.put("/b", bomb, Content_Encoding="gzip"), PAGES)
    members = gzip.compress(b"0" * 1_000) * 1_000
    with pytest.raises(RefusedError, match="more than 200,000 bytes"):
        fetch(visitor, site.put("/c", members, Content_Encoding="gzip"), PAGES)


@pytest.mark.parametrize(
    ("coding", "raw", "why"),
    [
        ("gzip", b"no gzip", "gzip is broken"),
        ("gzip", gzip.compress(b"x" * 500)[:-9], "gzip is broken"),
        ("br", b"x", "compressed as 'br'"),
        ("gzip, gzip", b"x", "compressed as"),
    ],
)
def test_other_compression_is_refused(coding, raw, why, site, visitor) -> None:
    with pytest.raises(RefusedError, match=why):
        fetch(visitor, site.put("/a", raw, Content_Encoding=coding), PAGES)


def test_answer_that_breaks_off_is_put_off(site, visitor) -> None:
    url = site.put_call("/a", lambda h: write(h, b"Content-Length: 100\r\n\r\n", b"half"))
    with pytest.raises(PutOffError, match="broke off, 96 bytes"):
        fetch(visitor, url, PAGES)
    half = b"Transfer-Encoding: chunked\r\n\r\n10\r\nhalf"
    with pytest.raises(PutOffError, match="cannot be read"):
        fetch(visitor, site.put_call("/b", lambda h: write(h, half)), PAGES)


def drip(handler: BaseHTTPRequestHandler, first: bytes, piece: bytes) -> None:
    handler.close_connection = True
    try:
        handler.wfile.write(first)
        for _ in range(200):
            handler.wfile.write(piece)
            time.sleep(0.05)
    except OSError:
        return


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Wait: 1\r\n"),
        (b"HTTP/1.1 2", b"0"),
        (b"", b""),
    ],
    ids=["body", "header lines", "status line", "nothing"],
)
def test_slow_drip_ends_in_time(first, piece, site, visitor) -> None:
    visitor.limits = replace(visitor.limits, seconds=0.5)
    visitor.robots[site.url] = None
    url = site.put_call("/a", lambda h: drip(h, first, piece))
    began = time.monotonic()
    with pytest.raises(PutOffError, match=r"more than 0\.5 seconds"):
        fetch(visitor, url, PAGES)
    assert time.monotonic() - began < 1.5


def test_time_is_one_for_all_redirects(site, visitor) -> None:
    visitor.limits = replace(visitor.limits, seconds=0.5)
    visitor.robots[site.url] = None

    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        here = int(handler.path[1:])
        handler.send_response(302)
        handler.send_header("Location", f"/{here + 1}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    for n in range(6):
        site.put_call(f"/{n}", slow)
    with pytest.raises(PutOffError, match="seconds"):
        fetch(visitor, f"{site.url}/0", PAGES)


def test_time_that_is_up_before_a_read_ends_it(site, visitor) -> None:
    visitor.robots[site.url] = None
    ticks = iter(range(1_000))
    visitor.clock = lambda: float(next(ticks))  # a second at each look
    with pytest.raises(PutOffError, match="more than 2 seconds"):
        fetch(visitor, site.put("/a", "hello"), PAGES)


@pytest.mark.parametrize(
    "kind", ["application/pdf", "text/plain", "image/svg+xml", "application/json", ""]
)
def test_other_media_type_is_refused(kind, site, visitor) -> None:
    with pytest.raises(RefusedError, match="content type"):
        fetch(visitor, site.put("/a", "x", Content_Type=kind), PAGES)


def test_feeds_and_pages_have_their_own_types(site, visitor) -> None:
    assert fetch(visitor, site.put("/f", "x", Content_Type="text/xml; charset=x"), FEEDS).body
    with pytest.raises(RefusedError, match="content type is text/html"):
        fetch(visitor, site.put("/a", "x"), FEEDS)


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_host_in_trouble_is_put_off(status, site, visitor) -> None:
    with pytest.raises(PutOffError, match=str(status)):
        fetch(visitor, site.put("/a", status=status), PAGES)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 204, 206])
def test_host_that_says_no_is_believed(status, site, visitor) -> None:
    with pytest.raises(RefusedError, match=str(status)):
        fetch(visitor, site.put("/a", status=status), PAGES)


def test_only_what_changed_is_sent(site, visitor) -> None:
    url = site.put("/a", status=304)
    known = {"etag": '"7"', "last-modified": "Fri, 17 Jan 2025 09:30:00 GMT"}
    assert fetch(visitor, url, PAGES, known).status == 304
    assert site.heads[-1]["if-none-match"] == '"7"'
    assert site.heads[-1]["if-modified-since"] == known["last-modified"]
    with pytest.raises(RefusedError, match="304"):
        fetch(visitor, url, PAGES)


def test_host_that_is_not_there_is_put_off(visitor) -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    with pytest.raises(PutOffError, match="cannot be read"):
        fetch(visitor, f"http://127.0.0.1:{port}/", PAGES)

    def unknown(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    visitor.look_up = unknown
    with pytest.raises(PutOffError, match="not known"):
        fetch(visitor, "https://news.test/", PAGES)


@pytest.mark.parametrize(
    "raw",
    [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500, b"A" * 100_000, b""],
)
def test_what_speaks_no_http_is_put_off(raw, site, visitor) -> None:
    visitor.robots[site.url] = None

    def speak(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(raw)

    with pytest.raises(PutOffError, match="cannot be read"):
        fetch(visitor, site.put_call("/a", speak), PAGES)


# --- politeness ----------------------------------------------------------------------------------


def test_one_host_is_left_alone_between_requests(site, visitor) -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        now[0] += seconds

    visitor.clock, visitor.sleep = lambda: now[0], sleep
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 12")
    for path in ("/a", "/b"):
        fetch(visitor, site.put(path, "x"), PAGES)
        now[0] += 3
    assert slept == [12.0, 9.0]
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 900")
    visitor.robots.clear()
    with pytest.raises(PutOffError, match="900 seconds"):
        fetch(visitor, f"{site.url}/a", PAGES)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: treaty-coverage\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Treaty-Coverage\nAllow: /", True),
        ("User-agent: *\nDisallow: /*?print=", False),
        ("User-agent: *\nDisallow: /*.pdf$", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nAllow: /\nDisallow: /news/", False),
        ("<html>no robots</html>", True),
        ("\x00\xff", True),
    ],
)
def test_robots_is_obeyed(rules, allowed, site, visitor) -> None:
    site.put("/robots.txt", rules, Content_Type="text/plain")
    url = site.put("/news/a?print=1", "hello")
    if allowed:
        assert fetch(visitor, url, PAGES).body == b"hello"
        fetch(visitor, url, PAGES)
        assert site.asked.count("/robots.txt") == 1
    else:
        with pytest.raises(RefusedError, match=r"robots\.txt of 127\.0\.0\.1 forbids"):
            fetch(visitor, url, PAGES)
        assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, None), (410, None), (401, RefusedError), (403, RefusedError), (500, PutOffError),
     (503, PutOffError), (429, PutOffError)],
)  # fmt: skip
def test_robots_that_cannot_be_read(status, error, site, visitor) -> None:
    site.put("/robots.txt", status=status)
    url = site.put("/a", "hello")
    if error is None:
        assert fetch(visitor, url, PAGES).body == b"hello"
        return
    for _ in range(2):
        with pytest.raises(error, match=r"robots\.txt"):
            fetch(visitor, url, PAGES)
    assert site.asked == ["/robots.txt"]


def test_robots_elsewhere_is_guarded_too(site, visitor) -> None:
    site.put("/robots.txt", status=302, Location="https://10.0.0.1/robots.txt")
    with pytest.raises(RefusedError, match="private"):
        fetch(visitor, site.put("/a", "hello"), PAGES)
    assert site.asked == ["/robots.txt"]


# --- TLS -----------------------------------------------------------------------------------------


@pytest.fixture
def secure(site, tmp_path: Path, monkeypatch) -> int:
    """The port of a TLS server that can prove to be news.test, to who trusts its certificate."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl, to make a certificate")
    key, proof = tmp_path / "key.pem", tmp_path / "proof.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=news.test", "-addext", "subjectAltName=DNS:news.test", "-keyout", key, "-out", proof],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(proof, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(proof))
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as sock:
                    sock.recv(10_000)
                    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n"
                    sock.sendall(head + b"\r\nhello")
            except OSError:
                continue

    thread = threading.Thread(target=answer)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_certificate_must_be_of_the_name(secure, visitor, monkeypatch) -> None:
    visitor.allow, visitor.look_up = {"news.test", "other.test"}, lambda *_: ["127.0.0.1"]
    visitor.robots |= {f"https://{n}.test:{secure}": None for n in ("news", "other")}
    assert fetch(visitor, f"https://news.test:{secure}/", PAGES).body == b"hello"
    with pytest.raises(PutOffError, match="certificate"):
        fetch(visitor, f"https://other.test:{secure}/", PAGES)
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(PutOffError, match="certificate"):
        fetch(visitor, f"https://news.test:{secure}/", PAGES)
