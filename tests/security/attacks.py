"""Attacks on the real functions; each raises AssertionError where one gets through."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import signal
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import pandas as pd
import papermill.parameterize
import pypdf
from nbformat.v4 import new_code_cell, new_notebook

from helpers import load, publish, records
from helpers.command import outcome, parameters, settings
from helpers.draw import show
from helpers.explore import viewer
from helpers.export import layers, planned, timeline
from helpers.publish import changes, compare, feed
from helpers.render import book, clean, exhibits
from helpers.render import parameters as declared
from helpers.render.chapter import Chapter
from helpers.render.tree import walk, write_content
from helpers.render.typeset import Setting, write_flow
from helpers.tag import patterns, tag
from helpers.tag.patterns import compile_patterns, find_patterns
from tests.security.payloads import NAMES, PAYLOADS, PROBE, write_study

SECONDS = 4
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
DRAWINGS = [
    f"<script>{PROBE}</script>",
    f'<rect onload="{PROBE}"/>',
    f"<foreignObject><b>{PROBE}</b></foreignObject>",
    '<image href="file:///etc/passwd"/>',
    '<use xlink:href="https://trap.invalid/x.svg#a"/>',
    '<video src="https://trap.invalid/a"/>',
    '<image href="data:image/png;base64,AAAA" src="https://trap.invalid/a"/>',
    f'<handler type="application/ecmascript">{PROBE}</handler>',
    f'<a href="javascript:{PROBE}"><rect/></a>',
]
SHEETS = [
    '<rect style="fill:url(https://trap.invalid/a)"/>',
    '<rect style="fill:u\\72l(https://trap.invalid/a)"/>',
    "<style>@import 'https://trap.invalid/a.css'</style>",
    "<style>@\\69mport 'https://trap.invalid/a.css';</style>",
    "<rect style=\"background:image-set('https://trap.invalid/a' 1x)\"/>",
]
BOMB = "[" * 20_000


def refuse(call: Callable[[], object], words: str) -> None:
    """The call must end in an error of ours that says ``words``."""
    try:
        call()
    except ValueError as error:
        assert words in str(error), f"refused for another reason: {str(error)[:200]}"
    except Exception as error:
        raise AssertionError(f"no error of ours: {type(error).__name__}") from error
    else:
        raise AssertionError(f"not refused: {words}")


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is inside must end in time."""

    def stop(*_: object) -> None:
        raise AssertionError(f"it takes more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# -- script in article text


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


def draw_more_than_drawing(_: Path) -> None:
    for inside in DRAWINGS:
        svg = clean.clean_svg(SVG.format(inside))
        assert not re.search(rf"{re.escape(PROBE)}|passwd|trap\.invalid", svg), svg


def load_by_style(_: Path) -> None:
    for inside in SHEETS:
        assert "trap.invalid" not in clean.clean_svg(SVG.format(inside)), inside


def declare_entities(_: Path) -> None:
    svg = '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")
    refuse(lambda: clean.clean_svg(svg), "declares entities")


def make_png(width: int = 1, extra: bytes = b"") -> bytes:
    """A PNG of a few dots with words beside them."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, width, 8, 0, 0, 0, 0)
    words = chunk(b"tEXt", b"Author\0/home/someone") + chunk(b"eXIf", b"MM\0*someone")
    dots = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + words + dots + chunk(b"IEND", b"") + extra


def add_picture(png: bytes) -> bytes:
    import base64

    chapter = Chapter("1_a", 1, "A", clean.clean_html(""))
    data = {"image/svg+xml": SVG.format('<path d="M0 0"/>'),
            "image/png": base64.b64encode(png).decode()}  # fmt: skip
    told = {"kind": "figure", "id": "f", "alt": "a", "caption": "c"}
    exhibits.add_figure(chapter, new_code_cell("", metadata={}) | data, told, "1_a.ipynb")
    return chapter.files["figures/f.png"]


def hide_words_in_picture(_: Path) -> None:
    png = add_picture(make_png(extra=b"<script>someone</script>"))
    assert png.startswith(b"\x89PNG") and b"someone" not in png


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
    pd.DataFrame(rows).to_csv(folder / "b" / "exports" / "articles.csv", index=False)
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


# -- the engine of the book


def typeset(words: str) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    body = clean.clean_html(f"<p>{escaped}</p>")
    chapter = Chapter("1_a", 1, "A", body)
    assert write_flow(body, Setting(chapter, {}))
    pages = pypdf.PdfReader(io.BytesIO(book.write_book([chapter], {}))).pages
    return re.sub(r"\s|\u200b|\xad", "", " ".join(page.extract_text() for page in pages))


def typeset_code(_: Path) -> None:
    for name in ("Typst code", "Typst file", "LaTeX", "template", "JSON"):
        words = PAYLOADS[name]
        try:
            told = typeset(words)
        except ValueError as error:
            raise AssertionError(f"{name} did not stay words: {str(error)[:100]}") from error
        assert re.sub(r"\s", "", words) in told, told[-300:]
        assert "root:x:" not in told


def compile_source(source: str) -> bytes:
    head = '#set document(title: "x")\n#set text(lang: "en")\n'
    with mock.patch.object(book, "write_source", return_value=head + source):
        return book.write_book([], {})


def read_file_from_book(folder: Path) -> None:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    refuse(lambda: compile_source(f'#read("{folder}/secret.txt")'), "file not found")
    refuse(lambda: compile_source('#read("../../../../etc/passwd")'), "did not compile")


def fetch_package(_: Path) -> None:
    """A proxy that counts who asks it; nothing may."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3)

        def serve() -> None:
            with contextlib.suppress(OSError):
                caller, _ = server.accept()
                asked.append(caller.recv(200))
                caller.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        proxy = f"http://127.0.0.1:{server.getsockname()[1]}"
        names = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        with mock.patch.dict(os.environ, dict.fromkeys(names, proxy)):
            refuse(lambda: compile_source('#import "@preview/cetz:0.3.1"'), "did not compile")
        thread.join(0.2)
    assert asked == []


# -- parameters


class Code:
    """A value whose words are code."""

    def __repr__(self) -> str:
        return "hit.append(1)"


def run_parameters(_: Path) -> None:
    """What gets through the check enters a notebook as papermill puts it there, and is run."""
    cell = new_code_cell('study: str = ""', metadata={"tags": ["parameters"]})
    told = {
        "kernelspec": {"name": "python3", "display_name": "Python", "language": "python"},
        "papermill": {},
    }
    notebook = new_notebook(cells=[cell], metadata=told)
    known = declared.read_parameters(notebook)
    values = [Code(), (Code(),), {Code()}, Path("x"), b"x", 1j]
    given = [{"study": value} for value in values] + [{"study=hit.append(1);x": "a"}, {"new": "a"}]
    for each in given:
        hit: list[int] = []
        try:
            declared.check_parameters(each, [known])
        except declared.ParameterError:
            continue
        made = papermill.parameterize.parameterize_notebook(notebook, each)
        with contextlib.suppress(SyntaxError, NameError, TypeError):
            exec(made.cells[1].source, {"hit": hit})
        raise AssertionError(f"{each} got through; its code ran: {bool(hit)}")
    for words in PAYLOADS.values():
        declared.check_parameters({"study": words}, [known])
        names: dict[str, object] = {}
        made = papermill.parameterize.parameterize_notebook(notebook, {"study": words})
        exec(made.cells[1].source, names)
        assert names["study"] == words, "a text is not what was given"


def name_parameters(_: Path) -> None:
    refuse(lambda: publish.check_parameters({"edition_date": "../../x"}, []), "is no day")
    refuse(lambda: publish.check_parameters({"__import__": 1}, []), "is no parameter")


# -- formulas

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]


