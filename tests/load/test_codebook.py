"""A codebook's faults are named by file and line; what is right becomes records."""

import datetime as dt
from pathlib import Path

import pytest

from helpers.load import StudyError, lexicon, load_codebook, read_lexicon

ACTOR = '[[actor]]\nid = "norland"\nname = "Norland"\nkind = "state"\nstate = "norland"\n'
MILESTONE = (
    '[[milestone]]\nid = "signed"\nlabel = "L"\nkind = "k"\ncitation = "c"\n'
    "earliest = 2021-03-03\nlatest = 2021-03-04\n"
)
PROMISE = '[[promise]]\nid = "p"\nkind = "stage"\nmilestone = "signed"\npatterns = ["a"]\n'
CLAIM = '[[claim]]\nid = "c"\nlabel = "L"\nabout = "law"\norigin = "o"\npatterns = ["a"]\n'


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_right_codebook(tmp_path: Path) -> None:
    roles = 'roles = [{ role = "President", start = 2020-01-01, end = "2021-01-01" }]\n'
    book = load_codebook(
        write(
            tmp_path,
            actors=ACTOR + roles,
            milestones=MILESTONE + "promise = true\n",
            claims=CLAIM + 'accused = ["norland"]\n',
            promises=PROMISE,
            words='supply = ["supply", "suppl*"]\n',
        )
    )
    assert book.actors[0].roles[0].end == dt.date(2021, 1, 1)
    assert book.milestones[0].promise and book.milestones[0].latest == dt.date(2021, 3, 4)
    assert book.claims[0].accused == ("norland",)
    assert book.words == {"supply": ("supply", "suppl*")}
    assert book.themes == book.facts == ()


FAULTS = {
    "no TOML": ({"actors": "[[actor"}, "codebook/actors.toml: it is not valid TOML"),
    "duplicate id": ({"actors": ACTOR + ACTOR}, "line 6: id 'norland' stands already at line 1"),
    "id that is none": (
        {"actors": ACTOR.replace('"norland"', '"Nor land"', 1)},
        "'Nor land' is no id",
    ),
    "unknown kind": (
        {"actors": ACTOR.replace('"state"', '"ship"')},
        "line 1: kind 'ship' is not known",
    ),
    "unknown field": (
        {"actors": ACTOR + 'colour = "red"\n'},
        "line 1: field 'colour' is not known",
    ),
    "missing field": ({"actors": '[[actor]]\nid = "x"\n'}, "line 1: field 'name' is missing"),
    "unknown state": (
        {"actors": ACTOR.replace('state = "norland"', 'state = "x"')},
        "state 'x' is not known",
    ),
    "unknown gender": ({"actors": ACTOR + 'gender = "m"\n'}, "gender 'm' is not known"),
    "role ends first": (
        {"actors": ACTOR + 'roles = [{ role = "R", start = 2021-01-01, end = 2020-01-01 }]\n'},
        "R: it begins on 2021-01-01 and ends before, on 2020-01-01",
    ),
    "no day": (
        {"milestones": MILESTONE.replace("2021-03-03", '"March"')},
        "line 1: field 'earliest': 'March' is no day",
    ),
    "a moment, no day": (
        {"milestones": MILESTONE.replace("2021-03-03", "2021-03-03T10:00:00")},
        "field 'earliest'",
    ),
    "days that cross": (
        {"milestones": MILESTONE.replace("03-04", "03-02")},
        "signed: it begins on",
    ),
    "no truth": ({"milestones": MILESTONE + 'promise = "yes"\n'}, "it is neither true nor false"),
    "no text": ({"actors": ACTOR.replace('"Norland"', "3")}, "field 'name': it is no text"),
    "no texts": (
        {"actors": ACTOR + 'variants = "N"\n'},
        "field 'variants': it is no list of texts",
    ),
    "an empty text": ({"actors": ACTOR + 'variants = [""]\n'}, "it is no list of texts"),
    "no roles": ({"actors": ACTOR + 'roles = ["R"]\n'}, "it is no list of { role, start, end }"),
    "unknown accused": ({"claims": CLAIM + 'accused = ["x"]\n'}, "accused actor 'x' is not known"),
    "unknown milestone": (
        {"promises": '[[promise]]\nid = "p"\nkind = "stage"\nmilestone = "x"\npatterns = ["a"]\n'},
        "milestone 'x' is not known",
    ),
    "unknown kind of promise": (
        {"promises": '[[promise]]\nid = "p"\nkind = "x"\nmilestone = "x"\npatterns = ["a"]\n'},
        "kind 'x' is not known. Known: promise, visit, stage",
    ),
    "unknown table": (
        {"actors": "[[ship]]\n"},
        "'ship' is not known here. Every table of this file",
    ),
    "no tables": ({"actors": "actor = 3\n"}, "it is no list of tables"),
    "unknown file": ({"ships": ""}, "codebook/ships.toml: no such table is known"),
    "group that is none": ({"words": "supply = 3\n"}, "group 'supply' is no list of words"),
    "group's name": ({"words": '"Sup ply" = ["a"]\n'}, "'Sup ply' is no name for a group"),
    "group like an actor": (
        {"actors": ACTOR, "words": 'norland = ["a"]\n'},
        "group 'norland' has the id of an actor",
    ),
}


@pytest.mark.parametrize(("files", "message"), FAULTS.values(), ids=FAULTS)
def test_faults(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(StudyError) as error:
        load_codebook(write(tmp_path, **files))
    assert message in str(error.value)


def test_all_faults_in_one_message(tmp_path: Path) -> None:
    files = {"actors": ACTOR + 'colour = "red"\n', "words": "supply = 3\n", "claims": "[[claim]]\n"}
    with pytest.raises(StudyError, match=r"colour(.|\n)*'id' is missing(.|\n)*'supply'"):
        load_codebook(write(tmp_path, **files))


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="there is no such folder"):
        load_codebook(tmp_path / "none")


def test_every_word_list_says_where_its_terms_come_from() -> None:
    for path in sorted(lexicon.LEXICON.glob("*.csv")):
        rows = read_lexicon(path.stem)
        assert rows
        for row in rows:
            assert row["term"] and row["origin"] and row["reason"], (path.name, row)


def test_a_bad_word_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "LEXICON", tmp_path)
    (tmp_path / "odd.csv").write_text("term,origin\na,b,c\n", encoding="utf-8")
    with pytest.raises(
        StudyError, match=r"column 'reason' is missing(.|\n)*line 2: too many or too few"
    ):
        read_lexicon("odd")
    with pytest.raises(StudyError, match=r"none\.csv: there is no such file"):
        read_lexicon("none")
