"""How much is read: nothing of this size is a news article, or an archive of some."""

from __future__ import annotations

from ..pages import LARGEST_PAGE as LARGEST_PAGE

MAX_FILE = 20_000_000_000
"""Bytes of a file on disk; a month of a news crawl is cut into files of one thousand million."""

MAX_UNPACKED = 100_000_000_000
"""Bytes that a file may unpack to."""

MAX_RATIO, FREE = 200, 50_000_000
"""Bytes unpacked for one packed, once there are more than so many of them.

Articles pack to a third or a quarter, rows that repeat each other to a fiftieth; gzip's bombs have
1,000 and zstd's 10,000 and more.
"""

MAX_LINE = 8_000_000
"""Bytes of a line or a record, with whatever an export keeps beside the text."""

MAX_TEXT = 2_000_000
"""Characters of an article's text; a news article has some 5,000."""

PAGE_SECONDS = 20
"""To read one page; the largest that a newspaper prints takes two."""

CHUNK = 64 * 1024
"""Bytes that are read at once."""

ZSTD_CHUNK = 256
"""Packed bytes that are unpacked at once; a block of four may hold 128 KiB, so 8 MiB at most."""

BATCH = 256
"""Rows of a Parquet file that are held at once."""
