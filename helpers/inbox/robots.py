"""What a host's robots.txt lets us ask, read by the rules of RFC 9309.

``urllib.robotparser`` of Python 3.11 knows no ``*`` inside a path and takes the first rule, not the
longest; hence Protego.
"""

from __future__ import annotations

from collections.abc import Callable

from .guard import RefusedError, Target
from .wire import Answer, PutOffError, Visitor

NAME = "treaty-coverage"
"""What a robots.txt calls us."""

LONGEST_PAUSE = 60.0
"""Seconds; a host that wants more between two requests is put off, rather than asked sooner."""

CLOSED = {401, 403}


def check_robots(visitor: Visitor, target: Target, follow: Callable[..., Answer]) -> None:
    """Raise RefusedError where robots.txt forbids it, PutOffError where it cannot be read now."""
    site = f"{target.scheme}://{target.site}"
    if site not in visitor.robots:
        visitor.robots[site] = read_robots(visitor, site, follow)
    rules = visitor.robots[site]
    if isinstance(rules, PutOffError | RefusedError):
        raise rules
    if rules is None:
        return
    asked = rules.crawl_delay(NAME) or 0.0
    if asked > LONGEST_PAUSE:
        raise PutOffError(f"{target.host} wants {asked:g} seconds between requests")
    visitor.pauses[target.host] = max(visitor.limits.pause, asked)
    if not rules.can_fetch(f"{site}{target.path}", NAME):
        raise RefusedError(f"robots.txt of {target.host} forbids it")


def read_robots(visitor: Visitor, site: str, follow: Callable[..., Answer]) -> object:
    """The rules of a site; None where it has none, an error where it says no or nothing."""
    from protego import Protego

    try:
        answer = follow(visitor, f"{site}/robots.txt", ())
    except PutOffError as error:
        return PutOffError(f"its robots.txt cannot be read now: {error}")
    except RefusedError as error:
        if error.status and error.status not in CLOSED:
            return None
        return RefusedError(f"its robots.txt is closed: {error}")
    return Protego.parse(answer.body.decode("utf-8", errors="replace"))
