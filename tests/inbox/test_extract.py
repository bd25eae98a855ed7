"""Pages: an article among menus, other encodings, hostile HTML; never the network."""

from __future__ import annotations

import datetime as dt
import socket
import time

import pytest

from helpers.inbox.extract import decode_page, extract_page, read_page
from helpers.inbox.guard import RefusedError

URL = "https://news.example/a"
META = (
    '<meta property="article:published_time" content="2025-01-17T09:30:00+03:00">'
    '<meta name="author" content="Ada Quill"><meta property="og:site_name" content="The Courier">'
)


@pytest.fixture
def no_net(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_article_is_found(make_article, no_net) -> None:
    page = extract_page(make_article("ferry", "Ferry agreed", head=META).encode(), URL)
    assert (page.title, page.author, page.site) == ("Ferry agreed", "Ada Quill", "The Courier")
    assert page.text.startswith("Ferry agreed\nThe ministers of Arland")
    assert page.text.count("The ministers") == 14
    assert "Home News Sport" not in page.text
    assert "document.title" not in page.text
    assert page.language == "en"
    assert page.clue.day == dt.date(2025, 1, 17)
    assert page.clue.evidence == "The page’s metadata: “2025-01-17T09:30:00+03:00”."


def test_another_process_reads_the_same(make_article) -> None:
    raw = make_article("ferry", "Ferry agreed", head=META).encode()
    assert read_page(raw, URL) == extract_page(raw, URL)
    with pytest.raises(RefusedError, match="no article"):
        read_page(b"<html><body><script>x</script></body></html>", URL)


def test_page_that_takes_minutes_is_refused_in_time() -> None:
    """Measured: 150,000 attributes take more than five minutes."""
    names = " ".join(f"a{n}=1" for n in range(100_000))
    began = time.monotonic()
    with pytest.raises(RefusedError, match="more than 2 seconds"):
        read_page(f"<p {names}>x</p>".encode(), URL, seconds=2)
    assert time.monotonic() - began < 5


def test_page_without_a_date_gets_none(make_article, no_net) -> None:
    """Neither a year in the footer nor the day of reading is taken for it."""
    page = make_article("ferry", "Ferry agreed").replace("©", "© 2019 · 3 May 2024 ·")
    assert extract_page(page.encode(), URL).clue is None


@pytest.mark.parametrize(
    ("head", "stamps"),
    [
        ('<meta name="date" content="2025-01-17">', ("2025-01-17",)),
        (
            '<meta itemprop="datePublished" content="2025-01-17T09:30:00Z">',
            ("2025-01-17T09:30:00Z",),
        ),
        ('<meta property="article:modified_time" content="2025-01-19">', ()),
        ('<meta name="description" content="On 2025-01-17 they met">', ()),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": '
            '"2025-01-19", "datePublished": "2025-01-17"}</script>',
            ("2025-01-17",),
        ),
    ],
)
def test_day_is_taken_from_what_says_that_it_was_published(head, stamps, make_article) -> None:
    assert extract_page(make_article("ferry", "A", head=head).encode(), URL).stamps == stamps


def test_hostile_page_is_only_text(make_article, no_net) -> None:
    hostile = (
        '<script>alert(1)</script><p>Read <a href="javascript:alert(2)" onclick="x()">this</a> '
        "long sentence about the ferry line between the two states of the northern sea.</p>"
        '<iframe src="http://169.254.169.254/"></iframe><img src=x onerror=alert(3)>'
        '<link rel="import" href="file:///etc/passwd"><svg onload=alert(4)></svg>'
    )
    page = make_article("ferry", "../../etc/passwd").replace("<h1>", f"{hostile}<h1>")
    text = extract_page(page.encode(), URL).text
    assert "long sentence about the ferry line" in text
    for word in ("<", "alert", "onclick", "javascript", "169.254"):
        assert word not in text


def test_control_character_costs_no_page(make_article, no_net) -> None:
    page = extract_page(make_article("ferry", "Ferry\x1b[31m \x00line").encode(), URL)
    assert page.title == "Ferry [31m line"
    assert "\x1b" not in page.text


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("cp1252"), "windows-1252", "é"),
        (b"\x93a\x94", "ISO-8859-1", "“a”"),
        ("<meta charset='windows-1251'>д".encode("cp1251"), "", "<meta charset='windows-1251'>д"),
        (b"\xef\xbb\xbf\xc3\xa9", "iso-8859-1", "é"),
        ("é".encode("utf-16"), "utf-16", "é"),
    ],
)
def test_encoding_is_the_one_that_is_named(raw: bytes, charset: str, text: str) -> None:
    assert decode_page(raw, charset) == text


@pytest.mark.parametrize(
    ("raw", "charset"),
    [(b"\x93a\x94", ""), (b"\x93", "utf-8"), (b"a", "no-such"), (b"a", "base64"), (b"a", "rot13"),
     (b"<meta charset=utf-8>\xe9", "")],
)  # fmt: skip
def test_encoding_is_never_guessed(raw: bytes, charset: str) -> None:
    with pytest.raises(RefusedError, match="encoding that it names"):
        decode_page(raw, charset)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no HTML"),
        (b" ", "no"),
        (b"<!-- -->", "no"),
        (b"<html><body><script>x</script></body></html>", "no article"),
        (b"<html>" + b" " * 2_000_000, "more than 2,000,000"),
        (b"<div>" * 400 + b"a" + b"</div>" * 400, "deep"),
    ],
)
def test_page_without_an_article_is_refused(raw: bytes, why: str, no_net) -> None:
    with pytest.raises(RefusedError, match=why):
        extract_page(raw, URL)
