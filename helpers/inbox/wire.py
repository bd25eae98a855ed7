"""One request to one checked address, with caps on time and size; nothing is followed here."""

from __future__ import annotations

import gzip
import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, field

from .guard import RefusedError, Resolve, Target, look_up, resolve

BLOCK = 65_536
PAUSE = 5.0
"""Seconds between two requests to one host: what a careful reader clicks."""


class PutOffError(ValueError):
    """What may go well another time: a host that is down, slow or busy."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of an answer (as sent and decompressed), seconds of a fetch, redirects, pause.

    Only looking up a name has the system's own limit of time, for want of a way to end it.
    """

    size: int = 5_000_000
    seconds: float = 30.0
    redirects: int = 5
    pause: float = PAUSE


@dataclass(slots=True)
class Visitor:
    """Who asks: its name, what it may, and what it remembers of the hosts during one run."""

    agent: str
    allow: Collection[str] = ()
    limits: Limits = field(default_factory=Limits)
    look_up: Resolve = look_up
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    asked: dict[str, float] = field(default_factory=dict)
    pauses: dict[str, float] = field(default_factory=dict)
    robots: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address that was asked, status, header lines by lower-case name, body."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""


class TimedSocket:
    """A socket for ``http.client`` whose waits, however many, end at one deadline."""

    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self.sock, self.left = sock, left

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(self.left())
        self.sock.sendall(data)

    def receive(self, buffer: memoryview) -> int:
        self.sock.settimeout(self.left())
        return self.sock.recv_into(buffer)

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(TimedStream(self))

    def close(self) -> None:
        """Leave the socket open: ``request`` closes it when the body is read."""


class TimedStream(io.RawIOBase):
    """The reading side of a ``TimedSocket``."""

    def __init__(self, sock: TimedSocket) -> None:
        self.sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        return self.sock.receive(buffer)


def request(
    visitor: Visitor,
    target: Target,
    headers: dict[str, str],
    kinds: Collection[str],
    left: Callable[[], float],
) -> Answer:
    """Ask one address once; the body is read of a 200 only, and only of the given media types.

    Raises:
        RefusedError: the guard, the media type or the size forbids it.
        PutOffError: the host cannot be reached, is too slow or breaks off.
    """
    try:
        addresses = resolve(target, visitor.look_up)
        with closing(connect(target, addresses, left)) as sock:
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = TimedSocket(sock, left)  # type: ignore[assignment]
            head = {"Host": target.site, "User-Agent": visitor.agent, "Accept-Encoding": "gzip"}
            connection.request("GET", target.path, headers=head | {"Connection": "close"} | headers)
            response = connection.getresponse()
            lines = {name.lower(): value for name, value in response.getheaders()}
            body = b""
            if response.status == 200:
                check_kind(lines, kinds)
                body = read_body(response, visitor.limits.size)
            return Answer(target.url, response.status, lines, body)
    except TimeoutError:
        seconds = visitor.limits.seconds
        raise PutOffError(f"{target.host} took more than {seconds:g} seconds") from None
    except (OSError, http.client.HTTPException) as error:
        told = str(error) or type(error).__name__
        raise PutOffError(f"{target.host} cannot be read: {told}") from None


def connect(target: Target, addresses: list[str], left: Callable[[], float]) -> socket.socket:
    """A connection to the first of the checked addresses that answers; TLS checks the name."""
    problem: OSError = OSError("no address")
    for address in addresses:
        try:
            sock = socket.create_connection((address, target.port), timeout=left())
        except TimeoutError:
            raise
        except OSError as error:
            problem = error
            continue
        if target.scheme == "http":
            return sock
        try:
            sock.settimeout(left())
            context = ssl.create_default_context()
            return context.wrap_socket(sock, server_hostname=target.host)
        except BaseException:
            sock.close()
            raise
    raise problem


def check_kind(headers: dict[str, str], kinds: Collection[str]) -> None:
    """Refuse an answer of another media type; no kinds stands for all."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kinds and kind not in kinds:
        told = kind[:60] or "missing"
        raise RefusedError(f"its content type is {told}, not {' or '.join(kinds)}")


def read_body(response: http.client.HTTPResponse, size: int) -> bytes:
    """The whole body, decompressed; one that is longer than ``size`` is refused, not cut."""
    told = response.getheader("Content-Length", "")
    if told.isdigit() and int(told) > size:
        raise RefusedError(f"it has {int(told):,} bytes, more than {size:,}")
    raw = read_capped(response, size)
    if response.length:
        raise PutOffError(f"the answer broke off, {response.length:,} bytes before its end")
    coding = response.getheader("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return raw
    if coding not in ("gzip", "x-gzip"):
        raise RefusedError(f"it is compressed as {coding[:20]!r}, which was not asked for")
    try:
        return read_capped(gzip.GzipFile(fileobj=io.BytesIO(raw)), size)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(f"its gzip is broken: {error}") from None


def read_capped(file: io.BufferedIOBase, size: int) -> bytes:
    """All that a file has, read in blocks, so that no more than ``size`` is ever held."""
    parts, held = [], 0
    while block := file.read(BLOCK):
        parts.append(block)
        held += len(block)
        if held > size:
            raise RefusedError(f"it has more than {size:,} bytes")
    return b"".join(parts)
