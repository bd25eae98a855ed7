"""What words of an article may do where they are shown: in pages, feeds, mail, terminals."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import pandas as pd

from helpers.command import outcome
from helpers.draw import show
from helpers.explore import viewer
from helpers.export import planned, timeline
from helpers.publish import changes, compare, feed
from helpers.render import clean
from helpers.render.tree import walk, write_content
from tests.security.payloads import PAYLOADS


def check_html(html: str) -> None:
    """Nothing in some HTML can do anything."""
    for _, element in walk(clean.read_html(html)):
        assert element.tag in clean.TAGS, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert not value.strip().startswith(("javascript:", "data:")), value


def put_words_into_table(_: Path) -> None:
    for words in PAYLOADS.values():
        frame = pd.DataFrame({words: [words]})
        html = re.sub(r"</?(table|thead|tbody|tr|th|td)\b[^>]*>", "", show.write_table(frame))
        assert "<" not in html, html[:100]


def put_markup_into_notebook(_: Path) -> None:
    for words in PAYLOADS.values():
        check_html(write_content(clean.clean_html(words)))


def put_article_into_viewer(_: Path) -> None:
    for words in PAYLOADS.values():
        assert not re.search(r"<(?!/?span\b)", viewer.write_text(words))


def put_words_into_changes(_: Path) -> None:
    for words in PAYLOADS.values():
        sections = [[words, [words]]]
        record = {"id": words, "before": words, "sections": sections, "counts": [[words, 1, 2]]}
        page = changes.write_main(record, "../")
        bare = re.sub(r"</?(h1|h2|p|a|ul|li|table|thead|tbody|tr|th|td)\b[^<>]*>", "", page)
        assert "<" not in bare, bare[:200]
        assert "<script" not in page and "<img" not in page


def put_words_into_slides(_: Path) -> None:
    report = {"doc_id": "a", "start": 0, "end": 9, "sentence_id": "p1s1"}
    for words in PAYLOADS.values():
        slide = timeline.say_report(report | {"label": words}, lambda *_, words=words: words)
        assert not re.search(r"<(?!/?(p|q)>)", slide), slide[:100]


def turn_words_round(_: Path) -> None:
    for name in ("turned round", "terminal", "tag characters"):
        assert not re.search("[\x1b\x9b\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]",
                             clean.clean_text(PAYLOADS[name]))  # fmt: skip


def break_feed(folder: Path) -> None:
    (folder / "editions" / "2025-01-01-00000000").mkdir(parents=True)
    for words in PAYLOADS.values():
        record = {
            "id": "2025-01-01-00000000",
            "before": "x",
            "published": "2025-01-01T00:00:00Z",
            "key": "k",
            "title": words,
            "sections": [[words, [words]]],
            "counts": [],
        }
        (folder / "changes").mkdir(exist_ok=True)
        path = folder / "changes" / "2025-01-01-00000000.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        feed.write_feed(folder)
        text = (folder / "feed.xml").read_text(encoding="utf-8")
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            raise AssertionError(f"no XML: {error}") from error
        assert len(root.findall(f"{{{feed.ATOM}}}entry")) == 1
        assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", text)


def forge_lines_of_brief(folder: Path) -> None:
    for side in "ab":
        (folder / side / "exports").mkdir(parents=True)
    rows = [{"doc_id": str(n), "title": words} for n, words in enumerate(PAYLOADS.values())]
    frame = pd.DataFrame(rows)
    for side, some in (("a", frame.head(0)), ("b", frame)):
        some.to_csv(folder / side / "exports" / "articles.csv", index=False)
    lines = changes.list_lines(compare.compare_editions(folder / "a", folder / "b").as_record("x"))
    assert len(lines) > len(rows)
    for line in lines:
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line), ascii(line)


def speak_to_terminal(_: Path) -> None:
    for terminal in (True, False):
        stream = io.StringIO()
        stream.isatty = lambda terminal=terminal: terminal  # type: ignore[method-assign]
        with mock.patch("sys.stderr", stream):
            outcome.log("error", "failed", message="".join(PAYLOADS.values()))
        assert not re.search("[\x1b\x07\x9b\u202e]", stream.getvalue())


def add_calendar_entry(folder: Path) -> None:
    import datetime as dt

    for words in PAYLOADS.values():
        entry = planned.Entry(dt.date(2025, 1, 1), dt.date(2025, 1, 2), words, words, (words,))
        planned.write_calendar([entry], folder, "2025-01-01")
        text = (folder / "planned.ics").read_bytes().decode()
        lines = re.sub("\r\n[ \t]", "", text).split("\r\n")
        assert sum(line == "BEGIN:VEVENT" for line in lines) == 1
        assert not any(line.startswith(("ATTACH", "SUMMARY:owned")) for line in lines)
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", text)
