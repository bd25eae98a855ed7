"""From the files of a store to what the chapters on a large corpus show."""

from helpers.scale.overview.choose import Choice
from helpers.scale.overview.keep import read_overview, write_overview
from helpers.scale.overview.make import build_overview

__all__ = ["Choice", "build_overview", "read_overview", "write_overview"]
