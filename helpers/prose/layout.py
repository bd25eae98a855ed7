"""Tables for readers keep their cells as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd


def lay_out(rows: Iterable[Sequence | Mapping], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of object columns: pandas would turn Markup into plain words and lose what is safe.

    >>> from markupsafe import Markup
    >>> type(lay_out([(Markup("<b>x</b>"),)], ["a"])["a"][0]).__name__
    'Markup'
    """
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)
