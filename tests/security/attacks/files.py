"""What names, links and sizes of files may do."""

from __future__ import annotations

import csv
from pathlib import Path

from helpers import load, publish, records
from helpers.command import parameters, settings
from helpers.render import clean, exhibits
from helpers.tag import tag
from tests.security.attacks.pictures import SVG, add_picture, make_png
from tests.security.attacks.refusals import refuse, within
from tests.security.payloads import NAMES, write_study

SECONDS = 8
BOMB = "[" * 20_000


def make_small(folder: Path, name: str = "b2", words: str = "Ferries stay in port.") -> Path:
    study = write_study(folder / "study", [words], ["b2"])
    path = study / "articles.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"doc_id": name, "file": f"{name}.txt" if name else ""}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return study


def name_article(folder: Path) -> None:
    for number, (kind, name) in enumerate(NAMES.items()):
        if kind == "NUL":
            refuse(lambda: load.load_study(make_small(folder / "nul", "a\x00b")), "a NUL byte")
            continue
        if kind == "this folder":
            continue  # "..txt" is a name like any other
        study = make_small(folder / str(number), name)
        refuse(lambda study=study: load.load_study(study), "is no plain file name")


def link_article(folder: Path) -> None:
    study = make_small(folder / "one")
    article = study / "articles" / "b2.txt"
    article.rename(folder / "secret.txt")
    article.symlink_to(folder / "secret.txt")
    refuse(lambda: load.load_study(study), "leads out of the folder")
    other = make_small(folder / "two")
    (other / "articles").rename(folder / "elsewhere")
    (other / "articles").symlink_to(folder / "elsewhere")
    refuse(lambda: load.load_study(other), "leads out of the folder")


def name_claim(folder: Path) -> None:
    study = make_small(folder)
    for name in ("../../x", "/x", "x\\u0000", "<b>"):
        text = f'[[claim]]\nid = "{name}"\nlabel = "x"\nabout = "x"\norigin = "x"\npatterns = ["x"]'
        (study / "codebook" / "claims.toml").write_text(text, encoding="utf-8")
        refuse(lambda: load.load_study(study), "is no id")


def name_figure(_: Path) -> None:
    for name in ("../../x", "/x", "a/b", "a\x00", "x" * 300, "a\n", 'a" onload="x'):
        told = {"kind": "table", "id": name, "caption": "c"}
        refuse(
            lambda told=told: exhibits.check_told(told, ("id", "caption"), "x"), "is not letters"
        )


def name_edition(folder: Path) -> None:
    for name in ("x", "2025-01-01-0000000g", "..2025-01-01-00000000"):
        (folder / "editions" / name).mkdir(parents=True)
    assert publish.list_editions(folder) == []
    (folder / "latest.html").write_text("0; url=../../etc/passwd", encoding="utf-8")
    assert publish.read_latest(folder) == ""


def load_large_file(folder: Path) -> None:
    study = make_small(folder)
    for name in ("articles/b2.txt", "articles.csv", "codebook/claims.toml", "study.toml"):
        with (study / name).open("ab") as file:
            file.truncate(20_000_001)  # a hole: it takes no room on the disk
    refuse(lambda: load.load_study(study), "more than the 20,000,000")


def plan_large_manifest(folder: Path) -> None:
    study = make_small(folder)
    with (study / "articles.csv").open("ab") as file:
        file.write(b"\n" * 20_000_000)
    assert publish.read_manifest(study) == []


def load_compressed(folder: Path) -> None:
    """Nothing is unpacked: what is packed is no text."""
    import gzip

    study = make_small(folder)
    (study / "articles" / "b2.txt").write_bytes(gzip.compress(b"\0" * 10_000_000))
    refuse(lambda: load.load_study(study), "it holds a NUL byte")


def tag_long_line(_: Path) -> None:
    """A line of two million characters, a text of as many: read in the time of an article."""
    for break_ in ("", "\n"):
        long = f"“Iran” met Russia on 4 May 2024, TASS said. {break_}" * 40_000
        with within(SECONDS):
            tag(records.Document("a", f"One.\n{long}\nTwo."), records.Codebook())


def show_long_run(_: Path) -> None:
    assert len(clean.clean_text("x" * 10_000_000)) < 30_000


def nest_study(folder: Path) -> None:
    study = make_small(folder)
    (study / "study.toml").write_text(f"title = {BOMB}", encoding="utf-8")
    refuse(lambda: load.load_study(study), "study.toml: it is nested too deeply")
    (study / "study.toml").write_text(f"title = {'9' * 5000}", encoding="utf-8")
    refuse(lambda: load.load_study(study), "study.toml: it is not valid TOML")


def nest_codebook(folder: Path) -> None:
    study = make_small(folder)
    (study / "codebook" / "claims.toml").write_text(f"claim = {BOMB}", encoding="utf-8")
    refuse(lambda: load.load_study(study), "claims.toml: it is nested too deeply")


def nest_coding(folder: Path) -> None:
    study = make_small(folder)
    (study / "codings" / "one").mkdir(parents=True)
    (study / "codings" / "one" / "claims.jsonl").write_text(BOMB, encoding="utf-8")
    refuse(lambda: load.load_study(study), "it is not valid JSON")


def nest_settings(folder: Path) -> None:
    path = folder / "settings.toml"
    for text, words in ((f"keep = {BOMB}", "nested"), (f"keep = {'9' * 5000}", "not TOML")):
        path.write_text(text, encoding="utf-8")
        refuse(lambda: settings.read_config(path), words)


def load_large_settings(folder: Path) -> None:
    path = folder / "settings.toml"
    path.write_text("\n" * 1_000_001, encoding="utf-8")
    refuse(lambda: settings.read_config(path), "more than 1,000,000 bytes")


def nest_parameter(_: Path) -> None:
    for value in (BOMB, "9" * 5000):
        refuse(lambda value=value: parameters.read_setting(f"study={value}"), "not NAME=JSON")


def nest_page(_: Path) -> None:
    refuse(lambda: clean.clean_html("<b>" * 50_000), "stand inside each other")
    deep = SVG.format('<g id="a">' * 50_000 + "</g>" * 50_000)
    refuse(lambda: clean.clean_svg(deep), "stand inside each other")


def show_large_picture(_: Path) -> None:
    refuse(lambda: add_picture(make_png(width=60_000)), "60000 by 60000 dots")
