"""Publishing: whole or not at all, and the last good edition stays whatever happens."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import paths
from helpers.publish import PublishError, find_faults, publish, shelf
from helpers.publish import run as run_module


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def go(project: Path, make_edition: Callable, fill: Callable) -> Callable:
    """Publish the small project; returns whether it was built."""

    def run(build: Callable = fill, force: bool = False, **given: object) -> bool:
        return publish(make_edition(**given), build, paths.REPORTS, paths.VAR, force=force)

    return run


def test_first_run_publishes(go: Callable, make_edition: Callable) -> None:
    assert go()
    edition, reports = make_edition(), paths.REPORTS
    assert (reports / "latest").readlink() == Path("editions") / edition.id
    assert find_faults(reports / "editions" / edition.id) == []
    assert (paths.VAR / "executed" / "1_corpus.ipynb").is_file()
    assert not list((paths.VAR / "build").iterdir())


def test_second_run_has_nothing_to_do(go: Callable) -> None:
    go()
    before = {p: p.stat().st_mtime_ns for p in paths.REPORTS.rglob("*")}
    assert not go(build=lambda *_: pytest.fail("built again"))
    assert {p: p.stat().st_mtime_ns for p in paths.REPORTS.rglob("*")} == before


def test_force_builds_again_the_same_bytes(go: Callable, make_edition: Callable) -> None:
    go()
    folder = paths.REPORTS / "editions" / make_edition().id
    before = files_of(folder)
    assert go(force=True)
    assert files_of(folder) == before


def test_edition_says_nothing_of_clock_or_machine(
    go: Callable, make_edition: Callable, project: Path
) -> None:
    go()
    text = (paths.REPORTS / "latest" / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert str(project) not in text
    assert manifest["parameters"]["study"] == "pact"
    assert manifest["versions"] == {"pandas": "3.1.1"}
    assert {"file", "sha256"} == set(manifest["inputs"][0])
    assert manifest["files"]["index.html"].keys() == {"bytes", "sha256"}
    assert manifest["newest_article"] == "2025-01-16"


def test_older_edition_stays_and_latest_moves(go: Callable, make_edition: Callable) -> None:
    go()
    first = make_edition().id
    before = files_of(paths.REPORTS / "editions" / first)
    go(min_outlets=2)
    assert shelf.read_latest(paths.REPORTS) == make_edition(min_outlets=2).id
    assert files_of(paths.REPORTS / "editions" / first) == before
    assert not go(build=lambda *_: pytest.fail("built again"))
    assert shelf.read_latest(paths.REPORTS) == first


@pytest.mark.parametrize("name", ["report.pdf", "1_corpus.html", "manifest.json"])
@pytest.mark.parametrize("how", ["truncated", "removed"])
def test_damaged_edition_is_made_again(
    name: str, how: str, go: Callable, make_edition: Callable
) -> None:
    go()
    path = paths.REPORTS / "editions" / make_edition().id / name
    path.unlink() if how == "removed" else path.write_bytes(path.read_bytes()[:9])
    assert go()
    assert find_faults(path.parent) == []


def test_stray_file_in_an_edition_is_found(go: Callable, make_edition: Callable) -> None:
    go()
    folder = paths.REPORTS / "editions" / make_edition().id
    (folder / "extra.txt").write_text("x", encoding="utf-8")
    assert find_faults(folder) == [f"{folder.name}: extra.txt is in no manifest"]


def test_fresh_clone_gets_its_link_without_building(go: Callable) -> None:
    go()
    (paths.REPORTS / "latest").unlink()
    assert not go(build=lambda *_: pytest.fail("built again"))
    assert (paths.REPORTS / "latest" / "index.html").is_file()


def break_link(head: dict, folder: Path, executed: Path) -> None:
    page = folder / "1_corpus.html"
    page.write_text(page.read_text(encoding="utf-8").replace("e-a-p1s1", "x"), encoding="utf-8")


def cut_book(head: dict, folder: Path, executed: Path) -> None:
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n")


def drop_page(head: dict, folder: Path, executed: Path) -> None:
    (folder / "1_corpus.html").unlink()


def leave_folder(head: dict, folder: Path, executed: Path) -> None:
    page = folder / "1_corpus.html"
    page.write_text('<a href="../../../x">x</a><p id="e-a-p1s1">', encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (break_link, "index.html: the link '1_corpus.html#e-a-p1s1' leads nowhere"),
        (cut_book, "report.pdf is not whole"),
        (drop_page, "1_corpus.html is missing"),
        (leave_folder, "the link '../../../x' leads nowhere"),
    ],
)
def test_unfit_edition_is_not_published(
    harm: Callable, words: str, go: Callable, fill: Callable
) -> None:
    go()
    latest = shelf.read_latest(paths.REPORTS)

    def build(*args: object) -> None:
        fill(*args)
        harm(*args)

    with pytest.raises(PublishError, match="not fit") as caught:
        go(build=build, min_outlets=2)
    assert words in str(caught.value)
    assert caught.value.code == 70
    assert shelf.read_latest(paths.REPORTS) == latest
    assert shelf.list_editions(paths.REPORTS) == [latest]


@pytest.mark.parametrize("error", [ValueError("cell"), OSError(errno.ENOSPC, "full")])
def test_failed_build_leaves_the_last_good_report(
    error: Exception, go: Callable, make_edition: Callable
) -> None:
    go()
    before = files_of(paths.REPORTS)

    def build(head: dict, folder: Path, executed: Path) -> None:
        (executed / "1_corpus.ipynb").write_text("as far as it ran", encoding="utf-8")
        raise error

    with pytest.raises(type(error)):
        go(build=build, min_outlets=2)
    assert files_of(paths.REPORTS) == before
    kept = paths.VAR / "failed" / make_edition(min_outlets=2).id / "1_corpus.ipynb"
    assert kept.read_text(encoding="utf-8") == "as far as it ran"
    assert not list((paths.VAR / "build").iterdir())


def test_leftovers_of_a_killed_run_are_cleared(go: Callable) -> None:
    for name in ("reports/.incoming-7", "reports/.gone-x", "var/build/7/2025-01-16-00000000"):
        (paths.ROOT / name).mkdir(parents=True)
    (paths.REPORTS / ".latest-7").symlink_to("editions/none")
    (paths.REPORTS / ".index.html-7").write_text("half", encoding="utf-8")
    go()
    there = ["brief.txt", "changes", "editions", "feed.xml", "index.html", "latest"]
    assert sorted(p.name for p in paths.REPORTS.iterdir()) == there
    assert not list((paths.VAR / "build").iterdir())


def test_another_run_is_not_disturbed(go: Callable) -> None:
    with run_module.hold_lock(paths.VAR), pytest.raises(PublishError) as caught:
        go()
    assert caught.value.code == 75
    assert not paths.REPORTS.exists()


def test_other_file_system_is_copied_beside_first(
    go: Callable, make_edition: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if "build" in self.parts:
            raise OSError(errno.EXDEV, "another device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert go()
    assert find_faults(paths.REPORTS / "editions" / make_edition().id) == []


def test_redirect_page_where_links_are_refused(
    go: Callable, make_edition: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    go()
    (paths.REPORTS / "latest").unlink()

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with pytest.raises(NotImplementedError):
        shelf.point_latest(paths.REPORTS, "x")
    monkeypatch.setattr(shelf, "WINDOWS", True)
    shelf.point_latest(paths.REPORTS, make_edition().id)
    assert shelf.read_latest(paths.REPORTS) == make_edition().id


def test_prune_keeps_the_latest(go: Callable, make_edition: Callable) -> None:
    for outlets in (1, 2, 3):
        go(min_outlets=outlets)
    go()
    latest = make_edition().id
    assert len(shelf.prune(paths.REPORTS, 2)) == 1
    assert latest in shelf.list_editions(paths.REPORTS)
    shelf.prune(paths.REPORTS, 1)
    assert shelf.list_editions(paths.REPORTS) == [latest]
    assert shelf.read_latest(paths.REPORTS) == latest


@pytest.mark.parametrize("name", ["data/pact/articles/a.txt", "data/pact/articles/new.txt"])
def test_inputs_that_change_during_a_run_are_not_published(
    name: str, go: Callable, fill: Callable, project: Path
) -> None:
    def build(*places: object) -> None:
        fill(*places)
        (project / name).write_text("Other words than the key knows.", encoding="utf-8")

    with pytest.raises(PublishError, match="has changed during the run") as caught:
        go(build)
    assert caught.value.code == 70
    assert not (paths.REPORTS / "latest").exists()
    assert go()


def test_a_forced_build_never_touches_what_readers_see(
    go: Callable, fill: Callable, make_edition: Callable
) -> None:
    go()
    folder = paths.REPORTS / "editions" / make_edition().id
    before, inode = files_of(folder), folder.stat().st_ino
    assert go(force=True)
    assert (files_of(folder), folder.stat().st_ino) == (before, inode)

    def other(head: dict, place: Path, executed: Path) -> None:
        fill(head, place, executed)
        (place / "data" / "t.csv").write_text("b\n2\n", encoding="utf-8")

    with pytest.raises(PublishError, match=r"other bytes than .* stays as it is:\ndata/t.csv$"):
        go(other, force=True)
    assert files_of(folder) == before
