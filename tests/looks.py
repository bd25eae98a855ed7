"""Pictures of figures as they should look, kept small, and how far a new one is from them.

``python -m tests.looks FOLDER`` keeps those of a folder of figures anew: ``make pictures``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops

KEPT = Path(__file__).parent / "pictures"
FIGURES = ("timeline", "timeline-promises", "matrix", "states", "themes")
WIDTH = 480  # pixels, half of what the report draws: letters can still be read
# A pixel differs when one of its channels does by more than STEP of 255; a picture has changed when
# more than one of MOST pixels differs: the same libraries draw the same pixels, and a word of seven
# letters is about 150 pixels of 400,000.
STEP = 32
MOST = 10_000


def read_picture(path: Path) -> Image.Image:
    """A figure in the size in which it is kept."""
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.BOX)


def keep_picture(source: Path, target: Path) -> None:
    """Keep a figure as its reference."""
    read_picture(source).save(target, optimize=True)


def compare(new: Path, kept: Path, folder: Path) -> str:
    """What is wrong, in words, with the file that shows it; nothing when the two look alike."""
    drawn = read_picture(new)
    with Image.open(kept) as opened:
        wanted = opened.convert("RGB")
    if drawn.size != wanted.size:
        drawn.save(folder / new.name)
        return f"{new.stem} is {drawn.size}, was {wanted.size} pixels: {folder / new.name}"
    off = (np.asarray(ImageChops.difference(drawn, wanted)) > STEP).any(axis=2)
    if off.sum() * MOST <= off.size:
        return ""
    grey = np.asarray(wanted.convert("L").convert("RGB")) // 2 + 127
    shown = np.where(off[..., None], np.array([220, 0, 60], dtype=np.uint8), grey.astype(np.uint8))
    beside = Image.new("RGB", (WIDTH * 3, wanted.height))
    for i, picture in enumerate((wanted, drawn, Image.fromarray(shown))):
        beside.paste(picture, (WIDTH * i, 0))
    path = folder / f"{new.stem}.png"
    beside.save(path)
    return (
        f"{new.stem}: {off.sum():,} of {off.size:,} pixels differ, at most one of {MOST:,} may; "
        f"as it was, as it is, where they differ: {path}; if it is meant: make pictures"
    )


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for name in FIGURES:
        keep_picture(Path(sys.argv[1]) / f"{name}.png", KEPT / f"{name}.png")
