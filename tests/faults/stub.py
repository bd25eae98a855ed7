"""A run of the command line in a small project, without kernels, that fails where it is told to.

    python stub.py ROOT FAULT [ARGUMENT ...]

FAULT is JSON: ``{}``; ``{"stage": NAME, "when": "before", "signal": "SIGKILL"}``, where a kill
takes the whole process group; or ``{"call": "open", "n": 7, "errno": "ENOSPC"}``, with ``"lasting":
true`` for every such call from then on.
"""

from __future__ import annotations

import builtins
import errno
import functools
import io
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.faults.stub_stages import STAGES

ROOT = Path()
FAULT: dict = {}
FILES = 12
PAGE = "<!doctype html><html lang='en'><title>{0}</title><main id='m'>{1}</main></html>\n"


def fill(_: object, head: dict, folder: Path, executed: Path) -> None:
    """An edition of pages, tables and a book, in as many calls as a small one takes."""
    day = head["edition_date"]
    pages = [f"{path.stem}.html" for path in sorted((ROOT / "notebooks").glob("[1-9]*.ipynb"))]
    links = "".join(f'<a href="{page}">{page}</a>' for page in pages)
    (folder / "index.html").write_text(PAGE.format(day, links), encoding="utf-8")
    for page in pages:
        (folder / page).write_text(PAGE.format(day, "<p>words</p>" * 50), encoding="utf-8")
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 4000 + b"\n%%EOF\n")
    (folder / "exports").mkdir()
    articles = "doc_id,label,title\n" + "".join(f"{n},Courier {n},T\n" for n in range(FILES))
    (folder / "exports" / "articles.csv").write_text(articles, encoding="utf-8")
    (folder / "figures").mkdir()
    for number in range(FILES):
        (folder / "figures" / f"{number}.svg").write_text(f"<svg id='{day}'/>", encoding="utf-8")
    (executed / "1_corpus.ipynb").write_text("{}", encoding="utf-8")


def strike() -> None:
    """End as the fault says: a kill takes the group, a signal is sent to this process."""
    number = signal.Signals[FAULT["signal"]]
    if number == signal.SIGKILL:
        os.killpg(0, number)
    os.kill(os.getpid(), number)


def set_stages() -> None:
    """Let the named stage strike before or after its work."""
    for module, names in STAGES.items():
        for name in names:
            if name == FAULT.get("stage"):
                wrap_stage(sys.modules[module], name)


def wrap_stage(module: object, name: str) -> None:
    real = getattr(module, name)

    @functools.wraps(real)
    def striking(*args: object, **named: object) -> object:
        if FAULT["when"] == "before":
            strike()
        result = real(*args, **named)
        if FAULT["when"] == "after":
            strike()
        return result

    setattr(module, name, striking)


COUNT: Counter[str] = Counter()


def fails(call: str) -> bool:
    """Count a call of the system; whether this one is to fail."""
    COUNT[call] += 1
    if FAULT.get("call") != call:
        return False
    return COUNT[call] == FAULT["n"] or (bool(FAULT.get("lasting")) and COUNT[call] > FAULT["n"])


def guard(call: str, real: Callable) -> Callable:
    @functools.wraps(real)
    def guarded(*args: object, **named: object) -> object:
        if fails(call):
            number = getattr(errno, FAULT["errno"])
            raise OSError(number, os.strerror(number), str(args[:1]))
        return real(*args, **named)

    return guarded


class Guarded:
    """A file whose writing may fail."""

    def __init__(self, file: object) -> None:
        self.file = file
        self.write = guard("write", file.write)

    def __getattr__(self, name: str) -> object:
        return getattr(self.file, name)

    def __iter__(self) -> object:
        return iter(self.file)

    def __enter__(self) -> Guarded:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def inside(path: object) -> bool:
    """Python's own files are not what fails here."""
    return isinstance(path, (str, Path)) and str(path).startswith(str(ROOT))


def set_calls() -> None:
    """Let every call of the kinds that matter count, and one of them fail."""
    plain, raw = io.open, os.open
    opening, opening_raw = guard("open", plain), guard("open", raw)

    def open_file(path: object, mode: str = "r", *args: object, **named: object) -> object:
        if not inside(path):
            return plain(path, mode, *args, **named)
        file = opening(path, mode, *args, **named)
        return Guarded(file) if set(mode) & set("wax+") else file

    def open_raw(path: object, *args: object, **named: object) -> int:
        return (opening_raw if inside(path) else raw)(path, *args, **named)

    io.open = builtins.open = open_file
    os.open = open_raw
    os.fsync = guard("fsync", os.fsync)
    os.rename, os.replace = guard("rename", os.rename), guard("rename", os.replace)
    os.symlink, os.mkdir = guard("symlink", os.symlink), guard("mkdir", os.mkdir)


def main() -> int:
    """Set everything up, say that it is, and run."""
    global ROOT
    ROOT = Path(sys.argv[1])
    FAULT.update(json.loads(sys.argv[2]))
    import filelock  # noqa: F401 - loaded before calls are counted

    from helpers import __main__ as command
    from helpers import paths
    from helpers.command import report
    from helpers.publish import outside, run, shelf  # noqa: F401 - stages of these are struck

    set_places(paths)
    report.fill = fill
    set_stages()
    set_calls()
    print("ready", flush=True)
    code = command.main(["report", *sys.argv[3:]])
    if FAULT.get("count"):
        print(json.dumps(COUNT), flush=True)
    return code


def set_places(paths: object) -> None:
    """Let the project be the small one."""
    for name, place in {
        "ROOT": ROOT,
        "HELPERS": ROOT / "helpers",
        "DATA": ROOT / "data",
        "LEXICON": ROOT / "data" / "lexicon",
        "NOTEBOOKS": ROOT / "notebooks",
        "REPORTS": ROOT / "reports",
        "VAR": ROOT / "var",
        "STUDY": "pact",
    }.items():
        setattr(paths, name, place)


if __name__ == "__main__":
    sys.exit(main())
