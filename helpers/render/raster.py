"""What of a PNG may reach a reader: the picture, and nothing that is said beside it."""

from __future__ import annotations

import struct
import zlib

HEAD = b"\x89PNG\r\n\x1a\n"
# Size and kind, colours, how large a dot is, the dots, the end: no words, no times, no profiles.
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND")
MOST_DOTS = 100_000_000
"""A figure has two million; a decoder needs four bytes for each."""


def clean_png(png: bytes) -> bytes:
    """The picture without text, times and whatever follows its end.

    Raises:
        ValueError: it is no whole PNG, or larger than any screen.
    """
    if not png.startswith(HEAD):
        raise ValueError("its PNG is no PNG")
    kept, at, name = [HEAD], len(HEAD), b""
    while name != b"IEND":
        head = png[at : at + 8]
        length, name = struct.unpack(">I4s", head) if len(head) == 8 else (0, b"")
        whole = png[at : at + length + 12]
        if len(whole) != length + 12 or whole[-4:] != zlib.crc32(whole[4:-4]).to_bytes(4, "big"):
            raise ValueError("its PNG is not whole")
        if name in KEPT:
            kept.append(whole)
        at += len(whole)
    width, height = struct.unpack(">II", kept[1][8:16]) if kept[1][4:8] == b"IHDR" else (0, 0)
    if not 0 < width * height <= MOST_DOTS:
        raise ValueError(f"its PNG has {width} by {height} dots")
    return b"".join(kept)
