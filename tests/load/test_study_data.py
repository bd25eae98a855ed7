"""The study that comes with the project: files, manifest, codebook and dictionary agree."""

import csv
import dataclasses
import hashlib
import json
import re
from pathlib import Path

import pytest

from helpers import records
from helpers.load import load_codebook, load_study

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
STUDY = DATA / "russia-iran-treaty"
DICTIONARY = (DATA / "README.md").read_text("utf-8")
LAYERS = ("Zone", "Sentence", "Timex", "Mention", "Attribution", "EventMention", "ClaimMention")
LAYERS += ("Promise", "CodebookMention")
TABLES = ("Actor", "Claim", "PromisePattern", "Milestone", "Fact", "Theme", "Naming", "Role")


@pytest.fixture(scope="module")
def study() -> records.Study:
    return load_study(STUDY)


def test_five_articles_are_read(study: records.Study) -> None:
    assert len(study.documents) == 5
    assert study.quarantined == ()


def test_the_sums_in_the_manifest_are_those_of_the_files(study: records.Study) -> None:
    for document in study.documents:
        raw = (STUDY / "articles" / f"{document.doc_id}.txt").read_bytes()
        assert hashlib.sha256(raw).hexdigest() == document.sha256
        assert document.text.encode("utf-8") == raw


def test_what_is_inferred_has_its_evidence(study: records.Study) -> None:
    for document in study.documents:
        for name in ("outlet", "title", "author", "published"):
            assert getattr(document, f"{name}_evidence"), (document.doc_id, name)
            known = getattr(document, f"{name}_basis") != "unknown"
            assert known == bool(getattr(document, name)), (document.doc_id, name)
        assert (document.url_basis == "unknown") == (document.url == "")
        assert document.text_only_earliest <= document.published <= document.text_only_latest


def test_a_stated_title_stands_in_the_text(study: records.Study) -> None:
    for document in study.documents:
        assert document.title in document.text


def test_the_dates_agree_with_the_coding(study: records.Study) -> None:
    docs = study.codings["agreed/docs"].set_index("doc_id")
    assert len(docs) == len(study.documents)
    for document in study.documents:
        row = docs.loc[document.doc_id]
        assert document.published.isoformat() == row["pub_date"]
        assert document.published_earliest.isoformat() == row["pub_date_earliest"]
        assert document.published_latest.isoformat() == row["pub_date_latest"]
        assert document.text_only_earliest.isoformat() == row["text_only_earliest"]
        assert document.text_only_latest.isoformat() == row["text_only_latest"]
        assert document.outlet == row["outlet"]


def test_codings_are_whole(study: records.Study) -> None:
    """The numbers of rows are those that the coding rules give."""
    rows = {name: len(table) for name, table in study.codings.items()}
    assert rows["agreed/claims"] == 61
    assert rows["agreed/promises"] == 11
    assert rows["coder_a/claims"] == 70 and rows["coder_b/claims"] == 68
    assert sum(rows.values()) == sum(
        len(path.read_text("utf-8").splitlines()) for path in STUDY.glob("codings/*/*.jsonl")
    )


def test_every_coded_actor_is_in_the_codebook(study: records.Study) -> None:
    """By name; an office whose holder the coder did not name is the one exception."""
    names = {actor.name for actor in study.codebook.actors}
    coded = set(study.codings["agreed/actors"]["entity"])
    assert coded - names == {"Defense Minister of Iran"}


def test_actors_are_unambiguous(study: records.Study) -> None:
    """No name belongs to two actors, but for capitals, which are places and stand for states."""
    owners: dict[str, set[str]] = {}
    for actor in study.codebook.actors:
        for name in (actor.name, *actor.variants, *actor.demonyms):
            owners.setdefault(name, set()).add(actor.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    states = {m for actor in study.codebook.actors for m in actor.metonyms}
    for actor in study.codebook.actors:
        if actor.kind == "person":
            assert not states & {actor.name, *actor.variants}
            assert not actor.state or actor.gender or not actor.roles, actor.id


def test_the_chronology_is_in_order_and_has_one_promised_day() -> None:
    milestones = load_codebook(STUDY / "codebook").milestones
    assert [m.earliest for m in milestones] == sorted(m.earliest for m in milestones)
    assert [m.id for m in milestones if m.promise] == ["treaty_signed"]
    assert all(m.citation and m.label for m in milestones)
    assert len({m.label for m in milestones}) == len(milestones)


def test_a_theme_shares_no_word_with_another() -> None:
    seen: dict[str, str] = {}
    for theme in load_codebook(STUDY / "codebook").themes:
        for word in theme.words:
            assert seen.setdefault(word, theme.id) == theme.id, word


def documented(heading: str) -> set[str]:
    """The names in the first column of the dictionary's table under a heading."""
    found = re.search(rf"^#+ .*`{re.escape(heading)}`.*$", DICTIONARY, re.MULTILINE)
    assert found, heading
    below = DICTIONARY[found.end() :]
    table = below[: below.find("\n#")] if "\n#" in below else below
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([a-z_0-9]+)`", cell)}


def test_the_dictionary_has_every_column_of_the_manifest() -> None:
    with (STUDY / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert set(next(csv.reader(file))) == documented("articles.csv")


@pytest.mark.parametrize("name", LAYERS + TABLES)
def test_the_dictionary_has_every_column_of_a_record(name: str) -> None:
    fields = {field.name for field in dataclasses.fields(getattr(records, name))}
    common = documented("every layer") if name in LAYERS else set()
    assert fields <= documented(name) | common
    assert documented(name) <= fields


@pytest.mark.parametrize("path", sorted((DATA / "lexicon").glob("*.csv")), ids=lambda p: p.stem)
def test_the_dictionary_has_every_column_of_a_word_list(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        assert set(next(csv.reader(file))) <= documented(path.name) | {"term", "origin", "reason"}


@pytest.mark.parametrize("path", sorted((STUDY / "codings/agreed").glob("*.jsonl")), ids=str)
def test_the_dictionary_has_every_field_of_a_coding(path: Path) -> None:
    fields = {key for line in path.read_text("utf-8").splitlines() for key in json.loads(line)}
    common = {"doc", "start", "end", "text", "zone", "decided_by"}
    assert fields <= documented(path.name) | common
