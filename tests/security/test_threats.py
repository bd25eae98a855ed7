"""Each threat, each guard of ours against it, and an attack that gets through without the guard.

The last threat, what the report is built from, has its guards in ``test_code``; the whole report is
attacked in ``test_hostile_study``, and what is served is searched in ``test_served``.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import re2
from markupsafe import Markup

from helpers.load import StudyError, load_study
from tests.security.attacks import engine, files, pages, pictures, tables
from tests.security.payloads import PAYLOADS, write_study


@dataclass(frozen=True)
class Guard:
    """Where it stands, what it must withstand, and what stands there when it is taken away."""

    place: str  # module:name
    attack: Callable[[Path], None]
    without: object


NEVER = re.compile("(?!)")
HUGE = 10**12


def read_toml(text: str, *_: object) -> dict:
    """What a reader that trusts its file does."""
    return tomllib.loads(text)


def anything(*given: object, **_: object) -> object:
    """Give back what was given."""
    return given[0] if given else None


# The module of ``re`` in the place of RE2; texts come to it as bytes.
SLOW = SimpleNamespace(
    compile=lambda body, options: re.compile(re.sub(r"\\x\{(\w+)\}", r"\\x\1", body).encode()),
    Options=re2.Options, error=re2.error, _Regexp=re2._Regexp,
)  # fmt: skip
SCRIPT, ENGINE, PARAMETERS = "script in article text", "engine of the book", "parameters"
FORMULAS, PATTERNS, NAMES, BOMBS = "formulas", "evil patterns", "ids and names as paths", "bombs"
GUARDS: dict[str, list[Guard]] = {
    SCRIPT: [
        Guard("helpers.draw.show:escape", pages.put_words_into_table, Markup),
        Guard("helpers.render.clean:nh3.clean", pages.put_markup_into_notebook, anything),
        Guard("helpers.explore.viewer:escape", pages.put_article_into_viewer, Markup),
        Guard("helpers.publish.changes:escape", pages.put_words_into_changes, anything),
        Guard("helpers.export.timeline:escape", pages.put_words_into_slides, anything),
        Guard("helpers.render.clean:INVISIBLE", pages.turn_words_round, NEVER),
        Guard("helpers.render.clean:prune", pictures.draw_more_than_drawing, anything),
        Guard("helpers.render.clean:OUTSIDE", pictures.load_by_style, NEVER),
        Guard("helpers.render.clean:DECLARED", pictures.declare_entities, NEVER),
        Guard("helpers.render.exhibits:clean_png", pictures.hide_words_in_picture, anything),
        Guard("helpers.publish.feed:CONTROL", pages.break_feed, {}),
        Guard("helpers.publish.compare:HIDDEN", pages.forge_lines_of_brief, NEVER),
        Guard("helpers.publish.compare:BREAKS", pages.forge_lines_of_brief, NEVER),
        Guard("helpers.command.outcome:CONTROL", pages.speak_to_terminal, NEVER),
        Guard("helpers.export.planned:protect", pages.add_calendar_entry, anything),
        Guard("helpers.export.planned:CONTROL", pages.add_calendar_entry, NEVER),
    ],
    ENGINE: [
        Guard("helpers.render.literals:quote", engine.typeset_code, '"{}"'.format),
        Guard(
            "helpers.render.book:tempfile.TemporaryDirectory",
            engine.read_file_from_book,
            lambda: contextlib.nullcontext("/"),
        ),
        Guard("helpers.render.book:without_network", engine.fetch_package, contextlib.nullcontext),
    ],
    PARAMETERS: [
        Guard("helpers.render.parameters:check_parameters", engine.run_parameters, anything),
        Guard("helpers.render.parameters:fits", engine.run_parameters, lambda *_: True),
        Guard("helpers.publish.parameters:say_fault", engine.name_parameters, lambda *_: ""),
    ],
    FORMULAS: [
        Guard("helpers.export.layers:FORMULA", tables.open_export, ()),
        Guard("helpers.export.layers:CONTROL", tables.open_export, NEVER),
        Guard("helpers.render.exhibits:FORMULA", tables.open_data, ()),
        Guard("helpers.render.exhibits:CONTROL", tables.open_data, NEVER),
        Guard("helpers.draw.show:FORMULA", tables.open_shown, ()),
        Guard("helpers.export.timeline:defuse", tables.open_timeline, anything),
    ],
    PATTERNS: [
        Guard("helpers.tag.patterns:re2", tables.find_evil_pattern, SLOW),
        Guard("helpers.tag.patterns.write:re2.escape", tables.write_evil_pattern, anything),
    ],
    NAMES: [
        Guard("helpers.load.manifest:is_plain", files.name_article, lambda name: True),
        Guard("helpers.load.pending:_DEVICES", files.name_article, frozenset()),
        Guard("helpers.load.pending:_NOWHERE", files.name_article, frozenset()),
        Guard("pathlib:Path.is_relative_to", files.link_article, lambda *_: True),
        Guard("helpers.load.codebook:ID", files.name_claim, re.compile("(?s).*")),
        Guard("helpers.render.exhibits:IDENTIFIER", files.name_figure, re.compile("(?s).*")),
        Guard("helpers.publish.shelf:EDITION_ID", files.name_edition, re.compile("(?s).+")),
    ],
    BOMBS: [
        Guard("helpers.load.text:MAX_BYTES", files.load_large_file, HUGE),
        Guard("helpers.publish.parameters:MAX_BYTES", files.plan_large_manifest, HUGE),
        Guard("helpers.load.manifest:decode", files.load_compressed, lambda raw, *_: str(raw)),
        Guard("helpers.tag.zones.limits:LONGEST_LINE", files.tag_long_line, HUGE),
        Guard("helpers.tag.zones.limits:LONGEST_TEXT", files.tag_long_line, HUGE),
        Guard("helpers.render.clean:LONGEST_TEXT", files.show_long_run, HUGE),
        Guard("helpers.load.study:parse_toml", files.nest_study, read_toml),
        Guard(
            "helpers.load.codebook:parse_toml",
            files.nest_codebook,
            read_toml,
        ),
        # A name of the module hides the built-in one, so that the error is not caught.
        Guard("helpers.load.codings:RecursionError", files.nest_coding, ZeroDivisionError),
        Guard("helpers.command.settings:RecursionError", files.nest_settings, ZeroDivisionError),
        Guard("helpers.command.settings:MAX_BYTES", files.load_large_settings, HUGE),
        Guard("helpers.command.parameters:RecursionError", files.nest_parameter, ZeroDivisionError),
        Guard("helpers.render.clean:DEEPEST", files.nest_page, HUGE),
        Guard("helpers.render.raster:MOST_DOTS", files.show_large_picture, HUGE),
    ],
}
# Without these the attack goes on until the clock stops it.
LONG = (tables.find_evil_pattern, files.tag_long_line)


def list_guards(long: object = ()) -> list:
    """Every guard as a case of a test, ``long`` marks those that take seconds."""
    return [
        pytest.param(
            guard, id=f"{threat}-{guard.place}", marks=long if guard.attack in LONG else ()
        )
        for threat, guards in GUARDS.items()
        for guard in guards
    ]


@pytest.mark.parametrize("words", ["a\nb", "a\x1b[2J", "a\tb", "a\x9bc"])
def test_lines_and_controls_stand_in_no_field(words: str, tmp_path: Path) -> None:
    study = load_study(write_study(tmp_path / "study", [words, "Words"], raw=True), 1.0)
    (told,) = [row["reason"] for row in study.quarantined if row["line"] == "2"]
    for column in ("outlet", "title", "author", "url"):
        assert f"column {column}" in told
    assert "line break or a control character" in told


@pytest.mark.parametrize("guard", list_guards())
def test_the_attack_fails(guard: Guard, tmp_path: Path) -> None:
    guard.attack(tmp_path)


@pytest.mark.parametrize("guard", list_guards(pytest.mark.slow))
def test_without_its_guard_the_attack_succeeds(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, name = guard.place.partition(":")
    place: object = importlib.import_module(module)
    *parts, last = name.split(".")
    for part in parts:
        place = getattr(place, part)
    monkeypatch.setattr(place, last, guard.without, raising=last != "RecursionError")
    with pytest.raises(AssertionError):
        guard.attack(tmp_path)


NAMES_TOO = ["handler in one quote", "wide formula"]


def test_a_payload_is_a_name_or_is_refused_as_none(tmp_path: Path) -> None:
    """What cannot name a file is said to be no name; the others are looked for, and not there."""
    names = []
    for number, (kind, words) in enumerate(PAYLOADS.items()):
        with pytest.raises(StudyError) as error:
            load_study(files.make_small(tmp_path / str(number), words))
        told = str(error.value)
        if "articles.csv, line 2, column file" not in told or "is no plain file name" not in told:
            assert "there is no such file" in told, kind
            names.append(kind)
    assert names == NAMES_TOO
