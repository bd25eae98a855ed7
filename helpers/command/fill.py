"""From a study to the files of its edition: kernels, renderer and exports at work."""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from .. import publish
from .outcome import log

if TYPE_CHECKING:
    from ..records import Study, Tables


def fill(edition: publish.Edition, head: dict, folder: Path, executed: Path) -> None:
    """Fill an empty folder with the whole report: pages, book, data and exports."""
    from .. import render

    values = edition.parameters
    share = float(str(values["quarantine"]))
    with render.open_kernels(edition.notebooks[0].parent) as kernels:
        # Loaded while the kernels start, as pandas and papermill are.
        from .. import load, tables

        tagger = tables.hash_tagger()  # before it is loaded: what it finds is stored under this
        from ..tag.patterns import check_codebook

        study = load.load_study(edition.study, share)
        head |= {"title": study.title, "subtitle": study.subtitle}
        if study.languages:
            head["languages"] = list(study.languages)
        check_codebook(study.codebook, "codebook", deep=False)
        tell_aside(edition.study, study)
        # Found once, and kept where the notebooks find it: they themselves write nothing to disk.
        tagged = tables.tag_study(
            edition.study,
            values["start"],
            values["end"],
            values["outlets"],
            quarantine=share,
            save=tagger,
        )
        asked = values | {"study": str(edition.study)}
        missing = str(asked.pop("missing_glyph", "error"))  # for the renderer, not the notebooks
        tty = sys.stderr.isatty()
        done = render.run_notebooks(
            list(edition.notebooks), executed, asked, progress=tty, kernels=kernels
        )
    # The book is compiled outside Python's lock, so the exports take the other core meanwhile.
    with ThreadPoolExecutor(1) as pool:
        exported = pool.submit(write_exports, tagged, edition, folder)
        try:
            render.render_edition(done, folder, head, missing)
        except render.GlyphError as error:
            stands = "\n".join(load.find_letters(edition.study, error.characters))
            message = f"{error}\nIn the study they stand here:\n{stands}" if stands else str(error)
            raise render.GlyphError(message, error.characters) from error
        exported.result()


def tell_aside(folder: Path, study: Study) -> None:
    """Log every article with faults, and how many were set aside for other reasons."""
    from ..load import corpus

    others = Counter()
    for row in study.quarantined:
        if row["kind"] == corpus.BAD:
            log("warning", "quarantined", **row)
        else:
            others[row["kind"]] += 1
    for kind, count in others.items():
        log("info", "set aside", kind=kind, count=count)
    if corpus.list_inputs(folder) and not corpus.has_model():
        log("warning", "languages not told", message=corpus.NO_MODEL)


def write_exports(tagged: Tables, edition: publish.Edition, folder: Path) -> None:
    """Write the tables and the timeline of an edition in the forms that other programs read."""
    from .. import export
    from ..analyse import coverage, evidence, timeline

    values = edition.parameters
    passages = evidence.choose_passages(
        tagged, coverage.list_compared(tagged), str(values["evidence"])
    )
    reports = timeline.group_reports(tagged)
    export.write_exports(
        tagged,
        folder / "exports",
        export.limit_words(passages),
        timeline.count_events(reports, tagged.milestones),
        reports,
        str(values["edition_date"]),
    )
