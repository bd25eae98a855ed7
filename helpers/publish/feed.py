"""``feed.xml``, an entry per edition, and ``brief.txt``, the latest one for mail."""

from __future__ import annotations

import uuid
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from .changes import list_lines, read_record, say_summary
from .edition import CHANGES
from .inputs import write_whole
from .plain import read_plain
from .shelf import edition_folder, list_editions

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50  # entries
# Names the report and its editions for ever, wherever they are served.
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/treaty-coverage")
# What XML cannot hold, and what turns other text round.
CONTROL = dict.fromkeys(
    [
        *(*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF),
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    ]
)


def write_feed(reports: Path, site: str = "") -> None:
    """Write the Atom feed of all editions, newest change first (RFC 4287).

    ``site`` is the address under which ``reports/`` is served; without it the links are relative.
    """
    records = [r for r in (read_record(reports, name) for name in list_editions(reports)) if r]
    records.sort(key=lambda r: (r["published"], r["id"]), reverse=True)
    base = site.rstrip("/") + "/" if site else ""
    title = next((r["title"] for r in records if r["title"]), "") or "Editions of the report"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    add(feed, "title", title)
    add(feed, "id", uuid.uuid5(SPACE, title).urn)
    add(feed, "updated", records[0]["published"] if records else "1970-01-01T00:00:00Z")
    add(SubElement(feed, "author"), "name", "The report's editors")
    SubElement(feed, "link", rel="self", href=urljoin(base, "feed.xml"))
    SubElement(feed, "link", rel="alternate", href=urljoin(base, "index.html"))
    for record in records[:MOST]:
        entry = SubElement(feed, "entry")
        add(entry, "title", f"Edition {record['id']}")
        add(entry, "id", uuid.uuid5(SPACE, f"{record['key']} {record['published']}").urn)
        add(entry, "updated", record["published"])
        page = f"{CHANGES}/{record['id']}.html"
        SubElement(entry, "link", rel="alternate", type="text/html", href=urljoin(base, page))
        add(entry, "summary", say_summary(record))
        add(entry, "content", "\n".join(list_lines(record))).set("type", "text")
    ElementTree.indent(feed)
    text = ElementTree.tostring(feed, encoding="unicode", xml_declaration=False)
    write_whole(reports / "feed.xml", f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def add(parent: Element, name: str, text: str) -> Element:
    """A child with text that XML can hold."""
    child = SubElement(parent, name)
    child.text = str(text).translate(CONTROL)
    return child


def write_brief(reports: Path, name: str, site: str = "") -> None:
    """Write ``brief.txt``: the brief of an edition, and before it what is new."""
    page = (edition_folder(reports, name) / "index.html").read_text(encoding="utf-8")
    brief = read_plain(page.partition('<section aria-labelledby="downloads">')[0] + "</main>")
    new = "\n".join(list_lines(read_record(reports, name)) or [])
    where = f"{site.rstrip('/')}/{CHANGES}/{name}.html\n" if site else ""
    write_whole(reports / "brief.txt", f"What is new\n===========\n\n{new}\n{where}\n{brief}\n")
