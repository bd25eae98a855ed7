"""What the compiler of the book and the runner of notebooks would do for a text."""

from __future__ import annotations

import contextlib
import io
import os
import re
import socket
import threading
from pathlib import Path
from unittest import mock

import papermill.parameterize
import pypdf
from nbformat.v4 import new_code_cell, new_notebook

from helpers import publish
from helpers.render import book, clean
from helpers.render import parameters as declared
from helpers.render.chapter import Chapter
from helpers.render.typeset import Setting, write_flow
from tests.security.attacks.refusals import refuse
from tests.security.payloads import PAYLOADS


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
