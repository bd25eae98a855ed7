"""The pages in a WARC file; its other records are no articles and counted nowhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..pages import read_charset
from ..problems import quoted
from ..readers import Bad, Row
from . import limits
from .aside import BrokenError, stop
from .files import read_record
from .streams import read_pieces

if TYPE_CHECKING:
    from warcio.limitreader import LimitReader
    from warcio.statusandheaders import StatusAndHeaders

VERSIONS = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")
LONGEST_HEAD = 200_000
"""Bytes of a record's own head and of the page's together; a long one has 5,000."""

_PAGES = ("text/html", "application/xhtml+xml")
_DEFLATE = {"gzip": 47, "x-gzip": 47, "deflate": 47}  # zlib's window, with a head of either kind
_AGAIN = "Fetch the file anew"


class _Source:
    """Pieces as the file that warcio reads; a head may have so many bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest, self.at, self.left = pieces, b"", 0, LONGEST_HEAD

    def read(self, size: int) -> bytes:
        """At least one byte and at most ``size``, none at the end."""
        self.rest = self.rest or next(self.pieces, b"")
        return self._give(size)

    def readline(self, size: int = LONGEST_HEAD) -> bytes:
        """The rest of a line of a head, or ``size`` bytes of it."""
        while b"\n" not in self.rest and len(self.rest) <= min(size, self.left):
            piece = next(self.pieces, b"")
            if not piece:
                break
            self.rest += piece
        line = self._give(min(size, self.rest.find(b"\n") + 1 or len(self.rest)))
        self.left -= len(line)
        if self.left < 0:
            raise BrokenError(f"its head has more than {LONGEST_HEAD:,} bytes", _AGAIN)
        return line

    def _give(self, size: int) -> bytes:
        part, self.rest = self.rest[:size], self.rest[size:]
        self.at += len(part)
        return part


def read_warc(path: Path) -> Iterator[tuple[str, Row | Bad]]:
    """Every response that holds a page; bytes are counted in the unpacked file."""
    source = _Source(read_pieces(path))
    number, place = 0, ""
    try:
        while line := source.readline():
            source.left = LONGEST_HEAD
            if not line.strip():
                continue
            number += 1
            place = f"record {number}, byte {source.at - len(line)}"
            head, body = _begin(source, line)
            page = _read_page(head, body)
            while body.read(limits.CHUNK):
                pass
            if body.limit:
                raise BrokenError(f"it is cut off, {body.limit:,} bytes before its end", _AGAIN)
            if page:
                yield place, page if isinstance(page, Bad) else read_record(*page)
    except BrokenError as error:
        yield place, stop(error)
        return
    if not number:
        yield "", Bad("it has no records", "Fetch it anew, or take it out")


def _begin(source: _Source, line: bytes) -> tuple[StatusAndHeaders, LimitReader]:
    """The head of a record, and its body as a file that ends where it does."""
    from warcio.limitreader import LimitReader
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        head = StatusAndHeadersParser(VERSIONS).parse(source, line)
    except StatusAndHeadersParserException:
        shown = quoted(line[:60].decode("utf-8", "replace").strip())
        raise BrokenError(f"it does not begin with WARC/1.0 but with {shown}", _AGAIN) from None
    size = (head.get_header("Content-Length") or "").strip()
    if not (size.isascii() and size.isdigit() and len(size) < 18):
        raise BrokenError(f"its length is {quoted(size)}, which is none", _AGAIN)
    return head, LimitReader(source, int(size))


def _read_page(
    head: StatusAndHeaders, body: LimitReader
) -> tuple[bytes, str, str] | Bad | None:
    """The bytes of a record's page, its address and encoding; None where it holds no page."""
    from warcio.statusandheaders import StatusAndHeadersParser

    if head.get_header("WARC-Type") != "response" or not body.limit:
        return None
    size = body.limit
    try:
        http = StatusAndHeadersParser((), verify=False).parse(body)
    except EOFError:  # nothing is there any more, which whoever reads on will see
        return None
    kind = http.get_header("Content-Type") or ""
    if http.get_statuscode() != "200" or not kind.lower().startswith(_PAGES):
        return None
    if size > limits.MAX_LINE:
        what = f"{size:,} bytes are more than the {limits.MAX_LINE:,} that a record may have"
        return Bad(what, "Take it out")
    raw = _unpack(http, body)
    if isinstance(raw, Bad):
        return raw
    url = (head.get_header("WARC-Target-URI") or "").strip("<> \t").replace(" ", "%20")
    return raw, url, read_charset(kind)


def _unpack(http: StatusAndHeaders, body: LimitReader) -> bytes | Bad:
    """The page's bytes, out of chunks and compression; one byte too many shows that it is long."""
    import brotli
    from warcio.bufferedreaders import ChunkedDataReader

    chunked = "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(body) if chunked else body
    raw = b"".join(iter(lambda: stream.read(limits.CHUNK), b""))
    coding = (http.get_header("Content-Encoding") or "").strip().lower()
    most = limits.LARGEST_PAGE + 1
    try:
        if coding in _DEFLATE and raw:
            # What a crawler has unpacked already often keeps the name of its packing.
            return zlib.decompressobj(_DEFLATE[coding]).decompress(raw, most)
        if coding == "br" and raw:
            return brotli.Decompressor().process(raw, output_buffer_limit=most)
    except (zlib.error, brotli.error) as error:
        if raw.lstrip()[:1] == b"<":
            return raw
        return Bad(f"its {coding} data are wrong ({error})", "Fetch it anew")
    return raw
