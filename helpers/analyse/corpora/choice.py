"""Which claims of a large corpus are drawn."""

from __future__ import annotations

import pandas as pd

from helpers.analyse.choice import check_min_outlets


def select_claims(claims: pd.DataFrame, min_outlets: int = 1) -> pd.DataFrame:
    """The claims (``Overview.claims``) that are found, by at least ``min_outlets`` outlets.

    >>> list(select_claims(corpus.claims, min_outlets))[:4]
    ['claim_id', 'label', 'about', 'articles']

    Raises:
        SelectionError: ``min_outlets`` is no whole number from 1 on.
    """
    check_min_outlets(min_outlets)
    return claims[(claims["articles"] > 0) & (claims["outlets"] >= min_outlets)]
