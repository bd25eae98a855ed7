"""The bytes of feeds: whole, broken and hostile."""

from __future__ import annotations

import datetime as dt
import socket
from pathlib import Path

import pytest

from helpers.inbox.feeds import read_feed
from helpers.inbox.guard import RefusedError
from helpers.inbox.settings import Feed, read_settings
from helpers.load import StudyError

URL = "https://news.example/feed"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><title type="html">Ferry &lt;b&gt;line&lt;/b&gt; &amp;amp; pact</title><link href="/a"/>
<author><name>Ada Quill</name></author><published>2025-01-17T01:30:00+03:00</published></entry>
<entry><title>Second</title><link href="https://news.example/b"/>
<updated>2025-01-18T12:00:00Z</updated><summary>About the treaty</summary></entry></feed>"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10)
    )
    + "]><rss version='2.0'><channel><item><title>&lol9;</title></item></channel></rss>"
)
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><item><title>&x;</title><link>https://a.example/</link></item>
</channel></rss>"""


def test_rss_and_atom_are_read(make_rss) -> None:
    raw = make_rss(("https://news.example/a", "Ferry", "Fri, 17 Jan 2025 09:30:00 +0300"))
    entries, fault = read_feed(raw.encode(), URL)
    assert (entries[0].url, entries[0].title, fault) == ("https://news.example/a", "Ferry", "")
    assert entries[0].clue.day == dt.date(2025, 1, 17)
    one, two = read_feed(ATOM.encode(), URL)[0]
    assert (one.url, one.title, one.author) == (
        "https://news.example/a", "Ferry line & pact", "Ada Quill",
    )  # fmt: skip
    assert one.clue.earliest == one.clue.latest == dt.date(2025, 1, 17)
    assert "about the treaty" in two.words
    assert (two.clue.earliest, two.clue.day) == (None, None)
    assert "only when it was updated" in two.clue.evidence


def test_broken_feed_is_read_as_far_as_it_goes_and_told(make_rss) -> None:
    raw = make_rss(("https://a.example/1", "One", ""), ("https://a.example/2", "Two", ""))
    entries, fault = read_feed(raw.replace("</channel></rss>", "").encode(), URL)
    assert [entry.title for entry in entries] == ["One", "Two"]
    assert "not well-formed" in fault
    assert "only 2 entries" in fault


@pytest.mark.parametrize(
    "raw",
    [b"", b"<html><body>Not found</body></html>", b"{}", b"/etc/hostname", b"https://a.example/",
     b"\x00\x01", ATOM.encode("utf-16"), LAUGHS.encode("utf-16-le"), LAUGHS.encode(),
     OUTSIDE.encode()],
    ids=["empty", "page", "json", "path", "address", "binary", "utf-16", "hidden laughs", "laughs",
         "outside"],
)  # fmt: skip
def test_what_is_no_feed_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError, match="usual encoding" if b"\x00" in raw else "."):
        read_feed(raw, URL)


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize("encoding", ["utf-7", "UTF_7", "cp037", "utf-16", "utf-32", "rot13"])
def test_entities_in_disguise_are_refused(text: str, encoding: str) -> None:
    """feedparser decodes what the feed names; in UTF-7 a declaration looks like other letters."""
    named = text.replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{encoding}"?>')
    hidden = [named.replace("<!ENTITY", "+ADwAIQ-ENTITY").encode()]
    if encoding in ("cp037", "utf-16", "utf-32"):
        hidden.append(named.encode(encoding))
    for raw in hidden:
        with pytest.raises(RefusedError, match="encoding"):
            read_feed(raw, URL)


def test_usual_encodings_are_read() -> None:
    for name in ("iso-8859-1", "windows-1251", "UTF-8", "gb18030"):
        head = f'<?xml version="1.0" encoding="{name}"?>'
        raw = ATOM.replace('<?xml version="1.0"?>', head).encode(name)
        assert len(read_feed(raw, URL)[0]) == 2


def test_a_path_is_not_opened_and_nothing_fetched(tmp_path: Path, monkeypatch) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(ATOM, encoding="utf-8")

    def no_net(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_net)
    monkeypatch.setattr(socket, "getaddrinfo", no_net)
    for raw in (str(feed).encode(), b"http://127.0.0.1/feed"):
        with pytest.raises(RefusedError, match="no RSS or Atom"):
            read_feed(raw, URL)
    monkeypatch.chdir(tmp_path)
    Path("<a>").write_text(ATOM, encoding="utf-8")
    with pytest.raises(RefusedError, match="no RSS or Atom"):
        read_feed(b"<a>", URL)
    styled = ATOM.replace("<feed", '<?xml-stylesheet href="http://127.0.0.1/x.xsl"?><feed', 1)
    assert len(read_feed(styled.encode(), URL)[0]) == 2


# --- feeds.toml ----------------------------------------------------------------------------------


def test_settings_are_read(tmp_path: Path) -> None:
    assert read_settings(tmp_path).feeds == ()
    (tmp_path / "feeds.toml").write_text(
        'contact = "mailto:desk@news.example"\npause = 2\n[[feeds]]\nurl = "https://a.example/f"\n'
        'outlet = "The Courier"\ninclude = ["Treaty "]\n',
        encoding="utf-8",
    )
    settings = read_settings(tmp_path)
    assert settings.feeds == (Feed("https://a.example/f", "The Courier", ("treaty",)),)
    assert (settings.contact, settings.pause) == ("mailto:desk@news.example", 2.0)


def test_all_that_is_wrong_with_settings_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        "contact = 'a\\nb é'\npause = -1\nfeed = 1\n"
        "[[feeds]]\nurl = 'http://a.example/'\noutlet = ' '\nname = 'x'\ninclude = 'treaty'\n"
        "[[feeds]]\noutlet = 'A'\n"
        "[[feeds]]\nurl = 'https://a.example/f'\noutlet = 'A'\n"
        "[[feeds]]\nurl = 'https://www.a.example/f/'\noutlet = 'A'\n",
        encoding="utf-8",
    )
    with pytest.raises(StudyError) as caught:
        read_settings(tmp_path)
    told = str(caught.value)
    for words in (
        "'feed' is not known", "contact: it is no text", "pause: it is no number",
        "feed 1, url: the scheme 'http' is not https", "feed 1, outlet: there is none",
        "feed 1: 'name' is not known", "feed 1, include: it is no list", "feed 2, url: there is",
        "'a.example/f' stands twice",
    ):  # fmt: skip
        assert words in told, words


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"feeds = 1", "no list"), (b"feeds = [1]", "no table"), (b"[[feeds", "TOML"),
     (b"\xff", "UTF-8"), (b"pause = true", "no number")],
)  # fmt: skip
def test_settings_of_another_form_are_refused(raw: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(raw)
    with pytest.raises(StudyError, match=why):
        read_settings(tmp_path)
