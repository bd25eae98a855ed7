"""The five figures look as they did: pictures of them are kept in tests/pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from helpers.draw.style import BLUE, ORANGE, PAPER
from tests.looks import FIGURES, KEPT, compare, keep_picture

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_looks_as_it_did(edition: Path, name: str, tmp_path: Path) -> None:
    assert compare(edition / "figures" / f"{name}.png", KEPT / f"{name}.png", tmp_path) == ""


def paint(picture: Image.Image, colour: str) -> None:
    """One dot of another colour: the size of a mark on the timeline."""
    ImageDraw.Draw(picture).ellipse((400, 400, 424, 424), fill=colour)


def lose_a_label(picture: Image.Image) -> None:
    """The first words from the left, in the third fifth of the figure."""
    wide, tall = picture.size
    ImageDraw.Draw(picture).rectangle((0, tall * 0.4, wide * 0.4, tall * 0.6), fill=PAPER)


def move(picture: Image.Image) -> None:
    """Everything two pixels to the right."""
    picture.paste(picture.copy(), (4, 0))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    "spoil", [lambda p: paint(p, BLUE), lambda p: paint(p, ORANGE), lose_a_label, move]
)
def test_a_change_is_seen_and_shown(edition: Path, name: str, spoil, tmp_path: Path) -> None:
    kept, new = tmp_path / "kept.png", tmp_path / "new.png"
    source = edition / "figures" / f"{name}.png"
    keep_picture(source, kept)
    assert compare(source, kept, tmp_path) == ""
    with Image.open(source) as opened:
        picture = opened.convert("RGB")
    before = picture.copy()
    spoil(picture)
    if picture.tobytes() == before.tobytes():  # the dot fell on a mark of its own colour
        return
    picture.save(new)
    told = compare(new, kept, tmp_path)
    assert "pixels differ" in told
    assert (tmp_path / "new.png").is_file() and str(tmp_path) in told


def test_another_size_is_seen(edition: Path, tmp_path: Path) -> None:
    source = edition / "figures" / "states.png"
    with Image.open(source) as opened:
        opened.crop((0, 0, opened.width, opened.height - 40)).save(tmp_path / "states.png")
    assert "was" in compare(tmp_path / "states.png", KEPT / "states.png", tmp_path)


def test_the_pictures_are_few_and_small() -> None:
    kept = sorted(KEPT.glob("*.png"))
    assert {path.stem for path in kept} == set(FIGURES)
    assert sum(path.stat().st_size for path in kept) < 600_000
