"""Fetch a page or a feed: each hop guarded, robots.txt respected, one request at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import urldefrag, urljoin

from .guard import RefusedError, Target, read_url
from .robots import check_robots
from .wire import Answer, PutOffError, Visitor, request

FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
PAGES = ("text/html", "application/xhtml+xml")
MOVED = {301, 302, 303, 307, 308}
BUSY = {408, 425, 429}


def fetch(
    visitor: Visitor, url: str, kinds: Collection[str], known: dict[str, str] | None = None
) -> Answer:
    """The answer to an address with status 200, or 304 where ``known`` has an ETag or a date.

    Raises:
        RefusedError: the guard, robots.txt, the host or a limit forbids it; asking again is no use.
        PutOffError: it may go well another time.
    """

    def obey(target: Target) -> None:
        check_robots(visitor, target, follow)

    return follow(visitor, url, kinds, obey, known)


def follow(
    visitor: Visitor,
    url: str,
    kinds: Collection[str],
    obey: Callable[[Target], None] | None = None,
    known: dict[str, str] | None = None,
) -> Answer:
    """Follow redirects by hand, each checked like the first address."""
    end = visitor.clock() + visitor.limits.seconds
    waited = 0.0

    def left() -> float:
        seconds = end + waited - visitor.clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    seen: list[str] = []
    while len(seen) <= visitor.limits.redirects:
        target = read_url(urldefrag(url).url, visitor.allow)
        before = visitor.clock()
        if obey:
            obey(target)
        pause(visitor, target)
        waited += visitor.clock() - before
        answer = request(visitor, target, ask_if_new(known), kinds, left)
        if answer.status not in MOVED:
            return judge(answer, bool(known))
        seen.append(url)
        if not (place := answer.headers.get("location", "")):
            raise RefusedError(f"status {answer.status} leads nowhere")
        url = urldefrag(urljoin(url, place)).url
        if url in seen:
            raise RefusedError("its redirects go round in a circle")
    raise RefusedError(f"it has more than {visitor.limits.redirects} redirects")


def pause(visitor: Visitor, target: Target) -> None:
    """Wait until a host was left alone for long enough."""
    if target.host in visitor.asked:
        needed = visitor.pauses.get(target.host, visitor.limits.pause)
        rest = visitor.asked[target.host] + needed - visitor.clock()
        if rest > 0:
            visitor.sleep(rest)
    visitor.asked[target.host] = visitor.clock()


def ask_if_new(known: dict[str, str] | None) -> dict[str, str]:
    """The header lines that ask only for what has changed."""
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {line: known[name] for name, line in names.items() if known and known.get(name)}


def judge(answer: Answer, conditional: bool) -> Answer:
    """The answer where its status is good, else why not."""
    if answer.status == 200 or (answer.status == 304 and conditional):
        return answer
    if answer.status >= 500 or answer.status in BUSY:
        raise PutOffError(f"the host answers with status {answer.status}")
    raise RefusedError(f"the host answers with status {answer.status}", answer.status)
