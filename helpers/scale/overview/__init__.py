"""From the files of a store to what the chapters on a large corpus show."""

from helpers.scale.overview.choose import Choice
from helpers.scale.overview.make import build_overview
from helpers.scale.overview.open import choose, open_corpus, rank_corpus, save_overview

__all__ = ["Choice", "build_overview", "choose", "open_corpus", "rank_corpus", "save_overview"]
