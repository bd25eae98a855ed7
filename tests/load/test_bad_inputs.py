"""No kind of bad input ends a reading without being named, and no article is lost on the way."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.load import StudyError, load_study, readers
from helpers.load import text as reader
from tests.faults.invariants import check_count

from . import spoiling
from .bad_inputs import KINDS, Kind, Outcome
from .spoiling import FORMS, IDS

CASES = [
    pytest.param(kind, form, getattr(kind, form), id=f"{name}-{form}")
    for name, kind in KINDS.items()
    for form in FORMS
    if isinstance(getattr(kind, form), Outcome)
]


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Path, list]]:
    """A study of three articles in one form, with one thing wrong."""

    def make(kind: Kind, form: str) -> tuple[Path, list[dict]]:
        study, rows = tmp_path / "harbour", spoiling.right_rows()
        kind.rows(rows, form)
        spoiling.write_study(study, form, rows)
        kind.files(study, form)
        for name, most in kind.limits.items():
            for module in (reader, readers):
                monkeypatch.setattr(module, name, most, raising=False)
        if kind.unreadable:
            refuse(spoiling.article_or_table(study, form), monkeypatch)
        return study, rows

    return make


def refuse(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file does that nobody may read; the super-user may read all."""
    read = Path.read_bytes

    def answer(asked: Path) -> bytes:
        if asked == path:
            raise PermissionError(13, "Permission denied")
        return read(asked)

    monkeypatch.setattr(Path, "read_bytes", answer)


def fault(study: Path, **more: object) -> str:
    with pytest.raises(StudyError) as error:
        load_study(study, **more)
    return str(error.value)


@pytest.mark.parametrize(("kind", "form", "expected"), CASES)
def test_each_kind_in_each_form(
    spoil: Callable, kind: Kind, form: str, expected: Outcome
) -> None:
    study, rows = spoil(kind, form)
    if expected.whole:
        message = fault(study, quarantine=1.0, **kind.asked)
        assert expected.words in message
        assert (expected.file or FORMS[form]) in message
        return
    result = load_study(study, quarantine=1.0, **kind.asked)
    used, aside = result.documents, result.quarantined
    assert len(used) == expected.used
    assert check_count(expected.given, len(used), len(aside)) == []
    texts = {row.get("doc_id"): row.get("text") for row in reversed(rows)}
    for document in used:
        assert document.text.encode() == spoiling.as_bytes(texts[document.doc_id])
    if not expected.words:
        assert aside == ()
        assert load_study(study, **kind.asked).documents == used
        return
    file = expected.file or FORMS[form]
    line = {"text": "3", "jsonl": "2", "csv": "3"}[form]
    told = {row["file"]: row for row in aside}[file]
    assert told["line"] == ("" if expected.line else line)
    assert expected.words in told["reason"]
    where, _, what = told["reason"].partition(": ")
    assert where.startswith(file)
    assert len(what.split(". ")) > 1, "no remedy"
    message = fault(study, **kind.asked)
    assert expected.words in message
    assert f"{len(aside)} of {expected.given} articles are bad; quarantine allows 0%" in message


def test_the_table_is_as_long_as_it_says() -> None:
    whole = [k for k in KINDS.values() if all(isinstance(getattr(k, f), Outcome) for f in FORMS)]
    assert len(KINDS) >= 100
    assert len(whole) >= 60
    for kind in KINDS.values():
        assert all(getattr(kind, form) for form in FORMS), "a reason is missing"


def test_the_right_study_is_read_alike_in_each_form(tmp_path: Path) -> None:
    read = {}
    for form in FORMS:
        spoiling.write_study(tmp_path / form, form, spoiling.right_rows())
        read[form] = load_study(tmp_path / form).documents
    assert [d.doc_id for d in read["text"]] == list(IDS)
    assert read["jsonl"] == read["csv"] == read["text"]


SIGNS = [b'"', b'""', *(bytes([n]) for n in b",\n\r\\{}[\x00\xff"), b"\xef\xbb\xbf"]
JUNK = st.binary(min_size=1, max_size=6) | st.lists(
    st.sampled_from(SIGNS), min_size=1, max_size=5
).map(b"".join)


def write_table(form: str, quotes: bool) -> list[bytes]:
    """The lines of a right table, of CSV with or without quotes around the cells."""
    with tempfile.TemporaryDirectory() as folder:
        spoiling.write_study(Path(folder, "s"), form, spoiling.right_rows())
        raw = Path(folder, "s", FORMS[form]).read_bytes()
    if not quotes:
        raw = raw.replace(b", the minister", b" the minister").replace(b'"', b"")
    return raw.splitlines(keepends=True)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study whose table is written anew for each example."""
    study = tmp_path_factory.mktemp("study")
    (study / "codebook").mkdir()
    (study / "study.toml").write_text('title = "Harbour"\n', encoding="utf-8")
    return study


@pytest.mark.parametrize(("form", "quotes"), [("jsonl", True), ("csv", True), ("csv", False)])
@settings(max_examples=150)
@given(place=st.floats(0, 1), junk=JUNK)
@example(place=0.5, junk=b'"')
@example(place=0.5, junk=b"\n")
@example(place=1.0, junk=b'"')
@example(place=0.0546875, junk=b"\n")
def test_no_row_is_lost_to_bytes_that_do_not_belong_there(
    workshop: Path, form: str, quotes: bool, place: float, junk: bytes
) -> None:
    lines = write_table(form, quotes)
    raw = b"".join(lines)
    at = round(place * len(raw))
    for name in FORMS.values():
        (workshop / name).unlink(missing_ok=True)
    (workshop / FORMS[form]).write_bytes(raw[:at] + junk + raw[at:])
    try:
        result = load_study(workshop, quarantine=1.0)
    except StudyError as error:
        assert FORMS[form] in str(error)
        assert form == "csv" or b"\x00" in junk or junk.startswith((b"\xff\xfe", b"\xfe\xff"))
        return
    assert len(result.documents) + len(result.quarantined) >= len(IDS)
    used = {document.doc_id: document.text for document in result.documents}
    if form == "csv" and at <= len(lines[0]):
        return  # another header makes other rows of all: they are told, as was just counted
    begin = 0
    for line in lines:
        untouched = not begin <= at <= begin + len(line)
        begin += len(line)
        for doc_id, text in spoiling.TEXTS.items():
            if untouched and text.encode()[:20] in line:
                assert used[doc_id].startswith(text[:20])
    for row in result.quarantined:
        assert row["file"] == FORMS[form]
        assert row["line"].isdigit()


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@given(raw=st.binary(max_size=200) | st.lists(st.sampled_from(SIGNS), max_size=40).map(b"".join))
def test_any_bytes_are_a_table_or_named(workshop: Path, form: str, raw: bytes) -> None:
    for name in FORMS.values():
        (workshop / name).unlink(missing_ok=True)
    (workshop / FORMS[form]).write_bytes(raw)
    try:
        assert load_study(workshop, quarantine=1.0).documents == ()
    except StudyError as error:
        assert FORMS[form] in str(error)
