"""What stands beside the editions: changes, feed, brief and index, in step with ``latest``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from helpers import paths
from helpers.publish import publish, read_record
from helpers.publish import run as run_module
from helpers.publish.edition import find_gaps
from helpers.publish.feed import write_feed

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def go(project: Path, make_edition: Callable, fill: Callable) -> Callable[..., str]:
    """Publish the small project with some parameters; returns the edition's id."""

    def run(force: bool = False, **given: object) -> str:
        edition = make_edition(**given)
        publish(edition, fill, paths.REPORTS, paths.VAR, force=force, site="https://x.org/r")
        return edition.id

    return run


def read(name: str) -> str:
    return (paths.REPORTS / name).read_text(encoding="utf-8")


def test_the_first_edition_has_nothing_to_compare(go: Callable) -> None:
    name = go()
    assert "the first edition here" in read(f"changes/{name}.html")
    assert read_record(paths.REPORTS, name)["before"] == ""
    assert "What is new" in read("brief.txt")


def test_the_second_is_compared_with_the_first(go: Callable) -> None:
    first, second = go(), go(min_outlets=2)
    page = read(f"changes/{second}.html")
    assert f"compared with edition {first}" in page
    assert f'href="../editions/{second}/index.html"' in page
    assert f'href="changes/{second}.html"' in read("index.html")


def test_both_places_of_a_page_lead_to_the_edition(go: Callable) -> None:
    name = go()
    for place in ("changes", "editions/changes"):
        folder = paths.REPORTS / place
        page = folder / f"{name}.html"
        links = [m.split('"')[0] for m in page.read_text("utf-8").split('href="')[1:]]
        local = [link for link in links if not link.startswith(("#", "data:", "http"))]
        assert local
        assert [x for x in local if not (folder / x.partition("#")[0]).resolve().exists()] == []


def test_head_of_an_edition_may_link_to_its_changes_and_to_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "2024-12-25-0a1b2c3d"
    folder.mkdir()
    link = '<a href="../changes/{}.html">x</a>'
    page = folder / "index.html"
    page.write_text(link.format(folder.name), encoding="utf-8")
    assert find_gaps(folder, ["index.html"]) == []
    page.write_text(link.format("2024-12-25-00000000"), encoding="utf-8")
    assert len(find_gaps(folder, ["index.html"])) == 1


def test_asked_again_nothing_is_compared_anew(go: Callable) -> None:
    go()
    name = go(min_outlets=2)
    record = read(f"changes/{name}.json")
    go(min_outlets=2)
    go(min_outlets=2, force=True)
    assert read(f"changes/{name}.json") == record


def test_a_return_to_an_older_edition_is_a_change(go: Callable) -> None:
    first, second = go(), go(min_outlets=2)
    go()
    assert read_record(paths.REPORTS, first)["before"] == second


def test_a_run_that_died_before_the_link_moved_is_made_good(
    go: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = go()
    with monkeypatch.context() as broken:
        broken.setattr(run_module, "point_latest", lambda *_: (_ for _ in ()).throw(OSError(5)))
        with pytest.raises(OSError, match="5"):
            go(min_outlets=2)
    assert (paths.REPORTS / "latest").readlink().name == first
    second = go(min_outlets=2)
    assert (paths.REPORTS / "latest").readlink().name == second
    assert read_record(paths.REPORTS, second)["before"] == first


LOST = ["index.html", "feed.xml", "brief.txt", "changes", "editions/changes"]


@pytest.mark.parametrize("lost", LOST)
def test_what_is_lost_is_written_again(lost: str, go: Callable) -> None:
    name = go()
    path = paths.REPORTS / lost
    page = path if path.is_file() else path / f"{name}.html"
    page.unlink()
    go()
    assert page.is_file()


def test_feed_is_atom_with_permanent_ids(go: Callable) -> None:
    first, second = go(), go(min_outlets=2)
    feed = feedparser.parse(read("feed.xml"))
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert {e.title for e in feed.entries} == {f"Edition {first}", f"Edition {second}"}
    ids = {e.id for e in feed.entries}
    assert len(ids) == 2
    assert all(e.link.startswith("https://x.org/r/changes/") for e in feed.entries)
    go(min_outlets=2, force=True)
    assert {e.id for e in feedparser.parse(read("feed.xml")).entries} == ids


def test_feed_has_what_rfc_4287_asks_for(go: Callable) -> None:
    go()
    root = ElementTree.fromstring(read("feed.xml"))
    for element in (root, root.find(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "https://x.org/r/feed.xml"


def test_feed_survives_what_xml_cannot_hold(go: Callable) -> None:
    name = go()
    path = paths.REPORTS / "changes" / f"{name}.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record |= {"before": "x", "sections": [["Articles added", ["a\x00<b>&\x1f]]>"]]]}
    path.write_text(json.dumps(record), encoding="utf-8")
    write_feed(paths.REPORTS)
    root = ElementTree.fromstring(read("feed.xml"))
    assert "- a<b>&]]>" in root.findtext(f"{ATOM}entry/{ATOM}content")


def test_changes_are_escaped(go: Callable) -> None:
    go()
    name = go(min_outlets=2)
    path = paths.REPORTS / "changes" / f"{name}.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record |= {"sections": [["<script>", ["<img src=x onerror=alert(1)>"]]]}
    path.write_text(json.dumps(record), encoding="utf-8")
    (paths.REPORTS / "changes" / f"{name}.html").unlink()
    go(min_outlets=2)
    page = read(f"changes/{name}.html")
    assert "<script>" not in page
    assert "&lt;img src=x" in page
    assert "<script>" not in read("index.html")


def test_a_damaged_edition_is_not_compared(go: Callable) -> None:
    first = go()
    (paths.REPORTS / "editions" / first / "data" / "t.csv").unlink()
    second = go(min_outlets=2)
    record = read_record(paths.REPORTS, second)
    assert record["before"] == first
    assert [head for head, _ in record["sections"]] == ["Not compared"]
    assert "no longer as it was published" in read(f"changes/{second}.html")


WRONG = [("sections", 3), ("sections", [["a", 1]]), ("counts", [["a", "b", 1]]), ("before", None)]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_record_of_other_types_is_none_and_is_made_anew(
    field: str, value: object, go: Callable
) -> None:
    name = go()
    path = paths.REPORTS / "changes" / f"{name}.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {field: value}), encoding="utf-8")
    assert read_record(paths.REPORTS, name) == {}
    go()
    assert read_record(paths.REPORTS, name)["before"] == ""
