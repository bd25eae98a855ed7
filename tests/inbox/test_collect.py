"""From a server on loopback and a folder to a study: proposals, quarantine, acceptance."""

from __future__ import annotations

import importlib.util
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import paths, publish
from helpers.inbox import collect
from helpers.inbox.extract import extract_page
from helpers.load import load_study
from helpers.publish.run import hold_lock

FRIDAY = "Fri, 17 Jan 2025 09:30:00 +0300"
CASES = Path(__file__).parents[1] / "cases" / "languages.json"
GERMAN = json.loads(CASES.read_text(encoding="utf-8"))["German"]


@pytest.fixture
def run(study: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Callable[..., tuple]:
    """Run a command on the study; pages are read in this process, to save a second each."""
    monkeypatch.setattr(collect, "read_page", extract_page)

    def call(*argv: str, allow: bool = True) -> tuple[int, str, str]:
        hosts = ["--allow-host", "127.0.0.1"] if allow else []
        capsys.readouterr()
        code = command.main(["collect", "--study", "skarn-straits", *hosts, *argv])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def feed(site, study: Path, make_rss) -> Callable[..., str]:
    """Serve entries as the study's feed."""

    def put(*items: tuple[str, str, str], include: str = "[]", **head: str) -> str:
        url = site.put("/feed", make_rss(*items), Content_Type="application/rss+xml", **head)
        text = f'pause = 0\n[[feeds]]\nurl = "{url}"\noutlet = "The Courier"\ninclude = {include}\n'
        (study / "feeds.toml").write_text(text, encoding="utf-8")
        return url

    return put


def key(study: Path) -> str:
    """The key of the edition that the study makes."""
    rows = publish.read_manifest(study)
    values = publish.check_parameters({"study": study.name}, rows)
    return publish.plan_edition(study, paths.chapters(), values, paths.VAR / "hashes.json").key


def proposed() -> dict[str, dict[str, str]]:
    from helpers.inbox.shelf import open_shelf, read_proposed

    return {r["doc_id"]: r for r in read_proposed(open_shelf(paths.VAR, "skarn-straits"))}


def quarantined() -> dict[str, str]:
    """Reason by address or title of what was refused."""
    found = paths.VAR.glob("quarantine/skarn-straits/*/reason.json")
    about = [json.loads(path.read_text(encoding="utf-8")) for path in found]
    return {entry["url"] or entry["title"]: "; ".join(entry["reasons"]) for entry in about}


def drop(folder: Path, name: str, content: str | bytes) -> None:
    """Put a file into the inbox that is old enough to be read."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    old = time.time() - 60
    os.utime(folder / name, (old, old))


def count(out: str) -> dict[str, int]:
    """The sum that the command prints, which must add up."""
    whole, _, parts = out.splitlines()[0].removeprefix("in ").partition(" = ")
    counts = {}
    for part in parts.split(" + "):
        number, _, fate = part.partition(" ")
        counts[fate] = int(number)
    assert sum(counts.values()) == int(whole)
    return {fate: n for fate, n in counts.items() if n}


def test_from_feed_to_study(run, feed, site, study: Path, make_article) -> None:
    meta = '<meta property="article:published_time" content="2025-01-17T09:30:00+03:00">'
    good = site.put("/2025/ferry", make_article("ferry", "Ferry line agreed", head=meta))
    feed((good, "Ferry line agreed", FRIDAY), ETag='"1"')
    before, files = key(study), sorted(study.rglob("*"))
    code, out, err = run()
    assert (code, err, count(out)) == (0, "", {"proposed": 1})
    assert (key(study), sorted(study.rglob("*"))) == (before, files)
    ((doc_id, row),) = proposed().items()
    assert doc_id.startswith("ferry-line-agreed-")
    assert (row["outlet"], row["outlet_basis"]) == ("The Courier", "supplied")
    assert site.url in row["outlet_evidence"]
    assert (row["title"], row["title_basis"]) == ("Ferry line agreed", "stated")
    assert (row["url"], row["url_basis"]) == (good, "supplied")
    assert (row["published"], row["published_basis"]) == ("2025-01-17", "supplied")
    assert "The feed: “Fri, 17 Jan 2025" in row["published_evidence"]
    assert "The page’s metadata: “2025-01-17T09:30" in row["published_evidence"]
    assert "The text alone" in row["published_evidence"]

    site.put("/feed", status=304)
    code, out, _ = run()
    assert (code, count(out)) == (0, {})
    assert site.heads[-1]["if-none-match"] == '"1"'

    code, out, _ = run("--accept", doc_id, "--basis", "read beside the page, NB")
    assert (code, count(out)) == (0, {"accepted": 1})
    assert key(study) != before
    assert command.main(["check", "skarn-straits"]) == 0
    added = next(d for d in load_study(study).documents if d.doc_id == doc_id)
    assert added.published_evidence.endswith("Accepted on this basis: read beside the page, NB.")
    assert proposed() == {}
    feed((good, "Ferry line agreed", FRIDAY))
    assert count(run()[1]) == {"already known": 1}


def test_what_is_refused_is_kept_with_its_reason(run, feed, site, study, make_article) -> None:
    article = make_article
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed/")
    german = "".join(f"<p>{GERMAN}</p>" for _ in range(3))
    entries = {
        "teaser": (site.put("/teaser", article("ferry", "Teaser", count=1)), "fewer than 80"),
        "German": (
            site.put("/german", f"<html lang='de'><body><article>{german}</article></body></html>"),
            "not English",
        ),
        "gone": (f"{site.url}/gone", "status 404"),
        "closed": (site.put("/closed/a", article("fish", "Closed")), "robots.txt"),
        "inside": ("https://10.0.0.1/admin", "private"),
        "cloud": ("https://169.254.169.254/latest/meta-data/", "link-local"),
        "plain": ("http://news.example/", "not https"),
        "script": ("javascript:x()", "not https"),
        "moved": (site.put("/moved", status=302, Location="https://127.0.0.2/"), "loopback"),
        "pdf": (site.put("/pdf", b"%PDF", Content_Type="application/pdf"), "content type"),
        "future": (site.put("/future", article("sea wall", "Future")), "in the future"),
        "latin": (site.put("/latin", b"<p>\xe9" * 99), "encoding"),
        "../../../etc/passwd": (site.put("/path", "<html></html>"), "no article"),
    }
    later = "Fri, 17 Jan 2125 09:30:00 +0300"
    items = [(url, t, later if t == "future" else FRIDAY) for t, (url, _) in entries.items()]
    feed(*items, ("", "No link", FRIDAY), ("file:///etc/passwd", "A file", FRIDAY))
    files = sorted(study.rglob("*"))
    code, out, _ = run()
    assert (code, count(out)) == (0, {"quarantined": len(entries) + 2})
    found = quarantined()
    assert found["No link"] == "the entry has no link"
    assert "not https" in found["file://etc/passwd"]  # feedparser takes a slash out
    for url, reason in entries.values():
        assert reason in found[url], url
        assert reason in out
    assert sorted(study.rglob("*")) == files
    kept = {p.relative_to(paths.VAR).parts[:2] for p in paths.VAR.rglob("received*")}
    assert kept == {("quarantine", "skarn-straits")}
    assert not any(path.startswith("/closed/") for path in site.asked)
    assert all(p.resolve().is_relative_to(paths.VAR) for p in paths.VAR.rglob("*"))

    asked = len(site.asked)
    assert count(run()[1]) == {"already known": len(entries) + 2}
    assert len(site.asked) == asked + 2  # robots.txt and the feed

    for path in paths.VAR.glob("quarantine/skarn-straits/teaser-*/*"):
        path.unlink()
    site.put("/teaser", article("ferry", "Teaser"))
    assert count(run()[1]) == {"proposed": 1, "already known": len(entries) + 1}


def test_what_may_go_well_later_is_put_off(run, feed, site, make_article) -> None:
    busy = site.put("/busy", status=503)
    good = site.put("/good", make_article("ferry", "Good"))
    feed((busy, "Busy", FRIDAY), (good, "Good", FRIDAY), ETag='"1"')
    code, out, _ = run()
    assert (code, count(out)) == (0, {"proposed": 1, "put off": 1})
    assert "status 503" in out
    site.put("/busy", make_article("harbour", "Busy"))
    assert count(run()[1]) == {"proposed": 1, "already known": 1}
    assert "if-none-match" not in site.heads[-2]  # nothing of it was to be forgotten
    site.put("/feed", status=304)
    assert count(run()[1]) == {}


def test_same_article_comes_once(run, feed, site, study, make_article, make_text) -> None:
    one = site.put("/one", make_article("ferry", "Ferry"))
    two = site.put("/two", make_article("ferry", "Ferry"))
    three = site.put("/three", make_article("ferry", "Ferry, updated"))
    four = site.put("/four", status=301, Location="/one?utm_source=feed")
    site.put("/one?utm_source=feed", make_article("ferry", "Ferry"))
    feed(*((url, "Ferry", FRIDAY) for url in (one, two, three, four, one + "?utm_medium=rss")))
    _, out, _ = run()
    assert count(out) == {"proposed": 1, "quarantined": 1, "already known": 3}
    assert "100% of its runs of five words" in out or "of the same outlet" in out


def test_short_link_to_a_known_address_is_known(run, feed, site, make_article) -> None:
    feed((site.put("/one", make_article("ferry", "Ferry")), "Ferry", FRIDAY))
    assert count(run()[1]) == {"proposed": 1}
    site.put("/one", make_article("harbour", "Another text since"))
    feed((site.put("/short", status=301, Location="/one"), "Ferry", FRIDAY))
    assert count(run()[1]) == {"already known": 1}


def test_include_words_choose_entries(run, feed, site, make_article) -> None:
    one = site.put("/one", make_article("ferry", "Ferry"))
    entries = (one, "The FERRY", FRIDAY), (f"{site.url}/two", "Football", FRIDAY)
    feed(*entries, include='["ferry", "strait"]')
    assert count(run()[1]) == {"proposed": 1, "passed over": 1}
    assert "/two" not in site.asked


def test_dates_that_contradict_each_other_are_shown_and_none_is_used(
    run, feed, site, make_article
) -> None:
    meta = '<meta property="article:published_time" content="2025-01-20">'
    feed((site.put("/one", make_article("ferry", "Ferry", head=meta)), "Ferry", FRIDAY))
    _, out, _ = run()
    assert "its dates contradict each other" in out
    (row,) = proposed().values()
    assert (row["published"], row["published_earliest"], row["published_latest"]) == ("", "", "")
    assert row["published_basis"] == "unknown"
    for words in ("do not agree", "17 Jan 2025", "2025-01-20"):
        assert words in row["published_evidence"]
    assert "do not agree" in run("--list")[1]


def test_page_elsewhere_makes_the_outlet_inferred(run, site, study, make_article, make_rss) -> None:
    site.put("/one", make_article("ferry", "Ferry"))
    feed = site.put(
        "/feed", make_rss((f"http://localhost:{site.port}/one", "Ferry", "")),
        Content_Type="text/xml",
    )  # fmt: skip
    text = f'pause = 0\n[[feeds]]\nurl = "{feed}"\noutlet = "The Courier"\n'
    (study / "feeds.toml").write_text(text, encoding="utf-8")
    _, out, _ = run("--allow-host", "localhost")
    assert "not where the feed is" in out
    (row,) = proposed().values()
    assert row["outlet_basis"] == "inferred"


def test_feed_that_cannot_be_read_is_told_and_the_others_are_read(
    run, site, study, make_article, make_rss
) -> None:
    good = make_rss((site.put("/one", make_article("ferry", "Ferry")), "Ferry", FRIDAY))
    xml = {"Content_Type": "application/rss+xml"}
    feeds = {
        site.put("/laughs", "<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>", **xml): "entities",
        site.put("/page", "<html></html>"): "content type",
        site.put("/huge", b"x" * 10_000_000, **xml): "10,000,000 bytes",
        site.put("/down", status=500): "status 500",
        "https://10.0.0.1/feed": "private",
        site.put("/cut", good.removesuffix("</channel></rss>"), **xml): "not well-formed",
    }
    tables = (f'[[feeds]]\nurl = "{url}"\noutlet = "The Courier"\n' for url in feeds)
    (study / "feeds.toml").write_text("pause = 0\n" + "".join(tables), encoding="utf-8")
    code, out, _ = run()
    assert (code, count(out)) == (69, {"proposed": 1})
    for url, reason in feeds.items():
        (line,) = [line for line in out.splitlines() if f"fault: {url} " in line]
        assert reason in line


def test_feed_without_end_is_read_in_parts(run, feed, site, monkeypatch, make_article) -> None:
    monkeypatch.setattr(collect, "MOST", 2)
    feed(*((f"{site.url}/{n}", str(n), FRIDAY) for n in range(5)), ETag='"1"')
    assert count(run()[1]) == {"quarantined": 2, "put off": 3}
    assert count(run()[1]) == {"quarantined": 2, "put off": 1, "already known": 2}
    assert count(run()[1]) == {"quarantined": 1, "already known": 4}


def test_from_folder_to_study(run, study: Path, tmp_path: Path, make_text, make_article) -> None:
    inbox = tmp_path / "inbox"
    known = next((study / "articles").iterdir()).read_bytes()
    drop(inbox, "known.txt", known)
    drop(inbox, "one.txt", make_text("ferry", "Ferry line agreed"))
    drop(inbox, "one.toml", 'outlet = "The Courier"\npublished = 2025-01-17\n')
    drop(inbox, "two.txt", "Oct 31, 2024 - 16:00\n" + make_text("harbour"))
    meta = '<meta property="og:site_name" content="The Herald">'
    drop(inbox, "three.html", make_article("fish", "Fishing", head=meta))
    drop(inbox, "four.txt", b"It\x92s late.")
    drop(inbox, "five.pdf", b"%PDF")
    drop(inbox, "six.html", "<html></html>")
    (inbox / "seven.txt").write_text("half of", encoding="utf-8")
    (inbox / "eight.txt").symlink_to("/etc/passwd")
    before = sorted(inbox.iterdir())
    code, out, _ = run("--inbox", str(inbox))
    assert count(out) == {"proposed": 3, "quarantined": 4, "put off": 1, "already known": 1}
    assert code == 0
    assert sorted(inbox.iterdir()) == before
    rows = {row["title"]: row for row in proposed().values()}
    one = rows["Ferry line agreed"]
    assert (one["outlet"], one["published"], one["published_basis"]) == (
        "The Courier", "2025-01-17", "supplied",
    )  # fmt: skip
    assert rows["Fishing"]["outlet"] == "The Herald"
    assert rows["Fishing"]["outlet_basis"] == "supplied"
    (two,) = [row for row in proposed().values() if row["outlet"] == "unknown"]
    assert (two["published"], two["published_basis"]) == ("2024-10-31", "stated")
    assert two["outlet_basis"] == "unknown"
    reasons = quarantined()
    assert "Save the file as UTF-8" in reasons["four"]
    assert "link" in reasons["eight"]
    assert not any(b"root:" in p.read_bytes() for p in paths.VAR.rglob("*") if p.is_file())
    counts = count(run("--inbox", str(inbox))[1])
    assert counts == {"put off": 1, "already known": 8}
    assert count(run("--accept", "all", "--basis", "read")[1]) == {"accepted": 3}
    assert len(load_study(study).documents) == 9


def test_list_and_decline(run, feed, site, make_article) -> None:
    title = "Ferry\x1b[31m line"
    feed((site.put("/one", make_article("ferry", title)), "Ferry", FRIDAY),
         (f"{site.url}/gone", "Gone", FRIDAY))  # fmt: skip
    run()
    code, out, _ = run("--list")
    assert code == 0
    assert "1 proposed" in out
    assert "| The Courier | 2025-01-17 | Ferry" in out
    assert "1 in quarantine" in out
    assert "status 404" in out
    assert "\x1b" not in out
    (doc_id,) = proposed()
    assert run("--decline", doc_id)[1] == f"declined: {doc_id}\n"
    assert proposed() == {}
    assert count(run()[1]) == {"already known": 2}


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        ([], 2, "nothing to collect from: give --inbox DIR, or feeds in skarn-straits/feeds.toml"),
        (["--inbox", "/nowhere"], 2, "there is no folder /nowhere"),
        (["--accept", "all"], 2, "--accept needs a basis"),
        (["--accept", "all", "--basis", " "], 2, "--accept needs a basis"),
        (["--accept", "x", "--basis", "y"], 65, "there is no 'x'"),
        (["--decline", "x"], 65, "there is no 'x'"),
        (["--list", "--accept", "x"], 2, "choose one"),
    ],
)
def test_usage(argv: list[str], code: int, words: str, run) -> None:
    got, out, err = run(*argv)
    assert (got, out) == (code, "")
    assert words in json.loads(err)["message"]


def test_settings_with_faults_are_65(run, study: Path) -> None:
    (study / "feeds.toml").write_text("[[feeds]]\nurl = 'http://a.example/'", encoding="utf-8")
    code, _, err = run()
    assert code == 65
    assert "feed 1, outlet" in err
    assert "feed 1, url" in err


def test_loopback_is_not_allowed_unless_asked(run, feed, site) -> None:
    feed((f"{site.url}/one", "One", FRIDAY))
    code, _, err = run(allow=False)
    assert code == 65
    assert "not https" in err
    assert site.asked == []


def test_missing_extra_is_named(run, feed, tmp_path, monkeypatch, make_text) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "trafilatura" else real(name)
    )
    inbox = tmp_path / "inbox"
    drop(inbox, "one.txt", make_text("ferry"))
    assert count(run("--inbox", str(inbox))[1]) == {"proposed": 1}  # texts need no extra
    drop(inbox, "two.html", "<p>x</p>")
    for argv in (["--inbox", str(inbox)], []):
        if not argv:
            feed()
        code, _, err = run(*argv)
        assert code == 2
        assert "trafilatura. Install the extra 'feeds': make feeds" in json.loads(err)["message"]


def test_two_runs_at_once_are_one(run, feed) -> None:
    feed()
    with hold_lock(paths.VAR / "inbox" / "skarn-straits"):
        assert run()[0] == 75
    with hold_lock(paths.VAR):  # a report is being made
        assert run()[0] == 0
        assert run("--accept", "all", "--basis", "x")[0] == 75


def test_pages_are_read_in_a_process_of_their_own(study, feed, site, capsys, make_article) -> None:
    feed((site.put("/one", make_article("ferry", "Ferry")), "Ferry", FRIDAY))
    argv = ["collect", "--study", "skarn-straits", "--allow-host", "127.0.0.1"]
    assert command.main(argv) == 0
    assert count(capsys.readouterr().out) == {"proposed": 1}
