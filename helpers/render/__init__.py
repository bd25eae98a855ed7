"""Notebooks → HTML pages and one PDF book.

``run_notebooks`` executes, ``render_edition`` writes the files of an edition; ``ReportHTML`` and
``ReportPDF`` are nbconvert exporters (``jupyter nbconvert --to helpers.render.ReportHTML FILE``).
"""

from __future__ import annotations

import importlib

# Loaded when first asked for: nbconvert and papermill take seconds, and a run that finds nothing to
# do needs neither.
PLACES = {
    "open_kernels": "helpers.render.kernels",
    "run_notebooks": "helpers.render.run",
    "NotebookError": "helpers.render.run",
    "check_parameters": "helpers.render.parameters",
    "read_parameters": "helpers.render.parameters",
    "ParameterError": "helpers.render.parameters",
    "render_edition": "helpers.render.edition",
    "RenderError": "helpers.render.chapter",
    "GlyphError": "helpers.render.chapter",
    "ReportHTML": "helpers.render.exporters",
    "ReportPDF": "helpers.render.exporters",
}
__all__ = list(PLACES)


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    importlib.import_module("helpers.render.quick")
    return getattr(importlib.import_module(PLACES[name]), name)
