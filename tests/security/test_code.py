"""What the code of the report never does, and what it may be built from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import paths
from tests.test_setup import FEEDS, FLOORS, LOCKS, PIN, SCALE, key

# They run what they read, are kept by nobody, or unpack without an end.
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "bleach"}
MODULES |= {"gzip", "bz2", "lzma", "zipfile", "tarfile", "telnetlib", "ftplib", "xmlrpc"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load"}
CALLS |= {"yaml.unsafe_load", "yaml.full_load", "pd.read_pickle", "pandas.read_pickle"}
CALLS |= {"pd.eval", "shutil.unpack_archive", "tempfile.mktemp", "subprocess.getoutput"}
CALLS |= {"zlib.decompress", "np.load", "numpy.load"}
NAMED = {"shell": True, "allow_pickle": True}
# What a module may import all the same: it reads blocks up to a cap, see tests/inbox/test_fetch.py
# and tests/load/corpus/test_packed.py.
CAPPED = {("wire.py", "gzip"), ("streams.py", "gzip")}
ENTRY = re.compile(r"^[\w.\[\]-]+==[\w.]+(?: ; [^\\]+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$")


def find_risks(path: Path) -> Iterator[str]:
    """Every place of a Python file that does what is not done here."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module.split(".")[0]]
        elif isinstance(node, ast.Call):
            if ast.unparse(node.func) in CALLS:
                yield f"{path.name}:{node.lineno} calls {ast.unparse(node.func)}"
            for keyword in node.keywords:
                value = getattr(keyword.value, "value", True)  # what is computed counts as true
                if keyword.arg in NAMED and value:
                    yield f"{path.name}:{node.lineno} sets {keyword.arg}"
        for name in MODULES.intersection(names):
            if (path.name, name) in CAPPED:
                continue
            yield f"{path.name}:{node.lineno} imports {name}"


def list_entries(lock: str) -> list[str]:
    """The entries of a lock, a package each."""
    return re.split(r"\n(?=\S)", lock.strip())


def find_loose(lock: str, floors: dict[str, str]) -> Iterator[str]:
    """Entries without a version and hashes, and versions with known faults."""
    for entry in list_entries(lock):
        if not ENTRY.fullmatch(entry):
            yield f"not pinned and hashed: {entry.splitlines()[0]}"
    for name, version in PIN.findall(lock):
        if name in floors and key(version) < key(floors[name]):
            yield f"{name} {version} is older than {floors[name]}"


def test_no_code_runs_what_it_reads() -> None:
    files = sorted(paths.HELPERS.rglob("*.py"))
    assert len(files) > 100
    assert [risk for path in files for risk in find_risks(path)] == []


RISKS = [
    "import pickle",
    "from pickle import loads",
    "import bleach.sanitizer",
    "import yaml\nyaml.load(x)",
    "eval(x)",
    "exec(x)",
    "import os\nos.system(x)",
    "import subprocess\nsubprocess.run(x, shell=True)",
    "import subprocess\nsubprocess.run(x, shell=y)",
    "def f():\n    import tarfile",
    "import zlib\nzlib.decompress(x)",
]


@pytest.mark.parametrize("code", RISKS)
def test_the_search_finds_what_is_not_done(code: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(code, encoding="utf-8")
    assert len(list(find_risks(tmp_path / "x.py"))) == 1


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.parent.name)
def test_every_entry_is_pinned_hashed_and_new_enough(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    extra = lock in (FEEDS, SCALE)  # comes on top of the report's lock
    assert len(list_entries(text)) > (15 if extra else 80)
    assert list(find_loose(text, FLOORS)) == []
    assert extra or FLOORS.keys() <= dict(PIN.findall(text)).keys()


LOOSE = {
    "no hash": (r"(?m)^(pillow==[\d.]+)(?: \\\n    --hash=\S+)+", r"\1"),
    "a weak hash": (r"(?s)(pillow==.*?)sha256:[0-9a-f]{64}", r"\1md5:0123"),
    "a range": (r"(?m)^pillow==", "pillow>="),
    "an old version": (r"(?m)^pillow==[\d.]+", "pillow==12.1.9"),
    "an address": (r"(?m)^pillow==[\d.]+", "pillow @ https://x.invalid/p.whl"),
    "another index": (r"\A", "--index-url https://x.invalid/\n"),
}


@pytest.mark.parametrize(("old", "new"), LOOSE.values(), ids=LOOSE)
def test_the_check_finds_a_loose_lock(old: str, new: str) -> None:
    text = paths.LOCK.read_text(encoding="utf-8")
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    assert list(find_loose(changed, FLOORS))


def test_the_locks_are_audited() -> None:
    job = (paths.ROOT / ".github" / "workflows" / "audit.yml").read_text(encoding="utf-8")
    assert "pip-audit --require-hashes" in job and "schedule:" in job
    for lock in LOCKS:
        assert lock.relative_to(paths.ROOT).as_posix() in job
