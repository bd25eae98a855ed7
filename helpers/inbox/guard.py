"""Which addresses may be asked: https on port 443 of a public host, and nothing else.

A feed's links are a stranger's words.  The host is resolved once, every address that it has is
checked, and the connection goes to one of those, so that a name cannot mean another host later.
What an operator allows by name (nothing, unless asked) is exempt from scheme, port and address.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

LONGEST_URL = 2_000
PORTS = {"https": 443, "http": 80}
_PLAIN = "/%:@!$&'()*+,;=~-._?"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")

Resolve = Callable[[str, int], list[str]]


class RefusedError(ValueError):
    """An address, an answer or a text that is not taken; the message is the reason.

    ``status`` is the host's own answer where that is the reason, else 0.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask; ``path`` is as the request names it, ``allowed`` by the operator."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    allowed: bool

    @property
    def site(self) -> str:
        """Scheme, host and port as the head of a URL and of the Host line has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read_url(url: str, allow: Collection[str] = ()) -> Target:
    """Take an address apart, or refuse it; no name is looked up.

    ``allow`` holds hosts, or ``host:port``.

    >>> read_url("https://news.example/a?b=é#c").path
    '/a?b=%C3%A9'
    """
    if len(url) > LONGEST_URL:
        raise RefusedError(f"the address has more than {LONGEST_URL:,} characters")
    if any(unicodedata.category(letter)[0] in "CZ" or letter == "\\" for letter in url):
        raise RefusedError("the address holds a space, a control character or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError(f"it is no address: {error}") from None
    if parts.scheme not in PORTS:
        raise RefusedError(f"the scheme {parts.scheme[:20]!r} is not https")
    if "@" in parts.netloc:
        raise RefusedError("the address holds a user name")
    host = read_host(parts.hostname or "")
    port = PORTS[parts.scheme] if port is None else port
    allowed = host in allow or f"{host}:{port}" in allow
    if not allowed and parts.scheme != "https":
        raise RefusedError("the scheme 'http' is not https")
    if not allowed and port != PORTS["https"]:
        raise RefusedError(f"port {port} is not 443")
    query = f"?{parts.query}" if parts.query else ""
    path = quote((parts.path or "/") + query, safe=_PLAIN)
    return Target(url, parts.scheme, host, port, path, allowed)


def read_host(host: str) -> str:
    """The host as DNS knows it."""
    if not host or "%" in host:
        raise RefusedError("the address names no host")
    if ":" in host:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise RefusedError("the address names no host that DNS can know") from None


def look_up(host: str, port: int) -> list[str]:
    """Every address of a host, each once, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


def resolve(target: Target, look_up: Resolve = look_up) -> list[str]:
    """The addresses that a target may be asked at; one that is not public refuses them all."""
    addresses = look_up(target.host, target.port)
    if not addresses:
        raise RefusedError(f"{target.host} has no address")
    for address in addresses:
        fault = "" if target.allowed else find_fault(address)
        if fault:
            raise RefusedError(f"{target.host} is at {address}, which is {fault}")
    return addresses


def find_fault(address: str) -> str:
    """What keeps an address from being a public host's, "" where nothing does.

    >>> find_fault("::ffff:169.254.169.254"), find_fault("100.64.0.1"), find_fault("8.8.8.8")
    ('link-local', 'not public', '')
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if inner := unwrap(ip):
            return find_fault(str(inner))
        if ip.is_site_local or ip in _LOCAL_NAT64:
            return "private"
    kinds = (
        ("unspecified", ip.is_unspecified),
        ("loopback", ip.is_loopback),
        ("link-local", ip.is_link_local),
        ("multicast", ip.is_multicast),
        ("reserved", ip.is_reserved),
        ("private", ip.is_private),
        ("not public", not ip.is_global),
    )
    return next((name for name, is_kind in kinds if is_kind), "")


def unwrap(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address only wraps: mapped, 6to4, Teredo or NAT64."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo
