"""How the edition was made: one tree that closes every page and the book."""

from __future__ import annotations

import hashlib
import json
import shlex
from xml.etree.ElementTree import Element

from helpers.render.clean import clean_text
from helpers.render.tree import add_text, make

Edition = dict[str, object]
CODE = "helpers/"
UNSET = "not set"
DIGITS = 16  # of a digest: enough to tell files apart, and a book of few pages


def say_value(value: object) -> str:
    """A parameter's value as a reader sees it.

    >>> say_value([]), say_value(""), say_value(["BBC"]), say_value(2)
    ('not set', 'not set', 'BBC', '2')
    """
    if isinstance(value, list):
        return ", ".join(map(str, value)) or UNSET
    return str(value) if value not in ("", None) else UNSET


def say_rerun(parameters: dict[str, object]) -> str:
    """The command that makes the edition again.

    >>> print(say_rerun({"study": "x"}))
    python -m helpers report --set 'study="x"'
    """
    settings = [
        "--set " + shlex.quote(f"{name}={json.dumps(value, ensure_ascii=False)}")
        for name, value in sorted(parameters.items())
    ]
    return " ".join(["python -m helpers report", *settings])


def list_rows(caption: str, heads: tuple[str, str], rows: list[tuple[str, str]]) -> Element:
    """A table of two columns whose first heads its row."""
    top = make("tr", *(make("th", head, scope="col") for head in heads))
    body = make("tbody")
    for name, value in rows:
        left = make("th", clean_text(name), scope="row")
        body.append(make("tr", left, make("td", clean_text(value))))
    table = make("table", make("caption", caption), make("thead", top), body)
    return make("div", table, class_="scroll", role="group", tabindex="0", aria_label=caption)


def group_inputs(inputs: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Files by their folder, in order: folder → names and digests.

    >>> group_inputs([("b/y.py", "2"), ("a.csv", "0"), ("b/x.py", "1")])
    {'.': [('a.csv', '0')], 'b': [('x.py', '1'), ('y.py', '2')]}
    """
    folders: dict[str, list[tuple[str, str]]] = {}
    for path, digest in sorted(inputs):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder or ".", []).append((name, digest))
    return dict(sorted(folders.items()))


def fold_code(inputs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The inputs, with one entry for the modules of each package: readers ask for data first.

    The digest of a package is that of what ``sha256sum`` prints for its modules, sorted by path.

    >>> code = [("helpers/tag/x.py", "0a"), ("helpers/tag/y/z.py", "0b")]
    >>> [(name, digest[:6]) for name, digest in fold_code([*code, ("study/a.txt", "1")])]
    [('helpers/tag, 2 files', 'ae9dff'), ('study/a.txt', '1')]
    """
    packages: dict[str, list[str]] = {}
    rest = []
    for path, digest in sorted(inputs):
        if path.startswith(CODE):
            package = "/".join(path.split("/")[:2]) if path.count("/") > 1 else f"{CODE}top level"
            packages.setdefault(package, []).append(f"{digest}  {path}\n")
        else:
            rest.append((path, digest))
    folded = []
    for package, lines in packages.items():
        digest = hashlib.sha256("".join(lines).encode()).hexdigest()
        files = f"{len(lines)} file{'s' if len(lines) > 1 else ''}"
        folded.append((f"{package}, {files}", digest))
    return [*folded, *rest]


def list_digests(inputs: list[tuple[str, str]]) -> Element:
    """All inputs in a table of a row per folder, each file with the head of its digest."""
    caption = (
        f"Inputs, each with the first {DIGITS} digits of its SHA-256; "
        "for code, of the list of its files that sha256sum prints"
    )
    top = make("tr", *(make("th", head, scope="col") for head in ("Folder", "Files")))
    body = make("tbody")
    for folder, files in group_inputs(fold_code(inputs)).items():
        cell = make("td")
        for i, (name, digest) in enumerate(files):
            add_text(cell, ", " if i else "")
            words = clean_text(f"{name} {digest[:DIGITS]}")
            cell.append(make("span", make("code", words), class_="nowrap"))
        body.append(make("tr", make("th", clean_text(folder), scope="row"), cell))
    table = make("table", make("caption", caption), make("thead", top), body)
    return make("div", table, class_="scroll", role="group", tabindex="0", aria_label=caption)


def write_colophon(edition: Edition) -> Element:
    """What the edition was made from, with what, and how to make it again."""
    parameters = dict(edition.get("parameters") or {})
    shown = [(name, say_value(value)) for name, value in sorted(parameters.items())]
    inputs = [(str(i["file"]), str(i["sha256"])) for i in edition.get("inputs") or []]
    versions = sorted((str(n), str(v)) for n, v in dict(edition.get("versions") or {}).items())
    whole = make("div")
    for name in ("id", "key"):
        if edition.get(name):
            label = "Edition " if name == "id" else "Key "
            whole.append(make("p", label, make("code", clean_text(str(edition[name])))))
    whole.append(make("p", "To make this edition again, with the same inputs in place:"))
    whole.append(make("pre", clean_text(say_rerun(parameters))))
    if shown:
        whole.append(list_rows("Parameters", ("Parameter", "Value"), shown))
    if versions:
        made = ", ".join(f"{name} {version}" for name, version in versions)
        whole.append(make("p", clean_text(f"Versions: {made}.")))
    if inputs:
        full = "The key is one digest over parameters and inputs; manifest.json has each one whole."
        whole.append(make("p", full))
        whole.append(list_digests(inputs))
    return whole
