"""For JupyterLab only: widgets, the views that follow them, and an article with its tags in colour.

Only ``notebooks/explore.ipynb`` uses this; an edition has no widgets.  ``show_tags`` and
``show_article`` print an article whole, which is for the desk's own screen: the report shows no
more of it than its budget for quotations allows.
"""

from helpers.explore.controls import connect, make_controls, make_panel
from helpers.explore.layers import LAYERS
from helpers.explore.viewer import show_tags, write_tags
from helpers.explore.views import (
    keep_actor,
    read_choice,
    show_article,
    show_matrix,
    show_sentences,
    show_timeline,
)

__all__ = [
    "LAYERS",
    "connect",
    "keep_actor",
    "make_controls",
    "make_panel",
    "read_choice",
    "show_article",
    "show_matrix",
    "show_sentences",
    "show_tags",
    "show_timeline",
    "write_tags",
]