def check_cells(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n")), ascii(cell)
            assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", cell), ascii(cell)


def open_export(folder: Path) -> None:
    words = [*FORMULAS, *PAYLOADS.values()]
    layers.write_csv(pd.DataFrame({"a": words}, dtype="str"), folder / "x.csv")
    check_cells((folder / "x.csv").read_bytes().decode())


def open_data(_: Path) -> None:
    made = io.StringIO()
    csv.writer(made).writerows([[words] for words in [*FORMULAS, *PAYLOADS.values()]])
    check_cells(exhibits.guard_csv(made.getvalue()).decode())


def open_shown(_: Path) -> None:
    check_cells(show.write_csv_text(pd.DataFrame({"=x": FORMULAS})))


def open_timeline(folder: Path) -> None:
    events = pd.DataFrame(
        [{"event_id": "e", "earliest": pd.Timestamp("2025-01-01"), "milestone_label": "=cmd()",
          "latest": pd.Timestamp("2025-01-01"), "kind": "k", "actor_names": (), "status": "=x",
          "days_basis": ""}]
    )  # fmt: skip
    reports = pd.DataFrame([{"event_id": "e", "doc_id": "a", "start": 0, "end": 1, "label": "a",
                             "sentence_id": "p1s1"}])  # fmt: skip
    timeline.write_timeline(events, reports, folder, lambda *_: "", "=title")
    text = (folder / "timeline.csv").read_text(encoding="utf-8")
    assert "cmd()" in text
    check_cells(text)


# -- patterns


def find_evil_pattern(_: Path) -> None:
    """Gaps inside gaps over a text that has every word and never in order."""
    codebook = records.Codebook(words={"x": ("a",), "y": ("never",)})
    compiled = compile_patterns(("{x} ...12 {x} ...12 {x} ...12 {x} ...12 {y}",), codebook)
    text = "never! " + "a " * 6000
    patterns._compile.cache_clear()
    with within(SECONDS):
        assert find_patterns(compiled, text) == []


def write_evil_pattern(_: Path) -> None:
    """An expression is no pattern: it is refused, or stands for its own letters."""
    for pattern in ("(a+)+$", "(.*)*x", "(?=a)", "a{1,9999}", "\\1", "(?R)", "[a-z]*", ".*"):
        try:
            compiled = compile_patterns((pattern,), records.Codebook())
        except patterns.PatternError:
            continue
        except Exception as error:
            raise AssertionError(f"{pattern} is read as an expression") from error
        with within(SECONDS):
            assert find_patterns(compiled, "a" * 5000 + " b " * 5000) == []


# -- ids and names as paths


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


# -- bombs


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
        with within(2 * SECONDS):
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
