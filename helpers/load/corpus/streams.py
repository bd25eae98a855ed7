"""A file → its bytes in pieces, unpacked, as long as they are right and within the limits."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..readers import SAVE
from . import limits
from .aside import BrokenError

_AGAIN = "Fetch or pack it anew"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked where its name ends in ``.gz`` or ``.zst``.

    What could be read has been yielded when the BrokenError comes.
    """
    try:
        size = path.stat().st_size
        if size > limits.MAX_FILE:
            what = f"{size:,} bytes are more than the {limits.MAX_FILE:,} that a file may have"
            raise BrokenError(what, "Split it")
        with path.open("rb") as file:
            yield from _count(_UNPACK.get(path.suffix.lower(), _read)(file), file)
    except OSError as error:
        what = f"it cannot be read ({error.strerror or error})"
        raise BrokenError(what, "Check its rights and the disk") from None


def _count(pieces: Iterator[bytes], file: BinaryIO) -> Iterator[bytes]:
    """The pieces, until they are more than what they were packed in can hold."""
    count = 0
    for piece in pieces:
        count += len(piece)
        packed = file.tell()
        if count > limits.FREE and count > limits.MAX_RATIO * packed:
            what = f"{packed:,} bytes unpack to {count:,} and more, which no articles do"
            raise BrokenError(what, "Take it out")
        if count > limits.MAX_UNPACKED:
            what = f"it unpacks to more than the {limits.MAX_UNPACKED:,} bytes that a file may have"
            raise BrokenError(what, "Split it")
        yield piece


def _read(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(limits.CHUNK):
        yield piece


def _unpack_gzip(file: BinaryIO) -> Iterator[bytes]:
    some = False
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            while piece := unpacked.read1(limits.CHUNK):
                some = True
                yield piece
    except EOFError:
        raise BrokenError("its gzip data are cut off", _AGAIN) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        told = str(error)
        what = f"its gzip data are wrong ({told})"
        if "Not a gzipped file" in told:
            what = "other bytes follow its gzip data" if some else "it is not gzip"
        raise BrokenError(what, _AGAIN) from None


def _unpack_zstd(file: BinaryIO) -> Iterator[bytes]:
    import zstandard

    unpacker = zstandard.ZstdDecompressor()  # refuses frames that ask for more than 128 MiB
    frame, some = None, False
    while data := file.read(limits.ZSTD_CHUNK):
        while data:
            frame = frame or unpacker.decompressobj()
            try:
                piece = frame.decompress(data)
            except zstandard.ZstdError as error:
                told = str(error)
                what = f"its zstd data are wrong ({told.removeprefix('zstd decompressor error: ')})"
                if "Unknown frame descriptor" in told:
                    what = "other bytes follow its zstd data" if some else "it is not zstd"
                raise BrokenError(what, _AGAIN) from None
            some = True
            if piece:
                yield piece
            data = b""
            if frame.eof:
                data, frame = frame.unused_data, None
    if frame:
        raise BrokenError("its zstd data are cut off", _AGAIN)


_UNPACK: dict[str, Callable[[BinaryIO], Iterator[bytes]]] = {
    ".gz": _unpack_gzip,
    ".zst": _unpack_zstd,
}


def read_whole(path: Path, most: int) -> bytes:
    """All bytes of a small file; a BrokenError when it has more than ``most``."""
    pieces, count = [], 0
    for piece in read_pieces(path):
        pieces.append(piece)
        count += len(piece)
        if count > most:
            what = f"it has more than the {most:,} bytes that an article may have"
            raise BrokenError(what, "Split it or take it out")
    return b"".join(pieces)


def read_lines(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number and end (LF, CR LF, CR), None in place of one that is too long.

    A byte order mark before all is taken off; UTF-16 is a BrokenError.
    """
    number, count, held = 0, 0, []  # of the line so far: bytes, kept while they are few
    returned = False  # the last piece ended with CR, which LF may follow
    for part in _split(_check_start(pieces)):
        if returned and part != b"\n":
            number += 1
            yield number, _join(held, count)
            count, held = 0, []
        count += len(part)
        if count <= limits.MAX_LINE:
            held.append(part)
        returned = part.endswith(b"\r")
        if part.endswith(b"\n"):
            number += 1
            yield number, _join(held, count)
            count, held = 0, []
    if count:
        yield number + 1, _join(held, count)


def _join(held: list[bytes], count: int) -> bytes | None:
    return b"".join(held) if count <= limits.MAX_LINE else None


def _split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from piece.splitlines(keepends=True)


def _check_start(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest, start = iter(pieces), b""
    for piece in rest:
        start += piece
        if len(start) >= 4:
            break
    if start.startswith(_WIDE) or 0 in start[:2]:
        raise BrokenError("it is UTF-16, not UTF-8", SAVE)
    yield start.removeprefix(codecs.BOM_UTF8)
    yield from rest
